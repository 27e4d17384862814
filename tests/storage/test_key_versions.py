"""Two sessions with the same key file: neither overwrites what the other changed."""

import threading
from pathlib import Path

import pytest

from clinic_app.domain.errors import Conflict, NotFound, Replaced, WrongPassphrase
from clinic_app.domain.patient.patient import Clinician
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.keys import KeyFile

from .key_files import CIA, IVY, ROBIN, make, make_format_1

DOV = Clinician("4" * 32, "Dov Sample")


@pytest.fixture
def two(tmp_path: Path) -> tuple[KeyFile, KeyFile, bytearray]:
    first, data_key = make(tmp_path / "clinic")
    return first, KeyFile.load(tmp_path / "clinic" / "clinic.keys"), data_key


def test_logins_that_two_sessions_add_both_stay(two: tuple[KeyFile, KeyFile, bytearray]):
    a, b, key = two
    version = a.version
    a.set_login(key, CIA, "cia one")
    b.set_login(key, DOV, "dov one")
    for keys in (a, b):
        assert keys.unlock(CIA.id, "cia one") == keys.unlock(DOV.id, "dov one") == key
        assert len(keys.logins) == 4
        assert keys.version == version + 2


def test_a_new_passphrase_holds_while_the_other_session_renames_the_clinic(
    two: tuple[KeyFile, KeyFile, bytearray],
):
    a, b, key = two
    a.set_login(key, ROBIN, "another one")
    b.rename_clinic("Other Placeholder")
    for keys in (a, b):
        assert keys.clinic_name == "Other Placeholder"
        assert keys.unlock(ROBIN.id, "another one") == key
        with pytest.raises(WrongPassphrase):
            keys.unlock(ROBIN.id, "correct horse")


def test_a_removed_login_is_gone_in_every_session(two: tuple[KeyFile, KeyFile, bytearray]):
    a, b, key = two
    a.remove_login(IVY.id)
    with pytest.raises(NotFound):
        b.unlock(IVY.id, "battery staple")
    with pytest.raises(NotFound):
        b.remove_login(IVY.id)
    b.set_login(key, IVY, "given back")
    assert a.unlock(IVY.id, "given back") == key


def test_a_session_sees_that_another_brought_an_earlier_file_up_to_date(tmp_path: Path):
    data_key = make_format_1(tmp_path / "clinic.keys")
    a, b = (KeyFile.load(tmp_path / "clinic.keys") for _ in range(2))
    assert a.unlock(ROBIN.id, "correct horse") == b.unlock(IVY.id, "battery staple") == data_key
    assert a.version == b.version == 2
    b.set_login(data_key, CIA, "cia one")
    assert a.unlock(CIA.id, "cia one") == data_key
    a.remove_login(IVY.id)
    assert len(b.logins) == 2


def test_many_sessions_at_once_lose_nothing(two: tuple[KeyFile, KeyFile, bytearray], tmp_path):
    path, key = tmp_path / "clinic" / "clinic.keys", two[2]
    people = [Clinician(f"{n:032d}", f"Sample {n}") for n in range(12)]

    def add(clinician: Clinician) -> None:
        KeyFile.load(path).set_login(key, clinician, clinician.id)

    threads = [threading.Thread(target=add, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded = KeyFile.load(path)
    assert {one.id for one in people} <= {login.clinician_id for login in loaded.logins}
    assert all(loaded.unlock(one.id, one.id) == key for one in people)


def test_a_session_with_another_data_key_changes_nothing(
    two: tuple[KeyFile, KeyFile, bytearray], tmp_path: Path
):
    before = (tmp_path / "clinic" / "clinic.keys").read_bytes()
    with pytest.raises(Replaced):
        two[0].set_login(sealing.new_key(), CIA, "cia one")
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == before


def test_another_clinics_key_file_is_not_written_over(
    two: tuple[KeyFile, KeyFile, bytearray], tmp_path: Path
):
    make(tmp_path / "other")
    theirs = (tmp_path / "other" / "clinic.keys").read_bytes()
    for name in ("clinic.keys", "clinic.keys-copy"):
        (tmp_path / "clinic" / name).write_bytes(theirs)
    with pytest.raises(Conflict, match="Another clinic's"):
        two[0].rename_clinic("Other Placeholder")
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == theirs
