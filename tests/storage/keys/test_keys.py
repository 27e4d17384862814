"""The key file: who gets in, who does not, and what happens to a damaged one."""

import hashlib
import json
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    NewerSchema,
    NotFound,
    TooManyTries,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient.patient import Clinician
from clinic_app.storage.keys import tries
from clinic_app.storage.keys.keys import KeyCost, KeyFile, new_recovery_key

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
ROBIN = Clinician("1" * 32, "Robin Demo", "PT")
IVY = Clinician("2" * 32, "Ivy Mockford")
RECOVERY = "K7QM-2FHX-ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2"


@pytest.fixture
def made(tmp_path: Path) -> tuple[KeyFile, bytearray]:
    return _made(tmp_path / "clinic.keys")


def _made(path: Path) -> tuple[KeyFile, bytearray]:
    return KeyFile.create(
        path,
        clinic_name="Placeholder Clinic",
        clinician=ROBIN,
        passphrase="correct horse",
        recovery_key=RECOVERY,
        cost=CHEAP,
    )


def test_the_passphrase_opens_it_after_a_restart(made: tuple[KeyFile, bytearray], tmp_path: Path):
    loaded = KeyFile.load(tmp_path / "clinic.keys")
    assert loaded.unlock(ROBIN.id, "correct horse") == made[1]
    assert loaded.unlock_any("correct horse") == (ROBIN.id, made[1])
    assert (loaded.clinic_name, loaded.is_demo) == ("Placeholder Clinic", False)
    assert [login.title for login in loaded.logins] == ["Robin Demo, PT"]


def test_only_the_owner_may_read_the_file_and_no_key_stands_in_it(
    made: tuple[KeyFile, bytearray], tmp_path: Path
):
    path = tmp_path / "clinic.keys"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made[1].hex() not in path.read_text()
    assert RECOVERY not in path.read_text()
    assert {file.name for file in tmp_path.iterdir()} == {"clinic.keys", "clinic.keys-lock"}


def test_each_clinic_has_its_own_data_key(tmp_path: Path):
    assert _made(tmp_path / "a.keys")[1] != _made(tmp_path / "b.keys")[1]


