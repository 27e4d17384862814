"""Putting restored files in a clinic's place: whenever it is cut off, one whole clinic is there."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from trials import TIMES

from clinic_app.domain.errors import AlreadyOpen, Conflict, NotWritable
from clinic_app.storage.backup import restoring
from clinic_app.storage.backup.restoring import Outside, Restoring
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile

from ..child import Child
from ..conftest import hashes
from ..dying import die_at
from ..key_files import CHEAP, PASSPHRASES, RECOVERY, ROBIN

NOW = datetime(2026, 11, 29, 9, 14).astimezone()
ASIDE = "set-aside-20261129-091400-restore"


def make_clinic(folder: Path, name: str, outside: Outside | None = None) -> None:
    folder.mkdir(parents=True)
    keys, data_key = KeyFile.create(
        folder / "draft.keys",
        clinic_name=name,
        clinician=ROBIN,
        passphrase=PASSPHRASES[ROBIN.id],
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    kept = outside or Outside(folder / "x.keys", folder / "x.audit")
    Database.create(folder / "clinic.db", data_key, outside=kept.checkpoint).close()
    keys.publish(folder / "clinic.keys", kept.keys)


def clinic_name(folder: Path, outside: Outside) -> str:
    """Open what lies there, as a start of the program does, by what is kept outside as well."""
    restoring.finish(folder, outside)
    keys = KeyFile.load(folder / "clinic.keys", outside.keys)
    data_key = keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])
    database = Database.open(folder / "clinic.db", data_key, outside=outside.checkpoint)
    assert database.findings == keys.findings == ()
    database.close()
    return keys.clinic_name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files to restore in ``new``, and a clinic that is there in ``clinic``."""
    base = tmp_path_factory.mktemp("restoring")
    make_clinic(base / "new", "Restored")
    make_clinic(base / "clinic", "Present", outside_of(base))
    (base / "clinic" / "letters.txt").write_text("somebody's own")
    return base


def outside_of(base: Path) -> Outside:
    return Outside(base / "kept" / "clinic.keys", base / "kept" / "checkpoint")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: what is tested dies often, and no power is cut."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="handrail-tests-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "base")
    return tmp_path / "base"


def filled(base: Path, folder: Path | None = None) -> Restoring:
    drafted = Restoring(folder or base / "clinic", outside_of(base))
    for name in ("clinic.db", "clinic.keys", "clinic.audit"):
        shutil.copy2(base / "new" / name, drafted.draft / name)
    return drafted


def test_the_restored_clinic_opens_and_the_other_lies_aside_whole(base: Path):
    aside = filled(base).commit(NOW)
    assert clinic_name(base / "clinic", outside_of(base)) == "Restored"
    assert aside == base / "clinic" / ASIDE
    assert clinic_name(aside, Outside(aside / "none", aside / "none.audit")) == "Present"
    assert (base / "clinic" / "letters.txt").read_text() == "somebody's own"
    assert (aside / "clinic.keys-kept").read_bytes() == (made_kept(base)).read_bytes()
    names = {path.name for path in (base / "clinic").iterdir()}
    assert names - {".restoring-lock", "clinic.keys-lock"} == {
        ASIDE,
        "letters.txt",
        "clinic.db",
        "clinic.keys",
        "clinic.keys-copy",
        "clinic.audit",
    }


def made_kept(base: Path) -> Path:
    """As the copy of the keys outside was: the same as the file itself."""
    return base / "clinic" / ASIDE / "clinic.keys"


def test_a_mark_of_having_moved_away_lies_aside_too(base: Path):
    (base / "clinic" / "clinic.moved").write_text("{}")
    aside = filled(base).commit(NOW)
    assert aside
    assert (aside / "clinic.moved").exists()
    assert not (base / "clinic" / "clinic.moved").exists()


def test_what_was_set_aside_is_only_for_its_owner(base: Path):
    aside = filled(base).commit(NOW)
    assert aside
    assert aside.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in aside.iterdir()} == {0}


def test_a_new_folder_is_made_for_its_owner_alone_and_gone_after_all_is_discarded(base: Path):
    folder = base / "a" / "new" / "place"
    filled(base, folder).discard()
    assert not (base / "a").exists()
    assert filled(base, folder).commit(NOW) is not None  # what was kept outside of before
    assert folder.stat().st_mode & 0o777 == 0o700
    assert clinic_name(folder, outside_of(base)) == "Restored"


