"""Everything a progress report says, resolved to texts; the chart comes as its description."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clinic_app.domain import dose_words
from clinic_app.domain.adherence import AdherenceWeek
from clinic_app.domain.dates import day_words
from clinic_app.domain.measure import Change, MeasureTrack
from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import FlagKind, PainChart, day_of
from clinic_app.domain.patient import Clinic, Clinician, Episode, Paper, Patient
from clinic_app.domain.program import Lookup, Program
from clinic_app.domain.trend import Trend
from clinic_app.domain.trend_needs import span_words
from clinic_app.domain.trend_windows import Window

NONE = "–"
_SERIES = {
    Series.AVERAGE: "Average pain",
    Series.WORST: "Worst pain",
    Series.LEAST: "Least pain",
    Series.NOW: "Pain now",
}
_READINGS = {
    Change.BETTER: "better",
    Change.POSSIBLE: "possibly better",
    Change.UNCERTAIN: "uncertain",
    Change.WORSE: "worse",
    Change.TOO_FEW: "one score only",
}
_TOLD = (Change.BETTER, Change.WORSE)


@dataclass(frozen=True)
class Fact:
    """One labelled value of the head."""

    label: str
    value: str


@dataclass(frozen=True)
class VerdictWords:
    """The verdict: ``numbers`` as ``6.1 to 3.5 (-2.6, -43 %)``; ``rests_on`` names both weeks."""

    headline: str
    numbers: str
    rests_on: str
    period: str
    confidence: str
    rule: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class MeasureRow:
    """One line of the table, as printed; ``is_told`` readings are beyond every threshold."""

    name: str
    direction: str
    first: str
    latest: str
    change: str
    limits: str
    reading: str
    is_told: bool = False


@dataclass(frozen=True)
class ReportContent:
    """A whole report. ``program`` holds an exercise's name and how it is done now."""

    paper: Paper
    clinic_name: str
    clinic_phone: str
    clinician: str
    initials: str
    patient_name: str
    facts: tuple[Fact, ...]
    verdict: VerdictWords
    chart: PainChart
    chart_title: str
    ratings: str
    chart_words: str
    adherence: str
    measures: tuple[MeasureRow, ...]
    measure_sources: tuple[str, ...]
    findings: str
    program: tuple[tuple[str, str], ...]


def compose(
    *,
    patient: Patient,
    episode: Episode | None,
    clinic: Clinic,
    clinician: Clinician,
    paper: Paper,
    today: date,
    chart: PainChart,
    within: Trend | None,
    program: Program,
    lookup: Lookup,
    recipient: str,
    findings: str,
) -> ReportContent:
    """Resolve a record to the words of a report.

    ``chart`` shows what was asked for, with the verdict on everything up to its last day;
    ``within`` compares the first and the last week of a chosen period, None for the whole.
    """
    return ReportContent(
        paper=paper,
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        clinician=clinician.title,
        initials=patient.initials,
        patient_name=patient.name,
        facts=_facts(patient, episode, chart, recipient, today, is_period=within is not None),
        verdict=_verdict(chart.trend, within, chart, today),
        chart=chart,
        chart_title=_chart_title(chart, today),
        ratings=_ratings(chart),
        chart_words=_chart_words(chart),
        adherence=_adherence(chart.weeks),
        measures=(
            *_pain_row(within or chart.trend, today),
            *(_measure_row(track, today) for track in chart.measures),
        ),
        measure_sources=tuple(f"{t.measure.name}: {t.measure.source}" for t in chart.measures),
        findings=findings.strip(),
        program=_program(program, lookup),
    )


def _facts(
    patient: Patient,
    episode: Episode | None,
    chart: PainChart,
    recipient: str,
    today: date,
    *,
    is_period: bool,
) -> tuple[Fact, ...]:
    """What is known; what is not has no label either."""
    diagnosis = f"{episode.icd10} {episode.condition}".strip() if episode else ""
    since = f"{day_words(episode.started)} – {_end(episode)}" if episode else ""
    visits = sum(flag.kind is FlagKind.VISIT for flag in chart.flags)
    found = (
        Fact("Patient", patient.name),
        Fact("Born", day_words(patient.born) if patient.born else ""),
        Fact("Record", patient.record_number),
        Fact("To", recipient),
        Fact("Diagnosis", diagnosis),
        Fact("Episode", since),
        Fact("Visits in these days" if is_period else "Visits", str(visits) if visits else ""),
        Fact("Report date", day_words(today)),
    )
    return tuple(fact for fact in found if fact.value)


def _end(episode: Episode) -> str:
    return day_words(episode.ended) if episode.ended else "now"


def _verdict(trend: Trend, within: Trend | None, chart: PainChart, today: date) -> VerdictWords:
    return VerdictWords(
        headline=f"Pain: {_small(trend.headline)}",
        numbers=_numbers(trend),
        rests_on=f"{_weeks(trend, today)} {trend.missing}".strip(),
        period="" if within is None else _period(within, chart, today),
        confidence=trend.confidence,
        rule=trend.rule.words,
        sources=trend.rule.sources,
    )


def _period(within: Trend, chart: PainChart, today: date) -> str:
    """The first and the last week of the chosen days, beside the verdict on all of them."""
    told = _numbers(within)
    says = f"{told}, {_small(within.headline)}. {_weeks(within, today)}" if told else within.missing
    return f"In the days of this report ({_shown(chart, today)}): {says}"


