"""One description of the pain chart; the screen and the paper draw it and compute nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend import Trend, judge

BAND_POINTS = 2.0  # around the start; MDC 2 for low back pain, PMID 15928561


class Span(StrEnum):
    """How far back the chart looks."""

    TWO_WEEKS = "2w"
    SIX_WEEKS = "6w"
    THREE_MONTHS = "3m"
    ALL = "all"


_SPAN_DAYS = {Span.TWO_WEEKS: 14, Span.SIX_WEEKS: 42, Span.THREE_MONTHS: 92}


@dataclass(frozen=True)
class ChartPoint:
    """A rating: ``x`` in days since 1970-01-01 of the local day, with the time as a fraction."""

    x: float
    score: int
    at: datetime
    context: str


@dataclass(frozen=True)
class Track:
    """One series as runs: points inside a run are joined, runs are not. A run ends at a gap."""

    series: Series
    runs: tuple[tuple[ChartPoint, ...], ...]


@dataclass(frozen=True)
class PlanFlag:
    """Something that happened on a day: ``x`` is the start of that local day."""

    x: float
    day: date
    text: str


@dataclass(frozen=True)
class PainChart:
    """Everything to draw: scores 0-10 with 10 on top; up is worse; days ``x_first``..``x_last``."""

    x_first: float
    x_last: float
    tracks: tuple[Track, ...]
    flags: tuple[PlanFlag, ...]
    trend: Trend

    @property
    def band(self) -> tuple[float, float] | None:
        """Start mean less and plus the band, inside 0-10; None before a start is known."""
        if self.trend.baseline is None:
            return None
        mean = self.trend.baseline.mean
        return max(0.0, mean - BAND_POINTS), min(10.0, mean + BAND_POINTS)


def describe(
    entries: Iterable[PainEntry],
    flags: Sequence[tuple[date, str]],
    *,
    span: Span,
    today: date,
    series: Iterable[Series] = tuple(Series),
) -> PainChart:
    """The chart of a patient's ratings over a span that ends today.

    Where all ratings are older than that span, it ends at the last of them instead. The verdict
    rests on all ratings, whatever the span shows. Voided entries are left out.
    """
    valid = sorted((e for e in entries if not e.voided), key=lambda e: (e.at, e.id))
    first, last = _days([e.at.date() for e in valid], [day for day, _ in flags], span, today)
    wanted = set(series)
    shown = [e for e in valid if first <= e.at.date() <= last]
    tracks = tuple(
        Track(s, _runs([e for e in shown if e.series is s])) for s in Series if s in wanted
    )
    marks = tuple(
        PlanFlag(x_of(day), day, text) for day, text in sorted(flags) if first <= day <= last
    )
    return PainChart(x_of(first), x_of(last) + 1, tracks, marks, judge(valid))


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
        raise UserError(f"{text!r} is not a range.", f"Use one of: {', '.join(Span)}.") from None


_EPOCH = date(1970, 1, 1).toordinal()


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


def _runs(entries: Sequence[PainEntry]) -> tuple[tuple[ChartPoint, ...], ...]:
    """Join ratings of the same and of following days; a day without a rating parts two runs."""
    runs: list[list[ChartPoint]] = []
    before: date | None = None
    for entry in entries:
        day = entry.at.date()
        if before is None or (day - before).days > 1 or entry.series is Series.NOW:
            runs.append([])
        seconds = entry.at.hour * 3600 + entry.at.minute * 60 + entry.at.second
        point = ChartPoint(x_of(day) + seconds / 86400, entry.score, entry.at, entry.context)
        runs[-1].append(point)
        before = day
    return tuple(map(tuple, runs))
