"""Several clinicians, each with a login; the last one stays."""

import pytest

from clinic_app.domain.errors import UserError, WrongPassphrase
from clinic_app.domain.patient import Clinic
from clinic_app.services.access import AccessService
from clinic_app.services.workspace import Workspace

from .conftest import PASSPHRASE

SECOND = "copper window seldom giraffe"


def test_a_second_clinician_logs_in_as_themselves(workspace: Workspace, tmp_path) -> None:
    added = workspace.staff.add_clinician("Sam Demo", "DPT", SECOND)
    opened = AccessService(tmp_path / "clinic").unlock_any(SECOND)
    assert opened.actor == added
    opened.close()
    workspace.staff.remove_login(added.id)
    assert added.id not in workspace.staff.with_login()
    assert added in workspace.staff.clinicians()
    with pytest.raises(WrongPassphrase):
        AccessService(tmp_path / "clinic").unlock_any(SECOND)


def test_nobody_removes_their_own_login(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="your own login"):
        workspace.staff.remove_login(workspace.actor.id)


def test_a_passphrase_can_be_changed(workspace: Workspace, tmp_path) -> None:
    workspace.staff.change_passphrase(workspace.actor, SECOND)
    AccessService(tmp_path / "clinic").unlock_any(SECOND).close()
    with pytest.raises(WrongPassphrase):
        AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)


def test_a_renamed_clinic_greets_with_its_new_name(workspace: Workspace, tmp_path) -> None:
    workspace.staff.save_clinic(Clinic("North Sample Clinic"))
    assert workspace.staff.clinic().name == "North Sample Clinic"
    assert AccessService(tmp_path / "clinic").clinic_name == "North Sample Clinic"
