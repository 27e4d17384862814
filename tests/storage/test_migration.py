"""Steps of the schema: all or none, a checked copy first, and no step backwards."""

import random
import shutil
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError
from trials import TIMES

import clinic_app.storage.migration
from clinic_app.domain.errors import NewerSchema
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.migration import Migrations
from clinic_app.storage.records import pain, patients, records
from clinic_app.storage.tables import audit_row, metadata

from . import earlier
from .child import Child, Tell
from .conftest import KEY, hashes

_STEP = '''"""A step that takes its time."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table("first_new", sa.Column("id", sa.Integer, primary_key=True))
    for n in range(10):
        op.add_column("patient", sa.Column(f"new_{n}", sa.Text, server_default="x"))
        op.execute(sa.text("UPDATE patient SET given = 'Changed'"))
        time.sleep(0.002)
    with op.batch_alter_table("plan_template") as table:
        table.drop_column("description")
    op.create_table("last_new", sa.Column("id", sa.Integer, primary_key=True))
'''


@pytest.fixture
def later(tmp_path: Path) -> Migrations:
    """The steps of a later Handrail, one more than this one's."""
    folder = tmp_path / "later"
    shutil.copytree(Path(clinic_app.storage.migration.__file__).parent / "migrations", folder)
    (folder / "versions" / "0008_slow.py").write_text(_STEP)
    return Migrations(folder)


@pytest.fixture
def first(tmp_path: Path) -> Migrations:
    """The steps of the first Handrail alone."""
    return earlier.up_to(tmp_path / "first", "0001")


def test_patients_of_the_first_handrail_get_the_standard_look(path: Path, first: Migrations):
    columns = "id, given, family, record_number, language, precautions, archived, version"
    otto = "'p', 'Otto', 'Example', '', 'en', '', 0, 1"
    statements = [f"INSERT INTO patient ({columns}) VALUES ({otto})"]
    earlier.make(path, first, statements, [("add", "patient", "p")])
    opened = Database.open(path, KEY)
    with opened.read() as tx:
        assert patients.get(tx, "p") == Patient("p", "Otto", "Example", look="standard")
    opened.close()


def test_ratings_from_before_sites_belong_to_what_the_patient_is_treated_for(
    path: Path, tmp_path: Path
):
    columns = "id, given, family, record_number, language, precautions, archived, look, version"
    otto = "'p', 'Otto', 'Example', '', 'en', '', 0, 'standard', 1"
    rated = "patient_id, series, at, id, at_offset, score, context, voided, void_reason, source"
    score = "'p', 'worst', 1700000000000000, 'r', -300, 7, 'stairs', 0, '', 'diary'"
    statements = [
        f"INSERT INTO patient ({columns}) VALUES ({otto})",
        f"INSERT INTO pain_entry ({rated}) VALUES ({score})",
    ]
    steps = earlier.up_to(tmp_path / "second", "0002")
    earlier.make(path, steps, statements, [("add", "patient", "p"), ("add", "pain", "r")])
    opened = Database.open(path, KEY)
    with opened.read() as tx:
        (kept,) = pain.listing(tx, "p")
        assert records.listing(tx, records.EVENTS, "p") == []
        assert verifying.whole(tx).findings == []
    at = datetime.fromtimestamp(1_700_000_000, timezone(timedelta(hours=-5)))
    assert kept == PainRating("r", "p", Series.WORST, 7, at, "stairs", source="diary", site="")
    opened.close()


def test_rows_of_the_trail_from_before_learn_whose_record_they_are_about(
    path: Path, tmp_path: Path
):
    noted = [
        ("add", "patient", "p", "{}"),
        ("save", "program", "p", '{"version": 1}'),
        ("open", "kiosk", "p", '{"questions": 3}'),
        ("add", "pain", "r", '{"patient": "p", "score": 3}'),
        ("save", "clinic", "clinic", "{}"),
    ]
    earlier.make(path, earlier.up_to(tmp_path / "fifth", "0005"), [], noted)
    opened = Database.open(path, KEY)
    with opened.read() as tx:
        query = select(audit_row.c.patient_id).order_by(audit_row.c.seq)
        assert list(tx.connection.execute(query).scalars()) == ["p", "p", "p", "p", None]
    opened.close()


def test_the_steps_make_exactly_the_tables(db: Database):
    with db.read() as tx:
        context = MigrationContext.configure(tx.connection)
        assert compare_metadata(context, metadata) == []
        assert "alembic_version" in inspect(tx.connection).get_table_names()


def test_ratings_lie_in_order_of_patient_series_and_time(db: Database):
    with db.read() as tx:
        options = inspect(tx.connection).get_table_options("pain_entry")
        key = inspect(tx.connection).get_pk_constraint("pain_entry")
    assert options == {"sqlite_with_rowid": False}
    assert key["constrained_columns"] == ["patient_id", "series", "at", "id"]


def test_an_earlier_clinic_is_brought_up_to_date_after_a_checked_copy(
    db: Database, patient: Patient, path: Path, later: Migrations
):
    db.close()
    opened = Database.open(path, KEY, later)
    with opened.read() as tx:
        assert patients.get(tx, patient.id).given == "Changed"
        assert (
            verifying.newest(tx.trail, tx.connection, tx.trail.start, most_named=0).findings == []
        )
    opened.close()
    copy = Database.open(path.with_name("clinic-before-0008.db"), KEY)
    with copy.read() as tx:
        assert patients.get(tx, patient.id) == patient
    copy.close()


