"""A new data key: everything is there, the old key opens nothing, and a kill loses nothing."""

import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from trials import TIMES

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    NotFound,
    NotWritable,
    Replaced,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.audit.verifying import Stopped
from clinic_app.storage.file import reencryption
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.records import patients

from ..conftest import ACTOR
from ..dying import die_at
from ..key_files import CHEAP, IVY, PASSPHRASES, RECOVERY, ROBIN, make_format_1

STAYING = (ROBIN.id,)
PATIENTS = 8  # few: a hundred trials look at each of them


@dataclass
class Files:
    """A clinic of two logins on the disk."""

    folder: Path
    data_key: bytes

    @property
    def path(self) -> Path:
        return self.folder / "clinic.db"

    def keys(self) -> KeyFile:
        return KeyFile.load(self.folder / "clinic.keys", self.folder.parent / "kept.keys")

    def rows(self, key: bytes | bytearray, *, add: str = "") -> list[str]:
        """The given names of all patients; then one more is added, where a name is given."""
        database = Database.open(self.path, key)
        with database.read() as tx:
            given = sorted(row.patient.given for row in patients.listing(tx))
            assert not verifying.whole(tx).findings
        if add:
            with database.write(ACTOR) as tx:
                patients.add(tx, Patient(new_id(), add, "Sample"))
        database.close()
        return given

    def add(self, key: bytes | bytearray, given: str) -> None:
        self.rows(key, add=given)

    def unlocked(self) -> bytearray:
        """As a start of the program does it."""
        keys = self.keys()
        reencryption.finish(self.path, keys)
        return keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])


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
def files(tmp_path: Path) -> Files:
    folder = tmp_path / "clinic"
    folder.mkdir()
    keys, data_key = KeyFile.create(
        folder / "draft.keys",
        clinic_name="Placeholder Clinic",
        clinician=ROBIN,
        passphrase=PASSPHRASES[ROBIN.id],
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    Database.create(folder / "clinic.db", data_key).close()
    keys.publish(folder / "clinic.keys", tmp_path / "kept.keys")
    keys.set_login(data_key, IVY, PASSPHRASES[IVY.id])
    made = Files(folder, bytes(data_key))
    for n in range(PATIENTS):
        made.add(data_key, f"Marigold {n}")
    return made


@pytest.fixture
def old_copies(files: Files, tmp_path: Path) -> Path:
    """What a removed clinician carried off: all files of before."""
    shutil.copytree(files.folder, tmp_path / "carried-off")
    return tmp_path / "carried-off"


def _anew(files: Files, **given: object) -> bytearray:
    keys = files.keys()
    if IVY.id in {login.clinician_id for login in keys.logins}:
        keys.remove_login(IVY.id)
    return reencryption.encrypt_anew(files.path, keys, files.data_key, STAYING, **given)


def test_everything_is_there_with_the_new_key_and_nothing_with_the_old(files: Files):
    before = files.rows(files.data_key)
    seen: list[tuple[int, int]] = []
    new_key = _anew(files, progress=lambda done, total: seen.append((done, total)))
    assert new_key != files.data_key
    assert files.unlocked() == files.keys().recover(RECOVERY) == new_key
    assert files.rows(new_key) == before
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]
    with pytest.raises(DamagedFile):
        Database.open(files.path, files.data_key)
    assert not list(files.folder.glob(".clinic.db-anew"))
    assert not list(files.folder.glob("*-wal"))
    assert files.path.stat().st_mode & 0o777 == 0o600


def test_a_removed_clinician_with_old_copies_of_all_files_opens_nothing_new(
    files: Files, old_copies: Path
):
    new_key = _anew(files)
    files.add(new_key, "Otto written later")
    old = KeyFile.load(old_copies / "clinic.keys")
    her_key = old.unlock(IVY.id, PASSPHRASES[IVY.id])  # her copies stay readable, as is said
    with pytest.raises(DamagedFile):
        Database.open(files.path, her_key)
    new = files.path.read_bytes()
    her_names = ("clinic.keys", "clinic.keys-copy")
    for names in (her_names[:1], her_names[1:], her_names):  # she puts hers beside the new file
        for name in names:
            shutil.copy(old_copies / name, files.folder / name)
        shutil.copy(old_copies / "clinic.keys", files.folder.parent / "kept.keys")
        keys = KeyFile.load(files.folder / "clinic.keys")
        reencryption.finish(files.path, keys)
        try:
            found = keys.unlock(IVY.id, PASSPHRASES[IVY.id])
        except (NotFound, DamagedFile):
            continue
        with pytest.raises(DamagedFile):
            Database.open(files.path, found)
    assert files.path.read_bytes() == new


