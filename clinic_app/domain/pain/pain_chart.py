"""One description of the pain chart; the screen and the paper draw it and compute nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from statistics import median

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.progress.adherence import AdherenceWeek, weekly
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureTrack
from clinic_app.domain.trend.trend import RULE, Trend, TrendRule, daily_means, judge_days
from clinic_app.domain.trend.trend_rules import WEEK_DAYS
from clinic_app.words import _

MIDDLE = 0.5  # of a day's column: where a rating, a flag and the tick of a day stand
BAND_POINTS = 2.0  # around the start; MDC 2 for low back pain, PMID 15928561


class Span(StrEnum):
    """How far back the chart looks."""

    TWO_WEEKS = "2w"
    SIX_WEEKS = "6w"
    THREE_MONTHS = "3m"
    ALL = "all"


_SPAN_DAYS = {Span.TWO_WEEKS: 14, Span.SIX_WEEKS: 42, Span.THREE_MONTHS: 92}


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A rating: ``x`` in days since 1970-01-01, inside the column of its local day.

    It stands in the middle of the column; several of one day stand side by side around it.
    """

    x: float
    score: int
    at: datetime
    context: str


@dataclass(frozen=True)
class WindowMean:
    """A week of the verdict with enough ratings: mean and spread of its days, 0-10 points.

    ``x_first`` is the start of the first day, ``x_end`` the end of the last one; ``low`` and
    ``high`` are the least and the greatest daily mean.
    """

    x_first: float
    x_end: float
    mean: float
    low: float
    high: float
    rated_days: int


@dataclass(frozen=True)
class Track:
    """One series as runs: points inside a run are joined, runs are not. A run ends at a gap.

    ``windows`` are the means of its weeks, which lead where days stand too close to be told apart.
    """

    series: Series
    runs: tuple[tuple[ChartPoint, ...], ...]
    windows: tuple[WindowMean, ...] = ()

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        """All ratings in the order of time."""
        return tuple(point for run in self.runs for point in run)


class FlagKind(StrEnum):
    """What a flag tells of: a change of the plan, or one of the kinds of `event.EventKind`."""

    PLAN = "plan"
    VISIT = "visit"
    FLARE_UP = "flare_up"
    INJECTION = "injection"
    SURGERY = "surgery"
    WARNING_SIGN = "warning_sign"
    OTHER = "other"
    CLEARED = "cleared"


@dataclass(frozen=True)
class ChartAnnotation:
    """Something of a day: ``text`` in few words, ``details`` everything that changed.

    ``event_id`` is the `Event` it shows; a change of the plan has none.
    """

    day: date
    text: str
    kind: FlagKind = FlagKind.PLAN
    details: tuple[str, ...] = ()
    event_id: str = ""

    @property
    def x(self) -> float:
        """The middle of its day on the x axis."""
        return x_of(self.day) + MIDDLE