def test_a_step_that_fails_leaves_the_clinic_as_it_was(
    db: Database, patient: Patient, path: Path, later: Migrations, tmp_path: Path
):
    db.close()
    step = tmp_path / "later" / "versions" / "0008_slow.py"
    step.write_text(_STEP + '    op.execute("this is no SQL")\n')
    with pytest.raises(DBAPIError):
        Database.open(path, KEY, later)
    assert _schema(path) == "0007"
    opened = Database.open(path, KEY)
    with opened.read() as tx:
        assert patients.get(tx, patient.id) == patient
    opened.close()


def test_a_later_clinic_is_refused_and_unchanged(path: Path, later: Migrations):
    Database.create(path, KEY, later).close()
    before = hashes(path.parent)
    with pytest.raises(NewerSchema, match=r"version 0008.*up to 0007"):
        Database.open(path, KEY)
    assert hashes(path.parent) == before


def test_a_later_clinic_with_an_unfinished_journal_is_unchanged_too(path: Path, later: Migrations):
    open_elsewhere = Database.create(path, KEY, later)
    with open_elsewhere.write("a" * 32) as tx:
        tx.audit("open", "patient", "x")
    crashed = path.parent / "crashed"
    crashed.mkdir()
    for name in ("clinic.db", "clinic.db-wal", "clinic.audit"):
        shutil.copy(path.with_name(name), crashed / name)
    open_elsewhere.close()
    before = hashes(crashed)
    with pytest.raises(NewerSchema):
        Database.open(crashed / "clinic.db", KEY)
    after = hashes(crashed)
    assert {name: after[name] for name in before} == before


@pytest.mark.timeout(60 + 20 * TIMES)
def test_killed_midway_the_clinic_is_the_old_or_the_new_one(
    db: Database, patient: Patient, path: Path, later: Migrations
):
    db.close()
    old = path.read_bytes()
    copy = path.with_name("clinic-before-0008.db")
    chance = random.Random(3)
    seen: set[str | None] = set()
    for _ in range(10 * TIMES):
        for left in path.parent.glob("*clinic*.db*"):
            left.unlink()
        path.write_bytes(old)

        def work(tell: Tell) -> None:
            tell("begun")
            Database.open(path, KEY, later)

        child = Child(work).wait_for_lines(1)
        time.sleep(chance.random() * 0.15)
        child.kill()
        seen.add(_schema(path))
        if copy.exists():
            engine_sqlite.check_copy(copy, KEY)
    opened = Database.open(path, KEY, later)
    with opened.read() as tx:
        assert patients.get(tx, patient.id).given == "Changed"
    opened.close()
    assert _schema(path) == "0008"
    assert "0007" in seen


def _schema(path: Path) -> str | None:
    engine = engine_sqlite.writing_engine(path, KEY)
    with engine.connect() as connection:
        revision = Migrations.revision_of(connection)
        look = inspect(connection)
        tables = set(look.get_table_names())
        columns = {column["name"] for column in look.get_columns("patient")}
    engine.dispose()
    new = {"first_new", "last_new"}
    added = {f"new_{n}" for n in range(10)}
    assert (tables & new, columns & added) == (
        (new, added) if revision == "0008" else (set(), set())
    )
    assert not [name for name in tables if name.startswith("_alembic_tmp")]
    return revision


def test_untouched_boxes_of_an_earlier_handrail_are_marked(path: Path, tmp_path: Path):
    columns = "id, given, family, record_number, language, precautions, archived, look, version"
    otto = "'p', 'Otto', 'Example', '', 'en', '', 0, 'standard', 1"
    log = (
        "id, patient_id, day, exercise_id, item_id, done, asked, days, days_per_week,"
        " less_for_pain, pain_during, source, voided, void_reason"
    )
    rows = {
        "untouched": "0, 1, 1, 7, 0, NULL, 'diary'",
        "on-form": "0, 1, 1, 7, 0, NULL, 'form'",
        "ticked": "1, 1, 1, 7, 0, NULL, 'diary'",
        "told": "0, 1, 1, 7, 0, 3, 'diary'",
        "for-pain": "0, 1, 1, 7, 1, NULL, 'diary'",
        "in-clinic": "0, 1, 1, 7, 0, NULL, 'clinic'",
        "week": "0, 7, 7, 7, 0, NULL, 'diary'",
    }
    statements = [f"INSERT INTO patient ({columns}) VALUES ({otto})"]
    for name, values in rows.items():
        whole = f"'{name}', 'p', '2026-11-02', 'bridge', 'i', {values}, 0, ''"
        statements.append(f"INSERT INTO exercise_log ({log}) VALUES ({whole})")
    earlier.make(path, earlier.up_to(tmp_path / "fourth", "0004"), statements, [])
    opened = Database.open(path, KEY)
    with opened.read() as tx:
        logs = records.listing(tx, records.EXERCISE_LOGS, "p")
    assert {one.id for one in logs if one.unsure} == {"untouched", "on-form"}
    opened.close()
