"""Making a clinic, getting in, getting back in."""

import shutil
from pathlib import Path

import pytest

from clinic_app.domain.errors import DamagedFile, Replaced, UserError, WrongPassphrase
from clinic_app.domain.patient.patient import ClinicSetup
from clinic_app.services.folders.paths import key_copy_path
from clinic_app.services.unlock.access import AccessService
from clinic_app.storage.keys.keys import KeyFile

from ..conftest import CHEAP, PASSPHRASE, Clock


def test_a_new_clinic_is_there_after_locking(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
) -> None:
    folder = tmp_path / "a" / "clinic"
    access = AccessService(folder, cost=CHEAP, now=clock)
    assert not access.exists
    access.create(setup).close()
    again = AccessService(folder, now=clock)
    assert again.exists
    assert again.clinic_name == "Demo Clinic"
    assert not again.is_demo
    login = again.logins[0]
    assert login.title == "Robin Demo, PT"
    workspace = again.unlock(login.clinician_id, PASSPHRASE)
    assert workspace.staff.clinic() == setup.clinic
    assert workspace.actor.name == "Robin Demo"
    workspace.close()


def test_nothing_of_the_clinic_is_readable_on_disk(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
) -> None:
    access = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock)
    access.create(setup).close()
    for path in (tmp_path / "clinic").iterdir():
        content = path.read_bytes()
        assert b"Sample Street" not in content
        assert PASSPHRASE.encode() not in content


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, clock: Clock, setup: ClinicSetup) -> None:
    access = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock)
    access.create(setup).close()
    with pytest.raises(WrongPassphrase):
        access.unlock_any("quiet lantern orbit maples")


def test_a_clinic_is_not_made_over_another(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
) -> None:
    access = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock)
    access.create(setup).close()
    before = (tmp_path / "clinic" / "clinic.keys").read_bytes()
    with pytest.raises(UserError, match="already"):
        AccessService(tmp_path / "clinic", cost=CHEAP, now=clock).create(setup)
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == before


def test_a_weak_passphrase_is_refused_before_anything_is_made(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
) -> None:
    weak = ClinicSetup(setup.clinic, "Robin Demo", "PT", "password1", setup.recovery_key)
    with pytest.raises(UserError, match="easy to guess"):
        AccessService(tmp_path / "clinic", cost=CHEAP, now=clock).create(weak)
    assert not (tmp_path / "clinic").exists()


def test_the_recovery_key_gives_a_new_passphrase(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
) -> None:
    access = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock)
    access.create(setup).close()
    who = access.logins[0].clinician_id
    fresh = "copper window seldom giraffe"
    access.recover(setup.recovery_key.lower().replace("-", " "), who, fresh).close()
    access.unlock(who, fresh).close()
    with pytest.raises(WrongPassphrase):
        access.unlock(who, PASSPHRASE)


