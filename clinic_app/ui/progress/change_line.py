"""One line of what changed, to press: it leads to the flag in the chart."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import day_words, long_date
from clinic_app.domain.pain.pain_chart import ChartAnnotation
from clinic_app.ui.chart.mark_painter import paint_flag
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.paint import elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_DATE, _MARK, _NUMBER = 76, 18, 18
_LEFT = _DATE + _MARK + _NUMBER + 4
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class ChangeLine(HoverPaint):
    """Day, sign, number in the chart and words of a flag, in as many lines as they take."""

    def __init__(
        self, flag: ChartAnnotation, today: date, number: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.flag, self._number = flag, str(number)
        self._day = day_words(flag.day, today=today)
        self.setText(flag.text)
        kind = kind_words(flag.kind)
        self.setAccessibleName(f"{long_date(flag.day)}: {flag.text}")
        self.setAccessibleDescription(_("{kind}. Shows it in the chart.", kind=kind))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 28)

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(60, width - _LEFT - 4), 4000)
        return max(30, QFontMetrics(font()).boundingRect(room, _WRAP, self.text()).height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), fill=t.sunken)
        place = QRectF(4, 4, _DATE, 20)
        elided(painter, place, self._day, face=font(SMALL), colour=t.second)
        paint_flag(painter, QPointF(_DATE + 10, 15), self.flag.kind)
        place = QRectF(_DATE + _MARK + 2, 4, _NUMBER, 20)
        elided(painter, place, self._number, face=font(SMALL, bold=True), colour=t.second)
        painter.setFont(font(BODY))
        painter.setPen(QColor(t.ink))
        painter.drawText(self.rect().adjusted(_LEFT, 4, -4, -4), _WRAP, self.text())
        painter.end()
