"""Patients: added, found, changed, archived, never deleted."""

import pytest

from clinic_app.domain.errors import Conflict, NotFound, UserError
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.changes import Change, PatientChanged
from clinic_app.services.workspace import Workspace

from ..conftest import Clock


def test_a_new_patient_gets_a_number_and_is_told_about(
    workspace: Workspace, heard: list[Change]
) -> None:
    added = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    assert added.record_number
    assert heard == [PatientChanged(added.id)]
    assert workspace.patients.get(added.id) == added


def test_patients_are_found_by_id_number_or_unambiguous_name(workspace: Workspace) -> None:
    otto = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    olga = workspace.patients.add(Patient(new_id(), "Olga", "Example", record_number="X-9"))
    find = workspace.patients.find
    assert find(otto.id) == otto
    assert find("x-9") == olga
    assert find(" otto   EXAMPLE ") == otto
    assert find("Example, Olga") == olga
    assert find("olg") == olga
    with pytest.raises(NotFound, match="2 patients match"):
        find("Example")
    with pytest.raises(NotFound, match="No matching patient"):
        find("Nobody")
    with pytest.raises(NotFound):
        find("")


def test_an_archived_patient_leaves_the_caseload_and_stays_in_the_record(
    workspace: Workspace, patient: Patient
) -> None:
    workspace.patients.set_archived(patient.id, archived=True)
    assert workspace.patients.caseload() == []
    assert workspace.patients.caseload(include_archived=True)[0].patient.archived
    workspace.patients.set_archived(patient.id, archived=False)
    assert len(workspace.patients.caseload()) == 1


def test_two_people_cannot_overwrite_each_other(workspace: Workspace, patient: Patient) -> None:
    workspace.patients.update(patient.changed(given="Mary"))
    with pytest.raises(Conflict):
        workspace.patients.update(patient.changed(given="Margaret"))
    assert workspace.patients.get(patient.id).given == "Mary"


def test_unknown_precautions_looks_and_regions_are_named(
    workspace: Workspace, patient: Patient
) -> None:
    with pytest.raises(UserError, match="'brittle' is not a known precaution"):
        workspace.patients.update(patient.changed(precautions=("brittle",)))
    with pytest.raises(UserError, match="no look 'green'"):
        workspace.patients.update(patient.changed(look="green"))
    with pytest.raises(UserError, match="'moon' is not a known region"):
        workspace.patients.add_episode(Episode(new_id(), patient.id, "x", "moon"))


def test_the_last_opened_stands_first(workspace: Workspace, clock: Clock) -> None:
    first = workspace.patients.add(Patient(new_id(), "Bea", "Testcase"))
    second = workspace.patients.add(Patient(new_id(), "Ivy", "Mockford"))
    workspace.patients.opened(second.id)
    clock.forward(minutes=1)
    workspace.patients.opened(first.id)
    names = [row.patient.given for row in workspace.patients.caseload()]
    assert names == ["Bea", "Ivy"]


def test_the_newest_episode_stands_first(workspace: Workspace, patient: Patient) -> None:
    newer = Episode(new_id(), patient.id, "Hip pain", "hip")
    workspace.patients.add_episode(newer)
    assert {e.condition for e in workspace.patients.episodes(patient.id)} == {
        "Low back pain",
        "Hip pain",
    }
