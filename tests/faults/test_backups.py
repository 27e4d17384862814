"""A backup that is killed or cut off anywhere leaves the clinic whole, and no half backup."""

from collections.abc import Callable
from pathlib import Path

import pytest
from storage.backup.test_backup_file import NOW, make_clinic
from storage.child import Child, Tell
from storage.dying import die_at
from storage.key_files import RECOVERY
from trials import TIMES

from clinic_app.domain.records.backup import Backup, parse_name
from clinic_app.storage.backup import backup_file
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile

_STEPS = range(20, 104)  # of those that it asks of the system: from where it begins to its end


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a clinic that nobody has open."""
    folder = tmp_path_factory.mktemp("clinic")
    make_clinic(folder / "clinic", folder / "unused").database.close()
    return folder / "clinic"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def opened(clinic: Path) -> tuple[Database, KeyFile]:
    keys = KeyFile.load(clinic / "clinic.keys")
    return Database.open(clinic / "clinic.db", keys.recover(RECOVERY)), keys


def backup(clinic: Path, place: Path, tell: Tell, left: list[int] | None) -> None:
    """In a process that dies; ``left`` counts down to where."""
    database, keys = opened(clinic)
    if left is not None:
        die_at(left)
    backup_file.write_backup(
        database, keys, place, NOW, progress=lambda done, _total: tell(f"at {done}")
    )
    tell("done")


def whole_ones(clinic: Path, place: Path) -> list[Backup]:
    """Whatever has the name of a backup, each opened and checked."""
    database, _keys = opened(clinic)
    names = [one.name for one in place.iterdir() if parse_name(one.name)]
    found = [backup_file.verify(place / name, database) for name in names]
    database.close()
    return found


def left_over(clinic: Path, place: Path) -> list[str]:
    """Drafts, of either place."""
    found = [*place.iterdir(), *clinic.iterdir()]
    return [one.name for one in found if "draft" in one.name or one.name.endswith(".part")]


def killed(clinic: Path, place: Path, die: Callable[[Child], list[str]], left: int | None) -> None:
    told = die(Child(lambda tell: backup(clinic, place, tell, None if left is None else [left])))
    assert len(whole_ones(clinic, place)) in ((1,) if "done" in told else (0, 1))
    database, keys = opened(clinic)
    assert database.findings == ()
    again = backup_file.write_backup(database, keys, place, NOW)
    database.close()
    assert left_over(clinic, place) == []
    assert again in whole_ones(clinic, place)
    for one in place.iterdir():
        one.unlink()


def test_killed_at_any_step(clinic: Path, place: Path) -> None:
    trials = 8 * TIMES
    for trial in range(trials):
        killed(clinic, place, Child.lines, _STEPS[trial * len(_STEPS) // trials])


def test_killed_at_any_moment(clinic: Path, place: Path) -> None:
    for trial in range(5 * TIMES):
        killed(clinic, place, lambda child, n=trial % 5: child.wait_for_lines(n).kill(), None)
