"""After somebody was taken away, encrypting anew is offered until it is done."""

from dataclasses import replace
from pathlib import Path

import pytest
from storage.key_files import IVY, PASSPHRASES, ROBIN, make_format_1

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, Clinician
from clinic_app.domain.patient.role import Role
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.unlock.encryption import Stopped
from clinic_app.services.workspace import Workspace
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import staff

from .conftest import CHEAP, PASSPHRASE, Clock

HERS = "copper window seldom giraffe"


@pytest.fixture
def mallory(workspace: Workspace) -> Clinician:
    return workspace.staff.add_clinician("Mallory Demo", "", Role.CLINICIAN, HERS, own=PASSPHRASE)


def test_it_is_offered_again_until_it_is_done(
    workspace: Workspace, mallory: Clinician, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "clinic"
    assert workspace.encryption.wanted_since() is None
    workspace.staff.remove_login(mallory.id, own=PASSPHRASE)
    asked = workspace.now().date()
    with pytest.raises(Stopped):
        workspace.encryption.encrypt_anew(own=PASSPHRASE, cancelled=lambda: True)
    workspace.close()
    clock.forward(days=3)
    again = AccessService(folder, cost=CHEAP, now=clock).unlock_any(PASSPHRASE)
    assert again.encryption.wanted_since() == asked
    again.encryption.encrypt_anew(own=PASSPHRASE)
    assert again.encryption.wanted_since() is None
    again.close()
    last = AccessService(folder, cost=CHEAP, now=clock).unlock_any(PASSPHRASE)
    assert last.encryption.wanted_since() is None
    last.close()


def test_a_replaced_recovery_key_wants_it_too(workspace: Workspace) -> None:
    workspace.staff.replace_recovery_key(new_recovery_key(), own=PASSPHRASE)
    assert workspace.encryption.wanted_since() is not None


def test_who_must_be_seen_to_first_is_named(workspace: Workspace) -> None:
    assert not workspace.encryption.not_ready()
    workspace.staff._keys.change(lambda now: now.without("recovery"))
    missing = workspace.encryption.not_ready()
    assert (missing.people, missing.recovery_key) == ((), True)


def test_a_lock_at_the_last_moment_leaves_a_clinic_that_opens(
    workspace: Workspace, mallory: Clinician, tmp_path: Path
) -> None:
    workspace.staff.remove_login(mallory.id, own=PASSPHRASE)

    def lock_at_the_end(done: int, total: int) -> None:
        if done >= total:
            workspace.close()

    with pytest.raises(Stopped):
        workspace.encryption.encrypt_anew(own=PASSPHRASE, progress=lock_at_the_end)
    again = AccessService(tmp_path / "clinic", cost=CHEAP).unlock_any(PASSPHRASE)
    assert mallory in again.staff.clinicians()
    assert again.encryption.wanted_since() is not None
    again.encryption.encrypt_anew(own=PASSPHRASE)
    again.close()


def test_a_clinic_of_before_key_pairs_names_who_is_missing_and_gets_there(
    tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "older"
    folder.mkdir()
    data_key = make_format_1(folder / "clinic.keys")
    database = Database.create(folder / "clinic.db", data_key)
    with database.write(ROBIN.id) as tx:
        staff.save_clinic(tx, Clinic("Placeholder Clinic"))
        for one, role in ((ROBIN, Role.OWNER), (IVY, Role.CLINICIAN)):
            staff.save_clinician(tx, replace(one, role=role))
    database.close()
    own = PASSPHRASES[ROBIN.id]
    opened = AccessService(folder, cost=CHEAP, now=clock).unlock(ROBIN.id, own)
    missing = opened.encryption.not_ready()
    assert [who.id for who in missing.people] == [IVY.id]  # Robin has just unlocked
    assert missing.recovery_key
    with pytest.raises(UserError):
        opened.encryption.encrypt_anew(own=own)
    fresh = new_recovery_key()
    opened.staff.set_passphrase(IVY.id, HERS, own=own)
    opened.staff.replace_recovery_key(fresh, own=own)
    assert not opened.encryption.not_ready()
    opened.encryption.encrypt_anew(own=own)
    opened.close()
    AccessService(folder, cost=CHEAP, now=clock).unlock(IVY.id, HERS).close()
    again = AccessService(folder, cost=CHEAP, now=clock).recover(fresh, IVY.id, PASSPHRASE)
    assert again.actor.role is Role.OWNER
    again.close()
