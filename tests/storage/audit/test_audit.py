"""Rows of the audit trail that are changed, removed, reordered or cut off are found."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient.patient import Patient
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import patients
from clinic_app.storage.tables import audit_row

from ..conftest import ACTOR, KEY


@pytest.fixture
def trail(db: Database) -> Database:
    for n in range(10):
        with db.write(ACTOR) as tx:
            tx.audit("change", "patient", f"{n:032x}", {"n": n, "who": "B\u00e9a"})
    return db


def _problems(db: Database) -> list[str]:
    with db.read() as tx:
        return [finding.what for finding in verifying.whole(tx).findings]


def _tamper(path: Path, *statements: str) -> None:
    engine = engine_sqlite.writing_engine(path, KEY)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_an_honest_trail_has_no_problems_and_says_who_did_what(trail: Database):
    assert _problems(trail) == []
    with trail.read() as tx:
        rows = tx.connection.execute(select(audit_row).order_by(audit_row.c.seq)).all()
    assert [row.seq for row in rows] == list(range(1, 11))
    assert {(row.actor_id, row.action, row.kind) for row in rows} == {(ACTOR, "change", "patient")}
    assert rows[3].entity_id == f"{3:032x}"


@pytest.mark.parametrize(
    "column",
    [
        "at = at + 1",
        "at_offset = 61",
        "actor_id = 'x'",
        "action = 'x'",
        "entity_id = 'x'",
        "detail = '{}'",
        "patient_id = NULL",
        "detail_digest = x'00'",
        "detail_digest = NULL",
        "record_digest = NULL",
        "mac = x'00'",
    ],
)
def test_a_changed_row_is_named(trail: Database, path: Path, column: str):
    _tamper(path, f"UPDATE audit_row SET {column} WHERE seq = 4")
    found = _problems(trail)
    assert found[0] == "Row 4 of the audit trail was changed or moved after it was written."


def test_a_removed_row_is_found(trail: Database, path: Path):
    _tamper(path, "DELETE FROM audit_row WHERE seq = 5")
    assert "Row 5 of the audit trail is missing." in _problems(trail)


def test_a_removed_row_is_found_when_the_others_close_ranks(trail: Database, path: Path):
    closing = [f"UPDATE audit_row SET seq = {n - 1} WHERE seq = {n}" for n in range(6, 11)]
    _tamper(path, "DELETE FROM audit_row WHERE seq = 5", *closing)
    assert _problems(trail)[0].startswith("Row 5 of the audit trail was changed or moved")


def test_rows_that_changed_places_are_found(trail: Database, path: Path):
    _tamper(
        path,
        "UPDATE audit_row SET seq = 99 WHERE seq = 2",
        "UPDATE audit_row SET seq = 2 WHERE seq = 3",
        "UPDATE audit_row SET seq = 3 WHERE seq = 99",
    )
    assert _problems(trail)[0].startswith("Row 2 of the audit trail was changed or moved")


def test_rows_cut_off_at_the_end_are_found_and_stay_found(trail: Database, path: Path):
    _tamper(path, "DELETE FROM audit_row WHERE seq > 7")
    (told,) = _problems(trail)
    assert told.startswith("3 changes or notes are missing at the end, the last of them on ")
    for n in range(5):  # Going on working must not wipe the evidence away.
        with trail.write(ACTOR) as tx:
            tx.audit("change", "patient", f"{n:032x}")
    assert _problems(trail) == [
        "The records are not those that were written last here: another file was put back."
    ]


def test_all_rows_removed_is_found(trail: Database, path: Path):
    _tamper(path, "DELETE FROM audit_row")
    assert _problems(trail)[0].startswith("10 changes or notes are missing at the end")


@pytest.mark.parametrize("content", [None, b"", b"0 00 00", b"\xff"])
def test_a_missing_or_forged_checkpoint_is_found_and_stays_found(
    trail: Database, path: Path, content: bytes | None
):
    checkpoint = path.with_suffix(".audit")
    checkpoint.unlink()
    if content is not None:
        checkpoint.write_bytes(content)
    with trail.write(ACTOR) as tx:
        tx.audit("change", "patient", "x")
    (told,) = _problems(trail)
    state = "is missing" if content is None else "cannot be read"
    assert told.startswith(f"The checkpoint clinic.audit {state}")


def test_a_checkpoint_one_commit_behind_after_a_crash_is_no_problem(
    trail: Database, path: Path, tmp_path: Path
):
    checkpoint = path.with_suffix(".audit")
    shutil.copy(checkpoint, tmp_path / "before")
    with trail.write(ACTOR) as tx:
        tx.audit("change", "patient", "x")
    shutil.copy(tmp_path / "before", checkpoint)
    assert _problems(trail) == []
    with trail.write(ACTOR) as tx:
        tx.audit("change", "patient", "y")
    assert _problems(trail) == []
    assert checkpoint.read_text().startswith("2 12 ")


def test_an_older_copy_put_in_place_is_found_until_a_person_accepts_it(
    trail: Database, path: Path, patient: Patient
):
    trail.backup_to(path.with_name("older.db"))
    with trail.write(ACTOR) as tx:
        tx.audit("change", "patient", patient.id)
    trail.close()
    path.with_name("older.db").replace(path)
    opened = Database.open(path, KEY)
    assert _problems(opened)[0].startswith("1 change or note is missing at the end")
    opened.renew_checkpoints()
    assert _problems(opened) == []
    opened.close()


def test_a_change_that_was_taken_back_leaves_no_row(trail: Database):
    def change_and_fail() -> None:
        with trail.write(ACTOR) as tx:
            tx.audit("change", "patient", "x")
            patients.mark_opened(tx, "nobody", datetime.now(UTC))

    with pytest.raises(NotFound):
        change_and_fail()
    with trail.read() as tx:
        assert len(tx.connection.execute(select(audit_row)).all()) == 10
    assert _problems(trail) == []
