"""Series to show or hide: each chip has the mark and colour its line has in the chart."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.domain.pain import Series
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.mark_painter import paint_series_mark

_ALWAYS = (Series.AVERAGE, Series.WORST)


class SeriesChips(QWidget):
    """One chip a series; ``changed`` tells that a person switched one."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Series")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = FlowLayout(self)
        self.chips = {series: _SeriesChip(series, self) for series in Series}
        for chip in self.chips.values():
            chip.clicked.connect(self.changed)
            line.addWidget(chip)

    def offer(self, rated: Collection[Series]) -> None:
        """Show the chips of series with ratings; average and worst are always asked."""
        for series, chip in self.chips.items():
            chip.setVisible(series in rated or series in _ALWAYS)

    def set_short(self, short: bool) -> None:
        """Leave ", 24 h" away where there is little room; the tooltip has it."""
        for chip in self.chips.values():
            chip.set_short(short)

    def shown(self) -> tuple[Series, ...]:
        """The series that are on."""
        return tuple(series for series, chip in self.chips.items() if chip.isChecked())


class _SeriesChip(HoverPaint):
    """A tick when it is on, then the mark and the words."""

    def __init__(self, series: Series, parent: QWidget) -> None:
        super().__init__(parent)
        self._series = series
        self.setText(series.label)
        self.setAccessibleName(f"Show {series.label}")
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
