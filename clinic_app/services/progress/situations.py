"""What may hold "harder" back, of many patients at a time: verdicts, events, mornings, ratings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from clinic_app.domain.advice.advice_hold import Situation
from clinic_app.domain.pain.body_chart import treated_region
from clinic_app.domain.progress.event import Event
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.trend.trend import Trend, judge_days
from clinic_app.services.rules import RuleService
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import pain, patients


def situation(
    today: date,
    trends: Mapping[str, Trend],
    events: Sequence[Event],
    warnings: Sequence[Event],
    logs: Iterable[ExerciseLog],
    ratings: Mapping[date, float],
) -> Situation:
    """One patient's, from what was read; voided logs and events are none of it."""
    mornings: dict[date, int] = {}
    for log in logs:
        if log.pain_next_morning is not None:
            mornings[log.day] = max(log.pain_next_morning, mornings.get(log.day, 0))
    return Situation(today, trends, events, warnings, mornings, ratings)


def verdicts(
    tx: ReadTx, patient_ids: Sequence[str], rules: RuleService, today: date
) -> dict[str, dict[str, Trend]]:
    """The verdict of every rated site of each patient, what is treated as "".

    Patients without ratings are left out.
    """
    rated = pain.daily_means(tx, patient_ids)
    care = patients.newest_care(tx, patient_ids)
    regions = {"", *(region for region, _ in care.values())}
    regions |= {treated_region(site) for sites in rated.values() for site in sites}
    by_region = rules.trends(tuple(regions))
    found: dict[str, dict[str, Trend]] = {}
    for patient_id, sites in rated.items():
        region, since = care.get(patient_id, ("", None))
        found[patient_id] = {
            site: judge_days(
                days,
                by_region[treated_region(site) if site else region].counting_from(since),
                today=today,
            )
            for site, days in sites.items()
        }
    return found
