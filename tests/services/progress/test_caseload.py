"""What the home screen reads of many patients at once."""

from datetime import timedelta

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.workspace import Workspace


def test_a_plan_without_a_log_is_not_known_and_no_plan_says_nothing(
    workspace: Workspace, patient: Patient
) -> None:
    assert workspace.caseload.ratings([patient.id])[patient.id].week is None
    workspace.plans.replace(patient.id, {"items": [{"exercise": "bridge"}]})
    week = workspace.caseload.ratings([patient.id])[patient.id].week
    assert week is not None
    assert week.words == "not known"


def test_the_last_seven_days_count_what_was_done(workspace: Workspace, patient: Patient) -> None:
    today = workspace.now().date()
    for day, done in ((0, 1), (6, 0), (7, 1)):
        log = ExerciseLog(
            new_id(), patient.id, today - timedelta(days=day), "bridge", "b", done=done, asked=2
        )
        workspace.exercise_logs.add(log)
    week = workspace.caseload.ratings([patient.id])[patient.id].week
    assert week is not None
    assert (week.done, week.asked, week.known_days) == (1, 4, 2)


def test_a_warning_sign_is_told(workspace: Workspace, patient: Patient) -> None:
    workspace.plans.replace(patient.id, {"items": [{"exercise": "bridge"}]})
    today = workspace.now().date()
    workspace.events.add(Event(new_id(), patient.id, today, EventKind.WARNING_SIGN))
    found = workspace.caseload.ratings([patient.id])[patient.id]
    assert (found.advice, found.warns) == (1, True)