def test_her_passphrase_opens_nothing_even_in_every_copy_that_is_left(files: Files):
    _anew(files)
    for place in (files.folder / "clinic.keys", files.folder / "clinic.keys-copy"):
        assert IVY.id not in place.read_text()
    with pytest.raises(NotFound):
        files.keys().unlock(IVY.id, PASSPHRASES[IVY.id])
    with pytest.raises(WrongPassphrase):
        files.keys().unlock_any(PASSPHRASES[IVY.id])


def test_a_session_that_had_the_file_open_writes_nothing_into_the_old_one(files: Files):
    other = Database.open(files.path, files.data_key)
    with other.read() as tx:
        assert len(patients.listing(tx)) == PATIENTS
    new_key = _anew(files)
    with pytest.raises(Replaced), other.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Sample"))
    with pytest.raises(Replaced), other.read() as tx:
        patients.listing(tx)
    files.add(new_key, "Otto")
    other.close()  # it takes no journal away from those who work with the new file
    assert len(files.rows(new_key)) == PATIENTS + 1


def test_a_session_goes_on_with_the_new_key(files: Files):
    own = Database.open(files.path, files.data_key)
    new_key = _anew(files)
    own.take_key(new_key)
    with own.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Sample"))
    own.close()
    assert len(files.rows(new_key)) == PATIENTS + 1


def test_what_others_wrote_just_before_is_in_the_new_file(files: Files):
    other = Database.open(files.path, files.data_key)
    with other.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Just before", "Sample"))
    new_key = _anew(files)  # its journal is not in the file yet
    other.close()
    assert "Just before" in files.rows(new_key)


def test_somebody_who_is_writing_is_waited_for_and_then_told_of(files: Files, monkeypatch):
    monkeypatch.setattr("clinic_app.storage.file.engine_sqlite._BUSY_MS", 50)
    other = Database.open(files.path, files.data_key)
    with other.write(ACTOR), pytest.raises(NotWritable, match="Somebody else is working"):
        _anew(files)
    other.close()
    assert len(files.rows(files.data_key)) == PATIENTS


def test_cancelling_leaves_everything_as_it_was(files: Files):
    files.keys().remove_login(IVY.id)
    before = files.path.read_bytes()
    for after in range(3):
        calls: list[int] = []

        def stop(calls: list[int] = calls, after: int = after) -> bool:
            calls.append(1)
            return len(calls) > after

        with pytest.raises(Stopped):
            _anew(files, cancelled=stop)
        assert files.path.read_bytes() == before
        assert not list(files.folder.glob(".clinic.db-anew"))
        assert files.unlocked() == files.data_key


def test_a_full_disk_is_told_before_anything_is_done(files: Files, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 9, 9))
    with pytest.raises(NotWritable, match=r"needs \d+ MB"):
        _anew(files)
    assert files.unlocked() == files.data_key


def test_somebody_who_got_a_login_meanwhile_is_not_shut_out(files: Files):
    keys = files.keys()
    with pytest.raises(Conflict, match="login meanwhile"):
        reencryption.encrypt_anew(files.path, keys, files.data_key, STAYING)
    assert keys.unlock(IVY.id, PASSPHRASES[IVY.id]) == files.data_key
    assert len(files.rows(files.data_key)) == PATIENTS


def test_whoever_has_no_pair_is_named_before_the_data_key_changes(tmp_path: Path):
    data_key = make_format_1(tmp_path / "clinic.keys")
    Database.create(tmp_path / "clinic.db", data_key).close()
    keys = KeyFile.load(tmp_path / "clinic.keys")
    keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])
    everybody = (ROBIN.id, IVY.id)
    assert keys.unsealable(data_key) == [IVY.id, "recovery"]
    with pytest.raises(UserError, match="no key pair"):
        reencryption.encrypt_anew(tmp_path / "clinic.db", keys, data_key, everybody)
    keys.set_login(data_key, IVY, "given by the owner")
    keys.set_recovery_key(data_key, RECOVERY)
    new_key = reencryption.encrypt_anew(tmp_path / "clinic.db", keys, data_key, everybody)
    assert keys.unlock(IVY.id, "given by the owner") == keys.recover(RECOVERY) == new_key


