"""A series to show or hide: its chip has the mark and colour its line has in the chart."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_app.domain.pain.pain import Series
from clinic_app.ui.chart.mark_painter import paint_series_mark
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _


class SeriesChip(HoverPaint):
    """A check when it is on, then the mark and the words; the first word alone where short."""

    def __init__(self, series: Series) -> None:
        super().__init__()
        self._series = series
        self.setText(series.label)
        self.setAccessibleName(_("Show {series}", series=series.label))
        self.setCheckable(True)
        self.setChecked(True)
        self.setProperty("ring_radius", 18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def set_short(self, short: bool) -> None:
        """Show the first word alone, or all of them."""
        series = self._series
        self.setText(series.short_label if short else series.label)
        self.setToolTip(series.label if short else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(SMALL, bold=self.isChecked())).horizontalAdvance(self.text())
        return QSize(round(words + 46 + (26 if self.isChecked() else 0)), 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        on = self.isChecked()
        fill = t.sunken if on or self.underMouse() else t.surface
        rounded(painter, QRectF(self.rect()), fill=fill, border=t.control_border, radius=18)
        x = 12.0
        if on:
            draw_icon(painter, x, 9, "check", t.ink, 18)
            x += 26
        middle = QPointF(x + 5, self.height() / 2)
        paint_series_mark(painter, middle, self._series, size=9)
        room = QRectF(x + 18, 0, self.width() - x - 18, self.height())
        elided(painter, room, self.text(), face=font(SMALL, bold=on), colour=t.ink, align=LEFT)
