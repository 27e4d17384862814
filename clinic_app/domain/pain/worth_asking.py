"""What a clinician may want to ask about the ratings: silent days, and what lies beside a change.

The limits here (4 silent days, 14 days after an event) are clinical custom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart, day_of
from clinic_app.domain.trend.trend_needs import span_words

SILENT_DAYS = 4
_AFTER_DAYS = 14
_MOST = 4
_TOLD = {
    FlagKind.FLARE_UP: "flare-up",
    FlagKind.INJECTION: "injection",
    FlagKind.SURGERY: "surgery",
    FlagKind.WARNING_SIGN: "warning sign",
}


@dataclass(frozen=True)
class Silence:
    """Days in a row without any rating, first and last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def words(self, today: date) -> str:
        """``21 to 25 Oct``."""
        return span_words(self.first, self.last, today)


def silences(chart: PainChart, *, least: int = SILENT_DAYS) -> tuple[Silence, ...]:
    """Gaps of at least ``least`` days, from the first rating shown to the end of the chart."""
    rated = sorted({day_of(p.x) for track in chart.tracks for p in track.points})
    end = day_of(chart.x_last)
    day = timedelta(days=1)
    return tuple(
        Silence(before + day, after - day)
        for before, after in pairwise([*rated, end])
        if (after - before).days - 1 >= least
    )


def worth_asking(chart: PainChart) -> tuple[str, ...]:
    """Sentences for the panel, what bears on the verdict first; empty when nothing stands out."""
    found = [*_beside_the_verdict(chart), *_silent(chart), *_unknown_weeks(chart), *_once(chart)]
    return tuple(found[:_MOST])


def _beside_the_verdict(chart: PainChart) -> list[str]:
    """What else may have moved the mean: a flare-up within it, a treatment before it."""
    trend, today = chart.trend, chart.today
    if not trend.latest_weeks:
        return []
    start, first, last = trend.starts[-1].last, trend.latest_weeks[0].first, trend.as_of or today
    found: list[str] = []
    for flag in chart.flags:
        when = day_words(flag.day, today=today)
        if flag.kind is FlagKind.FLARE_UP and first <= flag.day <= last:
            found.append(f"The flare-up of {when} lies within the latest weeks that are compared.")
        elif flag.kind in (FlagKind.INJECTION, FlagKind.SURGERY) and start < flag.day <= last:
            values = _TOLD[flag.kind].capitalize()
            found.append(f"{values} on {when}: the change since may not be the plan's alone.")
    return found[-2:]


def _silent(chart: PainChart) -> list[str]:
    today, found = chart.today, list[str]()
    for silence in silences(chart)[-2:]:
        after = _before(chart.flags, silence.first)
        cause = f", after the {_TOLD[after.kind]}" if after else ""
        if silence.last >= day_of(chart.x_last - 1):
            since = day_words(silence.first - timedelta(days=1), today=today)
            found.append(f"No ratings since {since}{cause}.")
        else:
            found.append(f"No ratings from {silence.words(today)}{cause}.")
    return found


def _before(flags: Sequence[ChartAnnotation], day: date) -> ChartAnnotation | None:
    """The latest event of weight in the two weeks before a day."""
    near = [
        f
        for f in flags
        if f.kind in _TOLD and timedelta(0) <= day - f.day <= timedelta(_AFTER_DAYS)
    ]
    return near[-1] if near else None


def _unknown_weeks(chart: PainChart) -> list[str]:
    """Weeks without a log among weeks with one; a patient who never logs is not asked again."""
    known = [n for n, week in enumerate(chart.weeks) if week.is_known]
    today = chart.today
    if not known:
        return []
    missing = [w for w in chart.weeks[known[0] :] if not w.is_known and w.last <= today]
    if not missing:
        return []
    named = ", ".join(day_words(week.first, today=today) for week in missing[-3:])
    weeks = "week" if len(missing) == 1 else "weeks"
    if len(missing) > 3:
        return [f"Done sessions are not known for {len(missing)} weeks, the last from {named}."]
    return [f"Done sessions are not known for the {weeks} from {named}."]


def _once(chart: PainChart) -> list[str]:
    names = [t.measure.name for t in chart.measures if t.change is None]
    if not names:
        return []
    text = " and ".join(names[:2])
    return [f"{text} {'was' if len(names) == 1 else 'were'} asked once: again tells the change."]
