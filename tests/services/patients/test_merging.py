"""Two records of one patient, as screens and commands see them: found, made one, taken back."""

import pytest

from clinic_app.domain.diary.kiosk import About
from clinic_app.domain.errors import Conflict, NotAllowed
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.services.diary import kiosk_drafts
from clinic_app.services.patients.merging import MergeChoices
from clinic_app.services.plan import plan_drafts
from clinic_app.services.workspace import Workspace

from ..conftest import PASSPHRASE


@pytest.fixture
def twice(workspace: Workspace, patient: Patient) -> Patient:
    """Marigold Sample once more, with her names exchanged and a rating of her own."""
    one = workspace.patients.add(Patient(new_id(), "Sample", "Marigold", patient.born))
    workspace.pain.record(one.id, 4)
    return one


def test_pairs_preview_merge_find_and_part(workspace: Workspace, patient: Patient, twice: Patient):
    (pair,) = workspace.merging.pairs()
    assert {pair.first.id, pair.second.id} == {patient.id, twice.id}
    workspace.plans.save(twice.id, Plan(), version=0)
    shown = workspace.merging.preview(patient.id, twice.id)
    assert (shown.ratings, shown.other.counts) == (1, {"ratings": 1})
    assert [one.field for one in shown.differences] == ["given", "family", "record_number"]
    made = workspace.merging.merge(patient.id, twice.id, MergeChoices({"given": "other"}))
    assert workspace.merging.pairs() == []
    assert workspace.patients.get(patient.id).given == "Sample"
    found = workspace.patients.find(twice.record_number)
    assert found.id == workspace.patients.find(twice.id).id == patient.id
    told = workspace.patients.made_one_words(twice.record_number, found)
    assert told == f"{twice.record_number} was made one with {found.name} ({found.record_number})."
    assert workspace.patients.made_one_words(found.record_number, found) == ""
    assert [row.state for row in workspace.merging.merges(patient.id)] == ["merged"]
    document = workspace.record_export.document(patient.id)
    assert {row["id"] for row in document["patients"]} == {patient.id, twice.id}
    workspace.pain.record(patient.id, 7)
    back = workspace.merging.preview_part(made)
    assert back.back == ("1 rating", "Given name as before")
    assert back.stays == ("1 episode", "1 rating")
    workspace.merging.part(made)
    assert workspace.patients.get(patient.id).given == "Marigold"
    assert workspace.patients.find(twice.record_number).id == twice.id


def test_nothing_is_written_into_a_hidden_record(
    workspace: Workspace, patient: Patient, twice: Patient
):
    workspace.merging.merge(patient.id, twice.id)
    with pytest.raises(Conflict, match="nothing was saved here"):
        workspace.pain.record(twice.id, 5)
    with pytest.raises(Conflict):
        workspace.merging.merge(patient.id, twice.id)


def test_two_people_are_no_pair_any_more(workspace: Workspace, patient: Patient, twice: Patient):
    workspace.merging.two_people(twice.id, patient.id)
    assert workspace.merging.pairs() == []


def test_an_assistant_may_not(workspace: Workspace, patient: Patient, twice: Patient):
    other = "violet harbor candle stone"
    workspace.staff.add_clinician("Otto Example", "PT", Role.OWNER, other, own=PASSPHRASE)
    workspace.staff.set_role(workspace.actor.id, Role.ASSISTANT, own=PASSPHRASE)
    with pytest.raises(NotAllowed):
        workspace.merging.merge(patient.id, twice.id)
    with pytest.raises(NotAllowed):
        workspace.merging.two_people(patient.id, twice.id)


@pytest.mark.parametrize("has_plan", [True, False])
def test_an_unsaved_plan_of_the_other_waits_for_a_choice(
    workspace: Workspace, patient: Patient, twice: Patient, has_plan: bool
):
    bridge, squat = (PlanItem.of(e) for e in workspace.library.exercises[:2])
    own, unsaved = Plan((bridge,)), Plan((squat,))
    version = 0
    for one in (patient, twice) if has_plan else ():
        version = workspace.plans.save(one.id, own, version=0).version
    typed = plan_drafts.document(unsaved, version)
    workspace.drafts.save(plan_drafts.form_of(twice.id), typed, twice.id)
    made = workspace.merging.merge(patient.id, twice.id, MergeChoices(plan="kept"))
    before = workspace.plans.current(patient.id)
    assert plan_drafts.save_waiting(workspace) == 0
    assert workspace.plans.current(patient.id) == before
    (offered,) = workspace.drafts.of(plan_drafts.form_of(patient.id))
    assert plan_drafts.plan_of(offered, workspace.library.exercise) == (unsaved, -1)
    workspace.merging.part(made)
    assert workspace.drafts.load(plan_drafts.form_of(twice.id)).content == typed  # pyright: ignore[reportOptionalMemberAccess]  # it is there
    assert plan_drafts.save_waiting(workspace) == 1
    assert workspace.plans.current(twice.id).plan == unsaved


def test_kiosk_answers_not_kept_yet_go_to_the_record_that_is_kept(
    workspace: Workspace, patient: Patient, twice: Patient
):
    visit = workspace.kiosk.offer(twice.id)
    given = kiosk_drafts.KioskAnswers(visit, {About.NOW: 6}, workspace.now())
    workspace.drafts.save(
        kiosk_drafts.form_of(visit), kiosk_drafts.document(given), visit.patient_id
    )
    workspace.merging.merge(patient.id, twice.id)
    (draft,) = workspace.drafts.mine()
    late = kiosk_drafts.given_of(draft)
    workspace.kiosk.keep(late.visit, late.answers, at=late.at)
    assert sorted(one.score for one in workspace.pain.listing(patient.id)) == [4, 6]
