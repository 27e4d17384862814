"""The pain chart as a widget; it draws a PainChart and computes nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.pain_chart import PainChart
from clinic_app.ui.pain.chart_frame import LARGE, FrameStyle

if TYPE_CHECKING:
    from clinic_app.ui.pain.chart_plot import ChartPlot


class PainChartView(QWidget):
    """Ratings 0-10 with 10 on top, gaps left open, plan changes as flags.

    Left and right move a cursor from rating to rating; ``stop_changed`` carries what it rests on
    (a ``chart_words.Stop`` or None). pyqtgraph is imported by the first chart that is shown.
    """

    stop_changed = Signal(object)

    def __init__(self, style: FrameStyle = LARGE, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._plot: ChartPlot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def plot(self) -> "ChartPlot":
        """What pyqtgraph draws; made when first asked for."""
        if self._plot is None:
            from clinic_app.ui.pain.chart_plot import ChartPlot

            self._plot = ChartPlot(self._style)
            self._plot.stop_changed.connect(self.stop_changed)
            self._column.addWidget(self._plot)
            self.setFocusProxy(self._plot)
        return self._plot

    def show_chart(self, chart: PainChart) -> None:
        """Draw another chart."""
        self.plot.show_chart(chart)
        self.setAccessibleDescription(self.plot.accessibleDescription())


def prepare() -> None:
    """Import what charts need, about 0.2 s; call it where nobody waits, in the window's thread."""
    import_module("clinic_app.ui.pain.chart_plot")
