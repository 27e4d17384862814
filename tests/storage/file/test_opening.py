"""What is missing or was changed is told at opening, and set aside before anything is written."""

import os
import random
import resource
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import pain, patients
from clinic_app.storage.tables import audit_row

from .. import earlier
from ..child import Child, Tell
from ..conftest import ACTOR, KEY, hashes

TIMES = int(os.environ.get("HANDRAIL_FAULTS", "1"))
AT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
WHO = Patient("1" * 32, "Marigold", "Sample", record_number="H-0001")
FILES = ("clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.audit")


class Seat:
    """A clinic folder, with the checkpoint that the computer keeps outside it."""

    def __init__(self, folder: Path, outside: Path) -> None:
        self.folder, self.outside = folder, outside
        self.path = folder / "clinic.db"

    def open(self) -> Database:
        return Database.open(self.path, KEY, outside=self.outside)

    def found(self) -> list[Finding]:
        """What opening tells; it is closed again."""
        opened = self.open()
        opened.close()
        return list(opened.findings)

    def file(self, end: str) -> Path:
        return self.path.with_name(f"clinic{end}")


def rate(database: Database, count: int) -> None:
    """One rating a commit."""
    for n in range(count):
        at = AT + timedelta(minutes=random.randrange(10**6))
        with database.write(ACTOR) as tx:
            pain.add(tx, [PainRating(new_id(), WHO.id, Series.NOW, n % 11, at)])


def ratings(database: Database) -> int:
    with database.read() as tx:
        return len(pain.listing(tx, WHO.id))


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """A closed clinic with ten ratings."""
    made = Seat(tmp_path / "clinic", tmp_path / "data" / "checkpoint")
    made.folder.mkdir()
    database = Database.create(made.path, KEY, outside=made.outside)
    with database.write(ACTOR) as tx:
        patients.add(tx, WHO)
    rate(database, 10)
    database.close()
    return made


@pytest.fixture
def crashed(seat: Seat, tmp_path: Path) -> Iterator[Seat]:
    """As a crash leaves it: twenty more ratings of which the last ones are in the journal."""
    opened = seat.open()
    rate(opened, 20)
    copy = Seat(tmp_path / "crashed", tmp_path / "data" / "crashed")
    copy.folder.mkdir()
    for name in FILES:
        shutil.copy2(seat.folder / name, copy.folder / name)
    shutil.copy2(seat.outside, copy.outside)
    yield copy
    opened.close()


def kinds(found: list[Finding]) -> list[FindingKind]:
    return [finding.kind for finding in found]


def by_hand(seat: Seat, *statements: str) -> None:
    engine = engine_sqlite.writing_engine(seat.path, KEY)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


# --- nothing is told where nothing is wrong -----------------------------------------------------


def test_a_whole_clinic_opens_without_a_word_also_after_a_crash(seat: Seat, crashed: Seat):
    assert seat.found() == []
    assert crashed.found() == []


def test_a_crash_between_a_commit_and_its_checkpoint_is_no_loss(seat: Seat):
    before = seat.file(".audit").read_bytes(), seat.outside.read_bytes()
    opened = seat.open()
    rate(opened, 1)
    opened.close()
    seat.file(".audit").write_bytes(before[0])
    seat.outside.write_bytes(before[1])
    assert seat.found() == []


def test_two_windows_that_take_turns_find_nothing(seat: Seat):
    first, second = seat.open(), seat.open()
    for _ in range(5):
        rate(first, 2)
        rate(second, 1)
        assert seat.found() == []
    first.close()
    second.close()
    assert seat.found() == []


def test_opening_beside_others_who_open_write_and_close_finds_nothing(seat: Seat):
    def work(tell: Tell) -> None:
        tell("begun")
        while True:
            opened = seat.open()
            rate(opened, 2)
            opened.close()

    others = [Child(work).wait_for_lines(1) for _ in range(2)]
    try:
        for _ in range(10 * TIMES):
            assert seat.found() == []
    finally:
        told = [child.kill() for child in others]
    assert told == [["begun"], ["begun"]]
    assert seat.found() == []