def test_a_folder_without_a_clinic_says_how_to_make_one(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(UserError, match="There is no clinic in 'empty'"):
        AccessService(tmp_path / "empty", now=clock).unlock_any("x")


def test_a_crash_while_a_clinic_is_made_leaves_no_clinic_and_no_dead_end(
    tmp_path: Path, setup: ClinicSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_given: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "clinic"
    monkeypatch.setattr(KeyFile, "publish", crash)
    with pytest.raises(KeyboardInterrupt):
        AccessService(folder, cost=CHEAP).create(setup)
    monkeypatch.undo()
    assert not AccessService(folder).exists
    AccessService(folder, cost=CHEAP).create(setup).close()
    AccessService(folder).unlock_any(PASSPHRASE).close()
    kept = {path.name.split("-", 3)[-1] for path in folder.glob("unfinished-*")}
    assert {"clinic.db", "clinic.audit", "clinic-new.keys"} <= kept


def test_a_clinic_without_any_key_file_says_which_file_is_missing(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()
    keys = (folder / "clinic.keys").read_bytes()
    copies = [folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)]
    for copy in copies:
        copy.unlink()
    with pytest.raises(UserError, match=r"clinic\.keys is missing"):
        AccessService(folder).unlock_any(PASSPHRASE)
    with pytest.raises(UserError, match="a clinic in this folder already"):
        AccessService(folder, cost=CHEAP).create(setup)
    (folder / "clinic.keys").write_bytes(keys)
    AccessService(folder).unlock_any(PASSPHRASE).close()
    for copy in copies:
        copy.write_bytes(b"[" * 100_000)
    with pytest.raises(UserError, match="cannot be read"):
        AccessService(folder)


def test_a_missing_key_file_is_told_and_back_after_the_next_unlock(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()
    keys = (folder / "clinic.keys").read_bytes()
    for left in (folder / "clinic.keys-copy", key_copy_path(folder)):
        for copy in (folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)):
            copy.write_bytes(keys) if copy == left else copy.unlink(missing_ok=True)
        access = AccessService(folder)
        assert "clinic.keys was missing" in str(access.findings[0])
        access.unlock_any(PASSPHRASE).close()
        assert (folder / "clinic.keys").read_bytes() == keys
        assert AccessService(folder).findings == ()


def test_a_copy_outside_is_no_clinic_where_its_folder_went_away(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()
    folder.rename(tmp_path / "moved")
    assert not AccessService(folder).exists
    AccessService(folder, cost=CHEAP).create(setup).close()
    AccessService(folder).unlock_any(PASSPHRASE).close()
    AccessService(tmp_path / "moved").unlock_any(PASSPHRASE).close()


def test_the_demo_leaves_no_copy_outside(tmp_path: Path, setup: ClinicSetup) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup, is_demo=True).close()
    AccessService(folder).unlock_any(PASSPHRASE).close()
    assert not key_copy_path(folder).exists()


def test_a_clinics_name_that_was_damaged_is_taken_from_its_records(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()
    spoiled = (folder / "clinic.keys").read_bytes().replace(b"Demo Clinic", b"Demo Klinik")
    for copy in (folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)):
        copy.write_bytes(spoiled)
    AccessService(folder).unlock_any(PASSPHRASE).close()
    assert AccessService(folder).clinic_name == "Demo Clinic"


def test_another_clinics_key_file_put_over_this_ones_is_told_and_kept(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder, other = tmp_path / "clinic", tmp_path / "other"
    for one in (folder, other):
        AccessService(one, cost=CHEAP).create(setup).close()
    ours, theirs = ((one / "clinic.keys").read_bytes() for one in (folder, other))
    for names in (["clinic.keys"], ["clinic.keys", "clinic.keys-copy"]):
        for name in names:
            shutil.copy2(other / "clinic.keys", folder / name)
        access = AccessService(folder)
        assert "clinic.keys was another clinic's" in str(access.findings[0])
        access.unlock_any(PASSPHRASE).close()
        assert (folder / "clinic.keys").read_bytes() == ours
        assert AccessService(folder).findings == ()
        kept = list(folder.glob("clinic.*.keys"))
        assert [path.read_bytes() for path in kept] == [theirs]


@pytest.mark.parametrize("exchanged", ["clinic.db", "clinic.keys"])
def test_files_of_two_clinics_are_not_called_damaged(
    tmp_path: Path, setup: ClinicSetup, exchanged: str
) -> None:
    folder, other = tmp_path / "clinic", tmp_path / "other"
    for one in (folder, other):
        AccessService(one, cost=CHEAP).create(setup).close()
    for copy in (folder / "clinic.keys-copy", key_copy_path(folder)):
        copy.unlink()
    shutil.copy2(other / exchanged, folder / exchanged)
    before = {path.name: path.read_bytes() for path in folder.glob("clinic.??*") if path.is_file()}
    with pytest.raises(DamagedFile, match="do not belong together"):
        AccessService(folder).unlock_any(PASSPHRASE)
    for name in ("clinic.db", "clinic.keys", "clinic.audit"):
        assert (folder / name).read_bytes() == before[name]


def test_a_damaged_login_is_not_called_a_wrong_passphrase(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()
    spoiled = (folder / "clinic.keys").read_bytes().replace(b'"title"', b'"tilte"', 1)
    for copy in (folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)):
        copy.write_bytes(spoiled)
    with pytest.raises(WrongPassphrase, match="damaged: Robin Demo, PT"):
        AccessService(folder).unlock_any(PASSPHRASE)


def test_a_clinic_encrypted_anew_while_somebody_unlocks_it_is_not_called_damaged(
    tmp_path: Path, setup: ClinicSetup
) -> None:
    folder = tmp_path / "clinic"
    workspace = AccessService(folder, cost=CHEAP).create(setup)
    _, before = KeyFile.load(folder / "clinic.keys").unlock_any(PASSPHRASE)
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    workspace.close()
    with pytest.raises(Replaced):
        AccessService(folder)._database(before)  # pyright: ignore[reportPrivateUsage] # the moment between the two
    assert not any(before)
    AccessService(folder).unlock_any(PASSPHRASE).close()
