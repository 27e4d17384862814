"""Fault 2 while a clinic is encrypted anew: after a cut it opens with all that was acknowledged."""

import pickle
import random
import shutil
from pathlib import Path

import pytest
from disk_log import DiskLog, Event, Rename
from power_cut import Disk
from storage.child import Child, Tell
from storage.key_files import CHEAP, PASSPHRASES, RECOVERY, ROBIN
from trials import TIMES

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import reencryption
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.records import patients

ACTOR = "a" * 32
KEYS, CLINIC, COPY = "clinic/clinic.keys", "clinic/clinic.db", "clinic/clinic-before-0006.db"
KEPT, CHECKPOINT = "kept/copy.keys", "kept/checkpoint"
ROUNDS = 4
NEAR = 25  # events before and after the exchange, where most can go wrong

Recorded = tuple[dict[str, bytes], list[Event]]


def contents(root: Path) -> dict[str, bytes]:
    files = [p for p in root.rglob("*") if p.is_file() and not p.name.endswith("-shm")]
    return {str(p.relative_to(root)): p.read_bytes() for p in files}


def unlocked(root: Path) -> bytearray:
    keys = KeyFile.load(root / KEYS, root / KEPT)
    reencryption.finish(root / CLINIC, keys)
    return keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])


def add(root: Path, given: str, key: bytes | bytearray) -> None:
    database = Database.open(root / CLINIC, key, outside=root / CHECKPOINT)
    with database.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), given, "Sample"))
    database.close()


def work(root: Path, tell: Tell) -> None:
    """Add somebody, encrypt the clinic anew with its copy; again and again."""
    for n in range(ROUNDS):
        key = unlocked(root)
        add(root, f"Marigold {n}", key)
        tell(f"Marigold {n}")
        keys = KeyFile.load(root / KEYS, root / KEPT)
        path, copies = root / CLINIC, [root / COPY]
        reencryption.encrypt_anew(path, keys, key, {ROBIN.id}, copies=copies)
        tell(f"anew {n}")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    root = tmp_path_factory.mktemp("anew")
    for folder in ("clinic", "kept"):
        (root / folder).mkdir()
    keys, key = KeyFile.create(
        root / "draft.keys",
        clinic_name="Placeholder Clinic",
        clinician=ROBIN,
        passphrase=PASSPHRASES[ROBIN.id],
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    database = Database.create(root / CLINIC, key, outside=root / CHECKPOINT)
    database.backup_to(root / COPY)
    database.close()
    keys.publish(root / KEYS, root / KEPT)
    start, into = contents(root), root.parent / "anew-events"

    def record(tell: Tell) -> None:
        log = DiskLog(root)
        work(root, log.told)
        events = list(log.events)
        into.write_bytes(pickle.dumps(events))
        tell("done")

    assert Child(record).lines() == ["done"]
    return start, pickle.loads(into.read_bytes())


@pytest.mark.timeout(120 + 120 * TIMES)
def test_after_a_power_cut_the_clinic_opens_with_everything(
    recorded: Recorded, tmp_path: Path
) -> None:
    start, events = recorded
    chance = random.Random(5)
    swaps = [
        n for n, event in enumerate(events) if isinstance(event, Rename) and event.to == CLINIC
    ]
    assert len(swaps) == ROUNDS
    near = [chance.choice(swaps) + chance.randint(-NEAR, NEAR) for _ in range(40 * TIMES)]
    places = near + [chance.randrange(len(events) + 1) for _ in range(20 * TIMES)]
    disk = Disk(start)
    for place, event in enumerate([*events, None]):
        for _ in range(places.count(place)):
            check(tmp_path / "after", disk.after_cut(chance), disk.told)
        if event is not None:
            disk.happen(event)


def check(root: Path, found: dict[str, bytes], told: list[str]) -> None:
    """The clinic and its copy open by the same passphrase; nothing acknowledged is missing."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in found.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    key = unlocked(root)
    assert KeyFile.load(root / KEYS, root / KEPT).recover(RECOVERY) == key
    database = Database.open(root / CLINIC, key, outside=root / CHECKPOINT)
    assert [finding for finding in database.findings if finding.is_loss] == []
    with database.read() as tx:
        given = {row.patient.given for row in patients.listing(tx)}
        assert [f for f in verifying.whole(tx).findings if f.is_loss] == []
    database.close()
    assert {line for line in told if line.startswith("Marigold")} <= given
    Database.open(root / COPY, key).close()
    add(root, "Otto goes on", key)
