"""A clinic is brought back from a backup: all of it, and nothing is changed before."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from full_disk import a_full_disk
from sqlalchemy import select

from clinic_app.domain.errors import (
    AlreadyOpen,
    Conflict,
    DamagedFile,
    NewerSchema,
    NotAllowed,
    NotWritable,
    TooManyTries,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.clock import ClockDoubted
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.backup.drilling import drill
from clinic_app.services.backup.restoring import Staged, stage
from clinic_app.services.folders.paths import erasure_list_copy_path, key_copy_path
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.unlock.encryption import Copies
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit.verifying import Stopped
from clinic_app.storage.backup import backup_file, erasure_list
from clinic_app.storage.backup.backup_container import pack
from clinic_app.storage.backup.backup_seal import open_seal, sealed
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile, new_recovery_key
from clinic_app.storage.records import erasing
from clinic_app.storage.tables import metadata

from ..conftest import CHEAP, PASSPHRASE, Clock

HELPER = "brisk otter paints lemons"
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From here on this is a computer that never saw the clinic."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another-user-data"))
    return tmp_path / "another" / "clinic"


@dataclass(frozen=True)
class Closed:
    """A clinic that nobody has open, and a backup of it."""

    folder: Path
    backup: Path
    recovery_key: str


@pytest.fixture
def backup(workspace: Workspace, patient: Patient, clock: Clock, tmp_path: Path) -> Path:
    """A backup of the open clinic."""
    return fill_and_back_up(workspace, patient, clock, tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    folder, clock = tmp_path_factory.mktemp("restoring"), Clock()
    clinic, recovery_key = Clinic("Demo Clinic", "", ""), new_recovery_key()
    setup = ClinicSetup(clinic, "Robin Demo", "PT", PASSPHRASE, recovery_key)
    workspace = AccessService(folder / "clinic", cost=CHEAP, now=clock).create(setup)
    patient = workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    file = fill_and_back_up(workspace, patient, clock, folder)
    workspace.close()
    return Closed(folder / "clinic", file, recovery_key)


@pytest.fixture
def closed(made: Closed, tmp_path: Path) -> Closed:
    """A copy of it to harm."""
    shutil.copytree(made.folder, tmp_path / "clinic")
    shutil.copy2(made.backup, tmp_path / made.backup.name)
    return Closed(tmp_path / "clinic", tmp_path / made.backup.name, made.recovery_key)


def fill_and_back_up(workspace: Workspace, patient: Patient, clock: Clock, folder: Path) -> Path:
    """Two ratings, one of them struck out, and then a backup."""
    for score in (7, 4):
        kept = workspace.pain.record(patient.id, score)
        clock.forward(days=1)
    workspace.pain.void(patient.id, kept.id, "typed twice")
    return make_backup(workspace, clock, folder)


def make_backup(workspace: Workspace, clock: Clock, tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir(exist_ok=True)
    return backup_file.write_backup(workspace._database, workspace._keys, place, clock()).path


def restored(file: Path, folder: Path, secret: str = PASSPHRASE) -> tuple[Staged, Path | None]:
    staged = stage(file, folder, secret)
    return staged, staged.apply(datetime.now().astimezone())


def dump(database: Database) -> Rows:
    """Every row of every table."""
    with database.read() as tx:
        return {
            table.name: sorted(map(tuple, tx.connection.execute(select(table)).all()), key=repr)
            for table in metadata.sorted_tables
        }


def dump_of(folder: Path) -> Rows:
    """The same of a clinic that nobody has open."""
    _who, data_key = KeyFile.load(folder / "clinic.keys").unlock_any(PASSPHRASE)
    database = Database.open(folder / "clinic.db", data_key)
    assert database.findings == ()
    found = dump(database)
    database.close()
    return found


def test_every_row_of_every_table_comes_back(workspace: Workspace, backup: Path, elsewhere: Path):
    before = dump(workspace._database)
    staged, aside = restored(backup, elsewhere)
    found = dump_of(elsewhere)
    own = found["audit_row"].pop()
    assert own[4:6] == ("restore", "clinic")
    assert found == before
    assert sum(map(len, before.values())) > 12
    assert (aside, staged.replaces, staged.back_again) == (None, None, ())


def test_it_tells_what_the_backup_holds_before_anything_changes(
    workspace: Workspace, backup: Path, patient: Patient, clock: Clock, tmp_path: Path
):
    workspace.pain.record(patient.id, 9)
    folder = workspace.folder
    workspace.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    staged = stage(backup, folder, PASSPHRASE)
    assert (staged.contents.patients, staged.contents.ratings) == (1, 1)
    assert staged.contents.last_rating == datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    assert (staged.clinic_name, [one.title for one in staged.logins]) == (
        "Demo Clinic",
        ["Robin Demo, PT"],
    )
    assert staged.replaces
    assert staged.replaces.clinic_name == "Demo Clinic"
    staged.discard()
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {".restoring-lock"}


def test_a_computer_that_never_saw_the_clinic_opens_it_whole(
    closed: Closed, elsewhere: Path, clock: Clock
):
    restored(closed.backup, elsewhere)
    opened = AccessService(elsewhere, now=clock).unlock_any(PASSPHRASE)
    assert opened.findings == ()
    assert opened.checking.whole() == []
    assert len(opened.patients.caseload()) == 1
    assert any("restored the clinic from the backup of 24 Nov 2026" in one for one in trail(opened))
    opened.close()
    assert key_copy_path(elsewhere).exists()


def trail(workspace: Workspace) -> list[str]:
    """Its sentences, the newest first."""
    return [line.told.sentence for line in workspace.trail.lines(TrailQuery())]


def test_the_recovery_key_restores_it_as_well(closed: Closed, elsewhere: Path):
    typed = closed.recovery_key.lower().replace("-", " ")
    restored(closed.backup, elsewhere, typed)
    opened = AccessService(elsewhere).unlock_any(PASSPHRASE)
    assert opened.checking.whole() == []
    opened.close()


def test_over_the_clinic_its_files_lie_aside_and_open(
    workspace: Workspace, backup: Path, patient: Patient, clock: Clock
):
    workspace.pain.record(patient.id, 9)
    now, folder = dump(workspace._database), workspace.folder
    workspace.close()
    (folder / "letter.txt").write_text("somebody's own")
    _staged, aside = restored(backup, folder)
    assert aside
    assert dump_of(aside) == now
    assert len(dump_of(folder)["pain_entry"]) == 2
    assert (folder / "letter.txt").read_text() == "somebody's own"
    opened = AccessService(folder, now=clock).unlock_any(PASSPHRASE)
    assert opened.findings == ()
    opened.close()


def _cut(folder: Path) -> None:
    path = folder / "clinic.db"
    path.write_bytes(path.read_bytes()[:5000])


def _spoil(folder: Path) -> None:
    with (folder / "clinic.db").open("r+b") as file:
        file.seek(9000)
        file.write(b"spoiled" * 500)


def _without_keys(folder: Path) -> None:
    for place in (folder / "clinic.keys", folder / "clinic.keys-copy", key_copy_path(folder)):
        place.unlink(missing_ok=True)


def _spoilt_journal(folder: Path) -> None:
    (folder / "clinic.db-wal").write_bytes(b"no journal" * 1000)


def _half_gone(folder: Path) -> None:
    (folder / "clinic.db").unlink()


@pytest.mark.parametrize(
    "harm", [_cut, _spoil, _without_keys, _spoilt_journal, _half_gone], ids=lambda one: one.__name__
)
def test_a_damaged_clinic_is_set_aside_as_it_is(closed: Closed, harm: Callable[[Path], None]):
    folder = closed.folder
    harm(folder)
    harmed = {path.name: path.read_bytes() for path in folder.glob("clinic.*") if path.is_file()}
    _staged, aside = restored(closed.backup, folder)
    assert aside
    kept = {path.name: path.read_bytes() for path in aside.iterdir()}
    assert {name: kept[name] for name in harmed if not name.endswith("lock")} == {
        name: content for name, content in harmed.items() if not name.endswith("lock")
    }
    opened = AccessService(folder).unlock_any(PASSPHRASE)
    assert opened.findings == ()
    assert opened.checking.whole() == []
    opened.close()


def test_over_another_clinic_that_one_lies_aside(
    closed: Closed, clock: Clock, setup: ClinicSetup, tmp_path: Path
):
    other = tmp_path / "other"
    AccessService(other, cost=CHEAP, now=clock).create(setup).close()
    before = dump_of(other)
    staged, aside = restored(closed.backup, other)
    assert staged.replaces
    assert staged.back_again == ()
    assert aside
    assert dump_of(aside) == before
    opened = AccessService(other, now=clock).unlock_any(PASSPHRASE)
    assert (opened.findings, len(opened.patients.caseload())) == ((), 1)
    opened.close()


def test_a_folder_with_other_files_and_no_clinic_is_refused(closed: Closed, tmp_path: Path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text("somebody's own")
    with pytest.raises(UserError, match="holds other files, and no clinic"):
        stage(closed.backup, folder, PASSPHRASE)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    with pytest.raises(UserError, match="is no folder"):
        stage(closed.backup, folder / "letter.txt", PASSPHRASE)


def test_logins_that_changed_since_are_named(
    workspace: Workspace, backup: Path, clock: Clock, tmp_path: Path
):
    ivy = workspace.staff.add_clinician("Ivy Demo", "PT", Role.CLINICIAN, HELPER, own=PASSPHRASE)
    later = make_backup(workspace, clock, tmp_path)
    workspace.staff.remove_login(ivy.id, own=PASSPHRASE)
    workspace.staff.replace_recovery_key(new_recovery_key(), own=PASSPHRASE)
    folder = workspace.folder
    workspace.close()
    staged = stage(later, folder, PASSPHRASE)
    assert staged.back_again == ("Ivy Demo, PT",)
    assert staged.replaces
    assert staged.replaces.has_other_recovery_key
    staged.apply(clock())
    with pytest.raises(NotAllowed, match="owner"):  # she is none
        stage(later, folder, HELPER)
    staged = stage(backup, folder, PASSPHRASE)
    assert staged.replaces
    assert (staged.back_again, staged.replaces.gone_again) == ((), ("Ivy Demo, PT",))
    staged.discard()


def test_over_a_clinic_it_takes_an_owners_passphrase(
    workspace: Workspace, backup: Path, clock: Clock, tmp_path: Path, elsewhere: Path
):
    workspace.staff.add_clinician("Ivy Demo", "PT", Role.ASSISTANT, HELPER, own=PASSPHRASE)
    later = make_backup(workspace, clock, tmp_path)
    folder = workspace.folder
    workspace.close()
    with pytest.raises(NotAllowed, match="owner"):
        stage(later, folder, HELPER)
    assert not (folder / ".restoring-draft").exists()
    stage(later, elsewhere, HELPER).discard()
    assert not elsewhere.exists()


def test_a_backup_of_before_the_clinic_was_encrypted_anew(
    workspace: Workspace, backup: Path, patient: Patient, clock: Clock
):
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    folder = workspace.folder
    workspace.close()
    _staged, aside = restored(backup, folder)
    assert aside
    for place in (folder, aside):
        assert len(dump_of(place)["pain_entry"]) == 2
    opened = AccessService(folder, now=clock).unlock_any(PASSPHRASE)
    assert opened.findings == ()
    opened.pain.record(patient.id, 2)
    opened.close()


def test_what_was_set_aside_still_opens_after_the_clinic_is_encrypted_anew(
    closed: Closed, clock: Clock
):
    _staged, aside = restored(closed.backup, closed.folder)
    assert aside
    before = dump_of(aside)
    opened = AccessService(closed.folder, now=clock).unlock_any(PASSPHRASE)
    opened.encryption.encrypt_anew(own=PASSPHRASE)
    opened.close()
    assert dump_of(aside) == before
    opened = AccessService(closed.folder, now=clock).unlock_any(PASSPHRASE)
    opened.encryption.encrypt_anew(own=PASSPHRASE, copies=Copies.DELETE)
    opened.close()
    assert {path.name for path in aside.iterdir()} <= {"clinic.audit-kept", "clinic.keys-lock"}


def test_wrong_passphrases_wait_and_are_noted(closed: Closed, elsewhere: Path):
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            stage(closed.backup, elsewhere, "not the one at all")
        assert not elsewhere.exists()
    with pytest.raises(TooManyTries):
        stage(closed.backup, elsewhere.with_name("a-third-place"), PASSPHRASE)


def test_a_wrong_try_before_the_right_one_stands_in_the_trail(closed: Closed, elsewhere: Path):
    with pytest.raises(WrongPassphrase):
        stage(closed.backup, elsewhere, new_recovery_key())
    restored(closed.backup, elsewhere)
    assert [row[4] for row in dump_of(elsewhere)["audit_row"][-2:]] == ["fail", "restore"]


def test_while_the_clinic_is_open_it_is_refused_and_the_draft_waits(
    workspace: Workspace, backup: Path, clock: Clock
):
    workspace.patients.caseload()
    staged = stage(backup, workspace.folder, PASSPHRASE)
    with pytest.raises(AlreadyOpen):
        staged.apply(clock())
    assert len(workspace.patients.caseload()) == 1
    with pytest.raises(Conflict, match="restored here already"):
        stage(backup, workspace.folder, PASSPHRASE)
    workspace.close()
    assert staged.apply(clock()) is not None


def test_a_full_disk_leaves_nothing_behind(closed: Closed, elsewhere: Path):
    folder = closed.folder
    before = sorted(path.name for path in folder.iterdir())
    for room in (0, 5_000, 200_000):
        for place in (folder, elsewhere):
            with a_full_disk(room), pytest.raises(NotWritable):
                stage(closed.backup, place, PASSPHRASE)
    after = [path.name for path in folder.iterdir() if path.name != ".restoring-lock"]
    assert sorted(after) == before
    assert not elsewhere.exists()
    restored(closed.backup, elsewhere)


def test_a_backup_that_is_damaged_is_refused(closed: Closed, elsewhere: Path):
    whole = closed.backup.read_bytes()
    for place in range(200, len(whole), len(whole) // 9):
        spoiled = bytearray(whole)
        spoiled[place] ^= 0x10
        closed.backup.write_bytes(spoiled)
        with pytest.raises((DamagedFile, NewerSchema)):
            stage(closed.backup, elsewhere, PASSPHRASE)
        assert not elsewhere.exists()


def change_schema(backup: Path, tmp_path: Path, passphrase: str, statements: list[str]) -> Path:
    """The same backup as a Handrail with another schema would have made it."""
    folder = tmp_path / "changed"
    folder.mkdir()
    manifest = backup_file.unpack(backup, folder)
    _who, data_key = KeyFile.load(folder / "clinic.keys").unlock_any(passphrase)
    database = Database.open(folder / "clinic.db", data_key)
    with backup_file.kept_trail_key(database).used() as trail_key:
        part = open_seal(manifest, trail_key)
        assert part
        database.close()
        connection = engine_sqlite.connect(folder / "clinic.db", data_key)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        pack(
            folder,
            backup,
            lambda members: sealed(replace(manifest, members=members), part, trail_key),
            replacing=True,
        )
    return backup


def test_a_backup_by_an_earlier_handrail_is_brought_up_to_date(
    workspace: Workspace, backup: Path, elsewhere: Path, tmp_path: Path
):
    before = dump(workspace._database)
    new = ("backup_place", "merge", "imported_record", "other_clinician")
    drops = [f"DROP TABLE {name}" for name in new]
    earlier = change_schema(
        backup, tmp_path, PASSPHRASE, [*drops, "UPDATE alembic_version SET version_num='0006'"]
    )
    restored(earlier, elsewhere)
    found = dump_of(elsewhere)
    found["audit_row"].pop()
    assert {name: rows for name, rows in found.items() if name not in new} == {
        name: rows for name, rows in before.items() if name not in new
    }
    names = {path.name for path in elsewhere.iterdir()}
    assert not [name for name in names if name.startswith("clinic-before")]


def test_a_backup_by_a_later_handrail_is_refused(closed: Closed, elsewhere: Path, tmp_path: Path):
    later = change_schema(
        closed.backup, tmp_path, PASSPHRASE, ["UPDATE alembic_version SET version_num='9999'"]
    )
    with pytest.raises(NewerSchema):
        stage(later, elsewhere, PASSPHRASE)
    assert not elsewhere.exists()


def test_cancelled_it_leaves_nothing_behind(closed: Closed, elsewhere: Path):
    seen: list[int] = []
    stage(
        closed.backup, elsewhere, PASSPHRASE, progress=lambda done, _all: seen.append(done)
    ).discard()
    assert seen == sorted(seen)
    assert seen[-1] == 1000
    for after in (0, len(seen) // 2, len(seen) - 1):
        asked: list[bool] = []

        def cancelled(asked: list[bool] = asked, after: int = after) -> bool:
            asked.append(True)
            return len(asked) > after

        with pytest.raises(Stopped):
            stage(closed.backup, elsewhere, PASSPHRASE, cancelled=cancelled)
        assert not elsewhere.exists()


def test_a_clock_that_is_wrong_while_it_is_restored_is_still_found_out(
    closed: Closed, elsewhere: Path
):
    wrong = datetime(2020, 1, 1, tzinfo=UTC)
    staged = stage(closed.backup, elsewhere, PASSPHRASE, system_now=lambda: wrong)
    staged.apply(wrong)
    assert '"clock": "in doubt"' in str(dump_of(elsewhere)["audit_row"][-1])
    later = AccessService(elsewhere, system_now=lambda: wrong).unlock_any(PASSPHRASE)
    assert later.clock.doubt is not None
    with pytest.raises(ClockDoubted):
        later.patients.add(Patient(new_id(), "Otto", "Example"))
    later.close()


def test_the_drill_reads_all_of_it_and_leaves_nothing(
    workspace: Workspace, backup: Path, tmp_path: Path
):
    before = sorted(path.name for path in workspace.folder.iterdir())
    done = workspace.drills.run(backup)
    assert done.is_good
    assert (done.contents.patients, done.contents.ratings, done.findings) == (1, 1, ())
    assert (done.proven > 4, done.not_proven) == (True, 0)
    after = [one.name for one in workspace.folder.iterdir() if one.name != ".restoring-lock"]
    assert sorted(after) == before
    assert trail(workspace)[1] == (  # after this reading of it
        "Robin Demo tried the backup of 24 Nov 2026 10:42: it can be restored"
    )
    by_hand = drill(backup, tmp_path / "scratch", PASSPHRASE)
    assert by_hand == done
    assert not (tmp_path / "scratch").exists()
    with pytest.raises(WrongPassphrase):
        drill(backup, tmp_path / "scratch", "not the one at all")
    workspace.encryption.encrypt_anew(own=PASSPHRASE)
    with pytest.raises(UserError, match="before the clinic was encrypted anew"):
        workspace.drills.run(backup)
    assert drill(backup, tmp_path / "scratch", PASSPHRASE) == done
    backup.write_bytes(backup.read_bytes()[:-500])
    with pytest.raises(DamagedFile):
        workspace.drills.run(backup)


def erase(workspace: Workspace, patient: Patient, lists: list[Path]) -> None:
    """As the service does it: the lists first."""
    database = workspace._database
    with backup_file.kept_trail_key(database).used() as key:
        erasure_list.write(lists, key, [patient.id], date(2026, 11, 25))
    with database.write(workspace.actor.id) as tx:
        erasing.erase(tx, patient.id, reason={"ground": "demanded"})


@pytest.mark.parametrize("where", ["folder", "user data", "beside the backup"])
def test_nobody_who_was_erased_comes_back_with_any_backup_of_before(
    workspace: Workspace, backup: Path, patient: Patient, clock: Clock, tmp_path: Path, where: str
):
    other = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    later = make_backup(workspace, clock, tmp_path)
    folder, clinic_id = workspace.folder, workspace._keys.clinic_id
    erased_list = {
        "folder": folder / "clinic.erased",
        "user data": erasure_list_copy_path(clinic_id),
        "beside the backup": backup.with_name(f"handrail-{clinic_id[:8]}.erased"),
    }[where]
    erase(workspace, patient, [erased_list])
    workspace.close()
    for file, left in ((later, [other.id]), (backup, [])):
        staged, _aside = restored(file, folder)
        assert (staged.erased, staged.contents.patients, staged.doubts) == (1, len(left), ())
        opened = AccessService(folder, now=clock).unlock_any(PASSPHRASE)
        assert opened.findings == ()
        assert opened.checking.whole() == []
        assert [row.patient.id for row in opened.patients.caseload()] == left
        opened.close()
        # The next restore knows it, too, wherever the first list is by then.
        assert erasure_list_copy_path(clinic_id).exists()
        assert (folder / "clinic.erased").exists()


def test_a_damaged_line_of_the_list_is_told_and_kept(closed: Closed, elsewhere: Path):
    (closed.folder / "clinic.erased").write_text("no line of any clinic\n")
    staged, aside = restored(closed.backup, closed.folder)
    assert aside
    assert len(staged.doubts) == 1
    assert "is damaged, or not of this clinic" in staged.doubts[0]
    assert (closed.folder / "clinic.erased").read_text() == "no line of any clinic\n"


def test_a_list_of_another_clinic_stays_with_that_clinic(
    closed: Closed, clock: Clock, setup: ClinicSetup, tmp_path: Path
):
    other = tmp_path / "other"
    AccessService(other, cost=CHEAP, now=clock).create(setup).close()
    (other / "clinic.erased").write_text("a line of the other clinic\n")
    staged, aside = restored(closed.backup, other)
    assert staged.doubts == ()
    assert aside
    assert (aside / "clinic.erased").read_text() == "a line of the other clinic\n"
    assert not (other / "clinic.erased").exists()
