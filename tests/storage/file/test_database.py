"""Opening, refusing, copying and sharing a clinic file."""

import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.errors import Conflict, DamagedFile, NotFound, NotWritable
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import patients, plans

from ..child import Child, Tell
from ..conftest import ACTOR, KEY, hashes

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_what_was_written_is_there_after_a_restart(db: Database, patient: Patient, path: Path):
    db.close()
    again = Database.open(path, KEY)
    with again.read() as tx:
        assert patients.get(tx, patient.id) == patient
    again.close()
    assert sorted(f.name for f in path.parent.iterdir()) == ["clinic.audit", "clinic.db"]


def test_nothing_can_be_read_in_the_files(db: Database, patient: Patient, path: Path):
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"Marigold" not in content, file.name
        assert b"SQLite format" not in content, file.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_clinic_never_takes_the_place_of_another(db: Database, path: Path):
    with pytest.raises(Conflict):
        Database.create(path, KEY)


def test_a_missing_file_is_not_found_and_not_made(path: Path):
    with pytest.raises(NotFound):
        Database.open(path, KEY)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 5000, bytes(8192)])
def test_what_is_no_clinic_is_damaged_and_left_untouched(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        Database.open(path, KEY)
    assert path.read_bytes() == content


def test_a_wrong_key_is_refused_and_changes_nothing(db: Database, patient: Patient, path: Path):
    db.close()
    before = hashes(path.parent)
    with pytest.raises(DamagedFile):
        Database.open(path, bytes(32))
    assert hashes(path.parent) == before


def test_an_error_inside_a_change_takes_all_of_it_back(db: Database, patient: Patient):
    def change_and_fail() -> None:
        with db.write(ACTOR) as tx:
            patients.update(tx, patient.changed(given="Otto"))
            patients.mark_opened(tx, "nobody", AT)

    with pytest.raises(NotFound):
        change_and_fail()
    with db.read() as tx:
        assert patients.get(tx, patient.id) == patient
        assert verifying.whole(tx).findings == []


def test_a_reader_sees_one_moment(db: Database, patient: Patient):
    with db.read() as tx:
        assert patients.get(tx, patient.id).given == "Marigold"
        with db.write(ACTOR) as other:
            patients.update(other, patient.changed(given="Otto"))
        assert patients.get(tx, patient.id).given == "Marigold"
    with db.read() as tx:
        assert patients.get(tx, patient.id).given == "Otto"


def test_what_a_person_typed_is_never_part_of_the_language(db: Database):
    hostile = Patient(new_id(), "'; DROP TABLE patient; --", '"%s" :x')
    with db.write(ACTOR) as tx:
        patients.add(tx, hostile)
    with db.read() as tx:
        assert patients.get(tx, hostile.id) == hostile


def test_races_on_one_plan_overwrite_nothing(db: Database, patient: Patient, path: Path):
    other = Database.open(path, KEY)
    won: list[int] = []

    def seat(database: Database) -> None:
        for _ in range(40):
            with database.read() as tx:
                seen = plans.current(tx, patient.id).version
            try:
                with database.write(ACTOR) as tx:
                    won.append(plans.save(tx, patient.id, {"items": []}, seen, AT).version)
            except Conflict:
                pass

    seats = [threading.Thread(target=seat, args=(database,)) for database in (db, other, db)]
    for thread in seats:
        thread.start()
    for thread in seats:
        thread.join()
    with db.read() as tx:
        assert sorted(won) == list(range(1, plans.current(tx, patient.id).version + 1))
        assert verifying.whole(tx).findings == []
    other.close()


def test_a_backup_is_whole_and_opens_with_the_same_key(
    db: Database, patient: Patient, tmp_path: Path
):
    copy = tmp_path / "copy.db"
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            with db.write(ACTOR) as tx:
                patients.mark_opened(tx, patient.id, AT)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        db.backup_to(copy)
    finally:
        stop.set()
        writer.join()
    opened = Database.open(copy, KEY)
    with opened.read() as tx:
        assert patients.get(tx, patient.id) == patient
        assert verifying.whole(tx).findings == []
    opened.close()
    assert b"Marigold" not in copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(db: Database, tmp_path: Path):
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(Conflict):
        db.backup_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_backup_of_a_damaged_clinic_is_refused(db: Database, patient: Patient, path: Path):
    db.close()
    with path.open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(b"damage")
    damaged = Database.open(path, KEY)
    with pytest.raises(DamagedFile):
        damaged.backup_to(path.with_name("copy.db"))
    damaged.close()
    assert not path.with_name("copy.db").exists()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may enter, which those of the tests are not."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_clinic_that_cannot_be_written_opens_for_reading(open_folder: Path, what: str):
    path = open_folder / "clinic.db"
    patient = Patient(new_id(), "Otto", "Example")
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        patients.add(tx, patient)
    database.close()
    for file in open_folder.iterdir():
        file.chmod(0o444 if what == "file" else 0o644)
    open_folder.chmod(0o555 if what == "folder" else 0o777)
    before = hashes(open_folder)

    def work(tell: Tell) -> None:
        _become_nobody()
        opened = Database.open(path, KEY)
        with opened.read() as tx:
            tell(patients.get(tx, patient.id).given)
            tell(str([*opened.findings, *verifying.whole(tx).findings]))
        tell(str(opened.is_read_only))
        try:
            with opened.write(ACTOR) as tx:
                patients.mark_opened(tx, patient.id, AT)
        except NotWritable as error:
            tell(str(error))
        opened.close()

    name, problems, is_read_only, refusal = Child(work).lines()
    assert (name, problems, is_read_only) == ("Otto", "[]", "True")
    assert "reading only" in refusal
    after = hashes(open_folder)
    assert {name: after[name] for name in before} == before


def test_a_file_that_was_read_only_for_a_moment_can_be_written_after_it(open_folder: Path):
    path = open_folder / "clinic.db"

    def work(tell: Tell) -> None:
        _become_nobody()
        database = Database.create(path, KEY)
        for moment in ("closed", "open"):
            if moment == "closed":
                database.close()
            path.chmod(0o444)
            reader = Database.open(path, KEY)
            with reader.read() as tx:
                patients.listing(tx)
            tell(str(reader.is_read_only))
            path.chmod(0o600)
            tell(str(reader.may_be_written_again))
            reader.close()
            database = Database.open(path, KEY)
            with database.write(ACTOR) as tx:
                patients.add(tx, Patient(new_id(), "Otto", "Example"))
            tell(f"written {moment}")
        database.close()

    open_folder.chmod(0o777)
    lines = ["True", "True", "written closed", "True", "True", "written open"]
    assert Child(work).lines() == lines


def test_files_made_beside_it_while_it_was_read_only_are_mended(open_folder: Path):
    path = open_folder / "clinic.db"

    def crash(_: Tell) -> None:  # the journal then holds what was written
        _become_nobody()
        with Database.create(path, KEY).write(ACTOR) as tx:
            patients.add(tx, Patient(new_id(), "Otto", "Example"))

    def work(tell: Tell) -> None:
        _become_nobody()
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).chmod(0o444)
        opened = Database.open(path, KEY)
        with opened.write(ACTOR) as tx:
            patients.add(tx, Patient(new_id(), "Ada", "Example"))
        with opened.read() as tx:
            tell(" ".join(sorted(row.patient.given for row in patients.listing(tx))))

    open_folder.chmod(0o777)
    assert Child(crash).lines() == []
    assert Child(work).lines() == ["Ada Otto"]


