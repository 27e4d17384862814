"""Measures the reader of the audit trail: ``python tests/benchmarks/trail.py [--rows 1000000]``.

How long until the first page of 200 rows is there, and until the whole trail was looked through,
by what is asked for. Aim: a page within 0.1 s whatever is asked for, except where it is rare:
there the search goes through the trail in the background, in parts of 0.1 s each.
"""

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.storage.audit import trail
from clinic_app.storage.file.database import Database
from clinic_app.storage.tables import audit_row

PATIENTS, PAGE = 2_000, 200
START = datetime(2023, 1, 2, 8, tzinfo=UTC)
PAIRS = [("open", "patient"), ("add", "pain"), ("save", "program"), ("add", "exercise log")]
RARE = frozenset({("recover", "login")})


def main() -> None:
    """Fill a trail, then ask for pages of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        database = Database.create(Path(folder) / "clinic.db", os.urandom(32))
        patients = [new_id() for _ in range(PATIENTS)]
        _fill(database, patients, rows)
        newest = START + timedelta(minutes=rows)
        print(f"{rows:,} rows of {PATIENTS:,} patients; pages of {PAGE}, median of 5\n")
        print(
            f"{'asked for':>28} {'rows':>6} {'first page, ms':>15} {'a part, ms':>11} {'all, s':>7}"
        )
        for name, query in (
            ("everything", TrailQuery()),
            ("one patient", TrailQuery(patient_id=patients[7])),
            ("the last 30 days", TrailQuery(since=newest - timedelta(days=30))),
            ("the first day", TrailQuery(until=START + timedelta(days=1))),
            ("plans", TrailQuery(pairs=frozenset({("save", "program")}))),
            ("a recovery, 1 in 100,000", TrailQuery(pairs=RARE)),
            ("one patient's plans", TrailQuery(patients[7], pairs=frozenset({PAIRS[2]}))),
        ):
            _measure(database, name, query)
        database.close()


def _fill(database: Database, patients: list[str], rows: int) -> None:
    actors = [new_id() for _ in range(5)]
    with database.write(actors[0]) as tx:
        for first in range(1, rows + 1, 20_000):
            some = range(first, min(first + 20_000, rows + 1))
            tx.connection.execute(insert(audit_row), [_row(n, actors, patients) for n in some])


def _row(seq: int, actors: list[str], patients: list[str]) -> dict[str, Any]:
    action, kind = PAIRS[seq % len(PAIRS)] if seq % 100_000 else next(iter(RARE))
    patient = patients[seq * 7919 % len(patients)]
    return {
        "seq": seq,
        "at": int((START + timedelta(minutes=seq)).timestamp() * 1_000_000),
        "at_offset": 0,
        "actor_id": actors[seq % len(actors)],
        "action": action,
        "kind": kind,
        "entity_id": new_id(),
        "detail": f'{{"patient": "{patient}", "score": 4, "series": "average"}}',
        "mac": os.urandom(32),
        "patient_id": patient,
        "detail_digest": os.urandom(16),
        "record_digest": os.urandom(16),
    }


def _measure(database: Database, name: str, query: TrailQuery) -> None:
    firsts = sorted(_first_page(database, query) for _ in range(5))
    start = time.perf_counter()
    found, parts, before = 0, 0, None
    while True:
        with database.read() as tx:
            part = trail.part(tx, query, before_seq=before, limit=PAGE)
        found, parts, before = found + len(part.rows), parts + 1, part.next_seq
        if before is None or found > 5 * PAGE:
            break
    took = time.perf_counter() - start
    whole = f"{took:>7.2f}" if before is None else f"{'':>7}"
    print(f"{name:>28} {found:>6} {firsts[2] * 1e3:>15.1f} {took / parts * 1e3:>11.1f} {whole}")


def _first_page(database: Database, query: TrailQuery) -> float:
    """Seconds until there is a row to show, or the end."""
    start = time.perf_counter()
    before = None
    while True:
        with database.read() as tx:
            part = trail.part(tx, query, before_seq=before, limit=PAGE)
        before = part.next_seq
        if part.rows or before is None:
            return time.perf_counter() - start


if __name__ == "__main__":
    main()
