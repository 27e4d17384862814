"""What the demo patients did and told: logs, events, measures, body charts, a second site."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from clinic_app.domain.pain.pain import PainMap, PainRating, Series
from clinic_app.domain.plan.plan import PlanItem, new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult, mean_of
from clinic_app.services.demo_people import Person, Sessions
from clinic_app.services.workspace import Workspace

_EVENING = 20
_LATEST_DAYS = 7  # those whose sessions are told in full, for the advice
_UNLOGGED_SHARE = 0.12
_USUAL = Sessions()


def add_progress(
    workspace: Workspace, person: Person, patient_id: str, *, start: datetime, today: datetime
) -> None:
    """Everything beside ratings and plan, from the first visit at ``start`` up to yesterday."""
    chance = random.Random(f"progress of {person.given}")
    if person.plan:
        items = workspace.plans.current(patient_id).plan.items
        logs = _week_sums if person.sums_weeks_up else _daily_logs
        known = list(logs(person, patient_id, items, start.date(), chance))
        workspace.exercise_logs.add_all(patient_id, known)
    workspace.events.add_all(patient_id, list(_events(person, patient_id, start, today)))
    workspace.measures.add_all(patient_id, list(_results(person, patient_id, start.date())))
    maps = [
        PainMap(new_id(), patient_id, start + timedelta(weeks=week), regions, source="kiosk")
        for week, regions in person.body_charts
    ]
    workspace.pain_maps.add_all(patient_id, maps)
    if person.site:
        entries = list(_site_ratings(person.site, patient_id, today, chance))
        workspace.pain.add_all(patient_id, entries)


def _daily_logs(
    person: Person,
    patient_id: str,
    items: tuple[PlanItem, ...],
    start: date,
    chance: random.Random,
) -> Iterator[ExerciseLog]:
    """Days of a diary from the second week on; some days are missing, and whole weeks."""
    end = 7 * len(person.means)
    for day in range(7, end):
        is_latest = day >= end - _LATEST_DAYS
        mean = person.means[min((day + 1) // 7, len(person.means) - 1)]  # of the day after
        if mean is None or (chance.random() < _UNLOGGED_SHARE and not is_latest):
            continue
        usual = round(mean)
        for n, item in enumerate(items):
            found = (person.latest if n == 0 else _USUAL) if is_latest else None
            share = found.share_done if found else chance.uniform(0.5, 0.95)
            is_due = _is_due(item, day - 7) and (
                chance.random() < share or (n == 0 and day >= end - 5)
            )
            when = start + timedelta(days=day + 1)
            yield _log(patient_id, item, when, done=is_due, told=found, usual=usual)


def _is_due(item: PlanItem, day: int) -> bool:
    """Three days a week are spread over it; five are the first five."""
    per_week, place = item.dose.days_per_week, day % 7
    return place in (1, 3, 6) if per_week == 3 else place < per_week


def _log(
    patient_id: str,
    item: PlanItem,
    day: date,
    *,
    done: bool,
    told: Sessions | None,
    usual: int,
) -> ExerciseLog:
    times, dose = item.dose.times_per_day, item.dose
    log = ExerciseLog(
        new_id(),
        patient_id,
        day,
        item.exercise_id,
        item.id,
        times if done else 0,
        times,
        days_per_week=dose.days_per_week,
        source="diary",
    )
    if not done or told is None:
        return log
    morning = usual if told.pain_next_morning is None else told.pain_next_morning
    return replace(
        log,
        sets_done=dose.sets,
        sets_asked=dose.sets,
        reps_left=told.reps_left,
        effort=told.effort,
        pain_during=told.pain_during,
        pain_next_morning=morning,
    )


def _week_sums(
    person: Person,
    patient_id: str,
    items: tuple[PlanItem, ...],
    start: date,
    chance: random.Random,
) -> Iterator[ExerciseLog]:
    """What a patient says at the kiosk of the week before: days of seven, for the whole plan."""
    for week in range(1, len(person.means)):
        told_on = start + timedelta(weeks=week + 1)
        done = chance.randint(4, 6)
        yield ExerciseLog(new_id(), patient_id, told_on, "", "", done, 7, days=7, source="kiosk")


def _events(person: Person, patient_id: str, start: datetime, today: datetime) -> Iterator[Event]:
    for week in range(len(person.means) + bool(person.means)):
        if week < 2 or week % 2 == 0:
            day = start.date() + timedelta(weeks=week)
            words = "first visit" if week == 0 else ""
            yield Event(new_id(), patient_id, day, EventKind.VISIT, words)
    for number, kind, words in person.events:
        origin = start if number >= 0 else today
        yield Event(new_id(), patient_id, origin.date() + timedelta(days=number), kind, words)


def _results(person: Person, patient_id: str, start: date) -> Iterator[MeasureResult]:
    for week, measure_id, score in person.measures:
        day = start + timedelta(weeks=week)
        if isinstance(score, tuple):
            items = tuple(zip(person.activities, score, strict=True))
            yield MeasureResult(new_id(), patient_id, measure_id, day, mean_of(score), items)
        else:
            yield MeasureResult(new_id(), patient_id, measure_id, day, score)


def _site_ratings(
    site: tuple[str, tuple[float, ...]],
    patient_id: str,
    today: datetime,
    chance: random.Random,
) -> Iterator[PainRating]:
    """Average pain of a second place in the weeks up to yesterday."""
    region, means = site
    evening = today.replace(hour=_EVENING, minute=0, second=0, microsecond=0)
    for number in range(7 * len(means), 0, -1):
        mean = means[-((number + 6) // 7)]
        if chance.random() < _UNLOGGED_SHARE:
            continue
        score = max(0, min(10, round(chance.gauss(mean, 0.7))))
        at = evening - timedelta(days=number)
        yield PainRating(
            new_id(), patient_id, Series.AVERAGE, score, at, source="diary", site=region
        )
