"""Measures a backup of a large clinic: ``python tests/benchmarks/backup.py [--rows N]``.

As a ratio to a plain copy of the same file with an fsync, in the same run: its time and its size.
Beside it one rating after the other is written, as the user does, before and during the backup:
what a write waits for then. A backup reads the file once, writes it twice (a draft that is checked,
and the file in its place) and reads it back, so some four copies are its floor.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from storage import grow

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinician, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.backup import backup_file
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyCost, KeyFile, new_recovery_key
from clinic_app.storage.records import pain, patients

_ROBIN = Clinician("1" * 32, "Robin Demo", "PT")
_DAYS = 3 * 365
_WRITES = 200


def main() -> None:
    """Make a clinic, copy its file, back it up while somebody writes, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="ratings in the clinic")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        _measure(Path(folder), rows)


def _measure(folder: Path, rows: int) -> None:
    database, keys = _clinic(folder, rows)
    copying = min(_copy(database.path, folder / "copy") for _ in range(3))
    place = folder / "place"
    place.mkdir()
    write = _writer(database)
    alone = [_timed(write) for _ in range(_WRITES)]
    done = threading.Event()
    beside: list[float] = []

    def keep_writing() -> None:
        while not done.is_set():
            beside.append(_timed(write))
            done.wait(0.02)

    user = threading.Thread(target=keep_writing)
    quiet = _timed(lambda: _backup(database, keys, place))
    user.start()
    took = _timed(lambda: _backup(database, keys, place))
    done.set()
    user.join()
    size = database.path.stat().st_size
    made = max(one.stat().st_size for one in place.iterdir())
    print(f"{rows:,} ratings, {size / 1e6:.0f} MB. Copy with fsync: {copying:.2f} s.")
    print(f"Backup, checked and read back: {quiet:.1f} s, {quiet / copying:.1f}x the copy;")
    print(f"while somebody writes: {took:.1f} s; its size {made / size:.3f}x the clinic's file.")
    print(f"One rating alone {_told(alone)}; beside the backup {_told(beside)}.")
    database.close()


def _clinic(folder: Path, rows: int) -> tuple[Database, KeyFile]:
    keys, data_key = KeyFile.create(
        folder / "draft.keys",
        clinic_name="Placeholder Clinic",
        clinician=_ROBIN,
        passphrase="correct horse",
        recovery_key=new_recovery_key(),
        cost=KeyCost(memory_kib=64, rounds=1, lanes=1),
    )
    clinic = folder / "clinic"
    clinic.mkdir()
    database = Database.create(clinic / "clinic.db", data_key)
    grow(database, [], -(-rows // _DAYS))
    database.close()
    keys.publish(clinic / "clinic.keys")
    return Database.open(clinic / "clinic.db", data_key), keys


def _backup(database: Database, keys: KeyFile, place: Path) -> None:
    backup_file.write_backup(database, keys, place, datetime.now().astimezone())


def _writer(database: Database) -> Callable[[], None]:
    somebody = Patient(new_id(), "Marigold", "Sample")
    with database.write(_ROBIN.id) as tx:
        patients.add(tx, somebody)

    def write() -> None:
        at = datetime.now().astimezone()
        with database.write(_ROBIN.id) as tx:
            pain.add(tx, [PainRating(new_id(), somebody.id, Series.NOW, 4, at)])

    return write


def _copy(source: Path, target: Path) -> float:
    def copy() -> None:
        shutil.copyfile(source, target)
        handle = os.open(target, os.O_RDWR)
        os.fsync(handle)
        os.close(handle)

    return _timed(copy)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _told(times: list[float]) -> str:
    usual, worst = statistics.median(times), max(times)
    return f"median {usual * 1000:.1f} ms, worst {worst * 1000:.0f} ms"


if __name__ == "__main__":
    main()
