"""A copy of the key file is put back only where it opens the clinic, and loses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.errors import DamagedFile, UserError
from clinic_app.domain.patient.patient import Clinic, ClinicSetup
from clinic_app.services.audit.damage import key_places, put_back_keys
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key

AT = datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC)
CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "lantern orchard copper violin"


def made(folder: Path) -> Path:
    setup = ClinicSetup(Clinic("Sample"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    AccessService(folder, cost=CHEAP).create(setup).close()
    return folder


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic without any of its key files, and a copy of one on a stick."""
    folder = made(tmp_path / "clinic")
    keys = (folder / "clinic.keys").read_bytes()
    (tmp_path / "stick.keys").write_bytes(keys)
    for place, _ in key_places(folder):
        Path(place).unlink()
    return folder


def test_the_clinic_opens_with_the_copy(clinic: Path, tmp_path: Path) -> None:
    assert [state.split(":")[0] for _, state in key_places(clinic)] == ["Missing"] * 3
    assert put_back_keys(clinic, tmp_path / "stick.keys", AT) is None
    AccessService(clinic).unlock_any(PASSPHRASE).close()


def test_what_stood_there_is_kept(clinic: Path, tmp_path: Path) -> None:
    (clinic / "clinic.keys").write_bytes(b"damaged")
    aside = put_back_keys(clinic, tmp_path / "stick.keys", AT)
    assert aside is not None
    assert (aside / "clinic.keys").read_bytes() == b"damaged"
    AccessService(clinic).unlock_any(PASSPHRASE).close()


def test_the_keys_of_another_clinic_are_refused_and_change_nothing(
    clinic: Path, tmp_path: Path
) -> None:
    other = made(tmp_path / "other")
    (clinic / "clinic.keys").write_bytes(b"damaged")
    with pytest.raises(UserError, match="does not open the clinic"):
        put_back_keys(clinic, other / "clinic.keys", AT)
    assert (clinic / "clinic.keys").read_bytes() == b"damaged"


@pytest.mark.parametrize("content", [b"", b"{}", b"no keys at all", b"\xff" * 2000])
def test_what_is_no_key_file_is_refused(clinic: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wrong").write_bytes(content)
    with pytest.raises(DamagedFile, match="no key file"):
        put_back_keys(clinic, tmp_path / "wrong", AT)
    assert not (clinic / "clinic.keys").exists()
