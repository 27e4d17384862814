"""Key pairs: a data key can be sealed to each login without anybody's passphrase."""

from pathlib import Path

import pytest

from clinic_app.domain.errors import WrongPassphrase
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.held_key import wipe
from clinic_app.storage.keys.keys import KeyFile, new_recovery_key

from .key_files import CHEAP, IVY, RECOVERY, ROBIN, make, make_format_1


def test_every_login_and_the_recovery_key_have_a_pair_of_their_own(tmp_path: Path):
    keys, _data_key = make(tmp_path / "clinic")
    assert set(keys.public_keys) == {ROBIN.id, IVY.id, "recovery"}
    assert len(set(keys.public_keys.values())) == 3
    assert keys.without_key_pair() == ()


def test_a_login_of_an_earlier_handrail_gets_its_pair_at_its_next_unlock(tmp_path: Path):
    data_key = make_format_1(tmp_path / "clinic.keys")
    keys = KeyFile.load(tmp_path / "clinic.keys")
    assert keys.without_key_pair() == (ROBIN.id, IVY.id, "recovery")
    keys.unlock(IVY.id, "battery staple")
    assert keys.without_key_pair() == (ROBIN.id, "recovery")
    keys.unlock_any("correct horse")
    assert keys.without_key_pair() == ("recovery",)
    keys.recover(RECOVERY)
    assert keys.without_key_pair() == ()
    pairs = dict(keys.public_keys)
    assert keys.unlock(IVY.id, "battery staple") == keys.recover(RECOVERY) == data_key
    assert dict(keys.public_keys) == pairs


def test_a_folder_that_cannot_be_written_still_opens_without_a_pair(tmp_path: Path, monkeypatch):
    data_key = make_format_1(tmp_path / "clinic.keys")
    before = (tmp_path / "clinic.keys").read_bytes()
    keys = KeyFile.load(tmp_path / "clinic.keys")

    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr("clinic_app.storage.keys.key_places._write", refuse)
    assert keys.unlock(IVY.id, "battery staple") == data_key
    keys.mend()
    assert (tmp_path / "clinic.keys").read_bytes() == before


def test_the_recovery_key_can_be_replaced(tmp_path: Path):
    keys, data_key = make(tmp_path / "clinic")
    fresh = new_recovery_key()
    keys.set_recovery_key(data_key, fresh)
    again = KeyFile.load(tmp_path / "clinic" / "clinic.keys")
    assert again.recover(fresh) == data_key
    with pytest.raises(WrongPassphrase, match="not the recovery key"):
        again.recover(RECOVERY)
    assert again.unlock(ROBIN.id, "correct horse") == data_key


def test_what_is_sealed_to_one_pair_opens_with_no_other_and_for_no_other_owner():
    private, public = sealing.new_pair()
    other, _public = sealing.new_pair()
    data_key = sealing.new_key()
    box = sealing.seal_to(public, data_key, "a")
    assert sealing.unseal(private, box, "a") == data_key
    assert sealing.unseal(other, box, "a") is None
    assert sealing.unseal(private, box, "b") is None
    assert sealing.unseal(private, box[:-1] + bytes([box[-1] ^ 1]), "a") is None


def test_a_key_that_was_needed_once_does_not_stay_in_memory():
    original = b"twenty bytes or more of a secret" + bytes([7])
    kept = sealing._taken(original)
    assert set(original) == {0}
    assert kept.endswith(bytes([7]))
    wipe(kept)
    assert set(kept) == {0}


def test_a_passphrase_is_not_overwritten_where_it_is_still_needed():
    typed = "correct horse"
    first = sealing.passphrase_key(typed, bytes(16), CHEAP)
    assert typed == "".join(["correct", " ", "horse"])
    assert sealing.passphrase_key(typed, bytes(16), CHEAP) == first
