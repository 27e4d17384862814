"""Killed while a backup is restored: one whole clinic is there, that of before or the backup's."""

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storage.child import Child, Tell
from trials import TIMES

from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.backup.restoring import stage
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.storage.backup import backup_file

PASSPHRASE = "quiet lantern orbit maple"
NOW = datetime(2026, 11, 29, 9, 14, tzinfo=UTC)
KILLS = 12 * TIMES


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A clinic of two patients, and a backup of when there was one. Where it can be, in memory."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        _make(Path(folder) / "base")
        yield Path(folder)


def _make(base: Path) -> None:
    setup = ClinicSetup(
        Clinic("Demo Clinic", "", ""), "Robin Demo", "PT", PASSPHRASE, new_recovery_key()
    )
    cost = KeyCost(memory_kib=64, rounds=1, lanes=1)
    workspace = AccessService(base / "clinic", cost=cost, now=lambda: NOW).create(setup)
    workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    backup = backup_file.write_backup(workspace._database, workspace._keys, base, NOW)
    backup.path.rename(base / "backup.handrail")
    workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    workspace.close()


def _names(folder: Path) -> list[str]:
    """Open it as a start of the program does, and read all of it."""
    workspace = AccessService(folder, now=lambda: NOW).unlock_any(PASSPHRASE)
    assert workspace.findings == ()
    assert workspace.checking.whole() == []
    names = sorted(row.patient.given for row in workspace.patients.caseload())
    workspace.close()
    return names


def _restore(folder: Path, tell: Tell) -> None:
    staged = stage(folder.with_name("backup.handrail"), folder, PASSPHRASE)
    tell("staged")
    staged.apply(NOW)
    tell("done")


def test_killed_while_restoring_one_whole_clinic_remains(base: Path):
    longest = _seconds(base)
    ends: list[int] = []
    for number in range(KILLS):
        trial = base / f"trial-{number}"  # what is kept outside is kept for each folder
        shutil.copytree(base / "base", trial)
        child = Child(lambda tell, folder=trial / "clinic": _restore(folder, tell))
        if number % 2:  # every other one while the files are exchanged
            child.wait_for_lines(1)
            time.sleep(random.uniform(0, longest / 20))
        else:
            time.sleep(random.uniform(0, longest))
        told = child.kill()
        found = _names(trial / "clinic")
        assert found == ["Marigold"] if "done" in told else found in (["Marigold"], _BOTH)
        if found != _BOTH:
            (aside,) = (trial / "clinic").glob("set-aside-*-restore")
            assert _names(aside) == _BOTH
        left = {path.name for path in (trial / "clinic").glob("*restoring*")}
        assert left <= {".restoring-lock"}
        ends.append(len(found))
        shutil.rmtree(trial)
    assert len(ends) == KILLS


_BOTH = ["Marigold", "Otto"]


def _seconds(base: Path) -> float:
    """How long a restore takes here and now, that nobody kills."""
    trial = base / "trial"
    shutil.copytree(base / "base", trial)
    began = time.monotonic()
    assert Child(lambda tell: _restore(trial / "clinic", tell)).lines() == ["staged", "done"]
    took = time.monotonic() - began
    assert _names(trial / "clinic") == ["Marigold"]
    shutil.rmtree(trial)
    return took
