"""Where everything of a pain chart stands, in points."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from clinic_app.chart.flags import (
    MOST_ROWS,
    ROW,
    SIZE,
    FlaggedDay,
    FlagList,
    lettered_flags,
    numbered,
    place_flags,
)
from clinic_app.chart.marks import Measure
from clinic_app.chart.weeks import HEIGHT, WeekRow
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, x_of
from clinic_app.domain.progress.adherence import DAYS
from clinic_app.domain.trend.trend import Week

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


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
    """A chart in its room: where a day, a score, flags and weeks stand.

    ``first`` and ``last`` bound the days in sight, on the x axis of the chart. ``numbers`` of its
    flags are counted where they are not given.
    """

    def __init__(
        self,
        chart: PainChart,
        room: Room,
        measure: Measure,
        *,
        top: float = 0.0,
        shown: tuple[float, float] | None = None,
        numbers: Mapping[ChartAnnotation, int] | None = None,
    ) -> None:
        self.chart, self.room, self.measure = chart, room, measure
        self.first, self.last = shown or (chart.x_first, chart.x_last)
        self.left, self.right = room.left, room.width - room.right
        self.flags = self._placed_flags(numbers or numbered(chart.flags))
        self.flag_floor = top + 4 + max(self.flags.rows, room.flag_rows) * ROW
        self.top = self.flag_floor + 8
        self.has_weeks = room.has_weeks and any(week.is_known for week in chart.weeks)
        below = 19 + (HEIGHT + 7 if self.has_weeks else 0)
        height = room.height - self.top - below if room.holds_all else room.height
        self.bottom = self.top + max(20.0, height)
        self.foot = self.bottom + below
        self.weeks = self._placed_weeks()
        after = bisect_right(chart.windows, self.first, key=lambda window: window.x_end)
        before = bisect_left(chart.windows, self.last, key=lambda window: window.x_first)
        self.windows = chart.windows[after:before]

    def _placed_flags(self, numbers: Mapping[ChartAnnotation, int]) -> FlagList:
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
            yield (day.x, self.words_base(day) - 10, right, self.words_base(day) + 3), day.flags
        for badge in self.flags.badges:
            top = self.flag_floor - 10.5
            yield (badge.left, top, badge.right, top + ROW), badge.flags

    def sees_weeks(self, weeks: Sequence[Week]) -> bool:
        """Whether they are in sight, at least in part."""
        if not weeks:
            return False
        first, end = x_of(weeks[0].first), x_of(weeks[-1].last) + 1
        return self.first < end and first < self.last

    def words_base(self, day: FlaggedDay) -> float:
        """Where the words of a day's flags stand."""
        return self.flag_floor - day.row * ROW
