"""The chart in one line: the deciding series, its start, its latest rating."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.chart.series import series_colour
from clinic_app.domain.pain.chart_summary import summary
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import ChartPoint, PainChart, Track
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_EDGE = 5


class Sparkline(QWidget):
    """0-10 with 10 on top, days without a rating left open."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: PainChart | None = None
        self.setAccessibleName(_("Pain chart, small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: PainChart) -> None:
        """Draw another chart."""
        self._chart = chart
        self.setAccessibleDescription(summary(chart))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(132, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        for score in (0, 10):
            self._across(painter, score, QPen(QColor(t.rule), 1))
        if self._chart is None:
            return
        if self._chart.trend.start is not None:
            pen = QPen(QColor(t.control_border), 1, Qt.PenStyle.DashLine)
            self._across(painter, self._chart.trend.start, pen)
        track = _deciding(self._chart)
        if track is not None:
            self._paint_track(painter, track, QColor(t[series_colour(track.series)]))

    def _paint_track(self, painter: QPainter, track: Track, colour: QColor) -> None:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour)
        for run in track.runs:
            places = [self._place(point) for point in run]
            if len(places) > 1 and track.series is not Series.NOW:
                painter.drawPolyline(places)
            else:
                for place in places:
                    painter.drawPoint(place)
        painter.drawEllipse(self._place(track.runs[-1][-1]), 2.5, 2.5)

    def _across(self, painter: QPainter, score: float, pen: QPen) -> None:
        painter.setPen(pen)
        y = self._y(score)
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _y(self, score: float) -> float:
        return self.height() - _EDGE - score / 10 * (self.height() - 2 * _EDGE)

    def _place(self, point: ChartPoint) -> QPointF:
        assert self._chart is not None
        first, last = self._chart.x_first, self._chart.x_last
        share = (point.x - first) / (last - first)
        return QPointF(_EDGE + share * (self.width() - 2 * _EDGE), self._y(point.score))


def _deciding(chart: PainChart) -> Track | None:
    """The series the verdict rests on, else the first with a rating."""
    rated = [t for t in chart.tracks if t.runs]
    deciding = chart.trend.series or Series.AVERAGE
    return next((t for t in rated if t.series is deciding), rated[0] if rated else None)
