"""After the lock no key and no passphrase is left in memory; names are counted and told."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from trials import TIMES

from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.unlock.access import KEY_FILE, AccessService, KeyCost, new_recovery_key
from clinic_app.storage.keys.keys import KeyFile

ROOT = Path(__file__).parents[2]
PASSPHRASE = "zqxlantern orchard zqxviolin copper marmalade thunder zebra zqx"
NAMES = ("Zqxmarigold", "Zqxotto")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    folder = tmp_path / "clinic"
    setup = ClinicSetup(Clinic("Sample"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    made = AccessService(folder, cost=KeyCost(memory_kib=64, rounds=1, lanes=1)).create(setup)
    for name in NAMES:
        made.patients.add(Patient(new_id(), name, "Sample", None))
    made.close()
    return folder


def _memory(pid: int) -> Iterator[bytes]:
    """Every part of the memory of a process that can be read."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            start, end = (int(number, 16) for number in place.split("-"))
            if rights.startswith("rw"):
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except (OSError, ValueError):
                    continue  # kernel pages


def _spellings(word: str) -> set[bytes]:
    return {word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-32-le")}


class Child:
    """The window's process."""

    def __init__(self, clinic: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "faults" / "memory_child.py"), str(clinic)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip

    def send(self, signs: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(signs)
        self._process.stdin.flush()

    def says(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().strip()

    def count(self, wanted: Mapping[str, set[bytes]]) -> dict[str, int]:
        """How often each thing stands in its memory now, however it is spelled."""
        found = dict.fromkeys(wanted, 0)
        for part in _memory(self._process.pid):
            for what, patterns in wanted.items():
                found[what] += sum(part.count(pattern) for pattern in patterns)
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def child(clinic: Path) -> Iterator[Child]:
    made = Child(clinic)
    yield made
    made.end()


if sys.platform == "linux":  # whose /proc shows memory

    def test_no_key_and_no_passphrase_is_left_after_the_lock(clinic: Path, child: Child) -> None:
        key = bytes(KeyFile.load(clinic / KEY_FILE).unlock_any(PASSPHRASE)[1])
        wanted = {
            "key": {key, key[:16], key[16:]},
            "key in hexadecimal": _spellings(key.hex()) | _spellings(key.hex()[:32]),
            "passphrase": _spellings(PASSPHRASE[:12]) | _spellings(PASSPHRASE[-12:]),
            "names": set[bytes]().union(*(_spellings(name) for name in NAMES)),
        }
        for _ in range(TIMES):
            child.send(PASSPHRASE.encode() + b"\n")
            assert child.says() == "open"
            while_open = child.count(wanted)
            assert while_open["key"], "the search does not see what is there"
            child.send(b".")
            assert child.says() == "locked"
            after = child.count(wanted)
            print(f"open: {while_open}; locked: {after}")
            assert (after["key"], after["key in hexadecimal"], after["passphrase"]) == (0, 0, 0)
            child.send(b".")
