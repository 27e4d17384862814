"""The value of one record in a line of a pair: to choose, or only to read."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.merge.pair_line import PairLine, Side, Stays
from clinic_app.words import pgettext

_SIGN, _LEFT, _WORDS_AT = 20, 10, 40
_PLAIN = "="


class SideButton(HoverPaint):
    """A radio button with words of any length; one that cannot be chosen takes no keyboard.

    ``moved`` carries -1 or 1 for the line above or below; ``chosen`` the side to choose.
    """

    moved = Signal(int)
    chosen = Signal(int)

    def __init__(self, line: PairLine, side: Side) -> None:
        super().__init__()
        self._stays: Stays = line.stays
        value = line.values[side]
        self.words = label(
            value or pgettext("no value", "none"), tone="ink" if value else "second", wrap=True
        )
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QHBoxLayout(self)
        column.setContentsMargins(_WORDS_AT, 8, 10, 8)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{line.name}: {self.words.text()}")
        can_choose = line.stays == "one"
        self.setCheckable(can_choose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_choose else Qt.FocusPolicy.NoFocus)
        if can_choose:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda: self.chosen.emit(side))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(38, self.words.heightForWidth(width - _WORDS_AT - 10) + 16)

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 38)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Up, keys.Key_Down):
            self.moved.emit(-1 if event.key() == keys.Key_Up else 1)
        elif event.key() in (keys.Key_Left, keys.Key_Right):
            self.chosen.emit(0 if event.key() == keys.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self._stays == "one" and not self.isChecked():
            painter.fillRect(self.rect(), QColor(t.caution_tint))
        elif self._stays == "one" and self.underMouse():
            painter.fillRect(self.rect(), QColor(t.sunken))
        top = (min(self.height(), 38) - _SIGN) / 2
        if self._stays == "both":
            draw_icon(painter, _LEFT, top, "check", t.good, _SIGN)
        elif self._stays == "same":
            painter.setPen(QColor(t.second))
            painter.setFont(self.words.font())
            room = QRectF(_LEFT, top, _SIGN, _SIGN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _PLAIN)
        else:
            self._paint_radio(painter, QRectF(_LEFT, top, _SIGN, _SIGN))

    def _paint_radio(self, painter: QPainter, box: QRectF) -> None:
        t = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 6 if self.isChecked() else 1.5
        pen = QPen(QColor(t.accent if self.isChecked() else t.control_border), width)
        painter.setPen(pen)
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))


def as_side(number: int) -> Side:
    """0 or 1 as a side."""
    return 1 if number else 0
