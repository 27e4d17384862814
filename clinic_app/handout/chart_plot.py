"""The plot of the printed pain chart, for any width: it draws a PainChart and computes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import (
    BAND_POINTS,
    ChartPoint,
    FlagKind,
    PainChart,
    Track,
    WindowMean,
    x_of,
)
from clinic_app.domain.trend import Week
from clinic_app.handout import chart_flags
from clinic_app.handout.chart_axis import ticks
from clinic_app.handout.chart_flags import Badge, FlagList, FlagSign, badges, place_flags
from clinic_app.handout.chart_marks import (
    BLUE,
    MEAN,
    SERIES_COLOURS,
    SPREAD,
    WHISKER,
    flag_marker,
    series_marker,
)
from clinic_app.handout.chart_weeks import HEIGHT, week_marks
from clinic_app.handout.fonts import Face
from clinic_app.handout.marks import Mark, Stroke, Text, box
from clinic_app.handout.sheet import ACCENT, INK, MUTED, WHITE

_BAND, _GRID = "#EAF0F6", "#DFE4E8"
_FEW_FLAGS = 8  # more are drawn thinner, so that the ratings stay in front
_LABEL_STEP = 10.5
_APART = 1.25  # of a mark's size: nearer ones of the same score cannot be told apart
_DENSE = 1.5  # points a day; below, single ratings give way to the means of their weeks
_BACK_TO_FRONT = (Series.LEAST, Series.NOW, Series.WORST, Series.AVERAGE)


@dataclass(frozen=True)
class Room:
    """Where a plot stands, in points: its drawing's width, both margins beside it, its height.

    ``letters`` puts letters over the flags and leaves what they mean to whoever draws the list.
    """

    width: float
    left: float
    right: float
    height: float
    letters: bool = False


class Plot:
    """The plot with its axes: knows where a day and a score stand on the drawing."""

    def __init__(self, chart: PainChart, room: Room, *, top: float) -> None:
        self.chart = chart
        self._room = room
        self.left, self.right = room.left, room.width - room.right
        flags = [(self.x(flag.x), flag) for flag in chart.flags]
        if room.letters:
            self.flags = badges(flags, left=2, right=room.width - 2, letters=True)
        else:
            self.flags: FlagList = place_flags(flags, left=2, right=room.width - 16)
        self._flag_floor = top + 4 + self.flags.rows * chart_flags.ROW
        self.top = self._flag_floor + 8
        self.bottom = self.top + room.height
        has_weeks = any(week.is_known for week in chart.weeks)
        self.foot = self.bottom + 19 + (HEIGHT + 7 if has_weeks else 0)

    def x(self, day: float) -> float:
        share = (day - self.chart.x_first) / (self.chart.x_last - self.chart.x_first)
        return self.left + share * (self.right - self.left)

    def y(self, score: float) -> float:
        return self.bottom - score / 10 * (self.bottom - self.top)

    def marks(self) -> Iterator[Mark]:
        """Everything, back to front; where ratings stand close, the means of weeks are in front."""
        yield from self._band()
        yield from self._grid()
        yield from self._dates()
        yield from self._spreads()
        if not self._is_dense:
            yield from self._means()
            yield from self._compared()
        yield from self._flag_marks()
        for series in _BACK_TO_FRONT:
            for track in self.chart.tracks:
                if track.series is series:
                    yield from self._track(track)
        if self._is_dense:
            yield from self._course(WHITE, 3.4)
            yield from self._course(INK, 1.6)
            yield from self._compared()
        yield from self._side_labels()
        if not any(any(track.runs) for track in self.chart.tracks):
            yield from self._empty()
        yield from week_marks(
            self.chart.weeks, self.x, top=self.bottom + 22, label_x=4, edge=self.right
        )

    @property
    def _a_day(self) -> float:
        """Points between two rated days: two far apart have room, however long the span."""
        points = (self.right - self.left) / (self.chart.x_last - self.chart.x_first)
        return points * self.chart.usual_gap

    @property
    def _is_dense(self) -> bool:
        return self._a_day < _DENSE

    def _band(self) -> Iterator[Mark]:
        band = self.chart.band
        if band is None:
            return
        low, high = band
        width, height = self.right - self.left, self.y(low) - self.y(high)
        yield box(x=self.left, top=self.y(high), width=width, height=height, fill=_BAND)

    def _grid(self) -> Iterator[Mark]:
        for score in range(0, 11, 2):
            y = self.y(score)
            colour, line = (MUTED, 0.9) if score == 0 else (_GRID, 0.6)
            yield Stroke(((self.left, y), (self.right, y)), stroke=colour, line=line)
            yield Text(str(score), self.left - 7, y + 3.4, 10, colour=MUTED, anchor="end")
        x, arrow = 13.0, self.y(10) + 6
        yield Stroke(((x, arrow + 22), (x, arrow)), stroke=MUTED, line=1)
        yield Stroke(((x - 3, arrow + 4), (x, arrow), (x + 3, arrow + 4)), stroke=MUTED, line=1)
        yield Text("worse", 4, arrow + 33, 8.5, colour=MUTED)

    def _dates(self) -> Iterator[Mark]:
        end = -1e9
        for tick in ticks(self.chart.x_first, self.chart.x_last, year=self.chart.today.year):
            x = self.x(tick.x)
            yield Stroke(((x, self.bottom), (x, self.bottom + 4)), stroke=MUTED, line=0.8)
            label = Text(tick.label, x, self.bottom + 15, 9.5, colour=MUTED, anchor="middle")
            if label.left > end + 5 and label.right < self._room.width - 2:
                yield label
                end = label.right

    def _spreads(self) -> Iterator[Mark]:
        """From the least to the greatest daily mean of each window."""
        for window in self.chart.windows:
            left, right = self.x(window.x_first), self.x(window.x_end)
            wide = min(WHISKER, (right - left) / 2)
            low, high = self.y(window.low) + 1, self.y(window.high) - 1
            x = (left + right - wide) / 2
            yield box(x=x, top=high, width=wide, height=low - high, fill=SPREAD)

    def _means(self) -> Iterator[Mark]:
        for window in self.chart.windows:
            y = self.y(window.mean)
            across = ((self.x(window.x_first), y), (self.x(window.x_end), y))
            yield Stroke(across, stroke=MEAN, line=1.1)

    def _course(self, colour: str, line: float) -> Iterator[Mark]:
        """The means joined from one week to the next, as far as there is no week between."""
        runs: list[list[WindowMean]] = []
        for window in self.chart.windows:
            if runs and runs[-1][-1].x_end == window.x_first:
                runs[-1].append(window)
            else:
                runs.append([window])
        for run in runs:
            points = [(self.x((w.x_first + w.x_end) / 2), self.y(w.mean)) for w in run]
            ends = [(self.x(run[0].x_first), points[0][1]), (self.x(run[-1].x_end), points[-1][1])]
            yield Stroke((ends[0], *points, ends[1]), stroke=colour, line=line)

    def _compared(self) -> Iterator[Mark]:
        """The means that the verdict compares, over their days; the first goes on dashed."""
        trend = self.chart.trend
        if trend.start is not None:
            y = self.y(trend.start)
            across = ((self.left, y), (self.right, y))
            yield Stroke(across, stroke=BLUE, line=0.9, dash=(5, 3.5))
        for weeks in (trend.starts, trend.latest_weeks):
            if self._is_shown(weeks):
                y = self.y(sum(w.mean for w in weeks) / len(weeks))
                first = max(self.chart.x_first, x_of(weeks[0].first))
                end = min(self.chart.x_last, x_of(weeks[-1].last) + 1)
                days = ((self.x(first), y), (self.x(end), y))
                yield Stroke(days, stroke=WHITE, line=4.6)
                yield Stroke(days, stroke=ACCENT, line=3)

    def _is_shown(self, weeks: Sequence[Week]) -> bool:
        """Whether they are on the chart, at least in part."""
        if not weeks:
            return False
        first, end = x_of(weeks[0].first), x_of(weeks[-1].last) + 1
        return self.chart.x_first < end and first < self.chart.x_last

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

    def _named_scores(self) -> Iterator[tuple[float, str, str]]:
        trend = self.chart.trend
        start, latest = trend.start, trend.latest
        if start is None:
            return
        yield start, f"start {start:.1f}", INK
        if latest is not None and self._is_shown(trend.latest_weeks):
            yield latest, f"latest {latest:.1f}", INK
        for score, words in (
            (start + BAND_POINTS, f"+{BAND_POINTS:g}"),
            (start - BAND_POINTS, f"−{BAND_POINTS:g}"),
        ):
            if 0 <= score <= 10:
                yield score, words, MUTED

    def _flag_marks(self) -> Iterator[Mark]:
        line = 1.0 if len(self.flags.signs) <= _FEW_FLAGS else 0.5
        for sign in self.flags.signs:
            base = self._flag_floor - sign.row * chart_flags.ROW
            start = base - 8 if sign.label else self.top - 8
            yield Stroke(((sign.x, start), (sign.x, self.bottom)), stroke=ACCENT, line=line)
        for sign in self.flags.signs:
            if sign.label:
                yield from self._worded(sign)
        for badge in self.flags.badges:
            yield from self._badge(badge)
        for flag in self.chart.flags:
            if flag.kind is FlagKind.VISIT:
                yield from flag_marker(flag.kind, self.x(flag.x), self.bottom - 4, 4)

    def _worded(self, sign: FlagSign) -> Iterator[Mark]:
        base = self._flag_floor - sign.row * chart_flags.ROW
        yield from flag_marker(sign.kind, sign.x + 3.2, base - 4, 3.2)
        yield Text(sign.label, sign.x + 9, base, chart_flags.SIZE)

    def _badge(self, badge: Badge) -> Iterator[Mark]:
        """Dark for the plan; light with the sign of its kind for an event."""
        top, height = self._flag_floor - 10.5, 13.0
        is_plan = badge.kind is FlagKind.PLAN
        fill, frame, ink = (ACCENT, ACCENT, WHITE) if is_plan else (WHITE, INK, INK)
        yield box(
            x=badge.left,
            top=top,
            width=badge.right - badge.left,
            height=height,
            fill=fill,
            stroke=frame,
        )
        middle = (badge.left + badge.right) / 2
        if not is_plan:
            yield from flag_marker(badge.kind, badge.left + 7.5, top + 6.5, 3)
            middle += 4.5
        size = chart_flags.BADGE_SIZE
        yield Text(badge.label, middle, top + 9.7, size, Face.BOLD, ink, anchor="middle")

    def _track(self, track: Track) -> Iterator[Mark]:
        colour = SERIES_COLOURS[track.series]
        line = 1.5 if track.series is Series.AVERAGE else 0.9
        size = self._marker_size()
        for run in track.runs:
            points = tuple(self._place(point) for point in run)
            if len(points) > 1 and not self._is_dense:
                yield Stroke(points, stroke=colour, line=min(line, size * 0.55))
        seen: set[tuple[int, int]] = set()
        for run in track.runs:
            for point in run:
                x, y = self._place(point)
                spot = round(x / (size * _APART)), point.score
                if not self._is_dense or spot not in seen:  # else it would cover one that is there
                    seen.add(spot)
                    yield from series_marker(track.series, x, y, size)

    def _place(self, point: ChartPoint) -> tuple[float, float]:
        return self.x(point.x), self.y(point.score)

    def _marker_size(self) -> float:
        return max(0.8, min(3.2, self._a_day * 0.42))

    def _empty(self) -> Iterator[Mark]:
        middle, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        if self.chart.trend.series is not None:  # there are some, on other days
            yield Text("No ratings in these days", middle, y + 4, 14, Face.BOLD, anchor="middle")
            return
        told = "No ratings here yet"
        yield Text(told, middle, y - 4, 14, Face.BOLD, anchor="middle")
        hint = "The chart starts with the first pain score."
        yield Text(hint, middle, y + 14, 11, colour=MUTED, anchor="middle")


def _pushed(y: float, taken: Iterable[float]) -> float:
    """Off the label that stands there already, to the side it is on anyway."""
    for other in taken:
        if abs(y - other) < _LABEL_STEP:
            return other + (_LABEL_STEP if y >= other else -_LABEL_STEP)
    return y
