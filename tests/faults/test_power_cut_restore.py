"""Fault 2 while restored files take a clinic's place: after a cut one whole clinic is there."""

import pickle
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from disk_log import DiskLog, Event
from power_cut import Disk
from storage.child import Child, Tell
from storage.key_files import CHEAP, PASSPHRASES, RECOVERY, ROBIN
from trials import TIMES

from clinic_app.storage.backup import restoring
from clinic_app.storage.backup.restoring import Outside, Restoring
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile

NOW = datetime(2026, 11, 29, 9, 14, tzinfo=UTC)
NEW, OLD = "Restored Clinic", "Present Clinic"
FILES = ("clinic.db", "clinic.keys", "clinic.audit")

Recorded = tuple[dict[str, bytes], list[Event]]


def outside(root: Path) -> Outside:
    return Outside(root / "kept" / "copy.keys", root / "kept" / "checkpoint")


def contents(root: Path) -> dict[str, bytes]:
    files = [p for p in root.rglob("*") if p.is_file() and not p.name.endswith("-shm")]
    return {str(p.relative_to(root)): p.read_bytes() for p in files}


def make(root: Path, folder: Path, name: str) -> None:
    folder.mkdir()
    keys, key = KeyFile.create(
        root / "draft.keys",
        clinic_name=name,
        clinician=ROBIN,
        passphrase=PASSPHRASES[ROBIN.id],
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    place = outside(root) if name == OLD else Outside(root / "x", root / "y")
    Database.create(folder / "clinic.db", key, outside=place.checkpoint).close()
    keys.publish(folder / "clinic.keys", place.keys)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    root, new = tmp_path_factory.mktemp("restore"), tmp_path_factory.mktemp("new")
    (root / "kept").mkdir()
    make(root, root / "clinic", OLD)
    make(new, new / "clinic", NEW)
    start, into = contents(root), root.parent / "restore-events"

    def record(tell: Tell) -> None:
        log = DiskLog(root)
        drafted = Restoring(root / "clinic", outside(root))
        for name in FILES:
            (drafted.draft / name).write_bytes((new / "clinic" / name).read_bytes())
        drafted.commit(NOW)
        log.told("restored")
        into.write_bytes(pickle.dumps(list(log.events)))
        tell("done")

    assert Child(record).lines() == ["done"]
    return start, pickle.loads(into.read_bytes())


@pytest.mark.timeout(120 + 120 * TIMES)
def test_after_a_power_cut_one_whole_clinic_is_there(recorded: Recorded, tmp_path: Path) -> None:
    start, events = recorded
    chance = random.Random(7)
    places = [chance.randrange(len(events) + 1) for _ in range(40 * TIMES)] + [len(events)]
    disk, seen = Disk(start), set[str]()
    for place, event in enumerate([*events, None]):
        for _ in range(places.count(place)):
            seen.add(check(tmp_path / "after", disk.after_cut(chance), disk.told))
        if event is not None:
            disk.happen(event)
    assert seen == {OLD, NEW}


def check(root: Path, found: dict[str, bytes], told: list[str]) -> str:
    """Whose clinic is there. It opens whole; once it was told so, it is the restored one."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in found.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    restoring.finish(root / "clinic", outside(root))
    keys = KeyFile.load(root / "clinic" / "clinic.keys", outside(root).keys)
    key = keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])
    path = root / "clinic" / "clinic.db"
    database = Database.open(path, key, outside=outside(root).checkpoint)
    assert [finding for finding in database.findings if finding.is_loss] == []
    database.close()
    assert keys.clinic_name == NEW or not told
    if keys.clinic_name == NEW:
        (aside,) = (root / "clinic").glob("set-aside-*-restore")
        old = KeyFile.load(aside / "clinic.keys")
        Database.open(aside / "clinic.db", old.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])).close()
    return keys.clinic_name