def test_killed_at_any_step_one_whole_clinic_remains(base: Path, tmp_path: Path):
    stride = max(1, 6 // TIMES)
    seen = [_after_death(base, tmp_path / "trial", 0)]
    while not seen[-1][1]:
        seen.append(_after_death(base, tmp_path / "trial", len(seen) * stride))
    assert {name for name, _ in seen} == {"Present", "Restored"}
    assert seen == sorted(seen)  # from one point on it is the restored one
    assert len(seen) > 80 // stride


def _after_death(base: Path, trial: Path, *steps: int) -> tuple[str, bool]:
    """What lies there after restoring died at that step, and whether it came to its end.

    With more than one number, completing it died as well.
    """
    shutil.copytree(base, trial)
    drafted = filled(trial)
    ended = _died(steps[0], lambda: drafted.commit(NOW))
    drafted.let_go()
    for step in steps[1:]:
        ended = _died(step, lambda: restoring.finish(trial / "clinic", outside_of(trial)))
    name = clinic_name(trial / "clinic", outside_of(trial))
    aside = trial / "clinic" / ASIDE
    if name == "Restored":
        assert clinic_name(aside, Outside(aside / "a", aside / "b")) == "Present"
    assert not (trial / "clinic" / ".restoring-draft").exists()
    assert not restoring.is_cut_off(trial / "clinic")
    shutil.rmtree(trial)
    return name, ended


def _died(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a child process that dies at that step; whether it came to its end first."""
    child = os.fork()
    if child == 0:
        die_at([step])
        work()
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 0


@pytest.mark.parametrize("first", [40, 70])
def test_killed_again_while_it_is_completed_the_next_start_goes_on(
    base: Path, tmp_path: Path, first: int
):
    for second in range(0, 60, max(1, 15 // TIMES)):
        name, _ = _after_death(base, tmp_path / "trial", first, second, second // 2)
        assert name == "Restored"


def test_it_is_refused_while_another_process_has_the_clinic_open(base: Path):
    keys = KeyFile.load(base / "clinic" / "clinic.keys")
    data_key = keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])

    def hold(tell: Callable[[str], None]) -> None:
        database = Database.open(base / "clinic" / "clinic.db", data_key)
        with database.read():
            pass
        tell("open")
        signal.pause()

    child = Child(hold).wait_for_lines(1)
    drafted = filled(base)
    before = hashes(base / "clinic")
    with pytest.raises(AlreadyOpen, match="working in the clinic"):
        drafted.commit(NOW)
    assert hashes(base / "clinic") == before
    child.kill()
    for beside in ("clinic.db-wal", "clinic.db-shm"):  # what the killed one left is moved, too
        assert (base / "clinic" / beside).exists()
    aside = drafted.commit(NOW)
    assert aside
    assert (aside / "clinic.db-wal").exists()
    assert clinic_name(base / "clinic", outside_of(base)) == "Restored"


def test_it_is_refused_while_this_process_has_the_clinic_open(base: Path):
    keys = KeyFile.load(base / "clinic" / "clinic.keys")
    data_key = keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])
    database = Database.open(base / "clinic" / "clinic.db", data_key)
    with database.read():
        pass
    drafted = filled(base)
    with pytest.raises(AlreadyOpen, match="open here"):
        drafted.commit(NOW)
    database.close()
    drafted.commit(NOW)
    assert clinic_name(base / "clinic", outside_of(base)) == "Restored"


def test_it_is_refused_while_another_window_has_the_folder_and_a_stale_lock_is_none(base: Path):
    lock = base / "clinic" / "window.lock"

    def hold(tell: Callable[[str], None]) -> None:
        lock.write_text(f"{os.getpid()}\nhandrail\n")
        held = os.open(lock, os.O_RDWR)
        fcntl.flock(held, fcntl.LOCK_EX)
        tell("held")
        signal.pause()

    child = Child(hold).wait_for_lines(1)
    drafted = filled(base)
    with pytest.raises(AlreadyOpen, match="window"):
        drafted.commit(NOW)
    child.kill()
    drafted.commit(NOW)
    assert clinic_name(base / "clinic", outside_of(base)) == "Restored"


def test_one_at_a_time_and_a_draft_in_use_is_not_swept(base: Path):
    drafted = filled(base)
    with pytest.raises(Conflict, match="already"):
        Restoring(base / "clinic", outside_of(base))
    assert clinic_name(base / "clinic", outside_of(base)) == "Present"
    drafted.commit(NOW)
    assert clinic_name(base / "clinic", outside_of(base)) == "Restored"


def test_a_folder_of_somebody_that_has_the_same_name_is_left_alone(base: Path):
    for name in ("restoring", "restoring-in"):
        (base / "clinic" / name).mkdir()
        (base / "clinic" / name / "notes.txt").write_text("mine")
    assert clinic_name(base / "clinic", outside_of(base)) == "Present"
    with pytest.raises(NotWritable):
        filled(base).commit(NOW)
    assert clinic_name(base / "clinic", outside_of(base)) == "Present"
    assert (base / "clinic" / "restoring" / "notes.txt").read_text() == "mine"


def test_what_was_noted_is_no_path(base: Path):
    committed = base / "clinic" / "restoring"
    committed.mkdir()
    (committed / "set-aside-to").write_text("../../elsewhere")
    assert clinic_name(base / "clinic", outside_of(base)) == "Present"


def test_a_folder_that_cannot_be_written_is_told_before_anything(base: Path):
    (base / "clinic").chmod(0o500)

    def restore(tell: Callable[[str], None]) -> None:
        if os.geteuid() == 0:  # may write anything: become somebody who only may read
            os.chdir(base)
            base.chmod(0o711)
            (base / "clinic").chmod(0o555)
            os.setuid(65534)
        Restoring(Path("clinic"), outside_of(base))
        tell("made")

    told = Child(restore).lines()[0]
    assert told.startswith("NotWritable: Nothing can be restored into the folder 'clinic'")
