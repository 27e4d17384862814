"""Checks of an open clinic: when they are due, what they find, and how a person goes on."""

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from clinic_app.domain.errors import Locked
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.finding import FindingKind
from clinic_app.services.audit.checking import Stopped
from clinic_app.services.workspace import Workspace
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.records import pain

from ..conftest import Clock

pytestmark = pytest.mark.by_hand


@pytest.fixture
def rated(workspace: Workspace, clock: Clock) -> Workspace:
    """Otto with 300 ratings."""
    who = workspace.patients.add(Patient(new_id(), "Otto", "Example")).id
    ratings = [PainRating(new_id(), who, Series.NOW, n % 11, clock()) for n in range(300)]
    with workspace._database.write(workspace.actor.id) as tx:
        pain.add(tx, ratings)
    return workspace


def by_hand(workspace: Workspace, *statements: str) -> None:
    """As somebody does who has the key and another program."""
    with workspace._database.key_in_use() as key:  # pyright: ignore[reportPrivateUsage] # as one who has it
        engine = engine_sqlite.writing_engine(workspace.folder / "clinic.db", bytes(key))
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


def test_a_check_is_due_at_once_then_daily_and_the_pages_weekly(rated: Workspace, clock: Clock):
    checking = rated.checking
    assert checking.is_due()
    assert checking.are_pages_due()
    assert checking.quick() == []
    assert checking.pages() == []
    assert not checking.is_due()
    clock.forward(hours=23)
    assert not checking.is_due()
    clock.forward(hours=2)
    assert checking.is_due()
    assert not checking.are_pages_due()
    clock.forward(days=7)
    assert checking.are_pages_due()


def test_a_whole_check_tells_how_far_it_is_and_counts(rated: Workspace):
    told: list[tuple[int, int]] = []
    checked = rated.checking.records(lambda done, total: told.append((done, total)))
    assert checked.findings == []
    assert (checked.proven, checked.not_proven) == (303, 0)  # clinic, clinician, Otto
    assert told[-1][0] == told[-1][1]
    last = rated.checking.last_checks()
    assert (last.proven, last.whole is not None) == (303, True)


def test_the_quick_check_looks_at_what_is_new_alone(rated: Workspace):
    assert rated.checking.quick() == []
    by_hand(rated, "UPDATE pain_entry SET score = 10 - score WHERE score <> 5")
    assert rated.checking.quick() == []
    assert {f.kind for f in rated.checking.whole()} == {FindingKind.RECORD_CHANGED}


