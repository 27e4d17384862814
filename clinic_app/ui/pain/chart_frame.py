"""The geometry of a chart in a view of some size, and the words around the plotted ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import BAND_POINTS, FlagKind, PainChart, PlanFlag
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, LEFT, RIGHT, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import Tick, date_ticks
from clinic_app.ui.pain.flag_labels import FlagLabel, place_labels
from clinic_app.ui.pain.flag_style import SIZE, paint_flag, pole_pen
from clinic_app.ui.pain.series_style import SERIES_STYLES, paint_mark

if TYPE_CHECKING:
    from clinic_app.ui.pain.level_of_detail import Numbers

AXIS_PX = 13
EDGE = 8.0  # px beyond 0, 10 and the first and last day, so that marks there stay whole
FLAG_WIDTH = SIZE + 6
_LEFT, _LINE, _DATES = 34, 20, 26
_WEEKS = 88  # the bars of the weeks: a heading, the bars, the air around them
_MANY = 12  # flags
_DENSE_DAY = 5.0  # px a rated day: below, days are too close and the weekly means lead
_LEGEND = {Series.AVERAGE: "average 24 h", Series.WORST: "worst 24 h"} | {
    Series.LEAST: "least 24 h",
    Series.NOW: "now, at visits",
}


@dataclass(frozen=True)
class FrameStyle:
    """Sizes in px: ``right`` is the column for names, ``flag_lines`` stand above the plot.

    With ``legend`` that column names the series too; without, other controls do. ``full`` adds
    what a large chart has room for: means, weeks, brackets, and a range that moves.
    """

    y_step: int
    right: int
    flag_lines: int
    legend: bool
    mark: float
    full: bool


STRIP = FrameStyle(y_step=5, right=118, flag_lines=1, legend=True, mark=5.5, full=False)
LARGE = FrameStyle(y_step=2, right=84, flag_lines=2, legend=False, mark=7, full=True)


class Frame:
    """Where everything lies; maps days and scores to pixels and paints what stands around.

    ``shown`` is the part of the time axis, in days; ``lines`` of flag labels are kept free at
    least, so that the plot stays where it is while it moves.
    """

    def __init__(
        self,
        chart: PainChart,
        style: FrameStyle,
        size: tuple[float, float],
        *,
        shown: tuple[float, float],
        numbers: dict[PlanFlag, int],
        lines: int = 0,
    ) -> None:
        self.chart, self.style, self.numbers = chart, style, numbers
        self.first, self.last = shown
        width, height = size
        self._named = chart.band is not None or any(track.runs for track in chart.tracks)
        self.right = width - 4
        room = style.right if self._named else 12
        self.plot = QRectF(_LEFT, 0, max(40.0, width - _LEFT - room), 1)
        self.px_a_day = self.plot.width() / (self.last - self.first)
        self.labels = self._place_labels()
        self.lines = max(lines, *(label.line + 1 for label in self.labels), 0)
        top = 8 + _LINE * self.lines
        has_weeks = style.full and height > 300 and any(week.is_known for week in chart.weeks)
        below = _DATES + (_WEEKS if has_weeks else 0)
        self.plot.setTop(top)
        self.plot.setHeight(max(20.0, height - top - below))
        self._foot, self._px_a_point = self.plot.bottom(), self.plot.height() / 10
        self.weeks = QRectF(_LEFT, height - 56, self.plot.width(), 48) if has_weeks else QRectF()
        self.ticks: Sequence[Tick] = date_ticks(
            self.first, self.last, width=self.plot.width(), year=chart.today.year
        )

    def _place_labels(self) -> list[FlagLabel]:
        """Labels of the flags in sight; visits are ticks on the axis and have none."""
        metrics = QFontMetricsF(font(AXIS_PX))
        seen = [f for f in self.chart.flags if f in self.numbers and self.sees(f.x)]
        return place_labels(
            seen,
            px=self.x,
            right=self.right,
            measure=lambda words: metrics.horizontalAdvance(words) + FLAG_WIDTH + 2,
            lines=self.style.flag_lines,
            first_number=self.numbers[seen[0]] if seen else 1,
        )

    @property
    def has_many_flags(self) -> bool:
        """Whether so many flags are in sight that their poles would hide the ratings."""
        return sum(len(label.flags) for label in self.labels) > _MANY

    @property
    def is_dense(self) -> bool:
        """Whether days stand so close that single ratings are only a background."""
        return self.px_a_day * self.chart.usual_gap < _DENSE_DAY

    def sees(self, days: float) -> bool:
        """Whether a place of the time axis is in sight."""
        return self.first <= days <= self.last

    @overload
    def x(self, days: float) -> float: ...
    @overload
    def x(self, days: "Numbers") -> "Numbers": ...
    def x(self, days: Any) -> Any:
        """Pixels from the left of a place on the time axis, or of many."""
        return _LEFT + (days - self.first) * self.px_a_day

    def days(self, x: float) -> float:
        """The place on the time axis under a pixel."""
        return self.first + (x - _LEFT) / self.px_a_day

    @overload
    def y(self, score: float) -> float: ...
    @overload
    def y(self, score: "Numbers") -> "Numbers": ...
    def y(self, score: Any) -> Any:
        """Pixels from the top of a score, or of many; 10 is on top."""
        return self._foot - score * self._px_a_point

    def label_box(self, label: FlagLabel) -> QRectF:
        """Where a flag's label is painted and can be pointed at."""
        top = self.plot.top() - 6 - (label.line + 1) * _LINE
        return QRectF(label.x, top, max(label.room, FLAG_WIDTH + 8), _LINE)

    def visits(self) -> list[PlanFlag]:
        """Visits in sight."""
        flags = self.chart.flags
        return [f for f in flags if f.kind is FlagKind.VISIT and self.sees(f.x)]

    def paint_around(self, painter: QPainter) -> None:
        """Numbers, dates, the start and its band, names and flag labels."""
        t = tokens()
        face = font(AXIS_PX)
        for score in range(0, 11, self.style.y_step):
            box = QRectF(0, self.y(score) - 9, 22, 18)
            elided(painter, box, str(score), face=face, colour=t.second, align=RIGHT)
        self._paint_dates(painter)
        self._paint_names(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for label in self.labels:
            pole, top = round(self.x(label.flags[0].x)), self.label_box(label).top() + 8
            painter.setPen(pole_pen(label.flags[0].kind, many=self.has_many_flags))
            painter.drawLine(QPointF(pole, top), QPointF(pole, self.plot.top()))
        for label in self.labels:
            self._paint_label(painter, label)
        few = not self.is_dense
        painter.setPen(QPen(QColor(t.accent if few else t.third), 2 if few else 1))
        foot, tall = self.plot.bottom(), 7 if few else 4
        places = (self.x(visit.x) for visit in self.visits())
        painter.drawLines([QLineF(x, foot - tall, x, foot - 1) for x in places])

    def _paint_dates(self, painter: QPainter) -> None:
        t = tokens()
        face = font(AXIS_PX)
        width = QFontMetricsF(face)
        free = 0.0
        for tick in self.ticks:
            x = self.x(tick.x)
            needs = width.horizontalAdvance(tick.words) + 2
            left = max(0.0, min(x - needs / 2, self.right - needs))
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
        column = QRectF(left, 0, self.right - left, 18)
        used: list[float] = []
        if self.style.legend and self._named:
            used.append(self.y(10))
            self._name(painter, column, used[0], "up is worse", t.third)
        start = self.chart.trend.start
        if start is not None and not self.style.legend:
            for words, score in _band_words(start, self.chart.band):
                self._name(painter, column, self.y(score), words, t.second)
        elif start is not None:
            words = f"start {start:.1f} ± {BAND_POINTS:g}"
            used.append(_free_place(self.y(start), used, self.plot))
            self._name(painter, column, used[-1], words, t.second)
        if self.style.legend:
            self._name_series(painter, column, used)

    def _name_series(self, painter: QPainter, column: QRectF, used: list[float]) -> None:
        t = tokens()
        for track in self.chart.tracks:
            if not track.runs:
                continue
            look = SERIES_STYLES[track.series]
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

    def _paint_label(self, painter: QPainter, label: FlagLabel) -> None:
        """A shape on its pole, and the words or number beside it, over any other pole."""
        t = tokens()
        box, flag = self.label_box(label), label.flags[0]
        left = box.left() if flag.kind is FlagKind.PLAN else box.left() - SIZE / 2
        paint_flag(painter, left, box.top() + 4.5, flag.kind)
        words = box.adjusted(FLAG_WIDTH - (box.left() - left) / 2, 0, 0, 0)
        face = font(AXIS_PX, bold=label.words != flag.text)
        needs = min(QFontMetricsF(face).horizontalAdvance(label.words), words.width())
        painter.fillRect(words.adjusted(-2, 1, needs - words.width() + 2, -1), QColor(t.surface))
        elided(painter, words, label.words, face=face, colour=t.ink, align=LEFT)


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