def test_a_public_key_that_somebody_put_in_the_file_is_not_sealed_to(files: Files):
    keys, stranger = files.keys(), b"\x07" * 32
    keys.remove_login(IVY.id)

    def swap(now):
        from dataclasses import replace

        return now.with_wrap(replace(now.wraps[ROBIN.id], public=stranger))

    keys.change(swap)
    with pytest.raises(UserError, match="no key pair"):
        reencryption.encrypt_anew(files.path, keys, files.data_key, STAYING)


def test_copies_that_lie_in_the_folder_are_found_encrypted_anew_or_deleted(files: Files):
    database = Database.open(files.path, files.data_key)
    database.backup_to(files.folder / "clinic-before-0006.db")
    (files.folder / "set-aside-20261130-010203").mkdir()
    database.backup_to(files.folder / "set-aside-20261130-010203" / "clinic.db")
    database.close()
    copies = reencryption.reachable_copies(files.folder)
    assert [copy.name for copy in copies] == ["clinic-before-0006.db", "clinic.db"]
    new_key = _anew(files, copies=copies)
    for copy in copies:
        opened = Database.open(copy, new_key)
        with opened.read() as tx:
            assert len(patients.listing(tx)) == PATIENTS
        opened.close()
        with pytest.raises(DamagedFile):
            Database.open(copy, files.data_key)
    reencryption.delete_copies(copies)
    assert reencryption.reachable_copies(files.folder) == ()
    assert not list(files.folder.glob("*before*"))


def test_a_deleted_copy_is_overwritten_whole(files: Files):
    copy = files.folder / "clinic-before-0006.db"
    copy.write_bytes(os.urandom((5 << 20) + 7))
    with copy.open("rb") as still_open:
        reencryption.delete_copies([copy])
        assert set(still_open.read()) == {0}


def _set_aside(files: Files) -> Path:
    """Files of a crash, with a journal, as they are copied aside."""
    database = Database.open(files.path, files.data_key)
    with database.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Sample"))
    aside = files.folder / "set-aside-20261130-010203"
    aside.mkdir()
    for end in ("", "-wal"):
        shutil.copy2(files.folder / f"clinic.db{end}", aside)
    database.close()
    return aside


