"""Nothing in the program gives up SQLite's locks by opening and closing the file past it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.records.finding import FindingKind
from clinic_app.services.audit.damage import copy_folder
from clinic_app.storage.atomic_file import copy_file
from clinic_app.storage.backup.setting_aside import set_aside
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile

from .conftest import ACTOR, KEY
from .key_files import make


def test_asking_for_the_keys_keeps_the_locks_of_an_open_clinic(tmp_path: Path):
    make(tmp_path / "clinic")
    path = tmp_path / "clinic" / "clinic.db"
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        tx.audit("noted", "access", ACTOR)
    held = _locks(path)
    assert held
    keys = KeyFile.load(path.with_name("clinic.keys"))
    assert keys.logins
    keys.mend()
    assert _locks(path) == held
    database.close()
    assert not _locks(path)


def test_copying_the_folder_keeps_the_locks_of_an_open_clinic(tmp_path: Path):
    path = tmp_path / "clinic" / "clinic.db"
    path.parent.mkdir()
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        tx.audit("noted", "access", ACTOR)
    index = path.with_name("clinic.db-shm")
    held = _locks(path) | _locks(index)
    assert _locks(path)
    (tmp_path / "stick").mkdir()
    copied = copy_folder(path.parent, tmp_path / "stick", datetime(2026, 11, 30, tzinfo=UTC))
    assert _locks(path) | _locks(index) == held
    assert (copied / "clinic.db").read_bytes() == path.read_bytes()
    assert (copied / "clinic.db").stat().st_mtime_ns == path.stat().st_mtime_ns
    database.close()
    with pytest.raises(OSError, match="refused"):
        copy_file(tmp_path / "clinic" / "gone.db", tmp_path / "stick" / "gone.db")


def test_setting_files_aside_keeps_the_locks_of_an_open_clinic(tmp_path: Path):
    path = tmp_path / "clinic.db"
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        tx.audit("noted", "access", ACTOR)
    held = _locks(path)
    assert held
    assert set_aside(path).kind is FindingKind.SET_ASIDE
    assert _locks(path) == held
    database.close()


def test_a_database_begins_the_same_whoever_tells(tmp_path: Path):
    path = tmp_path / "clinic.db"
    assert engine_sqlite.salt_of(path) == b""
    database = Database.create(path, KEY)
    with database.read():
        told = engine_sqlite.salt_of(path)
    database.close()
    assert engine_sqlite.salt_of(path) == told == path.read_bytes()[:16]


def _locks(path: Path) -> set[str]:
    """This process's locks on a file, as the system lists them."""
    mark = f" {os.getpid()} "
    end = f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text().splitlines()
    return {line.split(maxsplit=1)[1] for line in lines if mark in line and end in line}
