"""What stands around the plotted ratings: numbers, dates, flag labels, names, the cursor's box."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import BAND_POINTS, PainChart
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, LEFT, RIGHT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import Tick, date_ticks
from clinic_app.ui.pain.chart_words import Stop
from clinic_app.ui.pain.flag_labels import FlagLabel, place_labels
from clinic_app.ui.pain.series_look import LOOKS, paint_mark

AXIS_PX = 13
EDGE = 8.0  # px beyond 0, 10 and the first and last day, so that marks there stay whole
_LEFT, _LINE, _FLAG_WIDTH = 34, 20, 16
_LEGEND = {Series.AVERAGE: "average 24 h", Series.WORST: "worst 24 h"} | {
    Series.LEAST: "least 24 h",
    Series.NOW: "now, at visits",
}


@dataclass(frozen=True)
class FrameStyle:
    """Sizes in px: ``right`` is the column for names, ``flag_lines`` stand above the plot.

    With ``legend`` that column names the series too; without, other controls do.
    """

    y_step: int
    right: int
    flag_lines: int
    legend: bool
    mark: float


STRIP = FrameStyle(y_step=5, right=118, flag_lines=1, legend=True, mark=5.5)
LARGE = FrameStyle(y_step=2, right=84, flag_lines=2, legend=False, mark=7)


class Frame:
    """Geometry of one chart in a view of some size; maps ratings to pixels and paints around."""

    def __init__(self, chart: PainChart, style: FrameStyle, width: float, height: float) -> None:
        self.chart = chart
        self.style = style
        self._named = chart.band is not None or any(track.runs for track in chart.tracks)
        self._right = width - 4
        room = style.right if self._named else 12
        self.plot = QRectF(_LEFT, 0, max(40.0, width - _LEFT - room), 1)
        metrics = QFontMetricsF(font(AXIS_PX))
        self.labels = place_labels(
            chart.flags,
            px=self.x,
            right=self._right,
            measure=lambda words: metrics.horizontalAdvance(words) + _FLAG_WIDTH + 2,
            lines=style.flag_lines,
        )
        top = 8 + _LINE * max((label.line + 1 for label in self.labels), default=0)
        self.plot.setTop(top)
        self.plot.setHeight(max(20.0, height - top - 26))
        self.ticks: Sequence[Tick] = date_ticks(
            chart.x_first, chart.x_last, width=self.plot.width()
        )

    def x(self, days: float) -> float:
        """Pixels from the left of a place on the time axis."""
        first, last = self.chart.x_first, self.chart.x_last
        return self.plot.left() + (days - first) / (last - first) * self.plot.width()

    def y(self, score: float) -> float:
        """Pixels from the top of a score; 10 is on top."""
        return self.plot.bottom() - score / 10 * self.plot.height()

    def label_box(self, label: FlagLabel) -> QRectF:
        """Where a flag's label is painted and can be pointed at."""
        top = self.plot.top() - 6 - (label.line + 1) * _LINE
        return QRectF(label.x, top, max(label.room, _FLAG_WIDTH + 8), _LINE)

    def paint_around(self, painter: QPainter) -> None:
        """Numbers, dates, the start and its band, names and flag labels."""
        t = tokens()
        face = font(AXIS_PX)
        for score in range(0, 11, self.style.y_step):
            box = QRectF(0, self.y(score) - 9, 22, 18)
            elided(painter, box, str(score), face=face, colour=t.second, align=RIGHT)
        self._paint_dates(painter)
        self._paint_names(painter)
        for label in self.labels:
            self._paint_flag(painter, label)

    def _paint_dates(self, painter: QPainter) -> None:
        t = tokens()
        face = font(AXIS_PX)
        width = QFontMetricsF(face)
        free = 0.0
        for tick in self.ticks:
            x = self.x(tick.x)
            needs = width.horizontalAdvance(tick.words) + 2
            left = max(0.0, min(x - needs / 2, self._right - needs))
            if left < free:
                continue
            free = left + needs + 10
            painter.setPen(QPen(QColor(t.control_border), 1))
            painter.drawLine(QPointF(x, self.plot.bottom() + 1), QPointF(x, self.plot.bottom() + 5))
            box = QRectF(left, self.plot.bottom() + 6, needs, 18)
            elided(painter, box, tick.words, face=face, colour=t.second, align=CENTRE)

    def _paint_names(self, painter: QPainter) -> None:
        """The start, and where the style wants it the series, right of the plot, not touching."""
        t = tokens()
        left = self.plot.right() + EDGE + 6
        column = QRectF(left, 0, self._right - left, 18)
        used: list[float] = []
        if self.style.legend and self._named:
            used.append(self.y(10))
            self._name(painter, column, used[0], "up is worse", t.third)
        baseline = self.chart.trend.baseline
        if baseline is not None and not self.style.legend:
            for words, score in _band_words(baseline.mean, self.chart.band):
                self._name(painter, column, self.y(score), words, t.second)
        elif baseline is not None:
            words = f"start {baseline.mean:.1f} ± {BAND_POINTS:g}"
            used.append(_free_place(self.y(baseline.mean), used, self.plot))
            self._name(painter, column, used[-1], words, t.second)
        if not self.style.legend:
            return
        for track in self.chart.tracks:
            if not track.runs:
                continue
            look = LOOKS[track.series]
            y = _free_place(self.y(track.runs[-1][-1].score), used, self.plot)
            used.append(y)
            paint_mark(painter, QPointF(column.left() + 4, y), look, t[look.token], size=7)
            box = column.adjusted(14, 0, 0, 0)
            self._name(painter, box, y, _LEGEND[track.series], t.ink)

    def _name(
        self, painter: QPainter, column: QRectF, middle: float, words: str, colour: str
    ) -> None:
        box = QRectF(column.left(), middle - 9, column.width(), 18)
        elided(painter, box, words, face=font(AXIS_PX), colour=colour, align=LEFT)

    def _paint_flag(self, painter: QPainter, label: FlagLabel) -> None:
        """A pennant on its pole, and the words or number beside it."""
        t = tokens()
        box = self.label_box(label)
        pole = self.x(label.flags[0].x)
        painter.setPen(QPen(QColor(t.accent), 1.5))
        painter.drawLine(QPointF(pole, box.top() + 4), QPointF(pole, self.plot.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        x, y = box.left(), box.top() + 5
        points = ((x, y), (x + 10, y), (x + 7.5, y + 4.5), (x + 10, y + 9), (x, y + 9))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
        words = box.adjusted(_FLAG_WIDTH, 0, 0, 0)
        is_number = label.words != label.flags[0].text
        face = font(AXIS_PX, bold=is_number)
        elided(painter, words, label.words, face=face, colour=t.ink, align=LEFT)

    def paint_cursor(self, painter: QPainter, stop: Stop) -> None:
        """A ring and a thin line where the cursor rests, and a box of plain text beside it."""
        t = tokens()
        x = self.x(stop.x)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.ink), 1))
        painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        y = self.plot.top()
        if stop.score is not None:
            y = self.y(stop.score)
            painter.setPen(QPen(QColor(t.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), 7, 7)
        self._paint_box(painter, stop, QPointF(x, y))

    def _paint_box(self, painter: QPainter, stop: Stop, at: QPointF) -> None:
        t = tokens()
        bold, plain = font(SMALL, bold=True), font(AXIS_PX)
        widths = [QFontMetricsF(bold).horizontalAdvance(stop.title)]
        widths += [QFontMetricsF(plain).horizontalAdvance(line) for line in stop.lines]
        right = self._right
        width = min(max(widths) + 24, right - 4, 380.0)
        height = 16 + 20 + 17 * len(stop.lines)
        left = at.x() + 14 if at.x() + 14 + width <= right else at.x() - 14 - width
        bottom = self.plot.bottom() + 26
        top = max(0.0, min(at.y() - height / 2, bottom - height))
        box = QRectF(max(2.0, left), top, width, height)
        rounded(painter, box, fill=t.ink, radius=6)
        line = QRectF(box.left() + 12, box.top() + 8, width - 24 + 1, 20)
        elided(painter, line, stop.title, face=bold, colour=t.surface)
        for n, words in enumerate(stop.lines):
            line = QRectF(box.left() + 12, box.top() + 28 + 17 * n, width - 24 + 1, 17)
            elided(painter, line, words, face=plain, colour=t.surface)


def _band_words(mean: float, band: tuple[float, float] | None) -> tuple[tuple[str, float], ...]:
    """The start and, where the band is not cut off by the scale, its two edges."""
    named = [(f"start {mean:.1f}", mean)]
    if band is not None and band[1] < 10:
        named.append((f"+{BAND_POINTS:g}", band[1]))
    if band is not None and band[0] > 0:
        named.append((f"−{BAND_POINTS:g}", band[0]))
    return tuple(named)


def _free_place(wanted: float, used: Sequence[float], plot: QRectF) -> float:
    """The y nearest to ``wanted`` that keeps 20 px from every name there is."""
    steps = sorted(range(-12, 13), key=abs)
    places = [wanted + 10 * n for n in steps]
    inside = [p for p in places if plot.top() <= p <= plot.bottom() + 14] or places
    return next((p for p in inside if all(abs(p - u) >= 20 for u in used)), wanted)
