"""A clinic encrypted anew: work goes on, others are told, and who left stays out."""

import shutil
from pathlib import Path

import pytest

from clinic_app.domain.errors import (
    DamagedFile,
    NotAllowed,
    NotFound,
    Replaced,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.folders.paths import key_copy_path
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.unlock.encryption import Copies, Stopped
from clinic_app.services.workspace import Workspace
from clinic_app.storage.keys.keys import KeyFile

from ..conftest import PASSPHRASE

SECOND = "copper window seldom giraffe"


def _added(workspace: Workspace, given: str = "Marigold") -> Patient:
    return workspace.patients.add(Patient(new_id(), given, "Sample"))


def test_work_goes_on_in_the_same_session_and_after_the_next_unlock(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = _added(workspace)
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    second = _added(workspace, "Otto")
    workspace.staff.add_clinician("Sam Demo", "DPT", Role.CLINICIAN, SECOND, own=PASSPHRASE)
    for passphrase in (PASSPHRASE, SECOND):
        opened = AccessService(tmp_path / "clinic").unlock_any(passphrase)
        assert {opened.patients.get(one.id).given for one in (first, second)} == {
            "Marigold",
            "Otto",
        }
        assert opened.findings == ()
        opened.close()


def test_another_session_is_told_and_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    other = AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    with pytest.raises(Replaced, match="Lock the clinic"):
        _added(other)
    with pytest.raises(Replaced):
        other.staff.clinic()
    other.close()
    _added(workspace)


def test_who_was_removed_opens_nothing_with_old_copies_of_all_files(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder, carried_off = tmp_path / "clinic", tmp_path / "carried-off"
    mallory = workspace.staff.add_clinician(
        "Mallory Demo", "", Role.CLINICIAN, SECOND, own=PASSPHRASE
    )
    shutil.copytree(folder, carried_off)
    kept = key_copy_path(folder).read_bytes()
    workspace.staff.remove_login(mallory.id, own=PASSPHRASE)
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    _added(workspace)
    workspace.close()
    for place in (folder / "clinic.keys", folder / "clinic.keys-copy"):
        place.write_bytes((carried_off / place.name).read_bytes())
    key_copy_path(folder).write_bytes(kept)
    with pytest.raises((DamagedFile, NotFound, WrongPassphrase)):
        AccessService(folder).unlock(mallory.id, SECOND)
    her_key = KeyFile.load(carried_off / "clinic.keys").unlock(mallory.id, SECOND)
    assert bytes(her_key) not in (folder / "clinic.db").read_bytes()


def test_an_older_key_file_put_back_is_told_and_the_newer_one_counts(
    workspace: Workspace, tmp_path: Path
) -> None:
    keys = tmp_path / "clinic" / "clinic.keys"
    before = keys.read_bytes()
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    workspace.close()
    keys.write_bytes(before)
    opened = AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)
    assert "older than its copy" in str(opened.findings[0])
    assert not opened.findings[0].is_loss
    opened.close()
    assert not AccessService(tmp_path / "clinic").findings


def test_it_asks_for_ones_own_passphrase_and_for_an_owner(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        workspace.encryption.encrypt_anew(own=SECOND)
    workspace.staff.add_clinician("Sam Demo", "DPT", Role.CLINICIAN, SECOND, own=PASSPHRASE)
    other = AccessService(tmp_path / "clinic").unlock_any(SECOND)
    with pytest.raises(NotAllowed):
        other.encryption.encrypt_anew(own=SECOND)
    other.close()


def test_it_stands_in_the_trail(workspace: Workspace) -> None:
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    assert "encrypted the clinic anew" in str(list(workspace.trail.lines(TrailQuery())))


def test_copies_in_the_folder_can_be_deleted_or_left(workspace: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "clinic" / "clinic-before-0006.db"
    workspace._database.backup_to(copy)
    before = copy.read_bytes()
    assert workspace.encryption.reachable_copies() == (copy,)
    workspace.encryption.encrypt_anew(own=PASSPHRASE, copies=Copies.KEEP)
    assert copy.read_bytes() == before
    workspace.encryption.encrypt_anew(own=PASSPHRASE, copies=Copies.DELETE)
    assert workspace.encryption.reachable_copies() == ()


def test_cancelling_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    keys = (tmp_path / "clinic" / "clinic.keys").read_bytes()
    with pytest.raises(Stopped):
        workspace.encryption.encrypt_anew(own=PASSPHRASE, cancelled=lambda: True)
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == keys
    _added(workspace)


def test_the_recovery_key_opens_what_was_encrypted_anew_and_a_replaced_one_does_not(
    workspace: Workspace, setup, tmp_path: Path
) -> None:
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    access = AccessService(tmp_path / "clinic")
    fresh = new_recovery_key()
    access.recover(setup.recovery_key, workspace.actor.id, SECOND).close()
    workspace.staff.replace_recovery_key(fresh, own=SECOND)
    workspace.encryption.encrypt_anew(own=SECOND)
    with pytest.raises(WrongPassphrase):
        access.recover(setup.recovery_key, workspace.actor.id, PASSPHRASE)
    access.recover(fresh, workspace.actor.id, PASSPHRASE).close()


def test_whoever_has_no_key_pair_is_named_first(workspace: Workspace) -> None:
    assert workspace.encryption.without_key_pair() == ()
    keys = workspace.staff._keys
    keys.change(lambda now: now.without("recovery"))
    assert workspace.encryption.without_key_pair() == ("recovery",)
    with pytest.raises(UserError, match="no key pair"):
        workspace.encryption.encrypt_anew(own=PASSPHRASE)
    workspace.staff.replace_recovery_key(new_recovery_key(), own=PASSPHRASE)
    workspace.encryption.encrypt_anew(own=PASSPHRASE)


def test_a_lock_in_its_midst_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    keys = (tmp_path / "clinic" / "clinic.keys").read_bytes()
    with pytest.raises(Stopped):
        workspace.encryption.encrypt_anew(
            own=PASSPHRASE, progress=lambda _done, _total: workspace.close()
        )
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == keys
    AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE).close()


def _put_back(folder: Path, carried_off: Path) -> None:
    """Old key files in every place where they may lie."""
    keys = (carried_off / "clinic.keys").read_bytes()
    for place in (folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)):
        place.write_bytes(keys)


def test_an_old_key_file_in_every_place_brings_no_removed_login_back(
    workspace: Workspace, setup, tmp_path: Path
) -> None:
    folder, carried_off = tmp_path / "clinic", tmp_path / "carried-off"
    mallory = workspace.staff.add_clinician(
        "Mallory Demo", "", Role.CLINICIAN, SECOND, own=PASSPHRASE
    )
    shutil.copytree(folder, carried_off)
    workspace.staff.remove_login(mallory.id, own=PASSPHRASE)
    _put_back(folder, carried_off)
    assert workspace.staff.with_login() == {workspace.actor.id}  # this session knows better
    with pytest.raises(NotAllowed, match="was taken away"):
        AccessService(folder).unlock(mallory.id, SECOND)
    workspace.close()
    owner = AccessService(folder).unlock_any(PASSPHRASE)
    assert mallory.id in owner.staff.with_login()
    owner.encryption.encrypt_anew(own=PASSPHRASE)
    assert mallory.id not in owner.staff.with_login()
    owner.close()
    with pytest.raises(NotFound):
        AccessService(folder).unlock(mallory.id, SECOND)
    _put_back(folder, carried_off)
    with pytest.raises(DamagedFile):
        AccessService(folder).unlock(mallory.id, SECOND)


def test_a_login_that_was_given_back_works_and_so_does_recovery(
    workspace: Workspace, setup, tmp_path: Path
) -> None:
    sam = workspace.staff.add_clinician("Sam Demo", "", Role.CLINICIAN, SECOND, own=PASSPHRASE)
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    workspace.staff.give_back(sam.id, Role.CLINICIAN, SECOND, own=PASSPHRASE)
    AccessService(tmp_path / "clinic").unlock(sam.id, SECOND).close()
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    AccessService(tmp_path / "clinic").recover(setup.recovery_key, sam.id, SECOND).close()
    AccessService(tmp_path / "clinic").unlock(sam.id, SECOND).close()
