"""Fault 2 for the key file: after a cut it opens to everybody, by the passphrase told last."""

import pickle
import shutil
from pathlib import Path

import pytest
from disk_log import DiskLog, Event
from power_cut import Disk, cuts
from storage.child import Child, Tell
from storage.key_files import IVY, PASSPHRASES, RECOVERY, ROBIN, make
from trials import TIMES

from clinic_app.domain.errors import WrongPassphrase
from clinic_app.storage.keys.keys import KeyFile

KEYS, KEPT = "clinic/clinic.keys", "kept/copy.keys"
CHANGES = 12


def contents(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def passphrase(n: int) -> str:
    return f"passphrase {n:03}"


@pytest.fixture(scope="module")
def recorded(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, bytes], list[Event], bytes, dict[str, bytes]]:
    """The files before, what was asked of the disk by changes, the data key, the files after."""
    root = tmp_path_factory.mktemp("keys")
    (root / "kept").mkdir()
    _, data_key = make(root / "clinic", root / KEPT)
    start, key, into = contents(root), bytes(data_key), root.parent / "key-events"

    def record(tell: Tell) -> None:
        log = DiskLog(root)
        for n in range(CHANGES):
            KeyFile.load(root / KEYS, root / KEPT).set_login(bytearray(key), IVY, passphrase(n))
            log.told(str(n))
        events = list(log.events)
        into.write_bytes(pickle.dumps(events))
        tell("done")

    assert Child(record).lines() == ["done"]
    return start, pickle.loads(into.read_bytes()), key, contents(root)


Recorded = tuple[dict[str, bytes], list[Event], bytes, dict[str, bytes]]


def test_everything_was_recorded(recorded: Recorded) -> None:
    start, events, _, end = recorded
    disk = Disk(start)
    for event in events:
        disk.happen(event)
    for file in disk.now.values():
        file.sync()
    assert {name: bytes(file.durable) for name, file in disk.now.items()} == end


@pytest.mark.timeout(60 + 60 * TIMES)
def test_after_a_power_cut_everybody_gets_in(recorded: Recorded, tmp_path: Path) -> None:
    start, events, key, _ = recorded
    root = tmp_path / "after"
    for told, found in cuts(start, events, count=34 * TIMES, seed=4):
        shutil.rmtree(root, ignore_errors=True)
        for name, content in found.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        keys = KeyFile.load(root / KEYS, root / KEPT)
        assert keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id]) == key
        assert keys.recover(RECOVERY) == key
        last = int(told[-1]) if told else -1
        before = [passphrase(n) if n >= 0 else PASSPHRASES[IVY.id] for n in (last, last - 1)]
        now = [before[0], passphrase(last + 1)]  # the one that was on its way may have come
        assert any(opens(keys, one, key) for one in now)
        assert last < 0 or not opens(keys, before[1], key)


def opens(keys: KeyFile, words: str, key: bytes) -> bool:
    try:
        return keys.unlock(IVY.id, words) == key
    except WrongPassphrase:
        return False