def test_accents_typed_another_way_are_the_same_passphrase(tmp_path: Path):
    path = tmp_path / "clinic.keys"
    keys, key = KeyFile.create(
        path,
        clinic_name="X",
        clinician=ROBIN,
        passphrase="caf\u00e9 \ufb01",
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    assert keys.unlock(ROBIN.id, "cafe\u0301 fi") == key


@pytest.mark.parametrize(
    "typed",
    [RECOVERY, RECOVERY.lower(), RECOVERY.replace("-", ""), RECOVERY.replace("-", " ") + " \n"],
)
def test_the_recovery_key_opens_it_however_it_is_typed(made: tuple[KeyFile, bytearray], typed: str):
    assert made[0].recover(typed) == made[1]


def test_a_wrong_recovery_key_opens_nothing(made: tuple[KeyFile, bytearray]):
    with pytest.raises(WrongPassphrase):
        made[0].recover(new_recovery_key())


def test_recovery_keys_are_legible_and_differ():
    keys = {new_recovery_key() for _ in range(50)}
    assert len(keys) == 50
    for key in keys:
        assert [len(group) for group in key.split("-")] == [4] * 8
        assert not set(key) & set("IO01")


def test_after_three_wrong_passphrases_the_wait_grows_and_survives_a_restart(
    made: tuple[KeyFile, bytearray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    now = [1000.0]
    monkeypatch.setattr(tries.time, "monotonic", lambda: now[0])
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            made[0].unlock(ROBIN.id, "wrong")
    waits: list[float] = []
    for _ in range(4):
        with pytest.raises(TooManyTries) as refused:
            KeyFile.load(tmp_path / "clinic.keys").unlock(ROBIN.id, "correct horse")
        waits.append(refused.value.wait_s)
        now[0] += refused.value.wait_s
        with pytest.raises(WrongPassphrase):
            KeyFile.load(tmp_path / "clinic.keys").unlock(ROBIN.id, "wrong")
    assert waits == [5, 10, 20, 40]
    now[0] += 80
    assert made[0].unlock(ROBIN.id, "correct horse") == made[1]
    with pytest.raises(WrongPassphrase):  # The count begins anew: no wait after one wrong try.
        made[0].unlock(ROBIN.id, "wrong")
    assert made[0].unlock(ROBIN.id, "correct horse") == made[1]


@pytest.mark.parametrize("years", [-10, 10])
def test_setting_the_clock_changes_no_wait(
    made: tuple[KeyFile, bytearray], monkeypatch: pytest.MonkeyPatch, years: int
):
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            made[0].unlock(ROBIN.id, "wrong")
    moved = time.time() + years * 365 * 86400
    monkeypatch.setattr(tries.time, "time", lambda: moved)
    with pytest.raises(TooManyTries) as refused:
        made[0].unlock(ROBIN.id, "correct horse")
    assert 0 < refused.value.wait_s <= 5


def test_after_a_reboot_the_time_since_then_counts(
    made: tuple[KeyFile, bytearray], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tries.time, "monotonic", lambda: 50_000.0)
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            made[0].unlock(ROBIN.id, "wrong")
    monkeypatch.setattr(tries.time, "monotonic", lambda: 2.0)
    with pytest.raises(TooManyTries) as refused:
        made[0].unlock(ROBIN.id, "correct horse")
    assert refused.value.wait_s == 3
    monkeypatch.setattr(tries.time, "monotonic", lambda: 6.0)
    assert made[0].unlock(ROBIN.id, "correct horse") == made[1]


def test_a_spoiled_count_is_no_way_around_the_wait(made: tuple[KeyFile, bytearray], tmp_path: Path):
    (tmp_path / "clinic.tries").write_text("nonsense")
    with pytest.raises(TooManyTries):
        KeyFile.load(tmp_path / "clinic.keys").unlock(ROBIN.id, "correct horse")


def test_many_wrong_passphrases_open_nothing(
    made: tuple[KeyFile, bytearray], monkeypatch: pytest.MonkeyPatch
):
    now = [0.0]
    monkeypatch.setattr(tries.time, "monotonic", lambda: now[0])
    for n in range(200):
        now[0] += 1000
        with pytest.raises(WrongPassphrase):
            made[0].unlock_any(f"correct horse{n}")


def test_several_logins_open_the_same_clinic(made: tuple[KeyFile, bytearray], tmp_path: Path):
    keys, key = made
    keys.set_login(key, IVY, "battery staple")
    loaded = KeyFile.load(tmp_path / "clinic.keys")
    assert loaded.unlock(IVY.id, "battery staple") == key
    assert loaded.unlock_any("battery staple") == (IVY.id, key)
    assert loaded.unlock(ROBIN.id, "correct horse") == key
    with pytest.raises(WrongPassphrase):
        loaded.unlock(IVY.id, "correct horse")


def test_a_login_takes_a_new_passphrase_in_place_of_the_old(made: tuple[KeyFile, bytearray]):
    keys, key = made
    keys.set_login(key, ROBIN, "another one")
    assert keys.unlock(ROBIN.id, "another one") == key
    assert len(keys.logins) == 1
    with pytest.raises(WrongPassphrase):
        keys.unlock(ROBIN.id, "correct horse")


def test_the_last_login_cannot_be_removed(made: tuple[KeyFile, bytearray], tmp_path: Path):
    keys, key = made
    keys.set_login(key, IVY, "battery staple")
    keys.remove_login(ROBIN.id)
    with pytest.raises(UserError, match="last login"):
        keys.remove_login(IVY.id)
    with pytest.raises(NotFound):
        keys.unlock(ROBIN.id, "correct horse")
    assert [login.clinician_id for login in KeyFile.load(tmp_path / "clinic.keys").logins] == [
        IVY.id
    ]


def test_one_login_cannot_stand_in_anothers_place(made: tuple[KeyFile, bytearray], tmp_path: Path):
    made[0].change(lambda keys: keys.with_wrap(replace(keys.wraps[ROBIN.id], owner=IVY.id)))
    with pytest.raises(WrongPassphrase):
        KeyFile.load(tmp_path / "clinic.keys").unlock(IVY.id, "correct horse")


def test_the_clinic_can_be_renamed(made: tuple[KeyFile, bytearray], tmp_path: Path):
    made[0].rename_clinic("Other Placeholder")
    assert KeyFile.load(tmp_path / "clinic.keys").clinic_name == "Other Placeholder"


def test_a_clinic_is_never_overwritten_by_a_new_one(
    made: tuple[KeyFile, bytearray], tmp_path: Path
):
    with pytest.raises(Conflict):
        _made(tmp_path / "clinic.keys")
    assert KeyFile.load(tmp_path / "clinic.keys").unlock(ROBIN.id, "correct horse") == made[1]


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"handrail_keys": 1}', b"\xff\xfe"])
def test_nonsense_is_a_damaged_file(tmp_path: Path, content: bytes):
    path = tmp_path / "clinic.keys"
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        KeyFile.load(path)


def test_a_missing_file_is_not_found(tmp_path: Path):
    with pytest.raises(NotFound):
        KeyFile.load(tmp_path / "clinic.keys")


def test_a_later_format_is_refused(made: tuple[KeyFile, bytearray], tmp_path: Path):
    path = tmp_path / "clinic.keys"
    for line in ({"handrail_keys": 3}, {"handrail_keys": 3, "part": "header", "of": ["a", 1, "b"]}):
        check = hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()
        path.write_text(json.dumps(line | {"check": check}))
        with pytest.raises(NewerSchema):
            KeyFile.load(path)


def test_one_guess_at_the_real_cost_takes_at_least_a_quarter_second(tmp_path: Path):
    keys, key = KeyFile.create(
        tmp_path / "clinic.keys",
        clinic_name="X",
        clinician=ROBIN,
        passphrase="p",
        recovery_key=RECOVERY,
    )
    started = time.process_time()
    assert keys.unlock(ROBIN.id, "p") == key
    assert time.process_time() - started > 0.25
