"""Clinics and backups on this computer: found without a passphrase, and named as they may be."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.errors import NotFound
from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo
from clinic_app.services.folders import found_here, known_clinics
from clinic_app.services.folders.found_here import clinic_in, look_around, missing_file
from clinic_app.services.folders.known_clinics import known_folders, remember, start_folder
from clinic_app.services.folders.paths import clinic_folder
from clinic_app.services.folders.search_places import SearchPlace
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.storage.backup.backup_file import write_backup

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic in ``stick/Practice``."""
    folder = tmp_path_factory.mktemp("disk") / "stick" / "Practice"
    make_demo(folder, cost=CHEAP)
    return folder


@pytest.fixture(autouse=True)
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "user" / "known.json"
    monkeypatch.setattr(known_clinics, "known_clinics_file", lambda: file)
    return file


def test_a_clinic_on_a_stick_is_found_with_the_name_that_the_unlock_screen_shows(
    made: Path,
) -> None:
    stick = SearchPlace(made.parent, "on STICK", 2)
    (clinic,) = look_around([stick], known=()).clinics
    assert (clinic.folder, clinic.place, clinic.missing) == (made, "on STICK", "")
    assert clinic.name == AccessService(made).clinic_name
    assert clinic.used_at is not None


def test_folders_opened_before_are_found_wherever_they_lie(made: Path) -> None:
    remember(made, starts=False)
    assert made in [clinic.folder for clinic in look_around([]).clinics]


def test_a_folder_with_one_of_the_two_files_says_which_is_missing(tmp_path: Path) -> None:
    for there, missing in (("clinic.db", "clinic.keys"), ("clinic.keys", "clinic.db")):
        folder = tmp_path / f"without {missing}"
        folder.mkdir()
        (folder / there).write_bytes(b"something")
        assert missing_file(folder) == missing
        (clinic,) = look_around([SearchPlace(folder, "here", 0)], known=()).clinics
        assert (clinic.name, clinic.missing) == (folder.name, missing)


def test_nothing_deep_no_link_and_nothing_set_aside_is_looked_into(
    made: Path, tmp_path: Path
) -> None:
    for path in ("a/b/c/deep", "set-aside-20261130-101500/x", ".hidden/x"):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "clinic.db").write_bytes(b"x")
    (tmp_path / "link").symlink_to(made.parent)
    assert look_around([SearchPlace(tmp_path, "here", 2)], known=()).clinics == ()


def test_what_is_no_backup_is_passed_over_and_nobody_waits_for_more(tmp_path: Path) -> None:
    (tmp_path / "handrail-0a1b2c3d-20260314-183000.handrail").write_bytes(b"no zip")
    place = SearchPlace(tmp_path, "here", 1)
    assert look_around([place], known=()).backups == ()
    assert look_around([place], lambda: True, known=()).clinics == ()


def test_a_clinic_is_meant_by_its_folder_its_file_or_the_folder_around(made: Path) -> None:
    assert clinic_in(made) == made
    assert clinic_in(made / "clinic.keys") == made
    assert clinic_in(made.parent) == made


def test_a_folder_without_a_clinic_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"neither clinic\.db nor clinic\.keys"):
        clinic_in(tmp_path)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "clinic.db").write_bytes(b"x")
    with pytest.raises(NotFound, match="More than one clinic"):
        clinic_in(tmp_path)


def test_the_next_start_opens_the_folder_chosen_last_and_not_one_given_by_data(
    tmp_path: Path, own_list: Path
) -> None:
    assert start_folder() == clinic_folder()
    remember(tmp_path / "given", starts=False)
    assert start_folder() == clinic_folder()
    remember(tmp_path / "chosen", starts=True)
    assert start_folder() == tmp_path / "chosen"
    remember(tmp_path / "given", starts=False)
    assert start_folder() == tmp_path / "chosen"
    remember(tmp_path / "chosen", starts=False)
    assert start_folder() == tmp_path / "chosen"
    assert known_folders().count(tmp_path / "given") == 1
    assert own_list.stat().st_mode & 0o077 == 0
    assert all(isinstance(path, str) for path in json.loads(own_list.read_bytes()))


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1, null]", b"[" * 50_000, b"\xff"])
def test_a_damaged_list_is_an_empty_one(own_list: Path, content: bytes) -> None:
    own_list.parent.mkdir()
    own_list.write_bytes(content)
    assert known_folders() == []
    assert start_folder() == clinic_folder()


def test_a_backup_is_told_by_its_manifest_alone(made: Path, tmp_path: Path) -> None:
    workspace = AccessService(made).unlock_any(DEMO_PASSPHRASE)
    at = datetime(2026, 11, 13, 18, 2, tzinfo=UTC)
    backup = write_backup(workspace._database, workspace._keys, tmp_path, at)
    workspace.close()
    found = look_around([SearchPlace(tmp_path, "on STICK", 0)], known=())
    (one,) = found.backups
    assert (one.backup.path, one.backup.made_at, one.place) == (backup.path, at, "on STICK")
    assert one.backup.contents is None
    assert one.clinic_id.startswith(one.mark)
    assert found_here.found_backup(backup.path).backup == one.backup
    assert found.newest_backups() == (one,)