@dataclass(frozen=True)
class PainChart:
    """Everything to draw: scores 0-10 with 10 on top; up is worse; days ``x_first``..``x_last``.

    ``today`` is when it was drawn: a date of another year carries that year.
    """

    x_first: float
    x_last: float
    tracks: tuple[Track, ...]
    flags: tuple[ChartAnnotation, ...]
    trend: Trend
    today: date
    windows: tuple[WindowMean, ...] = ()
    weeks: tuple[AdherenceWeek, ...] = ()
    measures: tuple[MeasureTrack, ...] = ()
    site: str = ""

    @property
    def band(self) -> tuple[float, float] | None:
        """Start mean less and plus the band, inside 0-10; None before a start is known."""
        mean = self.trend.start
        if mean is None:
            return None
        return max(0.0, mean - BAND_POINTS), min(10.0, mean + BAND_POINTS)

    @cached_property
    def usual_gap(self) -> float:
        """How many days usually lie between two rated days: what room a single rating has."""
        gaps = [
            later - earlier
            for track in self.tracks
            for earlier, later in pairwise(sorted({p.x // 1 for p in track.points}))
        ]
        return max(1.0, median(gaps)) if gaps else float(max(1.0, self.x_last - self.x_first))


def describe(
    entries: Iterable[PainRating],
    annotations: Sequence[ChartAnnotation],
    *,
    span: Span,
    today: date,
    series: Iterable[Series] = tuple(Series),
    site: str = "",
    logs: Iterable[ExerciseLog] = (),
    measures: tuple[MeasureTrack, ...] = (),
    rule: TrendRule = RULE,
) -> PainChart:
    """The chart of a patient's ratings of one site over a span that ends today.

    Where all ratings are older than that span, it ends at the last of them instead. The verdict
    rests on all ratings of the site, whatever the span shows. Voided entries are left out.
    """
    valid = sorted(
        (e for e in entries if not e.voided and e.site == site), key=lambda e: (e.at, e.id)
    )
    first, last = _days([e.at.date() for e in valid], [a.day for a in annotations], span, today)
    requested = set(series)
    by_series: dict[Series, list[PainRating]] = {s: [] for s in Series}
    for entry in valid:
        by_series[entry.series].append(entry)
    days = {s: daily_means(some) for s, some in by_series.items()}
    trend = judge_days(days, rule, today=today)
    grid = _Grid(_origin(trend, days, first), first, last, today, rule)
    windows = {s: grid.windows(days[s]) for s in Series}
    tracks = tuple(
        Track(s, _runs(by_series[s], first, last), windows[s]) for s in Series if s in requested
    )
    flags = tuple(
        annotation
        for annotation in sorted(annotations, key=lambda a: (a.day, a.kind, a.text))
        if first <= annotation.day <= last
    )
    return PainChart(
        x_of(first),
        x_of(last) + 1,
        tracks,
        flags,
        trend,
        today,
        windows=windows[trend.series] if trend.series else (),
        weeks=weekly(logs, first=first, last=last),
        measures=measures,
        site=site,
    )


def cut(chart: PainChart, span: Span) -> PainChart:
    """The part of a whole chart that a span shows; the verdict and the measures stay.

    Where the last rating is older than the span, the span ends at that rating, as in `describe`.
    """
    if span is Span.ALL:
        return chart
    days = _SPAN_DAYS[span]
    latest = max((t.runs[-1][-1].x // 1 for t in chart.tracks if t.runs), default=chart.x_last)
    end = chart.x_last if latest >= chart.x_last - 1 - days else latest + 1
    return between(chart, max(end - days, chart.x_first), end)


def between(chart: PainChart, first: float, end: float) -> PainChart:
    """The same chart from the day at ``first`` to before ``end``, both on the x axis."""
    tracks = tuple(
        replace(
            track,
            runs=tuple(filter(None, (_inside(run, first, end) for run in track.runs))),
            windows=_whole(track.windows, first, end),
        )
        for track in chart.tracks
    )
    return replace(
        chart,
        x_first=first,
        x_last=end,
        tracks=tracks,
        flags=tuple(f for f in chart.flags if first <= f.x < end),
        windows=_whole(chart.windows, first, end),
        weeks=tuple(w for w in chart.weeks if x_of(w.last) >= first and x_of(w.first) < end),
    )


def _inside(run: tuple[ChartPoint, ...], first: float, end: float) -> tuple[ChartPoint, ...]:
    return tuple(point for point in run if first <= point.x < end)


def _whole(windows: tuple[WindowMean, ...], first: float, end: float) -> tuple[WindowMean, ...]:
    return tuple(w for w in windows if w.x_first >= first and w.x_end <= end)


def _origin(trend: Trend, days: Mapping[Series, Mapping[date, float]], first: date) -> date:
    """Where the weeks of the verdict begin; any day of the chart where there is none."""
    rated = days[trend.series] if trend.series else {}
    since = trend.rule.since or date.min
    return next((day for day in rated if day >= since), first)


@dataclass(frozen=True)
class _Grid:
    """The weeks of the verdict, laid over the days from ``first`` to ``last``."""

    origin: date
    first: date
    last: date
    today: date
    rule: TrendRule

    def windows(self, days: Mapping[date, float]) -> tuple[WindowMean, ...]:
        """The full weeks of a series that are over and wholly shown; one pass over its days."""
        start = self.origin.toordinal()
        means: dict[int, list[float]] = {}
        for day, mean in days.items():
            means.setdefault((day.toordinal() - start) // WEEK_DAYS, []).append(mean)
        found = list[WindowMean]()
        for place, some in sorted(means.items()):
            first = self.origin + timedelta(days=place * WEEK_DAYS)
            last = first + timedelta(days=WEEK_DAYS - 1)
            is_over = last < self.today or last in days
            is_shown = self.first <= first <= self.last
            if len(some) >= self.rule.rated_days_needed and is_over and is_shown:
                mean = sum(some) / len(some)
                ends = x_of(first), x_of(min(last, self.last)) + 1
                found.append(WindowMean(*ends, mean, min(some), max(some), len(some)))
        return tuple(found)


def day_of(x: float) -> date:
    """The calendar day at a place on the x axis."""
    return date.fromordinal(int(x // 1) + _EPOCH)


def x_of(day: date) -> float:
    """Where a day starts on the x axis: days since 1970-01-01."""
    return float(day.toordinal() - _EPOCH)


def parse_span(text: str) -> Span:
    """A span by name; raises UserError listing the names."""
    try:
        return Span(text.strip().lower())
    except ValueError:
        raise UserError(
            _("{text} is not a range.", text=repr(text)),
            _("Use one of: {names}.", names=", ".join(Span)),
        ) from None


_EPOCH = date(1970, 1, 1).toordinal()
_SPREAD = 0.7  # of a day's column that several ratings share


def _days(
    rated: Sequence[date], flagged: Sequence[date], span: Span, today: date
) -> tuple[date, date]:
    latest = max(rated, default=today)
    is_old = latest < today - timedelta(days=_SPAN_DAYS.get(span, _SPAN_DAYS[Span.THREE_MONTHS]))
    last = latest if is_old or latest > today else today
    if span is not Span.ALL:
        return last - timedelta(days=_SPAN_DAYS[span] - 1), last
    known = [*rated, *flagged]
    return min(known, default=last - timedelta(days=13)), max([last, *known])


def _runs(
    entries: Sequence[PainRating], first: date, last: date
) -> tuple[tuple[ChartPoint, ...], ...]:
    """Join ratings of the same and of following days; a day without a rating parts two runs.

    ``entries`` are of one series, by time; those outside the two days are left out. Ratings at a
    visit (now) are never joined.
    """
    days: dict[date, list[PainRating]] = {}
    for entry in entries:
        day = entry.at.date()
        if first <= day <= last:
            days.setdefault(day, []).append(entry)
    runs: list[list[ChartPoint]] = []
    before: date | None = None
    for day in sorted(days):
        points = _points(day, days[day])
        if days[day][0].series is Series.NOW:
            runs += [[point] for point in points]
        elif before is None or (day - before).days > 1:
            runs.append(points)
        else:
            runs[-1] += points
        before = day
    return tuple(map(tuple, runs))


def _points(day: date, entries: Sequence[PainRating]) -> list[ChartPoint]:
    """The ratings of one day side by side around the middle of its column."""
    step = _SPREAD / len(entries)
    left = x_of(day) + MIDDLE - (_SPREAD - step) / 2
    return [ChartPoint(left + n * step, e.score, e.at, e.context) for n, e in enumerate(entries)]
