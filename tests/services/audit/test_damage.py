"""What is told of damaged files, and the copy for somebody who can help."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.errors import DamagedFile, NotWritable, UserError
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.services.audit.damage import copy_folder, set_aside_folders, technical_lines

AT = datetime(2026, 11, 29, 10, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clinic"
    (made / "set-aside-20261129-101200").mkdir(parents=True)
    (made / "clinic.db").write_bytes(b"encrypted")
    (made / "set-aside-20261129-101200" / "clinic.db").write_bytes(b"older")
    return made


def test_the_lines_tell_kinds_and_times_and_never_the_words_of_a_finding(folder: Path) -> None:
    found = Finding(FindingKind.RECORD_CHANGED, "A rating of record D-0117 was changed.", AT)
    told = "\n".join(technical_lines(folder, [found], DamagedFile("clinic.db cannot be read.")))
    assert "RECORD_CHANGED: record changed, since 2026-11-29 10:12" in told
    assert "clinic.db: 9 bytes" in told
    assert "clinic.keys: missing" in told
    assert "DamagedFile: clinic.db cannot be read." in told
    assert "D-0117" not in told


def test_the_copy_holds_everything_and_is_for_its_owner_alone(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    copy = copy_folder(folder, target, AT)
    assert copy.name == "handrail-damaged-20261129-101200"
    assert (copy / "clinic.db").read_bytes() == b"encrypted"
    assert (copy / "set-aside-20261129-101200" / "clinic.db").read_bytes() == b"older"
    if os.name == "posix":
        assert stat.S_IMODE((copy / "clinic.db").stat().st_mode) == 0o600


def test_a_copy_into_the_folder_itself_is_refused(folder: Path) -> None:
    with pytest.raises(UserError, match="inside the damaged folder"):
        copy_folder(folder, folder / "set-aside-20261129-101200", AT)


def test_a_place_that_is_gone_leaves_no_half_copy(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        copy_folder(folder, tmp_path / "nowhere", AT)
    assert not (tmp_path / "nowhere").exists()


def test_folders_set_aside_are_listed_with_their_size(folder: Path) -> None:
    ((path, _, size),) = set_aside_folders(folder)
    assert (path.name, size) == ("set-aside-20261129-101200", 5)
