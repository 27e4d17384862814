"""A closed clinic file is closed for good, for every thread, and its keys are gone."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from clinic_app.domain.errors import Locked, UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.storage.keys.sealing import derived_key
from clinic_app.storage.records import patients

from .conftest import ACTOR, KEY

_OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import wipe
key = bytearray(int(sys.argv[2][at : at + 2], 16) ^ 0x5A for at in range(0, 64, 2))
database = Database.open(Path(sys.argv[1]), key)
wipe(key)
with database.read() as tx, database.write("a" * 32) as other:
    other.audit("looked", "clinic", "clinic")
print("open", flush=True)
sys.stdin.readline()
database.close()
print("closed", flush=True)
sys.stdin.readline()
"""
_ENDLESS = text(
    "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
)


@pytest.fixture
def patience_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for another writer waits for ever: a test that waits does not end."""
    monkeypatch.setattr(engine_sqlite, "_BUSY_MS", 1 << 40)


def test_nothing_is_read_or_written_after_closing(db: Database, patient: Patient):
    db.close()
    with pytest.raises(Locked), db.read():
        pass
    with pytest.raises(Locked), db.write(ACTOR):
        pass
    with pytest.raises(Locked):
        db.renew_checkpoints()
    db.close()


def test_a_backup_of_a_closed_clinic_is_refused(db: Database):
    db.close()
    with pytest.raises(Locked):
        db.backup_to(db.path.with_name("copy.db"))
    assert not db.path.with_name("copy.db").exists()


def test_a_change_that_the_lock_met_on_its_way_is_not_kept(db: Database, patient: Patient):
    def change() -> None:
        with db.write(ACTOR) as tx:
            patients.update(tx, patient.changed(given="Otto"))
            db.close()

    with pytest.raises(Locked):
        change()
    opened = Database.open(db.path, KEY)
    with opened.read() as tx:
        assert patients.get(tx, patient.id).given == "Marigold"
        assert verifying.whole(tx).findings == []
    opened.close()


def test_a_reader_on_its_way_reads_no_further(db: Database, patient: Patient):
    def read() -> None:
        with db.read() as tx:
            db.close()
            patients.get(tx, patient.id)

    with pytest.raises(Locked):
        read()
    assert sorted(f.name for f in db.path.parent.iterdir()) == ["clinic.audit", "clinic.db"]


def test_closing_never_waits_for_a_long_reading(db: Database, patient: Patient):
    begun, seen = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            with db.read() as tx:
                begun.set()
                tx.connection.execute(_ENDLESS)
        except BaseException as error:
            seen.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    db.close()  # it would not come back
    reader.join()
    assert [type(error) for error in seen] == [Locked]


@pytest.mark.usefixtures("patience_without_end")
def test_a_writer_in_a_hurry_waits_for_no_other(db: Database, patient: Patient):
    other = Database.open(db.path, KEY)
    db.hurry()
    with other.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Example"))
        with pytest.raises(Exception, match="busy"), db.write(ACTOR):
            pass
    other.close()


@pytest.mark.usefixtures("patience_without_end")
def test_who_waits_for_another_writer_gives_up_when_it_locks(db: Database, patient: Patient):
    other, seen = Database.open(db.path, KEY), list[BaseException]()

    def wait() -> None:
        try:
            with db.write(ACTOR):
                pass
        except BaseException as error:
            seen.append(error)

    with other.write(ACTOR):
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)  # either it waits already, or it will be told at once
        db.close()
        waiting.join()
    assert [isinstance(error, UserError) for error in seen] == [True]
    other.close()


def test_no_key_stays_in_memory(path: Path):
    """A program of its own gets the key masked, so that only what it opens can hold it."""
    key = os.urandom(32)
    Database.create(path, key).close()
    masked = bytes(byte ^ 0x5A for byte in key)
    child = subprocess.Popen(
        [sys.executable, "-c", _OPEN_AND_CLOSE, str(path), masked.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        assert _in_memory(child.pid, key), "looked in the wrong place"
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.readline() == "closed\n"
        assert _in_memory(child.pid, key) == 0
        assert _in_memory(child.pid, key.hex().encode()) == 0
        assert _in_memory(child.pid, derived_key(key, "audit")) == 0
    finally:
        child.kill()
        child.communicate()


def _in_memory(pid: int, wanted: bytes) -> int:
    """How often some bytes stand in what a process may write."""
    found = 0
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            begin, end = (int(part, 16) for part in span.split("-"))
            memory.seek(begin)
            with suppress(OSError):  # what the system keeps for itself
                found += memory.read(end - begin).count(wanted)
    return found


def test_a_forgotten_key_is_overwritten():
    key = HeldKey(KEY)
    with key.used() as copied:
        assert bytes(copied) == KEY
    assert bytes(copied) == bytes(32)
    key.forget()
    for use in (key.used, key.as_raw_key):
        with pytest.raises(Locked), use():
            pass
    with pytest.raises(Locked):
        key.sign(b"")
