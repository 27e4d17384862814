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
from clinic_app.words import N_, _, ngettext

SILENT_DAYS = 4
_AFTER_DAYS = 14
_MOST = 4
_SINCE = {
    FlagKind.FLARE_UP: N_("No ratings since {day}, after the flare-up."),
    FlagKind.INJECTION: N_("No ratings since {day}, after the injection."),
    FlagKind.SURGERY: N_("No ratings since {day}, after the surgery."),
    FlagKind.WARNING_SIGN: N_("No ratings since {day}, after the warning sign."),
}
_DURING = {
    FlagKind.FLARE_UP: N_("No ratings from {days}, after the flare-up."),
    FlagKind.INJECTION: N_("No ratings from {days}, after the injection."),
    FlagKind.SURGERY: N_("No ratings from {days}, after the surgery."),
    FlagKind.WARNING_SIGN: N_("No ratings from {days}, after the warning sign."),
}
_TREATED = {
    FlagKind.INJECTION: N_("Injection on {day}: the change since may not be the plan's alone."),
    FlagKind.SURGERY: N_("Surgery on {day}: the change since may not be the plan's alone."),
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
            found.append(
                _("The flare-up of {day} lies within the latest weeks that are compared.", day=when)
            )
        elif flag.kind in _TREATED and start < flag.day <= last:
            found.append(_(_TREATED[flag.kind], day=when))
    return found[-2:]


def _silent(chart: PainChart) -> list[str]:
    today, found = chart.today, list[str]()
    for silence in silences(chart)[-2:]:
        after = _before(chart.flags, silence.first)
        if silence.last >= day_of(chart.x_last - 1):
            since = day_words(silence.first - timedelta(days=1), today=today)
            words = _SINCE[after.kind] if after else N_("No ratings since {day}.")
            found.append(_(words, day=since))
        else:
            words = _DURING[after.kind] if after else N_("No ratings from {days}.")
            found.append(_(words, days=silence.words(today)))
    return found


def _before(flags: Sequence[ChartAnnotation], day: date) -> ChartAnnotation | None:
    """The latest event of weight in the two weeks before a day."""
    near = [
        f
        for f in flags
        if f.kind in _SINCE and timedelta(0) <= day - f.day <= timedelta(_AFTER_DAYS)
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
    if len(missing) > 3:
        said = ngettext(
            "Done sessions are not known for {count} week, the last from {days}.",
            "Done sessions are not known for {count} weeks, the last from {days}.",
            len(missing),
            days=named,
        )
        return [said]
    said = ngettext(
        "Done sessions are not known for the week from {days}.",
        "Done sessions are not known for the weeks from {days}.",
        len(missing),
        days=named,
    )
    return [said]


def _once(chart: PainChart) -> list[str]:
    names = [_(t.measure.name) for t in chart.measures if t.change is None]
    if not names:
        return []
    if len(names) == 1:
        return [_("{measure} was asked once: again tells the change.", measure=names[0])]
    return [
        _(
            "{measure} and {other} were asked once: again tells the change.",
            measure=names[0],
            other=names[1],
        )
    ]