def _numbers(trend: Trend) -> str:
    """``6.1 to 3.5 (-2.6, -43 %)`` with true minus signs; empty before there are two weeks."""
    if trend.baseline is None or trend.latest is None or trend.change_points is None:
        return ""
    share = (
        "" if trend.change_share is None else f", {_signed(f'{trend.change_share * 100:+.0f}')} %"
    )
    change = _signed(f"{trend.change_points:+.1f}")
    return f"{trend.baseline.mean:.1f} to {trend.latest.mean:.1f} ({change}{share})"


def _weeks(trend: Trend, today: date) -> str:
    """Which days were compared, of which series."""
    if trend.baseline is None or trend.latest is None or trend.series is None:
        return ""
    weeks = f"{_week(trend.baseline, today)} against {_week(trend.latest, today)}"
    return f"{_SERIES[trend.series]}, weekly means: {weeks}."


def _week(window: Window, today: date) -> str:
    days = span_words(window.first, window.last, today)
    return f"{days} ({window.rated_days} rated days)"


def _chart_title(chart: PainChart, today: date) -> str:
    name = _SERIES[chart.trend.series] if chart.trend.series else "Pain"
    return f"{name}, 0 to 10, {_shown(chart, today)}"


def _shown(chart: PainChart, today: date) -> str:
    return span_words(day_of(chart.x_first), day_of(chart.x_last - 1), today)


def _ratings(chart: PainChart) -> str:
    """How many of the shown days hold a rating of the judged series."""
    days = round(chart.x_last - chart.x_first)
    rated = {
        point.at.date()
        for track in chart.tracks
        if track.series is chart.trend.series
        for run in track.runs
        for point in run
    }
    return f"up is worse; rated on {len(rated)} of {days} days; gaps: no rating"


def _chart_words(chart: PainChart) -> str:
    """The chart for those who hear it."""
    told = [
        f"Pain chart, {_shown(chart, day_of(0))}, 0 to 10, up is worse.",
        f"{chart.trend.sentence}",
    ]
    flags = [f for f in chart.flags if f.kind is not FlagKind.VISIT]
    if flags:
        told.append(f"{len(flags)} marked changes and events, listed below the chart.")
    return " ".join(told)


def _adherence(weeks: Sequence[AdherenceWeek]) -> str:
    known = [week for week in weeks if week.is_known]
    if not known:
        return "Home program: nothing was logged, so how much was done is not known."
    parts: list[str] = []
    for of_days, unit in ((False, "sessions asked"), (True, "days")):
        some = [week for week in known if week.of_days is of_days]
        done, asked = sum(week.done for week in some), sum(week.asked for week in some)
        if asked:
            parts.append(f"{done} of {asked} {unit} ({min(100, round(100 * done / asked))} %)")
    missing = len(weeks) - len(known)
    gaps = f"; {missing} of {len(weeks)} weeks not known" if missing else ""
    return f"Home program, where it was logged: {' and '.join(parts) or 'nothing asked'}{gaps}."


def _pain_row(trend: Trend, today: date) -> list[MeasureRow]:
    if trend.baseline is None or trend.latest is None or trend.series is None:
        return []
    rule = trend.rule
    return [
        MeasureRow(
            f"{_SERIES[trend.series]}, 7-day mean",
            "lower is better",
            _dated(f"{trend.baseline.mean:.1f}", trend.baseline.last, today),
            _dated(f"{trend.latest.mean:.1f}", trend.latest.last, today),
            _signed(f"{trend.change_points or 0:+.1f}"),
            f"{rule.fall_points:g} and {rule.fall_share * 100:.0f} %",
            _small(trend.headline),
            is_told=trend.confirmed,
        )
    ]


def _measure_row(track: MeasureTrack, today: date) -> MeasureRow:
    measure = track.measure
    change, several = track.change, len(track.results) > 1
    share = f" ({measure.mcid_share * 100:.0f} %)" if measure.mcid_share else ""
    return MeasureRow(
        f"{measure.name}, {measure.unit}" if measure.unit else measure.name,
        "higher is better" if measure.up_is_better else "lower is better",
        _dated(f"{track.first.score:g}", track.first.day, today) if several else NONE,
        _dated(f"{track.latest.score:g}", track.latest.day, today),
        NONE if change is None else _signed(f"{round(change, 2):+g}"),
        f"{_limit(measure.mdc)} / {_limit(measure.mcid)}{share}",
        _READINGS[track.reading],
        is_told=track.reading in _TOLD,
    )


def _dated(score: str, day: date, today: date) -> str:
    return f"{_signed(score)} ({day_words(day, today=today)})"


def _limit(value: float | None) -> str:
    return NONE if value is None else f"{value:g}"


def _signed(number: str) -> str:
    return number.replace("-", "−")


def _program(program: Program, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """Each exercise with its dose and what is set for this patient."""
    found: list[tuple[str, str]] = []
    for item in program.items:
        exercise = lookup(item.exercise_id)
        dose = dose_words.dose_parts(item.dose, exercise.laterality, "en")
        settings = dose_words.setting_parts(exercise, item.settings, item.dose, "en")
        found.append((exercise.name, ", ".join((*dose, *(_small(part) for part in settings)))))
    return tuple(found)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
