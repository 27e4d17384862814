"""Everything a progress report says, resolved to texts; the chart comes as its description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clinic_app.domain.dates import day_words
from clinic_app.domain.exercise import setting_words
from clinic_app.domain.pain.pain_chart import FlagKind, PainChart, day_of
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.patient.patient import ClinicContext, Episode, Paper
from clinic_app.domain.plan import dose_words
from clinic_app.domain.plan.plan import Lookup, Plan
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.domain.trend.trend import Trend
from clinic_app.paper.report.measure_rows import MeasureRow, measure_row, pain_row
from clinic_app.paper.report.verdict_words import (
    VerdictWords,
    shown_days,
    small,
    verdict_words,
)


@dataclass(frozen=True)
class Fact:
    """One labelled value of the head."""

    label: str
    value: str


@dataclass(frozen=True)
class ReportContent:
    """A whole report.

    ``plan`` holds an exercise's name and how it is done now, ``short_plan`` the same without
    tempo and rest.
    """

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
    plan: tuple[tuple[str, str], ...]
    short_plan: tuple[tuple[str, str], ...]


def compose(
    *,
    context: ClinicContext,
    paper: Paper,
    chart: PainChart,
    within: Trend | None,
    others: Mapping[str, Trend],
    plan: Plan,
    lookup: Lookup,
    recipient: str,
    findings: str,
) -> ReportContent:
    """Resolve a record to the words of a report.

    ``chart`` shows the requested days, with the verdict on everything up to its last day;
    ``within`` compares the first and the last week of a chosen period, None for the whole.
    ``others`` are the verdicts on the other regions that were rated, by site.
    """
    patient, today = context.patient, context.today
    return ReportContent(
        paper=paper,
        clinic_name=context.clinic.name,
        clinic_phone=context.clinic.phone,
        clinician=context.clinician.title,
        initials=patient.initials,
        patient_name=patient.name,
        facts=_facts(context, chart, recipient, is_period=within is not None),
        verdict=verdict_words(chart.trend, within, chart, today),
        chart=chart,
        chart_title=_chart_title(chart, today),
        ratings=_ratings(chart),
        chart_words=_chart_words(chart),
        adherence=_adherence(chart.weeks),
        measures=(
            *pain_row(within or chart.trend, today, chart.site),
            *(row for site, trend in others.items() for row in pain_row(trend, today, site)),
            *(measure_row(track, today) for track in chart.measures),
        ),
        measure_sources=tuple(f"{t.measure.name} {t.measure.short_source}" for t in chart.measures),
        findings=findings.strip(),
        plan=_plan(plan, lookup),
        short_plan=_plan(plan, lookup, is_short=True),
    )


def _facts(
    context: ClinicContext, chart: PainChart, recipient: str, *, is_period: bool
) -> tuple[Fact, ...]:
    """What is known; what is not has no label either."""
    patient, episode = context.patient, context.episode
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
        Fact("Report date", day_words(context.today)),
    )
    return tuple(fact for fact in found if fact.value)


def _end(episode: Episode) -> str:
    return day_words(episode.ended) if episode.ended else "now"


def _chart_title(chart: PainChart, today: date) -> str:
    name = chart.trend.series.pain_label if chart.trend.series else "Pain"
    where = f", {region_words(chart.site)}" if chart.site else ""
    return f"{name}{where}, 0 to 10, {shown_days(chart, today)}"


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
    sentences = [
        f"Pain chart, {shown_days(chart, day_of(0))}, 0 to 10, up is worse.",
        f"{chart.trend.sentence}",
    ]
    flags = [f for f in chart.flags if f.kind is not FlagKind.VISIT]
    if flags:
        sentences.append(f"{len(flags)} marked changes and events, listed below the chart.")
    return " ".join(sentences)


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


def _plan(plan: Plan, lookup: Lookup, *, is_short: bool = False) -> tuple[tuple[str, str], ...]:
    """Each exercise with its dose and what is set for this patient."""
    found: list[tuple[str, str]] = []
    for item in plan.items:
        exercise = lookup(item.exercise_id)
        dose = replace(item.dose, tempo="", rest_s=0) if is_short else item.dose
        each_side = item.counts_each_side(exercise)
        amounts = dose_words.dose_parts(dose, "en", each_side=each_side)
        settings = setting_words.clinician_parts(exercise, item.settings, dose)
        found.append((exercise.name, ", ".join((*amounts, *(small(part) for part in settings)))))
    return tuple(found)
