"""The whole chart in a few spoken sentences, for who cannot see it."""

from datetime import date

from clinic_app.domain.dates import day_words, long_date
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.pain_chart import FlagKind, PainChart, Track, day_of
from clinic_app.domain.pain.worth_asking import silences
from clinic_app.domain.progress.outcome_measure import Change, MeasureTrack

DIRECTION = "0 to 10, up is worse"
_SPOKEN_FLAGS = 6
_SPOKEN_GAPS = 3


def change_words(track: MeasureTrack) -> str:
    """What the change of a measure may be called: ``Improved``."""
    return {
        Change.BETTER: "Improved",
        Change.POSSIBLE: "Possible",
        Change.UNCERTAIN: "Uncertain",
        Change.WORSE: "Worse",
        Change.TOO_FEW: "Asked once",
    }[track.reading]


def span_words(track: MeasureTrack) -> str:
    """First to latest: ``3.3 to 6.3``; one result alone stands by itself."""
    measure = track.measure
    digits = 0 if measure.step >= 1 else 1
    first, latest = (f"{r.score:.{digits}f}".replace("-", "−") for r in (track.first, track.latest))
    return latest if len(track.results) == 1 or measure.is_change_rating else f"{first} to {latest}"


def of_words(track: MeasureTrack) -> str:
    """What follows the numbers: ``of 10``, ``of 100 %``."""
    return f"of {track.measure.high:g} {track.measure.unit}".strip()


def summary(chart: PainChart) -> str:
    """Span, series, start, verdict, gaps, changes, sessions and measures in words."""
    first, last = day_of(chart.x_first), day_of(chart.x_last - 1)
    tracks = " ".join(_track_words(t, chart.today) for t in chart.tracks if t.runs)
    start = ""
    if chart.trend.start is not None:
        start = f"The start is {chart.trend.start:.1f}."
    parts = (
        f"Pain{_site_words(chart.site)} from {long_date(first)} to {long_date(last)}, {DIRECTION}.",
        tracks or "No ratings in this range.",
        start,
        f"{chart.trend.headline}. {chart.trend.sentence} {chart.trend.confidence}".strip(),
        _gap_words(chart),
        _flag_words(chart),
        _week_words(chart),
        *(_measure_words(t) for t in chart.measures),
    )
    return " ".join(part for part in parts if part)


def _site_words(site: str) -> str:
    return f" at the {region_named(site).name('en')}" if site else ""


def _track_words(track: Track, today: date) -> str:
    points = track.points
    scores = [p.score for p in points]
    count = "1 rating" if len(points) == 1 else f"{len(points)} ratings"
    reach = f"{min(scores)} to {max(scores)}" if len(set(scores)) > 1 else f"all {scores[0]}"
    last = points[-1]
    day = last.at.date()
    said = f"{count}, {reach}, the last {last.score} on {day_words(day, today=today)}"
    return f"{track.series.label}: {said}."


def _gap_words(chart: PainChart) -> str:
    gaps = silences(chart)
    if not gaps:
        return ""
    named = "; ".join(gap.words(chart.today) for gap in gaps[-_SPOKEN_GAPS:])
    more = len(gaps) - _SPOKEN_GAPS
    return f"No ratings on 4 days or more: {f'{more} times earlier; ' if more > 0 else ''}{named}."


def _flag_words(chart: PainChart) -> str:
    parts = [f for f in chart.flags if f.kind is not FlagKind.VISIT]
    visits = len(chart.flags) - len(parts)
    named = parts[-_SPOKEN_FLAGS:]
    said = "; ".join(f"{day_words(f.day, today=chart.today)} {f.text}" for f in named)
    more = f"{len(parts) - len(named)} earlier; " if len(parts) > len(named) else ""
    changes = f"What changed: {more}{said}." if said else ""
    came = f"{visits} visit{'' if visits == 1 else 's'}." if visits else ""
    return f"{changes} {came}".strip()


def _week_words(chart: PainChart) -> str:
    known = [week for week in chart.weeks if week.is_known]
    if not known:
        return ""
    done, asked = sum(w.done for w in known), sum(w.asked for w in known)
    missing = len(chart.weeks) - len(known)
    gap = f", {missing} not known" if missing else ""
    weeks = "1 week" if len(known) == 1 else f"{len(known)} weeks"
    return f"Sessions done: {done} of {asked} in {weeks}{gap}."


def _measure_words(track: MeasureTrack) -> str:
    measure = track.measure
    text = f"{span_words(track)} {of_words(track)}, {measure.direction}"
    return f"{measure.name}: {text}. {change_words(track)}."
