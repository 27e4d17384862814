"""What the pain chart says in words: at the cursor, and as one spoken summary."""

from collections.abc import Iterator
from dataclasses import dataclass

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import ChartPoint, PainChart, PlanFlag, Track, day_of
from clinic_app.ui.pain.axis_dates import long_date, short_date
from clinic_app.ui.pain.series_look import LOOKS

DIRECTION = "0 to 10, up is worse"
_SPOKEN_FLAGS = 6


@dataclass(frozen=True)
class Stop:
    """Where the cursor can rest: a rating of a series, or a change of the plan and its number.

    The words are made when they are asked for: years of ratings have thousands of stops.
    """

    x: float
    what: ChartPoint | PlanFlag
    series: Series = Series.AVERAGE
    number: int = 0

    @property
    def score(self) -> int | None:
        """The rating; None for a change of the plan."""
        return self.what.score if isinstance(self.what, ChartPoint) else None

    @property
    def title(self) -> str:
        """The first, bold line, to be set as plain text."""
        what = self.what
        return f"{what.score} of 10" if isinstance(what, ChartPoint) else what.text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines below it: series or number, when, and the context if there is one."""
        what = self.what
        if isinstance(what, PlanFlag):
            return f"Plan change {self.number}", long_date(what.day)
        when = f"{long_date(what.at.date())}, {what.at:%H:%M}"
        return LOOKS[self.series].words, when, *((what.context,) if what.context else ())

    @property
    def spoken(self) -> str:
        """The same in one sentence."""
        return ". ".join((self.title, *self.lines))


def stops(chart: PainChart) -> tuple[Stop, ...]:
    """Every rating and every flag of the chart, in the order of time."""
    found = [Stop(p.x, p, t.series) for t in chart.tracks for p in _points(t)]
    found += [Stop(flag.x, flag, number=n) for n, flag in enumerate(chart.flags, start=1)]
    return tuple(sorted(found, key=lambda stop: stop.x))


def summary(chart: PainChart) -> str:
    """The chart in a few sentences, for who cannot see it."""
    first, last = day_of(chart.x_first), day_of(chart.x_last - 1)
    head = f"Pain from {long_date(first)} to {long_date(last)}, {DIRECTION}."
    tracks = " ".join(_track_words(t) for t in chart.tracks if t.runs)
    start = ""
    if chart.trend.baseline is not None:
        start = f"The start is {chart.trend.baseline.mean:.1f}."
    verdict = f"{chart.trend.headline}. {chart.trend.sentence}"
    parts = (head, tracks or "No ratings in this range.", start, verdict, _flag_words(chart))
    return " ".join(part for part in parts if part)


def _points(track: Track) -> Iterator[ChartPoint]:
    for run in track.runs:
        yield from run


def _track_words(track: Track) -> str:
    points = list(_points(track))
    scores = [p.score for p in points]
    last = points[-1]
    count = "1 rating" if len(points) == 1 else f"{len(points)} ratings"
    reach = f"{min(scores)} to {max(scores)}" if len(set(scores)) > 1 else f"all {scores[0]}"
    said = f"{count}, {reach}, the last {last.score} on {short_date(last.at.date())}"
    return f"{LOOKS[track.series].words}: {said}."


def _flag_words(chart: PainChart) -> str:
    if not chart.flags:
        return ""
    named = chart.flags[-_SPOKEN_FLAGS:]
    said = "; ".join(f"{short_date(f.day)} {f.text}" for f in named)
    more = len(chart.flags) - len(named)
    return f"Plan changes: {f'{more} earlier; ' if more else ''}{said}."