@pytest.mark.parametrize("harm", ["damaged", "another key's", "short"])
def test_a_copy_that_cannot_be_read_is_named_and_nothing_is_changed(files: Files, harm: str):
    copy = _set_aside(files) / "clinic.db"
    content = bytearray(copy.read_bytes())
    if harm == "short":
        content = content[: len(content) // 2]
        copy.with_name("clinic.db-wal").unlink()
    else:
        content[0 if harm == "another key's" else 5000] ^= 1
    copy.write_bytes(content)
    before = {file.name: file.read_bytes() for file in copy.parent.iterdir()}
    with pytest.raises(DamagedFile, match=r"The copy set-aside-.*/clinic\.db cannot be encrypted"):
        _anew(files, copies=[copy])
    assert len(files.rows(files.data_key)) == PATIENTS + 1
    assert (
        before.items() <= {file.name: file.read_bytes() for file in copy.parent.iterdir()}.items()
    )


def test_what_a_crash_left_of_setting_aside_keeps_no_earlier_key(files: Files):
    draft = files.folder / ".set-aside-20261130-010203"
    draft.mkdir()
    shutil.copy2(files.path, draft)
    _anew(files)
    assert not draft.exists()


def test_stopping_leaves_a_copy_with_its_damaged_journal_as_it_was(files: Files):
    copy = _set_aside(files) / "clinic.db"
    journal = copy.with_name("clinic.db-wal")
    journal.write_bytes(journal.read_bytes()[:-7] + b"damaged")
    before = copy.read_bytes(), journal.read_bytes()
    told: list[int] = []
    with pytest.raises(Stopped):
        _anew(
            files,
            copies=[copy],
            progress=lambda done, _all: told.append(done),
            cancelled=lambda: len(told) > 2,
        )
    assert (copy.read_bytes(), journal.read_bytes()) == before


@pytest.fixture
def trials(files: Files, tmp_path: Path) -> "Trials":
    """Trials that each begin with the same clinic, which has a copy of before a migration."""
    database = Database.open(files.path, files.data_key)
    database.backup_to(files.folder / "clinic-before-0006.db")
    database.close()
    files.keys().remove_login(IVY.id)
    shutil.copytree(files.folder, tmp_path / "template")
    return Trials(files, (tmp_path / "kept.keys").read_bytes(), files.rows(files.data_key))


@dataclass
class Trials:
    """Kills while a clinic is encrypted anew, and what is found after each."""

    files: Files
    kept: bytes
    rows: list[str]
    old: int = 0
    new: int = 0

    def begin(self) -> None:
        """The same files as at first."""
        folder = self.files.folder
        shutil.rmtree(folder)
        shutil.copytree(folder.parent / "template", folder)
        (folder.parent / "kept.keys").write_bytes(self.kept)

    def child(self, steps: int) -> int:
        """A process that encrypts the clinic anew, and dies at a step; its id."""
        child = os.fork()
        if child:
            return child
        try:
            left = [steps]
            files, keys = self.files, self.files.keys()
            copies = reencryption.reachable_copies(files.folder)
            die_at(left)
            reencryption.encrypt_anew(files.path, keys, files.data_key, STAYING, copies=copies)
            count = steps - left[0]
            (files.folder.parent / "steps").write_text(str(count))
            os._exit(0)
        finally:
            os._exit(1)

    def steps(self) -> int:
        """How many steps there are."""
        self.begin()
        assert os.waitpid(self.child(1 << 30), 0)[1] == 0
        return int((self.files.folder.parent / "steps").read_text())

    def check(self) -> None:
        """The clinic opens with the same data, and work goes on."""
        files = self.files
        key = files.unlocked()
        is_new = key != files.data_key
        self.new, self.old = self.new + is_new, self.old + (not is_new)
        assert files.rows(key, add="Otto goes on") == self.rows
        Database.open(files.folder / "clinic-before-0006.db", key).close()
        assert not list(files.folder.glob(".clinic*anew"))
        assert not files.keys().is_pending
        assert files.keys().recover(RECOVERY) == key


def test_a_kill_at_any_step_leaves_a_clinic_that_opens_with_the_same_data(trials: Trials):
    every = trials.steps()
    for step in range(0, every, max(1, every // (50 * TIMES))):
        trials.begin()
        os.waitpid(trials.child(step), 0)
        trials.check()
    assert trials.old + trials.new >= 50
    assert trials.old > 10
    assert trials.new > 10


def test_a_kill_at_any_moment_leaves_a_clinic_that_opens_with_the_same_data(trials: Trials):
    trials.begin()
    began = time.perf_counter()
    os.waitpid(trials.child(1 << 30), 0)
    whole_s = time.perf_counter() - began
    kills = 20 * TIMES
    for n in range(kills):
        trials.begin()
        child = trials.child(1 << 30)
        time.sleep(whole_s * 1.5 * random.uniform(n, n + 1) / kills)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        trials.check()
    assert trials.old
    assert trials.new


def test_no_acknowledged_change_of_another_process_is_lost_on_the_way(files: Files):
    files.keys().remove_login(IVY.id)
    before = len(files.rows(files.data_key))
    stop = files.folder.parent / "stop"
    ready, told = os.pipe()
    writers = [_writer(files, stop, told) for _ in range(2)]
    os.close(told)
    key, kept = files.data_key, b""
    for _ in range(4 * TIMES):
        kept += os.read(ready, 1 << 16)  # waits until somebody wrote again
        time.sleep(random.uniform(0, 0.1))
        key = bytes(_again(files, key))
    stop.touch()
    while more := os.read(ready, 1 << 16):
        kept += more
    os.close(ready)
    assert [os.waitpid(one, 0)[1] for one in writers] == [0, 0]
    assert len(kept) >= 4 * TIMES
    assert len(files.rows(key)) == before + len(kept)


def _again(files: Files, key: bytes) -> bytearray:
    for _ in range(200):
        try:
            return reencryption.encrypt_anew(files.path, files.keys(), key, STAYING)
        except NotWritable:  # a writer was in the way
            continue
    raise AssertionError("never had a turn")


def _writer(files: Files, stop: Path, told: int) -> int:
    """A process that adds patients, unlocks anew when told to, and tells each that was kept."""
    child = os.fork()
    if child:
        return child
    try:
        while not stop.exists():
            with suppress(NotWritable, Replaced, DamagedFile):
                database = Database.open(files.path, files.unlocked())
                try:
                    while not stop.exists():
                        with database.write(ACTOR) as tx:
                            patients.add(tx, Patient(new_id(), "Otto", "Sample"))
                        os.write(told, b".")
                finally:
                    database.close()
        os._exit(0)
    finally:
        os._exit(1)
