"""Fault 2: the power goes. What was acknowledged is there, and the clinic opens by itself."""

import pickle
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from disk_log import DiskLog, Event, Sync, SyncNames
from power_cut import Disk, cuts
from sqlalchemy import select
from storage.child import Child, Tell
from trials import TIMES

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.storage.atomic_file import replace_file
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import pain, patients
from clinic_app.storage.tables import audit_row

KEY, ACTOR = bytes(range(32)), "a" * 32
MARIGOLD = Patient("b" * 32, "Marigold", "Sample")
START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("clinic/clinic.db", "clinic/small", "outside/checkpoint")
OPENINGS, COMMITS, TOGETHER = 3, 16, 12  # ratings in a commit: the journal is folded in on the way


def opened(root: Path) -> Database:
    return Database.open(root / NAMES[0], KEY, outside=root / NAMES[2])


def contents(root: Path) -> dict[str, bytes]:
    """Every file but the index of the journal, which SQLite makes anew."""
    files = [p for p in root.rglob("*") if p.is_file() and not p.name.endswith("-shm")]
    return {str(p.relative_to(root)): p.read_bytes() for p in files}


def work(root: Path, tell: Tell) -> None:
    """Open, keep ratings, close; again and again. The small file is replaced meanwhile."""
    minutes = iter(range(100_000))
    for opening in range(OPENINGS):
        database = opened(root)
        for commit in range(COMMITS):
            now = [START + timedelta(minutes=next(minutes)) for _ in range(TOGETHER)]
            ids = [f"{opening * 100 + commit:016x}{n:016x}" for n in range(TOGETHER)]
            rated = [
                PainRating(i, MARIGOLD.id, Series.NOW, 3, at)
                for i, at in zip(ids, now, strict=True)
            ]
            with database.write(ACTOR) as tx:
                pain.add(tx, rated)
            for entry in rated:
                tell(entry.id)
            if commit % 8 == 0:
                told = f"small {opening * 100 + commit:06}"
                replace_file(root / NAMES[1], told.encode() * 200)
                tell(told)
        database.close()


@dataclass(frozen=True)
class Recorded:
    """The files before the work, all that was asked of the disk during it, and the files after."""

    start: dict[str, bytes]
    events: list[Event]
    end: dict[str, bytes]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    root = tmp_path_factory.mktemp("recorded")
    for folder in ("clinic", "outside"):
        (root / folder).mkdir()
    database = Database.create(root / NAMES[0], KEY, outside=root / NAMES[2])
    with database.write(ACTOR) as tx:
        patients.add(tx, MARIGOLD)
    database.close()
    replace_file(root / NAMES[1], b"small 000000" * 200)
    start = contents(root)
    into = root.parent / "events"

    def record(tell: Tell) -> None:
        log = DiskLog(root)
        work(root, log.told)
        events = list(log.events)
        into.write_bytes(pickle.dumps(events))
        tell("done")

    assert Child(record).lines() == ["done"]
    return Recorded(start, pickle.loads(into.read_bytes()), contents(root))


def lost(root: Path, told: list[str], found: dict[str, bytes]) -> list[str]:
    """What was acknowledged and is not there after a cut; the clinic must open and be whole."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in found.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    database = opened(root)
    try:
        assert [f for f in database.findings if f.is_loss] == []  # no false alarm at the opening
        with database.read() as tx:
            kept = {entry.id for entry in pain.listing(tx, MARIGOLD.id)}
            query = select(audit_row.c.entity_id).where(audit_row.c.kind == "pain")
            noted = set(tx.connection.execute(query).scalars())
            assert [f for f in verifying.whole(tx).findings if f.is_loss] == []
    finally:
        database.close()
    assert len(kept) % TOGETHER == 0  # all ratings of a commit, or none
    assert noted <= kept
    small = found[NAMES[1]][:12].decode()
    assert found[NAMES[1]] == small.encode() * 200
    newest = [line for line in told if line.startswith("small")][-1:]
    missing = [line for line in newest if small < line]
    return missing + [line for line in told if line not in kept and not line.startswith("small")]


def test_everything_was_recorded(recorded: Recorded) -> None:
    """Replayed whole, the record makes the very files that the work left."""
    disk = Disk(recorded.start)
    for event in recorded.events:
        disk.happen(event)
    for file in disk.now.values():
        file.sync()
    assert {name: bytes(file.durable) for name, file in disk.now.items()} == recorded.end
    kinds = {type(event).__name__ for event in recorded.events}
    assert kinds == {"Write", "Truncate", "Sync", "SyncNames", "Create", "Rename", "Unlink", "Told"}


@pytest.mark.timeout(120 + 60 * TIMES)
def test_after_a_power_cut_nothing_acknowledged_is_lost(recorded: Recorded, tmp_path: Path) -> None:
    acknowledged = 0
    for told, found in cuts(recorded.start, recorded.events, count=67 * TIMES, seed=2):
        assert lost(tmp_path / "after", told, found) == []
        acknowledged += len(told)
    assert acknowledged > 67 * TIMES
    engine_sqlite.check_copy(tmp_path / "after" / NAMES[0], KEY)


def test_a_program_that_did_not_wait_for_the_disk_would_be_found_out(
    recorded: Recorded, tmp_path: Path
) -> None:
    careless = [e for e in recorded.events if not isinstance(e, Sync | SyncNames)]
    caught = 0
    for told, found in cuts(recorded.start, careless, count=12, seed=3):
        try:
            caught += bool(lost(tmp_path / "after", told, found))
        except Exception:
            caught += 1
    assert caught > 3
