"""What was printed is kept: the exact bytes and a snapshot that later edits do not touch."""

import hashlib

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.services.changes import Change, HandoutIssued
from clinic_app.services.plan.handouts import page_images
from clinic_app.services.workspace import Workspace

OPTIONS = HandoutOptions()


def give_plan(workspace: Workspace, patient: Patient, *ids: str) -> None:
    workspace.plans.replace(patient.id, {"items": [{"exercise": i} for i in ids]})


def test_an_empty_plan_is_not_printed(workspace: Workspace, patient: Patient) -> None:
    with pytest.raises(UserError, match="plan is empty"):
        workspace.handouts.draft(patient.id, OPTIONS)


def test_a_draft_keeps_nothing(workspace: Workspace, patient: Patient) -> None:
    give_plan(workspace, patient, "bridge")
    draft = workspace.handouts.draft(patient.id, OPTIONS)
    assert draft.pdf.startswith(b"%PDF")
    assert len(page_images(draft.pdf, dpi=30)) == draft.pages
    assert workspace.handouts.issued(patient.id) == []


def test_an_issued_handout_stays_as_it_was(
    workspace: Workspace, patient: Patient, heard: list[Change]
) -> None:
    give_plan(workspace, patient, "bridge", "clamshell")
    issued = workspace.handouts.issue(patient.id, OPTIONS)
    assert heard[-1] == HandoutIssued(patient.id)
    before = workspace.handouts.pdf(issued.id)
    give_plan(workspace, patient, "squat")
    workspace.patients.update(workspace.patients.get(patient.id).changed(given="Mary"))
    assert workspace.handouts.pdf(issued.id) == before
    assert hashlib.sha256(before).hexdigest() == issued.sha256
    stored = workspace.handouts.issued(patient.id)
    assert [h.id for h in stored] == [issued.id]
    assert "Marigold" in str(stored[0].snapshot["content"])
    last = workspace.handouts.last_printed_plan(patient.id)
    assert last is not None
    assert [i.exercise_id for i in last.items] == ["bridge", "clamshell"]


def test_the_usual_options_are_the_clinics_paper_and_the_patients_language(
    workspace: Workspace, patient: Patient
) -> None:
    spanish = workspace.patients.update(patient.changed(language="es"))
    usual = workspace.handouts.usual_options(spanish)
    assert (usual.paper, usual.language) == (Paper.LETTER, "es")


def test_the_reading_grade_counts_the_patients_own_words(
    workspace: Workspace, patient: Patient
) -> None:
    give_plan(workspace, patient, "bridge")
    easy = workspace.handouts.reading_grade(patient.id)
    hard = ["Perform maximal gluteal activation throughout terminal extension."]
    item = {"exercise": "bridge", "steps": hard}
    workspace.plans.replace(patient.id, {"items": [item]})
    assert easy < 3 < workspace.handouts.reading_grade(patient.id)


def test_a_name_no_font_can_print_is_refused_in_words(
    workspace: Workspace, patient: Patient
) -> None:
    give_plan(workspace, patient, "bridge")
    workspace.patients.update(patient.changed(given="Bea \U0001f600"))
    with pytest.raises(UserError):
        workspace.handouts.draft(patient.id, OPTIONS)


def test_the_documented_actors_are_in_the_audit(workspace: Workspace, patient: Patient) -> None:
    give_plan(workspace, patient, "bridge")
    issued = workspace.handouts.issue(patient.id, OPTIONS)
    assert issued.clinician_id == workspace.actor.id


def test_the_printed_steps_follow_the_settings(workspace: Workspace, patient: Patient) -> None:
    item = {"exercise": "bird-dog", "settings": {"limbs": "leg"}}
    workspace.plans.replace(patient.id, {"items": [item]})
    issued = workspace.handouts.issue(patient.id, OPTIONS)
    printed = str(issued.snapshot["content"])
    assert "Leave both hands on the floor" in printed
    assert "Reach the other arm" not in printed


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_prints_no_harder_rung_that_advice_would_hold_back(
    workspace: Workspace, patient: Patient, language: str
) -> None:
    give_plan(workspace, patient, "bridge", "heel-raise")
    options = HandoutOptions(next_harder=True, language=language)

    def harder() -> list[bool]:
        issued = workspace.handouts.issue(patient.id, options)
        return [bool(card["harder"]) for card in issued.snapshot["content"]["cards"]]

    assert harder() == [True, True]
    assert workspace.handouts.held_back(patient.id) == []
    today = workspace.now().date()
    surgery = workspace.events.add(Event(new_id(), patient.id, today, EventKind.SURGERY))
    assert harder() == [False, False]
    (name, why), _ = workspace.handouts.held_back(patient.id)
    assert name == "Bridge"
    assert why == "Surgery on 22 Nov: nobody has noted yet that it is cleared."
    workspace.events.void(patient.id, surgery.id, "Another patient")
    assert harder() == [True, True]
    workspace.patients.update(
        workspace.patients.get(patient.id).changed(precautions=("fall-risk",))
    )
    assert harder() == [True, False]
    assert [name for name, _ in workspace.handouts.held_back(patient.id)] == ["Standing heel raise"]