def test_a_folder_carried_to_another_computer_opens_and_is_watched_there(
    seat: Seat, tmp_path: Path
):
    moved = Seat(tmp_path / "moved", tmp_path / "other" / "checkpoint")
    seat.folder.rename(moved.folder)
    older = moved.path.read_bytes(), moved.file(".audit").read_bytes()
    assert moved.found() == []
    assert moved.outside.exists()
    opened = moved.open()
    rate(opened, 3)
    opened.close()
    moved.path.write_bytes(older[0])
    moved.file(".audit").write_bytes(older[1])
    assert kinds(moved.found())[0] is FindingKind.ROWS_MISSING


def test_a_checkpoint_of_another_clinic_is_put_aside_and_is_no_damage(seat: Seat, tmp_path: Path):
    other = Seat(tmp_path / "other", seat.outside)
    other.folder.mkdir()
    Database.create(other.path, bytes(32), outside=seat.outside).close()
    theirs = seat.outside.read_bytes()
    assert seat.found() == []
    assert theirs in [file.read_bytes() for file in seat.outside.parent.iterdir()]
    assert seat.found() == []


# --- what is missing or was changed is told -----------------------------------------------------


def older_database(seat: Seat) -> None:
    older = seat.path.read_bytes()
    opened = seat.open()
    rate(opened, 10)
    opened.close()
    seat.path.write_bytes(older)


def deleted_journal(seat: Seat) -> None:
    seat.file(".db-wal").unlink()


def copy_without_journal(seat: Seat) -> None:
    seat.file(".db-wal").unlink()
    seat.file(".db-shm").unlink()


