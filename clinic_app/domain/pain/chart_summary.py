"""The whole chart in a few spoken sentences, for who cannot see it."""

from datetime import date

from clinic_app.domain.dates import day_words, long_date
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.pain_chart import FlagKind, PainChart, Track, day_of
from clinic_app.domain.pain.worth_asking import silences
from clinic_app.domain.progress.outcome_measure import Change, MeasureTrack
from clinic_app.words import N_, NP_, _, ngettext

DIRECTION = N_("0 to 10, up is worse")
_CHANGES = {
    Change.BETTER: NP_("measure", "Improved"),
    Change.POSSIBLE: NP_("measure", "Possible"),
    Change.UNCERTAIN: NP_("measure", "Uncertain"),
    Change.WORSE: NP_("measure", "Worse"),
    Change.TOO_FEW: NP_("measure", "Asked once"),
}
_SPOKEN_FLAGS = 6
_SPOKEN_GAPS = 3


def change_words(track: MeasureTrack) -> str:
    """What the change of a measure may be called: ``Improved``."""
    return _(_CHANGES[track.reading])


def span_words(track: MeasureTrack) -> str:
    """First to latest: ``3.3 to 6.3``; one result alone stands by itself."""
    measure = track.measure
    digits = 0 if measure.step >= 1 else 1
    first, latest = (f"{r.score:.{digits}f}".replace("-", "−") for r in (track.first, track.latest))
    if len(track.results) == 1 or measure.is_change_rating:
        return latest
    return _("{first} to {latest}", first=first, latest=latest)


def of_words(track: MeasureTrack) -> str:
    """What follows the numbers: ``of 10``, ``of 100 %``."""
    return _("of {most}", most=f"{track.measure.high:g} {track.measure.unit}".strip())


def summary(chart: PainChart) -> str:
    """Span, series, start, verdict, gaps, changes, sessions and measures in words."""
    first, last = day_of(chart.x_first), day_of(chart.x_last - 1)
    tracks = " ".join(_track_words(t, chart.today) for t in chart.tracks if t.runs)
    start = ""
    if chart.trend.start is not None:
        start = _("The start is {mean}.", mean=f"{chart.trend.start:.1f}")
    days = {"first": long_date(first), "last": long_date(last), "direction": _(DIRECTION)}
    if chart.site:
        begin = _(
            "Pain at the {region} from {first} to {last}, {direction}.",
            region=region_named(chart.site).words,
            **days,
        )
    else:
        begin = _("Pain from {first} to {last}, {direction}.", **days)
    parts = (
        begin,
        tracks or _("No ratings in this range."),
        start,
        f"{chart.trend.headline}. {chart.trend.sentence} {chart.trend.confidence}".strip(),
        _gap_words(chart),
        _flag_words(chart),
        _week_words(chart),
        *(_measure_words(t) for t in chart.measures),
    )
    return " ".join(part for part in parts if part)


def _track_words(track: Track, today: date) -> str:
    points = track.points
    scores = [p.score for p in points]
    count = ngettext("{count} rating", "{count} ratings", len(points))
    if len(set(scores)) > 1:
        reach = _("{first} to {latest}", first=min(scores), latest=max(scores))
    else:
        reach = _("all {score}", score=scores[0])
    last = points[-1]
    day = last.at.date()
    return _(
        "{series}: {ratings}, {reach}, the last {score} on {day}.",
        series=track.series.label,
        ratings=count,
        reach=reach,
        score=last.score,
        day=day_words(day, today=today),
    )


def _gap_words(chart: PainChart) -> str:
    gaps = silences(chart)
    if not gaps:
        return ""
    named = "; ".join(gap.words(chart.today) for gap in gaps[-_SPOKEN_GAPS:])
    more = len(gaps) - _SPOKEN_GAPS
    if more > 0:
        return ngettext(
            "No ratings on 4 days or more: {count} time earlier; {days}.",
            "No ratings on 4 days or more: {count} times earlier; {days}.",
            more,
            days=named,
        )
    return _("No ratings on 4 days or more: {days}.", days=named)


def _flag_words(chart: PainChart) -> str:
    parts = [f for f in chart.flags if f.kind is not FlagKind.VISIT]
    visits = len(chart.flags) - len(parts)
    named = parts[-_SPOKEN_FLAGS:]
    said = "; ".join(f"{day_words(f.day, today=chart.today)} {f.text}" for f in named)
    changes = _("What changed: {changes}.", changes=said) if said else ""
    if len(parts) > len(named):
        changes = ngettext(
            "What changed: {count} earlier; {changes}.",
            "What changed: {count} earlier; {changes}.",
            len(parts) - len(named),
            changes=said,
        )
    came = ngettext("{count} visit.", "{count} visits.", visits) if visits else ""
    return f"{changes} {came}".strip()


def _week_words(chart: PainChart) -> str:
    known = [week for week in chart.weeks if week.is_known]
    if not known:
        return ""
    done, asked = sum(w.done for w in known), sum(w.asked for w in known)
    missing = len(chart.weeks) - len(known)
    weeks = ngettext("{count} week", "{count} weeks", len(known))
    if missing:
        return ngettext(
            "Sessions done: {done} of {asked} in {weeks}, {count} not known.",
            "Sessions done: {done} of {asked} in {weeks}, {count} not known.",
            missing,
            done=done,
            asked=asked,
            weeks=weeks,
        )
    return _("Sessions done: {done} of {asked} in {weeks}.", done=done, asked=asked, weeks=weeks)


def _measure_words(track: MeasureTrack) -> str:
    measure = track.measure
    text = f"{span_words(track)} {of_words(track)}, {measure.direction}"
    return f"{_(measure.name)}: {text}. {change_words(track)}."
