"""Days kept as "not done" by an earlier version: listed, struck out with a reason, undone, kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.workspace import Workspace

from ..conftest import Clock

pytestmark = pytest.mark.by_hand


@pytest.fixture
def today(clock: Clock) -> date:
    return clock().date()


def kept(
    workspace: Workspace, patient: Patient, day: date, *done: int, rated: bool = True,
    source: str = "diary",
) -> list[ExerciseLog]:  # fmt: skip
    """A day as an earlier version kept it; one exercise a number."""
    logs = [
        ExerciseLog(new_id(), patient.id, day, f"e{n}", f"i{n}", count, 1, source=source)
        for n, count in enumerate(done)
    ]
    workspace.exercise_logs.add_all(patient.id, logs)
    if rated:
        at = workspace.now() - timedelta(days=(workspace.now().date() - day).days)
        entry = PainRating(new_id(), patient.id, Series.AVERAGE, 4, at, source=source)
        workspace.pain.add_all(patient.id, [entry])
    with workspace._database.write(workspace.actor.id) as tx:
        tx.connection.execute(text("UPDATE exercise_log SET unsure = 1 WHERE done = 0"))
    return logs


@pytest.fixture
def old(workspace: Workspace, patient: Patient, clock: Clock, today: date) -> Patient:
    """A plan of two weeks; four days of an earlier version, and one before the plan."""
    clock.forward(days=-14)
    workspace.plans.replace(patient.id, {"items": [{"exercise": "bridge"}]})
    clock.forward(days=14)
    kept(workspace, patient, today - timedelta(days=20), 0, 0, rated=False)
    kept(workspace, patient, today - timedelta(days=10), 0, 0)
    kept(workspace, patient, today - timedelta(days=9), 0, 1)
    kept(workspace, patient, today - timedelta(days=8), 0, rated=False)
    kept(workspace, patient, today - timedelta(days=7), 0, source="form")
    return patient


def test_days_of_zeros_alone_with_a_pain_number_or_before_the_plan_are_listed(
    workspace: Workspace, old: Patient, today: date
) -> None:
    found = workspace.doubtful.days(old.id)
    assert [((today - d.day).days, len(d.log_ids), d.why) for d in found] == [
        (20, 2, "before the plan began"),
        (10, 2, "came with 1 pain number"),
        (7, 1, "came with 1 pain number"),
    ]


def test_they_are_struck_out_with_the_reason_and_brought_back(
    workspace: Workspace, old: Patient
) -> None:
    first, second, third = workspace.doubtful.days(old.id)
    with pytest.raises(UserError, match="Say why"):
        workspace.doubtful.void(old.id, [first], " ")
    workspace.doubtful.void(old.id, [first, second], "Not known")
    assert workspace.doubtful.days(old.id) == (third,)
    struck = [log for log in workspace.exercise_logs.listing(old.id) if log.voided]
    assert {log.void_reason for log in struck} == {"Not known"}
    assert {log.id for log in struck} == {*first.log_ids, *second.log_ids}
    gone = workspace.doubtful.days(old.id, voided=True)
    workspace.doubtful.restore(old.id, gone)
    assert workspace.doubtful.days(old.id) == (first, second, third)


def test_what_is_kept_is_asked_about_no_more(workspace: Workspace, old: Patient) -> None:
    days = workspace.doubtful.days(old.id)
    workspace.doubtful.keep(old.id, days[:1])
    assert workspace.doubtful.days(old.id) == days[1:]
    assert not any(log.voided for log in workspace.exercise_logs.listing(old.id))


def test_what_is_said_now_is_never_in_doubt(
    workspace: Workspace, patient: Patient, clock: Clock, today: date
) -> None:
    clock.forward(days=-14)
    workspace.plans.replace(patient.id, {"items": [{"exercise": "bridge"}]})
    clock.forward(days=14)
    diary = workspace.diary.open(patient.id, today - timedelta(days=13))
    (row,) = diary.rows
    said = diary.with_ticks(row.item_id, diary.first, 0)
    workspace.diary.save(patient.id, said.with_rating(Series.AVERAGE, diary.first, 4))
    assert workspace.doubtful.days(patient.id) == ()
