"""The pain chart as a widget; it draws a PainChart and computes nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.pain.pain_chart import PainChart

if TYPE_CHECKING:
    from clinic_app.ui.chart.plot.chart_plot import ChartPlot


class PainChartView(QWidget):
    """Ratings 0-10 with 10 on top, gaps left open, changes and events as flags.

    The arrows move a cursor from rating to rating; ``stop_changed`` carries what it rests on (a
    ``chart_words.Stop`` or None). ``flag_opened`` carries the flags of a label that was pressed,
    and where on the screen. pyqtgraph is imported by the first chart that is shown.
    """

    stop_changed = Signal(object)
    flag_opened = Signal(object, QPoint)

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self._small = small
        self._plot: ChartPlot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def plot(self) -> "ChartPlot":
        """What pyqtgraph draws; made when first asked for."""
        if self._plot is None:
            from clinic_app.ui.chart.plot.chart_plot import ChartPlot

            self._plot = ChartPlot(small=self._small)
            self._plot.stop_changed.connect(self.stop_changed)
            self._plot.flag_opened.connect(self._emit_flags)
            self._column.addWidget(self._plot)
            self.setFocusProxy(self._plot)
        return self._plot

    def _emit_flags(self, flags: object, at: QPoint) -> None:
        self.flag_opened.emit(flags, self.plot.mapToGlobal(at))

    def show_chart(self, chart: PainChart, shown: tuple[float, float] | None = None) -> None:
        """Draw another chart; ``shown`` is the part of its time axis to begin with, in days."""
        self.plot.show_chart(chart, shown)
        self.setAccessibleDescription(self.plot.accessibleDescription())

    def change_chart(self, chart: PainChart) -> None:
        """Draw the same patient's chart after a change, at the days that are in sight."""
        shown = self.plot.shown
        was_whole = (shown.first, shown.last) == (shown.whole_first, shown.whole_last)
        self.show_chart(chart, None if was_whole else (shown.first, shown.last))


def prepare() -> None:
    """Import what charts need, about 0.2 s; call it where nobody waits, in the window's thread."""
    import_module("clinic_app.ui.chart.plot.chart_plot")
