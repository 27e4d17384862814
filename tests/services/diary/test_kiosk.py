"""The kiosk's service: what is offered, and that answers are kept whole or not at all."""

import pytest
from sqlalchemy import select

from clinic_app.domain.diary.kiosk import Topic, questions
from clinic_app.domain.errors import NotFound
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.changes import Change, PainChanged, ProgressChanged
from clinic_app.services.workspace import Workspace
from clinic_app.storage.tables import audit_row

from ..conftest import Clock


def _audited(workspace: Workspace) -> list[tuple[str, str, str]]:
    database = workspace._database  # pyright: ignore[reportPrivateUsage]  # the trail has no service that reads it
    columns = (audit_row.c.action, audit_row.c.entity_id, audit_row.c.detail)
    with database.read() as tx:
        rows = tx.connection.execute(select(*columns).where(audit_row.c.kind == "kiosk"))
        return [tuple(row) for row in rows]


def _plan(workspace: Workspace, patient: Patient) -> PlanItem:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    workspace.plans.save(patient.id, Plan((item,)), version=0)
    return item


def test_what_is_offered_names_the_patient_by_the_given_name_alone(
    workspace: Workspace, patient: Patient
) -> None:
    item = _plan(workspace, patient)
    visit = workspace.kiosk.offer(patient.id)
    assert (visit.given, visit.region, visit.language) == ("Marigold", "low-back", "en")
    assert visit.exercises[0].item_id == item.id
    assert visit.exercises[0].names["es"]
    assert patient.family not in repr(visit)
    assert patient.record_number not in repr(visit)


def test_without_a_plan_or_a_measure_that_is_due_they_are_not_offered(
    workspace: Workspace, patient: Patient
) -> None:
    assert workspace.kiosk.offer(patient.id).topics == (Topic.PAIN, Topic.PLACE)


def test_measures_are_offered_again_after_two_weeks(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    items = (("Carry the shopping", 3.0), ("Climb stairs", 5.0), ("Tie my shoes", 4.0))
    day = clock().date()
    workspace.measures.add(MeasureResult(new_id(), patient.id, "psfs", day, 4.0, items))
    assert not workspace.kiosk.offer(patient.id).activities
    clock.forward(days=14)
    visit = workspace.kiosk.offer(patient.id)
    assert visit.activities == ("Carry the shopping", "Climb stairs", "Tie my shoes")
    workspace.kiosk.keep(visit, {"ability-0": 6, "ability-1": 7, "ability-2": 7})
    assert workspace.measures.valid(patient.id)[-1].score == 6.7
    assert not workspace.kiosk.offer(patient.id).activities


def test_answers_are_kept_with_their_source_and_everybody_hears(
    workspace: Workspace, patient: Patient, heard: list[Change]
) -> None:
    _plan(workspace, patient)
    visit = workspace.kiosk.offer(patient.id)
    during = next(q.id for q in questions(visit) if q.id.startswith("during"))
    answers = {"worst": 6, "now": 2, "place": ("knee-front-left",), "days": 4, during: 3}
    heard.clear()
    workspace.kiosk.keep(visit, answers)
    entries = workspace.pain.listing(patient.id)
    assert {(e.series, e.score, e.source) for e in entries} == {
        (Series.WORST, 6, "kiosk"),
        (Series.NOW, 2, "kiosk"),
    }
    assert workspace.pain_maps.valid(patient.id)[0].regions == ("knee-front-left",)
    assert {log.exercise_id for log in workspace.exercise_logs.valid(patient.id)} == {"", "bridge"}
    assert heard == [PainChanged(patient.id), ProgressChanged(patient.id)]


def test_the_time_of_the_answers_is_kept_when_they_are_written_later(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    visit, at = workspace.kiosk.offer(patient.id), clock()
    clock.forward(hours=3)
    workspace.kiosk.keep(visit, {"now": 5}, at=at)
    assert workspace.pain.listing(patient.id)[0].at == at


def test_a_second_visit_of_a_day_is_a_second_rating(workspace: Workspace, patient: Patient) -> None:
    visit = workspace.kiosk.offer(patient.id)
    for score in (4, 5):
        workspace.kiosk.keep(visit, {"now": score})
    assert {e.score for e in workspace.pain.listing(patient.id)} == {4, 5}


def test_a_second_rating_of_change_on_a_day_replaces_the_first(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    clock.forward(days=14 + 365)
    visit = workspace.kiosk.offer(patient.id)
    assert visit.asks_change
    for change in (1, 3):
        workspace.kiosk.keep(visit, {"change": change})
    assert [r.score for r in workspace.measures.valid(patient.id)] == [3.0]


def test_one_row_tells_of_the_beginning_and_one_of_the_end(
    workspace: Workspace, patient: Patient
) -> None:
    visit = workspace.kiosk.offer(patient.id)
    workspace.kiosk.begin(visit)
    workspace.kiosk.keep(visit, {"now": 5})
    assert [(action, who) for action, who, _ in _audited(workspace)] == [
        ("open", patient.id),
        ("end", patient.id),
    ]


def test_of_answers_that_cannot_all_be_kept_none_is(workspace: Workspace) -> None:
    gone = Patient(new_id(), "Otto", "Example")
    workspace.patients.add(gone)
    visit = workspace.kiosk.offer(gone.id)
    lost = visit.asking(visit.topics, "es")
    object.__setattr__(lost, "patient_id", new_id())
    with pytest.raises(NotFound):
        workspace.kiosk.keep(lost, {"now": 3, "place": ("chest",)})
    assert not workspace.pain.listing(lost.patient_id)
    assert not _audited(workspace)


def test_a_visit_without_answers_leaves_only_its_end_in_the_trail(
    workspace: Workspace, patient: Patient
) -> None:
    visit = workspace.kiosk.offer(patient.id)
    kept = workspace.kiosk.keep(visit, {})
    assert len(kept) == 0
    assert len(_audited(workspace)) == 1