def test_the_quick_check_asks_for_many_new_records_together(rated: Workspace):
    """One by one each of them would go through all ratings of its patient."""
    who = rated.patients.add(Patient(new_id(), "Marigold", "Sample")).id
    now = rated.now()
    many = [
        PainRating(new_id(), who, Series.NOW, 3, now - timedelta(minutes=n)) for n in range(2000)
    ]
    rated.pain.add_all(who, many)
    asked: list[str] = []
    engine = rated._database._engine  # pyright: ignore[reportPrivateUsage] # what is asked of it

    @event.listens_for(engine, "before_cursor_execute")
    def count(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    assert rated.checking.quick() == []
    assert len([one for one in asked if "FROM pain_entry" in one]) < 10


def test_of_very_much_that_is_new_the_quick_check_checks_all(rated: Workspace):
    who = rated.patients.add(Patient(new_id(), "Marigold", "Sample")).id
    now = rated.now()
    many = [
        PainRating(new_id(), who, Series.NOW, 3, now - timedelta(minutes=n)) for n in range(20_001)
    ]
    rated.pain.add_all(who, many)
    with pytest.raises(Stopped):
        rated.checking.quick(cancelled=lambda: True)
    told: list[int] = []
    assert rated.checking.quick(lambda done, _of: told.append(done)) == []
    assert told[-1] > len(many)


def test_what_was_found_and_accepted_is_told_no_more(rated: Workspace):
    by_hand(
        rated,
        "UPDATE pain_entry SET score = 10 - score WHERE score <> 5",
        "DELETE FROM pain_entry WHERE score = 5",
        "UPDATE audit_row SET action = 'x' WHERE seq = 2",
    )
    found = rated.checking.whole()
    kinds = {finding.kind for finding in found}
    assert FindingKind.RECORD_CHANGED in kinds
    assert FindingKind.ROW_CHANGED in kinds
    assert "more were found." in found[-1].what
    rated.checking.go_on()
    assert rated.checking.whole() == []
    by_hand(rated, "UPDATE pain_entry SET score = 1 WHERE score = 2")
    assert {f.kind for f in rated.checking.whole()} == {FindingKind.RECORD_CHANGED}


@pytest.mark.parametrize("check", ["whole", "pages"])
def test_a_check_ends_when_nobody_wants_to_wait(rated: Workspace, check: str):
    run: Callable[..., object] = getattr(rated.checking, check)
    with pytest.raises(Stopped):
        run(cancelled=lambda: True)
    last = rated.checking.last_checks()
    assert getattr(last, check) is None


def test_damaged_pages_are_counted(rated: Workspace):
    checking, path = rated.checking, rated.folder / "clinic.db"
    assert checking.pages() == []
    by_hand(rated, "PRAGMA wal_checkpoint(TRUNCATE)")
    pages = path.stat().st_size // 4096
    flipped = random.Random(3).sample(range(1, pages), 3)
    # In another process, as a dying disk does: SQLite's locks on the file must stay.
    _flip(path, flipped)
    (found,) = checking.pages()
    assert found.kind is FindingKind.PAGES
    assert found.what.startswith(f"3 of {pages} pages of clinic.db are damaged")


def test_a_page_that_the_journal_holds_anew_is_not_damaged(rated: Workspace):
    # What lies in the file is older, and not read any more.
    path = rated.folder / "clinic.db"
    by_hand(rated, "PRAGMA wal_checkpoint(TRUNCATE)", "UPDATE pain_entry SET score = 1")
    pages = path.stat().st_size // 4096
    journal = (rated.folder / "clinic.db-wal").read_bytes()
    frames = range(32, len(journal), 4096 + 24)
    renewed = {int.from_bytes(journal[place : place + 4], "big") for place in frames}
    _flip(path, [page - 1 for page in sorted(renewed) if 1 < page <= pages])
    assert rated.checking.pages() == []


def _flip(path: Path, pages: list[int]) -> None:
    script = (
        "import sys\n"
        "with open(sys.argv[1], 'r+b') as file:\n"
        "    for page in map(int, sys.argv[2:]):\n"
        "        file.seek(page * 4096 + 1234); byte = file.read(1)[0]\n"
        "        file.seek(page * 4096 + 1234); file.write(bytes([byte ^ 1]))\n"
    )
    command = [sys.executable, "-I", "-c", script, str(path), *map(str, pages)]
    subprocess.run(command, check=True)


def test_a_locked_clinic_is_not_checked(workspace: Workspace):
    workspace.close()
    for check in (workspace.checking.quick, workspace.checking.whole, workspace.checking.pages):
        with pytest.raises(Locked):
            check()


@pytest.mark.parametrize("check", ["quick", "whole"])
def test_who_writes_while_a_check_runs_makes_it_find_nothing(rated: Workspace, check: str):
    who = rated.patients.find("Otto").id
    engine = rated._database._engine  # pyright: ignore[reportPrivateUsage] # for each statement
    is_writing = False

    def write(*_: object) -> None:
        nonlocal is_writing
        if not is_writing:
            is_writing = True
            rated.pain.record(who, 4)
            is_writing = False

    event.listen(engine, "after_cursor_execute", write)
    found = rated.checking.quick() if check == "quick" else rated.checking.whole()
    assert found == []
    assert len(rated.pain.listing(who)) > 303
