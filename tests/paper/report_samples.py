"""Records to report on: from nothing at all to more than anybody has."""

from datetime import UTC, date, datetime, timedelta

from handout_samples import TODAY, exercise

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart, Span, describe
from clinic_app.domain.patient.patient import (
    Clinic,
    ClinicContext,
    Clinician,
    Episode,
    Paper,
    Patient,
)
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import MEASURES
from clinic_app.domain.progress.outcome_measure import MeasureResult, tracks
from clinic_app.domain.trend.trend import Trend
from clinic_app.paper.report.content import ReportContent, compose

LONG = "Wilhelmina-Anastasia Featherstonehaugh-Cholmondeley of the Greater Sampletown Valley "


def ago(
    days: int, text: str, kind: FlagKind = FlagKind.PLAN, details: tuple[str, ...] = ()
) -> ChartAnnotation:
    return ChartAnnotation(TODAY - timedelta(days=days), text, kind, details)


def ratings(days: int) -> list[PainRating]:
    """Average and worst pain that fall by two thirds; every ninth day has none."""
    first = TODAY - timedelta(days=days - 1)
    found: list[PainRating] = []
    for n in range(days):
        day = first + timedelta(days=n)
        at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
        for series, more in ((Series.AVERAGE, 0), (Series.WORST, 2)):
            if n % 9 != 4:
                score = 7 - 6 * n // days + more
                found.append(PainRating(f"{n}{series}", "p", series, score, at))
    return found


def logs(days: int) -> list[ExerciseLog]:
    """One exercise asked twice a day; every third week is not known."""
    first = TODAY - timedelta(days=days - 1)
    return [
        ExerciseLog(f"l{n}", "p", first + timedelta(days=n), "exercise-0", "i", done=1, asked=2)
        for n in range(days)
        if n // 7 % 3 != 2
    ]


def results(count: int) -> list[MeasureResult]:
    """Two scores of each of the first ``count`` measures."""
    found: list[MeasureResult] = []
    for measure in MEASURES[:count]:
        for n, back in enumerate((40, 2)):
            share = 0.6 - 0.2 * n
            score = measure.low + round((measure.high - measure.low) * share / measure.step) * (
                measure.step
            )
            day = TODAY - timedelta(days=back)
            found.append(MeasureResult(f"{measure.id}{n}", "p", measure.id, day, score))
    return found


def chart(
    days: int = 42,
    *,
    flags: tuple[ChartAnnotation, ...] = (),
    measures: int = 3,
    logged: bool = True,
) -> PainChart:
    return describe(
        ratings(days),
        flags,
        span=Span.ALL,
        today=TODAY,
        logs=logs(days) if logged else (),
        measures=tracks(results(measures), MEASURES),
    )


def nothing() -> PainChart:
    return describe([], [], span=Span.ALL, today=TODAY)


def report(
    shown: PainChart | None = None,
    *,
    exercises: int = 3,
    findings: str = "Bends to tie shoes. Plan: 4 more visits.",
    recipient: str = "Alan Example, MD",
    given: str = "Marigold",
    family: str = "Sample",
    clinic: str = "Sample Clinic",
    clinician: str = "Robin Demo",
    condition: str = "Low back pain",
    paper: Paper = Paper.LETTER,
    within: Trend | None = None,
) -> ReportContent:
    """The content of a report with whatever differs from the usual."""
    made = [
        exercise(f"exercise-{n}", dose=Dose(sets=3, reps=10, hold_s=5, rest_s=60, times_per_day=2))
        for n in range(exercises)
    ]
    library = {e.id: e for e in made}
    return compose(
        context=ClinicContext(
            clinic=Clinic(clinic, "(555) 010-0142", "1 Example Street"),
            clinician=Clinician("c", clinician, "PT, DPT"),
            patient=Patient("p", given, family, date(1958, 3, 4), "D-0117"),
            episode=Episode(
                "e", "p", condition, "low-back", icd10="M54.50", started=date(2026, 10, 11)
            ),
            today=TODAY,
        ),
        paper=paper,
        chart=chart() if shown is None else shown,
        within=within,
        others={},
        plan=Plan(tuple(PlanItem.of(e) for e in made)),
        lookup=library.__getitem__,
        recipient=recipient,
        findings=findings,
    )


def crowded(paper: Paper, *, findings: str) -> ReportContent:
    """Names as long as they may be, ten exercises, twelve measures, thirty changes."""
    flags = tuple(
        ago(
            n,
            f"Exercise {n}: dose changed and 3 more",
            details=(f"Exercise {n}: dose changed",) * 4,
        )
        for n in range(30)
    )
    long = (LONG * 3)[:195]
    return report(
        chart(60, flags=flags, measures=12),
        exercises=10,
        findings=findings,
        recipient=long,
        given=long,
        family=long,
        clinic=long,
        clinician=long,
        condition=long,
        paper=paper,
    )
