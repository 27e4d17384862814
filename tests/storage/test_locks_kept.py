"""Nothing in the program gives up SQLite's locks by opening and closing the file past it."""

import os
import sys
from pathlib import Path

import pytest

from clinic_app.storage import engine_sqlite
from clinic_app.storage.database import Database
from clinic_app.storage.keys import KeyFile

from .conftest import ACTOR, KEY
from .key_files import make


@pytest.mark.skipif(sys.platform != "linux", reason="its list of locks is read")
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
