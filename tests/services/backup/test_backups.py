"""Backups of an open clinic: where they go, when they are due, and what is told when they fail."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from full_disk import a_full_disk

from clinic_app.domain.errors import DamagedFile, NotAllowed, NotFound, NotWritable, UserError
from clinic_app.domain.patient.patient import ClinicSetup, Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.backup import Keep
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.backup.backups import BackupPlace
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace

from ..conftest import CHEAP, PASSPHRASE, Clock

OTHER = "violet harbor candle stone"


@pytest.fixture
def stick(workspace: Workspace, tmp_path: Path) -> BackupPlace:
    """Another disk, as far as a test can have one."""
    folder = tmp_path / "stick"
    folder.mkdir()
    place = workspace.backups.new_place(folder)
    workspace.backups.save_place(place)
    return workspace.backups.place(place.id)


def sentences(workspace: Workspace) -> list[str]:
    """What the trail says of backups, the newest first."""
    told = [line.told.sentence for line in workspace.trail.lines(TrailQuery())]
    return [sentence for sentence in told if "backup" in sentence]


def add(workspace: Workspace, given: str = "Juniper") -> None:
    workspace.patients.add(Patient(new_id(), given, "Sample"))


def test_a_new_clinic_has_one_place_on_its_own_disk(workspace: Workspace):
    (place,) = workspace.backups.places()
    assert place.is_default
    assert workspace.backups.is_same_disk(place)
    assert not place.path.exists()
    made = workspace.backups.make(place.id)
    assert made.is_verified
    assert made.path.parent == place.path
    assert place.path.stat().st_mode & 0o777 == 0o700
    assert workspace.backups.listing(place) == [made]
    assert workspace.backups.newest() == made


def test_a_demo_clinic_has_none_and_is_never_due(tmp_path: Path, clock: Clock, setup: ClinicSetup):
    demo = AccessService(tmp_path / "demo", cost=CHEAP, now=clock).create(setup, is_demo=True)
    assert demo.backups.places() == []
    clock.forward(days=30)
    assert not demo.backups.is_due()
    assert not demo.backups.is_overdue()
    demo.close()


def test_each_backup_and_each_failure_stands_in_the_trail(workspace: Workspace, stick: BackupPlace):
    workspace.backups.make(stick.id)
    assert sentences(workspace)[0] == "Robin Demo made a backup in “stick”"
    shutil.rmtree(stick.path)
    with pytest.raises(NotWritable):
        workspace.backups.make(stick.id)
    assert sentences(workspace)[0] == "Robin Demo could not make a backup in “stick”"
    place = workspace.backups.place(stick.id)
    assert place.failure == "The place for backups 'stick' is not there."
    assert place.verified_at is not None
    stick.path.mkdir()
    workspace.backups.make(stick.id)
    assert workspace.backups.place(stick.id).failure == ""
    workspace.backups.remove_place(stick.id)
    assert sentences(workspace)[0] == "Robin Demo ended backups in “stick”"


def test_what_the_place_tells_is_of_its_newest_backup(workspace: Workspace, stick: BackupPlace):
    add(workspace)
    made = workspace.backups.make(stick.id)
    place = workspace.backups.place(stick.id)
    assert (place.file, place.verified_at, place.size) == (made.path.name, made.made_at, made.size)
    assert made.contents is not None
    assert (place.patients, place.rows) == (1, made.contents.rows)


def test_the_newest_is_known_while_its_place_is_away(workspace: Workspace, stick: BackupPlace):
    made = workspace.backups.make(stick.id)
    stick.path.rename(stick.path.with_name("pulled"))
    newest = workspace.backups.newest()
    assert newest is not None
    assert (newest.made_at, newest.size, newest.is_verified) == (made.made_at, made.size, True)
    assert newest.contents is None


def test_the_default_place_can_be_removed_and_brought_back(workspace: Workspace):
    (default,) = workspace.backups.places()
    workspace.backups.remove_place(default.id)
    assert workspace.backups.places() == []
    with pytest.raises(NotFound):
        workspace.backups.make(default.id)
    default.path.mkdir(parents=True)
    workspace.backups.save_place(default)
    assert workspace.backups.places() == [default]


def test_the_default_place_moved_is_a_place_like_others(workspace: Workspace, tmp_path: Path):
    (default,) = workspace.backups.places()
    workspace.backups.save_place(replace(default, path=tmp_path, name="Stick"))
    (moved,) = workspace.backups.places()
    assert (moved.path, moved.name, moved.is_default) == (tmp_path, "Stick", False)


# When one is due


def test_due_is_a_day_with_something_new(workspace: Workspace, clock: Clock):
    (place,) = workspace.backups.places()
    assert workspace.backups.is_due()
    workspace.backups.make(place.id)
    assert not workspace.backups.is_due()
    clock.forward(days=2)
    assert not workspace.backups.is_due()  # nothing was added
    add(workspace)
    assert workspace.backups.is_due()
    workspace.backups.make(place.id)
    add(workspace)
    clock.forward(hours=23)
    assert not workspace.backups.is_due()
    clock.forward(hours=1)
    assert workspace.backups.is_due()


def test_due_however_the_clock_jumped(workspace: Workspace, clock: Clock):
    (place,) = workspace.backups.places()
    clock.forward(days=3650)
    workspace.backups.make(place.id)
    clock.forward(days=-3650)
    add(workspace)
    assert workspace.backups.is_due()
    assert workspace.backups.is_overdue()
    made = workspace.backups.make(place.id)
    assert made in workspace.backups.listing(place)  # though it seems older than the other one


def test_due_again_an_hour_after_a_failure(workspace: Workspace, stick: BackupPlace, clock: Clock):
    (default, _) = workspace.backups.places()
    workspace.backups.make(default.id)
    shutil.rmtree(stick.path)
    with pytest.raises(NotWritable):
        workspace.backups.make(stick.id)
    assert not workspace.backups.is_due()
    clock.forward(hours=1)
    assert [place.id for place in workspace.backups.due()] == [stick.id]


def test_due_when_the_newest_was_removed_by_hand(workspace: Workspace, stick: BackupPlace):
    made = workspace.backups.make(stick.id)
    workspace.backups.make("default")
    assert not workspace.backups.is_due()
    made.path.unlink()
    assert [place.id for place in workspace.backups.due()] == [stick.id]


def test_overdue_after_a_week_without_one(workspace: Workspace, clock: Clock):
    (place,) = workspace.backups.places()
    workspace.backups.make(place.id)
    clock.forward(days=8)
    assert not workspace.backups.is_overdue()  # it holds everything
    add(workspace)
    assert workspace.backups.is_overdue()
    workspace.backups.make(place.id)
    assert not workspace.backups.is_overdue()


# What is kept


def test_pruning_touches_this_clinics_backups_alone(
    workspace: Workspace, stick: BackupPlace, clock: Clock, tmp_path: Path, setup: ClinicSetup
):
    other = AccessService(tmp_path / "other", cost=CHEAP, now=clock).create(setup)
    theirs = other.backups.make(stick.path)
    other.close()
    mine = stick.path / "handrail-notes.txt"
    mine.write_text("keep")
    workspace.backups.save_place(replace(stick, keep=Keep(2, 0, 0)))
    made = []
    for _ in range(4):
        made.append(workspace.backups.make(stick.id))
        clock.forward(days=1)
    place = workspace.backups.place(stick.id)
    assert workspace.backups.listing(place) == [made[3], made[2]]
    assert theirs.path.exists()
    assert mine.exists()


def test_what_was_just_made_is_never_pruned(workspace: Workspace, stick: BackupPlace, clock: Clock):
    workspace.backups.save_place(replace(stick, keep=Keep(1, 0, 0)))
    clock.forward(days=3650)
    ahead = workspace.backups.make(stick.id)
    clock.forward(days=-3650)
    made = workspace.backups.make(stick.id)
    assert {one.path for one in workspace.backups.listing(stick)} == {ahead.path, made.path}


# What cannot be a place


def test_folders_that_can_hold_no_backups_are_refused(
    workspace: Workspace, tmp_path: Path, setup: ClinicSetup, clock: Clock
):
    AccessService(tmp_path / "other", cost=CHEAP, now=clock).create(setup).close()
    inside = workspace.folder / "inside"
    inside.mkdir()
    (tmp_path / "link").symlink_to(inside)
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "file").write_text("a file")
    os.mkfifo(tmp_path / "pipe")
    refused = {
        workspace.folder: "own folder",
        inside: "own folder",
        tmp_path / "link": "own folder",
        tmp_path / "other": "another clinic",
        tmp_path / "missing": "is not there",
        tmp_path / "file": "is no folder",
        tmp_path / "pipe": "is no folder",
        tmp_path / "ring": "cannot be used|is not there",
        tmp_path / ("x" * 300): "cannot be used|is not there",
        tmp_path / "nul\0": "cannot be used",
        tmp_path / "\udcff": "cannot be used",
    }
    before = workspace.backups.places()
    for folder, why in refused.items():
        with pytest.raises(UserError, match=why):
            workspace.backups.save_place(workspace.backups.new_place(folder, "Stick"))
        with pytest.raises(UserError, match=why):
            workspace.backups.make(folder)
    assert workspace.backups.places() == before
    inside.rmdir()


@pytest.mark.parametrize(
    "name", ["Sicherung für später", "备份 ۱۲۳", "x" * 255, "a b'c\"d $HOME;", "-"]
)
def test_folders_of_any_name_hold_backups(workspace: Workspace, tmp_path: Path, name: str):
    folder = tmp_path / name
    folder.mkdir()
    place = workspace.backups.new_place(folder, "Stick")
    workspace.backups.save_place(place)
    made = workspace.backups.make(place.id)
    assert workspace.backups.listing(workspace.backups.place(place.id)) == [made]


def test_a_very_long_path_holds_backups(workspace: Workspace, tmp_path: Path):
    folder = tmp_path.joinpath(*["deep" * 40] * 18)
    folder.mkdir(parents=True)
    assert workspace.backups.make(folder).is_verified


def test_a_full_disk_is_told_and_noted_once_there_is_room(workspace: Workspace, stick: BackupPlace):
    with a_full_disk(20_000), pytest.raises(NotWritable):
        workspace.backups.make(stick.id)
    assert workspace.backups.listing(stick) == []
    assert workspace.backups.make(stick.id).is_verified


# Who may


def test_places_and_other_folders_are_for_owners_and_daily_backups_for_all(
    workspace: Workspace, stick: BackupPlace, tmp_path: Path
):
    workspace.staff.add_clinician("Ivy Mockford", "", Role.ASSISTANT, OTHER, own=PASSPHRASE)
    as_ivy = AccessService(workspace.folder, cost=CHEAP, now=workspace.now).unlock_any(OTHER)
    with pytest.raises(NotAllowed):
        as_ivy.backups.save_place(stick)
    with pytest.raises(NotAllowed):
        as_ivy.backups.remove_place(stick.id)
    with pytest.raises(NotAllowed):
        as_ivy.backups.make(tmp_path)
    assert as_ivy.backups.make(stick.id).is_verified
    as_ivy.close()


@pytest.mark.by_hand
def test_a_clinic_with_a_loss_is_not_backed_up(
    workspace: Workspace, stick: BackupPlace, clock: Clock
):
    good = workspace.backups.make(stick.id)
    add(workspace)
    folder = workspace.folder
    workspace.close()
    shutil.copy(folder / "clinic.db", folder.parent / "older.db")
    again = AccessService(folder, cost=CHEAP, now=clock).unlock_any(PASSPHRASE)
    for n in range(3):
        add(again, f"N{n}")
    again.close()
    shutil.copy(folder.parent / "older.db", folder / "clinic.db")
    damaged = AccessService(folder, cost=CHEAP, now=clock).unlock_any(PASSPHRASE)
    assert damaged.is_read_only
    assert not damaged.backups.is_due()
    with pytest.raises(DamagedFile, match="would pass for a whole one"):
        damaged.backups.make(stick.id)
    assert damaged.backups.newest() == good
    damaged.close()
