"""Measures storage by ratios in one run: ``python tests/benchmarks/storage.py [--rows 10000000]``.

1. Three years of daily ratings of one patient, fetched from ever larger tables. Aim: 1 ms or
   less, and flat. Once as rows, once as the domain's checked values.
2. One acknowledged rating, with its transaction and audit row, against a bare write and
   fdatasync of as many bytes as that commit put in the journal. Aim: twice or less.
3. What the proofs in the trail cost: ratings with theirs against the same with a note that proves
   no record, one by one and 20,000 at once, in seconds of the processor; and a whole check.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import pain, patients
from clinic_app.storage.tables import pain_entry

DAYS = 3 * 365
ACTOR = "a" * 32
START = datetime(2023, 1, 1, 20, tzinfo=UTC)
DAY_US = 86_400_000_000


def main() -> None:
    """Run both and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="size of the largest table")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        acknowledged_entry(Path(folder))
        proofs(Path(folder))
        three_years(Path(folder), rows)


def three_years(folder: Path, most: int) -> None:
    """Fetch one patient's ratings from 10 thousand rows up to ``most``, ten times more each."""
    print(f"\nThree years of daily ratings ({DAYS} rows of one patient), median of 50 patients")
    print(f"{'rows in table':>14} {'rows, ms':>9} {'values, ms':>11} {'against smallest':>17}")
    database = Database.create(folder / "years.db", os.urandom(32))
    ids: list[str] = []
    smallest = 0.0
    size = 10_000
    while size <= most:
        grow(database, ids, -(-size // DAYS))
        chosen = [random.choice(ids) for _ in range(50)]
        rows = _ms(_each(lambda one: _fetch_rows(database, one), chosen))
        values = _ms(_each(lambda one: _fetch_values(database, one), chosen))
        smallest = smallest or rows
        print(f"{len(ids) * DAYS:>14,} {rows:>9.2f} {values:>11.2f} {rows / smallest:>16.2f}x")
        size *= 10
    database.close()


def acknowledged_entry(folder: Path) -> None:
    """One rating through a whole transaction beside a bare durable write, in turns."""
    database = Database.create(folder / "entry.db", os.urandom(32))
    patient = Patient(new_id(), "Marigold", "Sample")
    with database.write(ACTOR) as tx:
        patients.add(tx, patient)
    journal = folder / "entry.db-wal"
    _enter(database, patient, 0)
    before = journal.stat().st_size
    for n in range(1, 51):
        _enter(database, patient, n)
    size = (journal.stat().st_size - before) // 50
    bare = os.open(folder / "bare", os.O_CREAT | os.O_RDWR)
    content = os.urandom(size)
    entries: list[float] = []
    appends: list[float] = []
    for n in range(600):
        entries.append(_seconds(lambda n=n: _enter(database, patient, 100 + n)))
        appends.append(_seconds(lambda n=n: _bare(bare, content, n * size)))
    os.close(bare)
    database.close()
    entry, append = _ms(entries), _ms(appends)
    print(f"One acknowledged rating: {entry:.3f} ms; the bare write and fdatasync of its")
    print(f"{size:,} journal bytes: {append:.3f} ms. Ratio {entry / append:.2f}x (medians of 600)")


def proofs(folder: Path) -> None:
    """Ratings with and without the proof of what they say, and how long it takes to check them."""
    database = Database.create(folder / "proofs.db", os.urandom(32))
    patient = Patient(new_id(), "Marigold", "Sample")
    with database.write(ACTOR) as tx:
        patients.add(tx, patient)
    for count, rounds in ((1, 500), (20_000, 3)):
        with_it, without = [], []
        for n in range(rounds):
            some = [_rating(patient, n * count + k) for k in range(2 * count)]
            with_it.append(_cpu(lambda some=some, count=count: _proven(database, some[:count])))
            without.append(_cpu(lambda some=some, count=count: _noted(database, some[count:])))
        ratio = statistics.median(with_it) / statistics.median(without)
        print(f"{count:,} ratings at once, with their proofs against without: {ratio:.2f}x")
    started = time.process_time()
    with database.read() as tx:
        checked = verifying.whole(tx)
    told = f"{checked.proven + len(checked.differing):,} records checked against the trail"
    print(f"{told}: {time.process_time() - started:.1f} s")
    database.close()


def _rating(patient: Patient, n: int) -> PainRating:
    at = START + timedelta(minutes=n)
    return PainRating(new_id(), patient.id, Series.NOW, n % 11, at)


def _proven(database: Database, some: list[PainRating]) -> None:
    with database.write(ACTOR) as tx:
        pain.add(tx, some)


def _noted(database: Database, some: list[PainRating]) -> None:
    with database.write(ACTOR) as tx:
        pain.add(tx, some)
        rows = len(tx.changes)
        tx.changes.clear()
        for _ in range(rows):
            tx.audit("make", "report", some[0].id, {"patient": some[0].patient_id})


def _cpu(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _enter(database: Database, patient: Patient, n: int) -> None:
    at = START + timedelta(hours=n)
    with database.write(ACTOR) as tx:
        pain.add(tx, [PainRating(new_id(), patient.id, Series.WORST, n % 11, at)])


def _bare(handle: int, content: bytes, place: int) -> None:
    os.pwrite(handle, content, place)
    os.fdatasync(handle)


def grow(database: Database, ids: list[str], count: int) -> None:
    """Fill up to ``count`` patients with ratings of three years each."""
    # Written past the audit trail: the table's size is what is measured, not its filling.
    while len(ids) < count:
        some = [Patient(new_id(), "Otto", "Example") for _ in range(min(100, count - len(ids)))]
        with database.write(ACTOR) as tx:
            for patient in some:
                patients.add(tx, patient)
            statement = insert(pain_entry)
            rows = [row for patient in sorted(p.id for p in some) for row in _rows(patient)]
            tx.connection.execute(statement, rows)
        ids += [patient.id for patient in some]


def _rows(patient_id: str) -> Iterator[dict[str, Any]]:
    start = int(START.timestamp() * 1e6)
    for day in range(DAYS):
        yield {
            "patient_id": patient_id,
            "series": "worst",
            "at": start + day * DAY_US,
            "id": new_id(),
            "at_offset": 60,
            "score": day % 11,
            "context": "",
            "voided": False,
            "void_reason": "",
            "source": "clinic",
        }


def _fetch_rows(database: Database, patient_id: str) -> int:
    query = select(pain_entry.c.at, pain_entry.c.at_offset, pain_entry.c.score)
    with database.read() as tx:
        return len(tx.connection.execute(query.where(_of(patient_id))).all())


def _of(patient_id: str) -> Any:
    return pain_entry.c.patient_id == patient_id


def _fetch_values(database: Database, patient_id: str) -> int:
    with database.read() as tx:
        return len(pain.listing(tx, patient_id))


def _each(fetch: Callable[[str], int], ids: list[str]) -> list[float]:
    times: list[float] = []
    for one in ids:
        started = time.perf_counter()
        found = fetch(one)
        times.append(time.perf_counter() - started)
        if found != DAYS:
            raise SystemExit(f"expected {DAYS} rows, found {found}")
    return times


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
