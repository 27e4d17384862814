"""`handrail backup`: into the clinic's own places or a folder; what could not be made is told."""

import zipfile
from pathlib import Path

import pytest

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace

from .test_records import Handrail, clinic, handrail

__all__ = ["clinic", "handrail"]


def opened(clinic: Path) -> Workspace:
    return AccessService(clinic).unlock_any(DEMO_PASSPHRASE)


@pytest.fixture
def sticks(clinic: Path, tmp_path: Path) -> list[Path]:
    """Two places that the clinic keeps backups in, until the test ends."""
    folders = [tmp_path / "first", tmp_path / "second"]
    workspace = opened(clinic)
    for place in workspace.backups.places():
        workspace.backups.remove_place(place.id)
    for folder in folders:
        folder.mkdir()
        workspace.backups.save_place(workspace.backups.new_place(folder))
    workspace.close()
    return folders


def test_a_backup_in_a_folder_is_told_as_json(handrail: Handrail, tmp_path: Path) -> None:
    told = handrail.json("backup", "--to", tmp_path)
    (made,) = tmp_path.glob("*.handrail")
    assert set(told) == {"file", "verified", "patients", "last_rating"}
    assert (told["file"], told["verified"]) == (str(made), True)
    assert told["patients"] == len(handrail.json("patients"))
    assert told["last_rating"][4] == "-"
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None


def test_a_backup_is_told_in_one_line(handrail: Handrail, tmp_path: Path) -> None:
    done = handrail("backup", "--to", tmp_path)
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{tmp_path}/handrail-")
    assert "verified" in line
    assert "patients" in line
    assert done.stderr == ""


def test_a_clinic_without_a_place_asks_for_a_folder(handrail: Handrail) -> None:
    with pytest.raises(UserError, match="--to"):
        raise handrail("backup").exception or AssertionError


def test_a_folder_that_is_not_there_is_never_made(handrail: Handrail, tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="is not there"):
        raise handrail("backup", "--to", tmp_path / "gone").exception or AssertionError
    assert list(tmp_path.iterdir()) == []


def test_each_place_gets_one_and_one_that_is_away_is_told(
    handrail: Handrail, sticks: list[Path]
) -> None:
    told = handrail.json("backup")
    assert [Path(one["file"]).parent for one in (told, *told["others"])] == sticks
    sticks[1].rename(sticks[1].with_name("pulled"))
    done = handrail("backup")
    assert done.exit_code == 1
    assert "verified" in done.stdout
    assert "'second' is not there" in done.stderr
