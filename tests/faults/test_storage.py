"""Kills, damage and a full disk: nothing acknowledged is lost, nothing wrong is shown as right.

Faults 1, 3 and 5 of the table beside this file.
"""

import random
import resource
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from storage.child import Child, Tell
from storage.conftest import ACTOR, KEY
from trials import TIMES

from clinic_app.domain.errors import DamagedFile, NotWritable
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import pain
from clinic_app.storage.tables import audit_row

START = datetime(2026, 1, 1, tzinfo=UTC)


def _rating(patient: Patient, n: int) -> PainRating:
    return PainRating(f"{n:032x}", patient.id, Series.NOW, n % 11, START + timedelta(minutes=n))


def _audited(database: Database) -> set[str]:
    with database.read() as tx:
        query = select(audit_row.c.entity_id).where(audit_row.c.kind == "pain")
        return set(tx.connection.execute(query).scalars())


def _ratings(database: Database, patient: Patient) -> list[PainRating]:
    with database.read() as tx:
        return pain.listing(tx, patient.id)


def _problems(database: Database) -> list[str]:
    with database.read() as tx:
        return verifying.whole(tx).findings


@pytest.mark.timeout(60 + 60 * TIMES)
def test_killed_while_writing_nothing_acknowledged_is_lost(
    db: Database, patient: Patient, path: Path
):
    db.close()
    chance = random.Random(5)
    acknowledged: set[str] = set()
    for run in range(66 * TIMES):

        def work(tell: Tell, start: int = run * 100_000) -> None:
            opened = Database.open(path, KEY)
            for n in range(start, start + 100_000):
                rating = _rating(patient, n)
                with opened.write(ACTOR) as tx:
                    pain.add(tx, [rating])
                tell(rating.id)

        child = Child(work).wait_for_lines(chance.randrange(1, 12))
        time.sleep(chance.random() * 0.003)
        acknowledged.update(child.kill())
        opened = Database.open(path, KEY)
        assert not opened.has_loss
        kept = {entry.id for entry in _ratings(opened, patient)}
        assert acknowledged <= kept
        assert kept == _audited(opened)
        assert _problems(opened) == []
        opened.close()
    assert len(acknowledged) >= 66 * TIMES
    engine_sqlite.check_copy(path, KEY)


def _filled(db: Database, patient: Patient) -> list[PainRating]:
    ratings = [_rating(patient, n) for n in range(600)]
    for start in range(0, 600, 60):
        with db.write(ACTOR) as tx:
            pain.add(tx, ratings[start : start + 60])
    return ratings


@pytest.mark.timeout(60 + 60 * TIMES)
def test_a_flipped_byte_in_the_file_is_never_a_wrong_row(
    db: Database, patient: Patient, path: Path
):
    ratings = _filled(db, patient)
    db.close()
    whole = path.read_bytes()
    chance = random.Random(7)
    refused = 0
    for _ in range(60 * TIMES):
        place = chance.randrange(len(whole))
        spoiled = bytearray(whole)
        spoiled[place] ^= 1 << chance.randrange(8)
        path.write_bytes(spoiled)
        try:
            opened = Database.open(path, KEY)
        except DamagedFile:
            refused += 1
            assert path.read_bytes() == bytes(spoiled)
            continue
        try:
            assert _ratings(opened, patient) == ratings
        except DamagedFile:
            refused += 1
        finally:
            opened.close()
    assert refused > 0


@pytest.mark.timeout(60 + 60 * TIMES)
def test_a_flipped_byte_in_the_journal_is_never_a_wrong_row_and_a_loss_is_noticed(
    db: Database, patient: Patient, path: Path, tmp_path: Path
):
    ratings = _filled(db, patient)
    crashed = tmp_path / "crashed"
    journal = path.with_name("clinic.db-wal").read_bytes()
    chance = random.Random(11)
    noticed = 0
    for _ in range(17 * TIMES):
        shutil.rmtree(crashed, ignore_errors=True)
        crashed.mkdir()
        for name in ("clinic.db", "clinic.audit"):
            shutil.copy(path.with_name(name), crashed / name)
        spoiled = bytearray(journal)
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        (crashed / "clinic.db-wal").write_bytes(spoiled)
        try:
            opened = Database.open(crashed / "clinic.db", KEY)
        except DamagedFile:
            noticed += 1
            continue
        try:
            kept = _ratings(opened, patient)
            assert kept == ratings[: len(kept)]
            if kept != ratings:
                assert opened.has_loss
                (aside,) = crashed.glob("set-aside-*")
                assert (aside / "clinic.db-wal").read_bytes() == bytes(spoiled)
                noticed += 1
        finally:
            opened.close()
    assert noticed > 0


def test_a_flipped_byte_in_the_checkpoint_loses_nothing_and_is_told(
    db: Database, patient: Patient, path: Path
):
    ratings = _filled(db, patient)
    db.close()
    checkpoint = path.with_suffix(".audit")
    whole = checkpoint.read_bytes()
    chance = random.Random(13)
    for _ in range(4 * TIMES):
        spoiled = bytearray(whole)
        spoiled[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        checkpoint.write_bytes(spoiled)
        opened = Database.open(path, KEY)
        assert opened.findings
        assert not opened.has_loss
        assert _ratings(opened, patient) == ratings
        opened.close()


def test_a_full_disk_is_told_plainly_and_work_goes_on_once_there_is_room(
    db: Database, patient: Patient, path: Path
):
    db.close()
    acknowledged: set[str] = set()
    for run, room in enumerate((0, 100, 4096, 9000, 20_000, 60_000, 200_000)):

        def work(tell: Tell, start: int = run * 100_000, room: int = room) -> None:
            opened = Database.open(path, KEY)
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
            n = start
            try:
                while True:
                    with opened.write(ACTOR) as tx:
                        pain.add(tx, [_rating(patient, n)])
                    tell(f"{n:032x}")
                    n += 1
            except NotWritable as error:
                tell(str(error))
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            with opened.write(ACTOR) as tx:
                pain.add(tx, [_rating(patient, n)])
            tell(f"{n:032x}")
            opened.close()

        lines = Child(work).lines()
        assert len(lines) >= 2
        assert "disk" in lines[-2]
        acknowledged |= {*lines[:-2], lines[-1]}
        opened = Database.open(path, KEY)
        assert {entry.id for entry in _ratings(opened, patient)} == acknowledged
        assert _audited(opened) == acknowledged
        assert _problems(opened) == []
        opened.close()


def test_a_full_disk_leaves_no_half_backup(db: Database, patient: Patient, path: Path):
    _filled(db, patient)
    copy = path.with_name("copy.db")
    db.close()

    def work(tell: Tell) -> None:
        opened = Database.open(path, KEY)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
        try:
            opened.backup_to(copy)
        except NotWritable as error:
            tell(str(error))

    assert "disk" in Child(work).lines()[0]
    assert sorted(f.name for f in path.parent.iterdir() if "copy" in f.name) == []


def test_each_rating_keeps_one_audit_row(db: Database, patient: Patient):
    ratings = [PainRating(new_id(), patient.id, Series.NOW, 3, START) for _ in range(20)]
    with db.write(ACTOR) as tx:
        pain.add(tx, ratings)
    assert _audited(db) == {rating.id for rating in ratings}