def test_an_open_clinic_that_was_read_only_for_a_moment_is_written_at_the_next_try(
    open_folder: Path,
):
    path = open_folder / "clinic.db"

    def work(tell: Tell) -> None:
        _become_nobody()
        Database.create(path, KEY).close()
        database = Database.open(path, KEY)
        path.chmod(0o444)
        for moment in ("before", "after"):
            try:
                with database.write(ACTOR) as tx:
                    patients.add(tx, Patient(new_id(), "Otto", "Example"))
                tell("written")
            except NotWritable as error:
                tell(f"{moment}: {error}")
            path.chmod(0o600)
        database.close()

    open_folder.chmod(0o777)
    refused, written = Child(work).lines()
    assert refused.startswith("before: clinic.db")
    assert "permissions" in refused
    assert written == "written"


def test_a_reader_of_a_read_only_folder_notices_when_somebody_begins_to_write(open_folder: Path):
    path = open_folder / "clinic.db"
    Database.create(path, KEY).close()
    for file in open_folder.iterdir():
        file.chmod(0o644)
    open_folder.chmod(0o555)

    def work(tell: Tell) -> None:
        _become_nobody()
        opened = Database.open(path, KEY)
        tell("open")
        for _ in range(500):
            time.sleep(0.01)
            with opened.read() as tx:
                patients.listing(tx)

    child = Child(work).wait_for_lines(1)
    open_folder.chmod(0o755)
    writer = Database.open(path, KEY)
    with writer.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Example"))
    assert child.lines()[1].startswith("AlreadyOpen")
    writer.close()


def test_a_folder_that_cannot_be_written_takes_no_new_clinic(open_folder: Path):
    open_folder.chmod(0o555)

    def work(tell: Tell) -> None:
        _become_nobody()
        try:
            Database.create(open_folder / "clinic.db", KEY)
        except NotWritable as error:
            tell(str(error))

    assert "another folder" in Child(work).lines()[0]


def _become_nobody() -> None:
    # The superuser may write anywhere; anybody else is stopped by the permissions already.
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def test_a_commit_waits_for_the_disk(db: Database):
    # A killed process cannot show this: only a power cut could, after the fact.
    with db.read() as tx:
        found = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}
