"""Measures encrypting a large clinic anew: ``python tests/benchmarks/reencryption.py [--rows N]``.

As a ratio to a plain copy of the same file with an fsync, in the same run. Aim: a clinic of a
million ratings is done within a minute on a plain PC; nobody can write meanwhile.
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

from storage import grow

from clinic_app.domain.patient.patient import Clinician
from clinic_app.storage.file import reencryption
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyCost, KeyFile, new_recovery_key

_ROBIN = Clinician("1" * 32, "Robin Demo", "PT")
_DAYS = 3 * 365


def main() -> None:
    """Make a clinic, copy its file, encrypt it anew, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="ratings in the clinic")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        _measure(Path(folder), rows)


def _measure(folder: Path, rows: int) -> None:
    keys, data_key = KeyFile.create(
        folder / "draft.keys",
        clinic_name="Placeholder Clinic",
        clinician=_ROBIN,
        passphrase="correct horse",
        recovery_key=new_recovery_key(),
        cost=KeyCost(memory_kib=64, rounds=1, lanes=1),
    )
    path = folder / "clinic.db"
    database = Database.create(path, data_key)
    grow(database, [], -(-rows // _DAYS))
    database.close()
    keys.publish(folder / "clinic.keys")
    copying = min(_copy(path, folder / "copy") for _ in range(3))
    told: list[int] = []
    began = time.perf_counter()
    reencryption.encrypt_anew(
        path, keys, data_key, {_ROBIN.id}, progress=lambda done, _total: told.append(done)
    )
    took = time.perf_counter() - began
    size = path.stat().st_size / 1e6
    print(f"{rows:,} ratings, {size:.0f} MB. Copy with fsync: {copying:.2f} s.")
    print(f"Encrypted anew: {took:.1f} s, {took / copying:.0f}x; {len(told)} steps told.")


def _copy(source: Path, target: Path) -> float:
    began = time.perf_counter()
    shutil.copyfile(source, target)
    handle = os.open(target, os.O_RDWR)
    os.fsync(handle)
    os.close(handle)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