def cut_journal(seat: Seat) -> None:
    journal = seat.file(".db-wal")
    journal.write_bytes(journal.read_bytes()[: journal.stat().st_size // 2])


@pytest.mark.parametrize(
    ("harm", "missing", "why"),
    [
        (deleted_journal, 20, "is missing"),
        (copy_without_journal, 20, "was deleted"),
        (cut_journal, 10, "was cut off"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_ratings_that_went_with_the_journal_are_told(
    crashed: Seat, harm: Callable[[Seat], None], missing: int, why: str
):
    harm(crashed)
    opened = crashed.open()
    lost = 30 - ratings(opened)
    assert lost >= missing - 2
    first = opened.findings[0]
    assert first.what.startswith(
        f"{lost} changes or notes are missing at the end, the last of them on "
    )
    assert first.since is not None
    (journal,) = [one for one in opened.findings if one.kind is FindingKind.JOURNAL]
    assert why in journal.what
    assert opened.is_read_only
    opened.close()


def test_an_older_file_put_back_is_told_with_how_much_and_since_when(seat: Seat):
    older_database(seat)
    found = seat.found()
    assert found[0].what.startswith(
        "10 changes or notes are missing at the end, the last of them on "
    )
    assert found[0].since is not None
    assert kinds(found) == [FindingKind.ROWS_MISSING, FindingKind.JOURNAL, FindingKind.SET_ASIDE]


def test_a_whole_older_folder_is_told_by_the_checkpoint_outside(seat: Seat):
    older = seat.path.read_bytes(), seat.file(".audit").read_bytes()
    opened = seat.open()
    rate(opened, 4)
    opened.close()
    seat.path.write_bytes(older[0])
    seat.file(".audit").write_bytes(older[1])
    assert seat.found()[0].what.startswith("4 changes or notes are missing at the end")


def test_an_older_file_that_was_worked_in_is_another_record(seat: Seat, tmp_path: Path):
    elsewhere = Seat(tmp_path / "elsewhere", tmp_path / "nowhere" / "checkpoint")
    shutil.copytree(seat.folder, elsewhere.folder)
    for one in (seat, elsewhere):
        opened = one.open()
        rate(opened, 5)
        opened.close()
    shutil.copy(elsewhere.path, seat.path)
    assert kinds(seat.found())[0] is FindingKind.OTHER_RECORD


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_row SET action = 'x' WHERE seq = 8", FindingKind.ROW_CHANGED),
        ("DELETE FROM audit_row WHERE seq = 8", FindingKind.ROWS_MISSING),
        ("DELETE FROM audit_row WHERE seq > 8", FindingKind.ROWS_MISSING),
        ("UPDATE pain_entry SET score = 10 - score", FindingKind.RECORD_CHANGED),
        ("DELETE FROM pain_entry", FindingKind.RECORD_MISSING),
    ],
)
def test_what_was_changed_lately_is_told(seat: Seat, statement: str, kind: FindingKind):
    by_hand(seat, statement)
    assert kinds(seat.found())[0] is kind


@pytest.mark.timeout(60 + 60 * TIMES)
def test_a_flipped_bit_in_the_journal_is_told_whenever_something_is_lost(
    crashed: Seat, tmp_path: Path
):
    whole = {name: (crashed.folder / name).read_bytes() for name in FILES}
    chance, told = random.Random(13), 0
    for n in range(25 * TIMES):
        folder = tmp_path / f"flip{n}"
        folder.mkdir()
        for name in ("clinic.db", "clinic.db-wal", "clinic.audit"):
            content = bytearray(whole[name])
            if name == "clinic.db-wal":
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            (folder / name).write_bytes(content)
        flipped = Seat(folder, tmp_path / "no" / str(n))
        opened = flipped.open()
        lost = 30 - ratings(opened)
        assert (lost > 0) <= (FindingKind.ROWS_MISSING in kinds(list(opened.findings)))
        told += bool(opened.findings)
        opened.close()
        shutil.rmtree(folder)
    assert told == 25 * TIMES


def test_of_a_journal_damaged_in_its_midst_the_unreadable_commits_are_counted(
    crashed: Seat,
):
    journal = bytearray(crashed.file(".db-wal").read_bytes())
    journal[len(journal) // 2] ^= 1
    crashed.file(".db-wal").write_bytes(journal)
    opened = crashed.open()
    lost = 30 - ratings(opened)
    opened.close()
    told = [f.what for f in opened.findings if f.kind is FindingKind.JOURNAL]
    assert told == [
        f"The journal clinic.db-wal is damaged. {lost} changes lie behind the damage"
        " and cannot be read."
    ]


# --- a checkpoint alone is no loss --------------------------------------------------------------


@pytest.mark.parametrize("content", [None, b"", b"\0" * 256, "flip"])
def test_a_checkpoint_that_is_lost_alone_is_told_noted_and_written_anew(
    seat: Seat, content: bytes | str | None
):
    checkpoint = seat.file(".audit")
    if content is None:
        checkpoint.unlink()
    else:
        flipped = bytearray(checkpoint.read_bytes())
        flipped[20] ^= 1
        checkpoint.write_bytes(content if isinstance(content, bytes) else flipped)
    opened = seat.open()
    assert kinds(list(opened.findings)) == [FindingKind.CHECKPOINT]
    assert not opened.is_read_only
    opened.note_renewed_checkpoint(ACTOR)
    with opened.read() as tx:
        last = tx.connection.execute(select(audit_row).order_by(audit_row.c.seq.desc())).first()
        assert verifying.whole(tx).findings == []
    assert last is not None
    assert last.action == "checkpoint-renewed"
    opened.close()
    assert seat.found() == []


# --- set aside, and going on --------------------------------------------------------------------


def aside(seat: Seat) -> list[Path]:
    return sorted(path for path in seat.folder.iterdir() if path.name.startswith("set-aside"))


def test_the_damaged_files_lie_aside_as_they_were_and_once(crashed: Seat):
    cut_journal(crashed)
    crashed.file(".db-shm").unlink()
    before = hashes(crashed.folder)
    crashed.file(".keys").write_bytes(b"{}")
    crashed.found()
    crashed.found()
    (folder,) = aside(crashed)
    assert folder.stat().st_mode & 0o777 == 0o700
    kept = hashes(folder)
    assert {name: kept[name] for name in before} == before
    assert crashed.outside.name in kept
    assert "clinic.keys" not in kept  # no login that is taken away later stays there
    crashed.file(".keys").unlink()
    assert {name: h for name, h in hashes(crashed.folder).items() if "shm" not in name} == before


def test_a_crash_while_files_are_set_aside_is_in_nobodys_way(crashed: Seat):
    cut_journal(crashed)
    now = datetime.now()  # noqa: DTZ005 - the wall's time, as in the names
    for later in range(60):
        name = f".set-aside-{now + timedelta(seconds=later):%Y%m%d-%H%M%S}"
        (crashed.folder / name).mkdir()
    assert FindingKind.SET_ASIDE in kinds(crashed.found())
    assert len(aside(crashed)) == 1


def test_nothing_is_written_until_somebody_goes_on(seat: Seat):
    older_database(seat)
    opened = seat.open()
    with pytest.raises(NotWritable, match="missing or was changed"):
        rate(opened, 1)
    opened.go_on(ACTOR)
    assert opened.findings == ()
    rate(opened, 1)
    with opened.read() as tx:
        query = select(audit_row.c.detail).where(audit_row.c.action == "record-accepted")
        assert "10 changes or notes are missing" in tx.connection.execute(query).scalar_one()
        assert verifying.whole(tx).findings == []
    opened.close()
    assert seat.found() == []


def test_what_was_accepted_is_not_told_again_at_opening(seat: Seat):
    by_hand(seat, "UPDATE pain_entry SET score = 10 - score", "DELETE FROM audit_row WHERE seq = 8")
    opened = seat.open()
    opened.go_on(ACTOR)
    opened.close()
    assert seat.found() == []


def test_without_room_to_set_aside_the_clinic_is_for_reading_only(crashed: Seat):
    cut_journal(crashed)
    room = crashed.path.stat().st_size // 2

    def work(tell: Tell) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        opened = crashed.open()
        tell(" ".join(kind.name for kind in kinds(list(opened.findings))))
        try:
            opened.go_on(ACTOR)
        except NotWritable as error:
            tell(error.what)

    told = Child(work).lines()
    assert "NO_ROOM" in told[0]
    assert told[1].startswith("The damaged files could not be copied")
    assert aside(crashed) == []
    assert [p.name for p in crashed.folder.iterdir() if p.name.startswith(".")] == []


# --- a clinic of an earlier Handrail --------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Seat:
    """A closed clinic of version 0.4 with five rows in its trail."""
    made = Seat(tmp_path / "old", tmp_path / "data" / "old")
    made.folder.mkdir()
    trail = [("open", "report", str(n)) for n in range(5)]
    earlier.make(made.path, earlier.up_to(tmp_path / "steps", "0005"), [], trail)
    return made


def test_a_whole_clinic_of_an_earlier_handrail_opens_without_a_word(old: Seat):
    assert old.found() == []
    assert old.outside.exists()
    assert old.found() == []


def test_an_earlier_clinic_that_lacks_changes_is_told_and_set_aside_before_it_is_changed(
    old: Seat,
):
    by_hand(old, "DELETE FROM audit_row WHERE seq > 3")
    before = hashes(old.folder)
    opened = old.open()
    assert opened.findings[0].what.startswith("2 changes or notes are missing at the end")
    assert opened.is_read_only
    (folder,) = aside(old)
    kept = hashes(folder)
    assert kept["clinic.db"] == before["clinic.db"]
    opened.go_on(ACTOR)
    opened.close()
    assert old.found() == []
