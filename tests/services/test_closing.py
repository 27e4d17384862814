"""A locked clinic answers nobody who still holds it."""

from collections.abc import Callable

import pytest

from clinic_app.domain.errors import Locked
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Role
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace

from .conftest import PASSPHRASE

_NEW = "brisk walnut meadow candle"


def test_every_service_raises_locked_after_closing(workspace: Workspace, patient: Patient):
    told: list[Change] = []
    workspace.changes.subscribe(told.append)
    workspace.close()
    asked: list[Callable[[], object]] = [
        workspace.patients.caseload,
        workspace.staff.clinic,
        lambda: workspace.patients.get(patient.id),
        lambda: workspace.plans.current(patient.id),
        lambda: workspace.preferences.put("theme", "dark"),
    ]
    for ask in asked:
        with pytest.raises(Locked):
            ask()
    workspace.changes(ClinicChanged())
    assert told == []
    assert workspace.is_closed


def test_keys_are_never_rewritten_by_a_locked_clinic(workspace: Workspace):
    """With the key overwritten, a new login would be sealed around nothing but zeros."""
    file = workspace.folder / "clinic.keys"
    before = file.read_bytes()
    workspace.close()
    staff, me, mine, others = workspace.staff, workspace.actor.id, PASSPHRASE, _NEW
    asked: list[Callable[[], object]] = [
        lambda: staff.change_own_passphrase(others, own=mine),
        lambda: staff.set_passphrase(me, others, own=mine),
        lambda: staff.add_clinician("Kim Example", "", Role.CLINICIAN, others, own=mine),
        lambda: staff.remove_login("nobody", own=mine),
    ]
    for ask in asked:
        with pytest.raises(Locked):
            ask()
    assert file.read_bytes() == before
