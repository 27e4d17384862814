"""Where everything of a pain chart stands, in points; what is drawn behind and over the ratings."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from clinic_app.chart.axis import ticks
from clinic_app.chart.flags import (
    BADGE_SIZE,
    MOST_ROWS,
    ROW,
    SIZE,
    Badge,
    FlaggedDay,
    FlagList,
    lettered_flags,
    numbered,
    place_flags,
)
from clinic_app.chart.marks import Mark, Measure, Stroke, Text, box
from clinic_app.chart.series import WHISKER, flag_marker, series_marker
from clinic_app.chart.weeks import HEIGHT, WeekRow
from clinic_app.domain.adherence import DAYS
from clinic_app.domain.pain_chart import BAND_POINTS, ChartAnnotation, FlagKind, PainChart, x_of
from clinic_app.domain.trend import Week

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""
_FEW_FLAGS = 8  # more are drawn thinner, so that the ratings stay in front
_LABEL_STEP = 10.5


@dataclass(frozen=True)
class Room:
    """Where a plot stands, in points: its drawing's width, both margins beside it, its height.

    ``height`` is of the plot; of everything from flags to weeks where it ``holds_all``. With
    ``letters`` letters stand over the flags, and what they mean is left to whoever draws the list.
    A ``small`` one has few scores, no means, and the names of its series beside them. Rated days
    nearer than ``dense`` points give way to the means of their weeks. ``flag_rows`` is how many
    rows of flags find room at least.
    """

    width: float
    left: float
    right: float
    height: float
    letters: bool = False
    holds_all: bool = False
    small: bool = False
    has_weeks: bool = True
    dense: float = 1.5
    flag_rows: int = 0


class Layout:
    """A chart in its room: knows where a day and a score stand, and what to draw around ratings.

    ``first`` and ``last`` bound the days in sight, on the x axis of the chart.
    """

    def __init__(
        self,
        chart: PainChart,
        room: Room,
        measure: Measure,
        *,
        top: float = 0.0,
        shown: tuple[float, float] | None = None,
    ) -> None:
        self.chart, self.room, self.measure = chart, room, measure
        self.first, self.last = shown or (chart.x_first, chart.x_last)
        self.left, self.right = room.left, room.width - room.right
        self.flags = self._placed_flags()
        self._flag_floor = top + 4 + max(self.flags.rows, room.flag_rows) * ROW
        self.top = self._flag_floor + 8
        self.has_weeks = room.has_weeks and any(week.is_known for week in chart.weeks)
        below = 19 + (HEIGHT + 7 if self.has_weeks else 0)
        height = room.height - self.top - below if room.holds_all else room.height
        self.bottom = self.top + max(20.0, height)
        self.foot = self.bottom + below
        self.weeks = self._placed_weeks()
        after = bisect_right(chart.windows, self.first, key=lambda window: window.x_end)
        before = bisect_left(chart.windows, self.last, key=lambda window: window.x_first)
        self._windows = chart.windows[after:before]

    def _placed_flags(self) -> FlagList:
        numbers = numbered(self.chart.flags)
        flags = [(self.x(flag.x), flag) for flag in self.chart.flags if self.sees(flag.x)]
        width, measure = self.room.width, self.measure
        if self.room.letters:
            return lettered_flags(flags, numbers, left=2, right=width - 2, measure=measure)
        rows = 1 if self.room.small else MOST_ROWS
        return place_flags(flags, numbers, left=2, right=width - 16, measure=measure, rows=rows)

    def sees(self, day: float) -> bool:
        """Whether a place of the time axis is in sight."""
        return self.first <= day <= self.last

    def x(self, day: float) -> float:
        """From the left of a place on the time axis."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, score: float) -> float:
        """From the top of a score; 10 is on top."""
        return self.bottom - score / 10 * (self.bottom - self.top)

    @property
    def a_rated_day(self) -> float:
        """Points between two rated days: two far apart have room, however long the span."""
        points = (self.right - self.left) / (self.last - self.first)
        return points * self.chart.usual_gap

    @property
    def is_dense(self) -> bool:
        """Whether days stand so close that single ratings are only a background."""
        return self.a_rated_day < self.room.dense

    @property
    def marker_size(self) -> float:
        """Half the width of a rating's mark."""
        return max(0.8, min(3.2, self.a_rated_day * 0.42))

    def _placed_weeks(self) -> WeekRow:
        weeks = self.chart.weeks if self.has_weeks else ()
        if weeks:  # they follow one another
            start = x_of(weeks[0].first)
            begin, end = (self.first - start) // DAYS, ceil((self.last - start) / DAYS)
            weeks = weeks[max(0, int(begin)) : end]
        top = self.bottom + 22
        return WeekRow(weeks, self.x, self.left, self.right, top, self.measure)

    def flag_boxes(self) -> Iterator[tuple[Sides, tuple[ChartAnnotation, ...]]]:
        """Where flags are named above the plot, and those flags."""
        for day in self.flags.worded:
            right = day.x + 9 + self.measure(day.text, SIZE, False)
            yield (day.x, self._base(day) - 10, right, self._base(day) + 3), day.flags
        for badge in self.flags.badges:
            top = self._flag_floor - 10.5
            yield (badge.left, top, badge.right, top + ROW), badge.flags

    def behind(self) -> Iterator[Mark]:
        """What lies behind the ratings, back to front."""
        yield from self._band()
        yield from self._grid()
        yield from self._dates()
        if not self.room.small:
            yield from self._spreads()
            if not self.is_dense:
                yield from self._means()
        if not self.is_dense:
            yield from self._compared()
        yield from self._flag_marks()

    def in_front(self) -> Iterator[Mark]:
        """What lies over the ratings, back to front."""
        if self.is_dense:
            yield from self._compared()
        yield from self._side_labels()
        if not self.room.small and not any(any(track.runs) for track in self.chart.tracks):
            yield from self._empty()
        yield from self.weeks.marks(4)

    def _band(self) -> Iterator[Mark]:
        band = self.chart.band
        if band is None:
            return
        low, high = band
        width, height = self.right - self.left, self.y(low) - self.y(high)
        yield box(x=self.left, top=self.y(high), width=width, height=height, fill="band")

    def _grid(self) -> Iterator[Mark]:
        for score in range(0, 11, 5 if self.room.small else 2):
            y = self.y(score)
            colour, line = ("second", 0.9) if score == 0 else ("grid", 0.6)
            yield Stroke(((self.left, y), (self.right, y)), stroke=colour, line=line)
            yield Text(str(score), self.left - 7, y + 3.4, 10, colour="second", anchor="end")
        x, arrow = 13.0, self.y(10) + 6
        yield Stroke(((x, arrow + 22), (x, arrow)), stroke="second", line=1)
        yield Stroke(((x - 3, arrow + 4), (x, arrow), (x + 3, arrow + 4)), stroke="second", line=1)
        yield Text("worse", 4, arrow + 33, 8.5, colour="second")

    def _dates(self) -> Iterator[Mark]:
        end = -1e9
        for tick in ticks(self.first, self.last, year=self.chart.today.year):
            if not self.sees(tick.x):
                continue
            x = self.x(tick.x)
            yield Stroke(((x, self.bottom), (x, self.bottom + 4)), stroke="second", line=0.8)
            label = Text(tick.label, x, self.bottom + 15, 9.5, colour="second", anchor="middle")
            left, right = label.sides(self.measure)
            if left > end + 5 and right < self.room.width - 2:
                yield label
                end = right

    def _spreads(self) -> Iterator[Mark]:
        """From the least to the greatest daily mean of each window."""
        for window in self._windows:
            if not self.sees((window.x_first + window.x_end) / 2):
                continue
            left, right = self.x(window.x_first), self.x(window.x_end)
            wide = min(WHISKER, (right - left) / 2)
            low, high = self.y(window.low) + 1, self.y(window.high) - 1
            x = (left + right - wide) / 2
            yield box(x=x, top=high, width=wide, height=low - high, fill="spread")

    def _means(self) -> Iterator[Mark]:
        for window in self._windows:
            yield self._across(window.x_first, window.x_end, window.mean, "mean", 1.1)

    def _across(self, first: float, end: float, score: float, colour: str, line: float) -> Mark:
        """A level line between two days, as far as the days in sight go."""
        y = self.y(score)
        left, right = self.x(max(self.first, first)), self.x(min(self.last, end))
        return Stroke(((left, y), (right, y)), stroke=colour, line=line)

    def _compared(self) -> Iterator[Mark]:
        """The means that the verdict compares, over their days; the first goes on dashed."""
        trend = self.chart.trend
        if trend.start is not None:
            y = self.y(trend.start)
            across = ((self.left, y), (self.right, y))
            yield Stroke(across, stroke="average", line=0.9, dash=(5, 3.5))
        for weeks in () if self.room.small else (trend.starts, trend.latest_weeks):
            if self._is_shown(weeks):
                days = x_of(weeks[0].first), x_of(weeks[-1].last) + 1
                mean = sum(w.mean for w in weeks) / len(weeks)
                yield self._across(*days, mean, "surface", 4.6)
                yield self._across(*days, mean, "accent", 3)

    def _is_shown(self, weeks: Sequence[Week]) -> bool:
        """Whether they are in sight, at least in part."""
        if not weeks:
            return False
        first, end = x_of(weeks[0].first), x_of(weeks[-1].last) + 1
        return self.first < end and first < self.last

    def _side_labels(self) -> Iterator[Mark]:
        """Names of the lines right of the plot; what has no room gives way to what comes first."""
        trend, taken = self.chart.trend, list[float]()
        for score, words, colour in self._named_scores():
            y = self.y(score)
            if trend.latest is not None and words.startswith("latest"):
                y = _pushed(y, taken)
            if all(abs(y - other) >= _LABEL_STEP for other in taken):
                taken.append(y)
                yield Text(words, self.right + 6, y + 3.3, 9.5, colour=colour)
        if self.room.small:
            yield from self._series_names(taken)

    def _series_names(self, taken: list[float]) -> Iterator[Mark]:
        """What each series is called, as near to its last rating as there is room."""
        for track in self.chart.tracks:
            if not any(track.runs):
                continue
            last = self.y(track.runs[-1][-1].score)
            near = (last + n * _LABEL_STEP / 2 for n in sorted(range(-12, 13), key=abs))
            inside = (y for y in near if self.top <= y <= self.bottom + 10)
            y = next((y for y in inside if all(abs(y - o) >= _LABEL_STEP for o in taken)), None)
            if y is not None:
                taken.append(y)
                yield from series_marker(track.series, self.right + 9, y, 2.8)
                yield Text(track.series.label, self.right + 16, y + 3.3, 9.5)

    def _named_scores(self) -> Iterator[tuple[float, str, str]]:
        trend = self.chart.trend
        start, latest = trend.start, trend.latest
        if start is None:
            return
        yield start, f"start {start:.1f}", "ink"
        if self.room.small:
            return
        if latest is not None and self._is_shown(trend.latest_weeks):
            yield latest, f"latest {latest:.1f}", "ink"
        for score, words in (
            (start + BAND_POINTS, f"+{BAND_POINTS:g}"),
            (start - BAND_POINTS, f"−{BAND_POINTS:g}"),
        ):
            if 0 <= score <= 10:
                yield score, words, "second"

    def _flag_marks(self) -> Iterator[Mark]:
        line = 1.0 if len(self.flags.days) <= _FEW_FLAGS else 0.5
        for day in self.flags.days:
            start = self.top - 8 if self.flags.badges else self._base(day) - 8
            yield Stroke(((day.x, start), (day.x, self.bottom)), stroke="accent", line=line)
        yield from chain.from_iterable(map(self._worded, self.flags.worded))
        yield from chain.from_iterable(map(self._badge, self.flags.badges))
        for flag in self.chart.flags:
            if flag.kind is FlagKind.VISIT and self.sees(flag.x):
                yield from flag_marker(flag.kind, self.x(flag.x), self.bottom - 4, 4)

    def _base(self, day: FlaggedDay) -> float:
        """Where the words of a day's flags stand."""
        return self._flag_floor - day.row * ROW

    def _worded(self, day: FlaggedDay) -> Iterator[Mark]:
        base = self._base(day)
        yield from flag_marker(day.kind, day.x + 3.2, base - 4, 3.2)
        yield Text(day.text, day.x + 9, base, SIZE)

    def _badge(self, badge: Badge) -> Iterator[Mark]:
        """Dark for the plan; light with the sign of its kind for an event."""
        top, width = self._flag_floor - 10.5, badge.right - badge.left
        is_plan = badge.kind is FlagKind.PLAN
        fill, frame, ink = (
            ("accent", "accent", "on_accent") if is_plan else ("surface", "ink", "ink")
        )
        yield box(x=badge.left, top=top, width=width, height=ROW, fill=fill, stroke=frame)
        middle = (badge.left + badge.right) / 2
        if not is_plan:
            yield from flag_marker(badge.kind, badge.left + 7.5, top + 6.5, 3)
            middle += 4.5
        yield Text(badge.label, middle, top + 9.7, BADGE_SIZE, True, ink, anchor="middle")

    def _empty(self) -> Iterator[Mark]:
        middle, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        if self.chart.trend.series is not None:  # there are some, on other days
            yield Text("No ratings in these days", middle, y + 4, 14, True, anchor="middle")
            return
        yield Text("No ratings here yet", middle, y - 4, 14, True, anchor="middle")
        hint = "The chart starts with the first pain score."
        yield Text(hint, middle, y + 14, 11, colour="second", anchor="middle")


def _pushed(y: float, taken: Iterable[float]) -> float:
    """Off the label that stands there already, to the side it is on anyway."""
    for other in taken:
        if abs(y - other) < _LABEL_STEP:
            return other + (_LABEL_STEP if y >= other else -_LABEL_STEP)
    return y
