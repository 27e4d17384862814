"""A backup is a whole clinic that was opened; nothing else ever has the name of one."""

import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from full_disk import a_full_disk
from trials import TIMES

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    Locked,
    NewerSchema,
    NotWritable,
    UserError,
)
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.backup import Backup, Contents
from clinic_app.storage.audit import verifying
from clinic_app.storage.audit.verifying import Cancelled, Progress, Stopped
from clinic_app.storage.backup import backup_file
from clinic_app.storage.backup.backup_drafts import draft_folder
from clinic_app.storage.backup.backup_seal import open_seal, patient_marks
from clinic_app.storage.file import reencryption
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.records import pain, patients, records

from ..conftest import ACTOR
from ..key_files import PASSPHRASES, RECOVERY, ROBIN, make

NOW = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)
RATED = datetime(2026, 3, 13, 8, 15, tzinfo=UTC)


@dataclass
class Made:
    """A clinic of one patient with two ratings, and a place for backups beside its folder."""

    database: Database
    keys: KeyFile
    place: Path
    patient: Patient

    def backup(
        self,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Backup:
        return backup_file.write_backup(
            self.database, self.keys, self.place, NOW, progress=progress, cancelled=cancelled
        )

    def names(self) -> list[str]:
        """What lies in the place and in the clinic's folder, but for locks and the clinic."""
        found = [*self.place.iterdir(), *self.database.path.parent.iterdir()]
        return sorted(
            one.name
            for one in found
            if "lock" not in one.name and not one.name.startswith("clinic.")
        )

    def add(self, given: str) -> None:
        with self.database.write(ACTOR) as tx:
            patients.add(tx, Patient(new_id(), given, "Sample"))


def make_clinic(folder: Path, place: Path) -> Made:
    keys, key = make(folder, folder.parent / f"kept-{folder.name}")
    database = Database.create(folder / "clinic.db", key)
    keys.mend()
    patient = Patient(new_id(), "Marigold", "Sample")
    ratings = [
        PainRating(new_id(), patient.id, Series.AVERAGE, n, RATED - timedelta(days=n))
        for n in range(3)
    ]
    with database.write(ACTOR) as tx:
        patients.add(tx, patient)
        pain.add(tx, ratings)
    with database.write(ACTOR) as tx:
        records.void(tx, pain.RATINGS, patient.id, ratings[2].id, "wrong day")
    place.mkdir(exist_ok=True)
    return Made(database, keys, place, patient)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    clinic = make_clinic(tmp_path / "clinic", tmp_path / "stick")
    yield clinic
    clinic.database.close()


def test_a_backup_tells_what_it_holds_and_is_verified(made: Made) -> None:
    backup = made.backup()
    assert backup.is_verified
    assert backup.contents == Contents(1, 2, RATED, 5)
    assert backup.made_at == NOW
    assert backup.path.name == f"handrail-{made.keys.clinic_id[:8]}-20260314-183000.handrail"
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert made.names() == [backup.path.name]
    assert backup_file.verify(backup.path, made.database) == backup


def test_unpacked_by_hand_it_is_a_clinic_that_opens(made: Made, tmp_path: Path) -> None:
    path, elsewhere = made.backup().path, tmp_path / "elsewhere"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(elsewhere)
    keys = KeyFile.load(elsewhere / "clinic.keys")
    assert keys.findings == ()
    assert keys.fits_database
    assert keys.recover(RECOVERY) == keys.unlock(ROBIN.id, PASSPHRASES[ROBIN.id])
    database = Database.open(elsewhere / "clinic.db", keys.recover(RECOVERY))
    assert database.findings == ()
    with database.read() as tx:
        assert [row.patient.given for row in patients.listing(tx)] == ["Marigold"]
        assert not verifying.whole(tx).findings
    database.close()


def test_nothing_of_a_patient_and_no_count_stands_in_plain_text(made: Made) -> None:
    path = made.backup().path
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))
    assert set(told) == {
        "handrail_backup", "version", "schema", "made_at", "mark", "clinic", "members", "sealed",
    }  # fmt: skip
    for word in (b"Marigold", b"Sample", made.patient.id.encode()):
        assert word not in path.read_bytes()


def test_which_patients_it_holds_is_known_without_unpacking(made: Made) -> None:
    manifest = backup_file.read_manifest(made.backup().path)
    with backup_file.kept_trail_key(made.database).used() as trail_key:
        part = open_seal(manifest, trail_key)
        assert part is not None
        assert patient_marks(trail_key, [made.patient.id]) <= part.patients
        assert not patient_marks(trail_key, [new_id()]) & part.patients
    assert open_seal(manifest, bytes(32)) is None


@pytest.mark.parametrize(
    "changed", [{"schema": "9999"}, {"version": "9"}, {"made_at": NOW + timedelta(days=1)}]
)
def test_nothing_that_stands_in_plain_text_can_be_exchanged(
    made: Made, changed: dict[str, object]
) -> None:
    manifest = replace(backup_file.read_manifest(made.backup().path), **changed)  # type: ignore[arg-type]
    with backup_file.kept_trail_key(made.database).used() as trail_key:
        assert open_seal(manifest, trail_key) is None


def test_two_backups_of_one_second_stand_side_by_side(made: Made) -> None:
    first, second = made.backup(), made.backup()
    assert second.made_at - first.made_at == timedelta(seconds=1)
    assert made.names() == [first.path.name, second.path.name]


def test_after_encrypting_anew_earlier_backups_still_tell_what_they_hold(made: Made) -> None:
    earlier = made.backup()
    left = made.database.path.with_name(".clinic-backup-draft-x")  # of a crash; it has the old key
    left.mkdir()
    (left / "clinic.db").write_bytes(b"a copy")
    staying = [login.clinician_id for login in made.keys.logins]
    with made.database.key_in_use() as key:
        new = reencryption.encrypt_anew(made.database.path, made.keys, key, staying)
    made.database.take_key(new)
    assert not left.exists()
    later = made.backup()
    with backup_file.kept_trail_key(made.database).used() as trail_key:
        found = set(backup_file.backups_in(made.place, made.keys.clinic_id[:8], trail_key))
    assert found == {earlier, later}
    assert backup_file.verify(later.path, made.database) == later
    with pytest.raises(UserError, match="before the clinic was encrypted anew"):
        backup_file.verify(earlier.path, made.database)


def test_two_clinics_share_one_place(made: Made, tmp_path: Path) -> None:
    other = make_clinic(tmp_path / "other", made.place)
    mine, theirs = made.backup(), other.backup()
    with backup_file.kept_trail_key(made.database).used() as trail_key:
        assert list(backup_file.backups_in(made.place, made.keys.clinic_id[:8], trail_key)) == [
            mine
        ]
        every = {one.path: one for one in backup_file.backups_in(made.place, "", trail_key)}
    assert every[theirs.path].contents is None
    assert not every[theirs.path].is_verified
    with pytest.raises(UserError, match="no backup of this clinic"):
        backup_file.verify(theirs.path, made.database)
    other.database.close()


def test_backups_while_others_write_are_of_one_moment(made: Made) -> None:
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            made.add("Juniper")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        backups = [made.backup() for _ in range(3 * TIMES)]
    finally:
        is_over.set()
        for writer in writers:
            writer.join()
    rows = [one.contents.rows for one in backups if one.contents]
    assert rows == sorted(set(rows))
    for one in backups:
        assert backup_file.verify(one.path, made.database) == one


# What cannot be written


def test_a_clinic_with_a_damaged_page_gets_no_backup_that_passes_for_whole(made: Made) -> None:
    path, pages = made.database.path, range(20, 60, 8)
    key = made.keys.recover(RECOVERY)
    made.database.close()
    content, refused = path.read_bytes(), 0
    for page in pages:
        path.write_bytes(content)
        with path.open("r+b") as file:
            file.seek(page * 4096 + 100)
            file.write(b"damaged")
        with suppress(DamagedFile):
            made.database = Database.open(path, key)
            with pytest.raises(DamagedFile):
                made.backup()
            refused += 1
            made.database.close()
        assert made.names() == []
    assert refused


def test_a_full_place_is_told_and_nothing_half_is_left(made: Made) -> None:
    for room in (0, 20_000, 150_000):
        with a_full_disk(room), pytest.raises(NotWritable):
            made.backup()
        assert made.names() == []
    assert made.backup().is_verified


def test_a_vanished_place_is_told_and_never_made(made: Made) -> None:
    made.place.rmdir()
    with pytest.raises(NotWritable, match="is not there"):
        made.backup()
    assert not made.place.exists()
    made.place.write_text("a file")
    with pytest.raises(NotWritable, match="is no folder"):
        made.backup()


def test_a_place_that_vanishes_while_it_is_written_is_told(made: Made) -> None:
    def pull(done: int, total: int) -> None:
        if done > total // 2:
            shutil.rmtree(made.place, ignore_errors=True)

    with pytest.raises(NotWritable):
        made.backup(progress=pull)
    shutil.rmtree(made.place, ignore_errors=True)
    made.place.mkdir()
    assert made.names() == []


def test_where_nothing_can_be_kept_beside_the_clinic_it_is_made_in_the_place(made: Made) -> None:
    (made.database.path.parent / ".clinic-backup-lock").mkdir()  # nothing can be kept there
    drafts: set[str] = set()
    backup = made.backup(progress=lambda _done, _total: drafts.update(made.names()))
    assert any(name.startswith(".handrail-") and "-draft-" in name for name in drafts)
    assert made.names() == [backup.path.name]
    with pytest.raises(NotWritable, match="cannot be written"):
        backup_file.verify(backup.path, made.database)


def test_a_cancelled_backup_leaves_nothing(made: Made) -> None:
    looks = iter(range(1000))
    for limit in range(6):
        with pytest.raises(Stopped):
            made.backup(cancelled=lambda limit=limit: next(looks) >= limit)
        assert made.names() == []


def test_the_lock_ends_a_backup(made: Made) -> None:
    with pytest.raises(Locked):
        made.backup(progress=lambda _done, _total: made.database.close())
    assert made.names() == []


def test_one_backup_at_a_time(made: Made) -> None:
    with draft_folder(made.database.path.parent, "0" * 8, 0), pytest.raises(Conflict):
        made.backup()


def test_progress_rises_to_its_end(made: Made) -> None:
    told: list[tuple[int, int]] = []
    made.backup(progress=lambda done, total: told.append((done, total)))
    parts = [done / total for done, total in told]
    assert parts == sorted(parts)
    assert parts[-1] == 1


# What is read as hostile


def test_no_flipped_byte_is_believed(made: Made, tmp_path: Path) -> None:
    path, random = made.backup().path, Random(11)
    content, spoilt = path.read_bytes(), tmp_path / path.name
    manifest_at = content.rindex(b"manifest.json", 0, content.rindex(b"PK\1\2")) - 4000
    places = [random.randrange(len(content)) for _ in range(60 * TIMES)]
    places += [random.randrange(manifest_at, len(content)) for _ in range(60 * TIMES)]
    whole = backup_file.read_manifest(path)
    for place in places:
        flipped = bytes([content[place] ^ 1 << random.randrange(8)])
        spoilt.write_bytes(content[:place] + flipped + content[place + 1 :])
        folder = tmp_path / "unpacked"
        folder.mkdir()
        try:
            told = backup_file.unpack(spoilt, folder)
        except UserError:
            assert list(folder.iterdir()) == []
        else:  # a time or a right that the archive tells besides, which nobody reads
            with backup_file.kept_trail_key(made.database).used() as trail_key:
                assert told == whole or open_seal(told, trail_key) is None
        shutil.rmtree(folder)


def test_no_cut_off_file_is_believed(whole: Path, tmp_path: Path) -> None:
    content, cut = whole.read_bytes(), tmp_path / whole.name
    for length in [*range(0, len(content), len(content) // 40), len(content) - 1]:
        cut.write_bytes(content[:length])
        with pytest.raises(DamagedFile):
            backup_file.read_manifest(cut)


def rewritten(path: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def with_manifest(**told: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"]) | told
        members["manifest.json"] = json.dumps(manifest).encode()

    return change


HOSTILE: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a way out": lambda m: m.update({"../clinic.db": b"x"}),
    "one more": lambda m: m.update({"more.txt": b"x"}),
    "one less": lambda m: m.pop("clinic.audit"),
    "no manifest": lambda m: m.pop("manifest.json"),
    "no JSON": lambda m: m.update({"manifest.json": b"{"}),
    "deep JSON": lambda m: m.update({"manifest.json": b"[" * 100_000}),
    "a list": lambda m: m.update({"manifest.json": b"[]"}),
    "other halves": lambda m: m.update({"manifest.json": b"\xff\xfe{}"}),
    "longer": lambda m: m.update({"clinic.audit": m["clinic.audit"] + b"x"}),
    "empty": lambda m: m.update({"clinic.db": b""}),
    "huge keys": lambda m: m.update({"clinic.keys": b"x" * (2 << 20)}),
    "no zone": with_manifest(made_at="2026-03-14T18:30:00"),
    "no time": with_manifest(made_at="yesterday"),
    "year 1": with_manifest(made_at="0001-01-01T00:00:00+14:00"),
    "a path for a mark": with_manifest(mark="../../ab"),
    "markup": with_manifest(version="<b>0.6</b>\n"),
    "a long word": with_manifest(schema="9" * 1000),
    "a word for a number": with_manifest(handrail_backup="1"),
    "format 0": with_manifest(handrail_backup=0),
    "other members": with_manifest(members={"../clinic.db": {"size": 1, "sha256": "0" * 64}}),
    "a negative size": with_manifest(
        members={
            name: {"size": -1, "sha256": "0" * 64}
            for name in ("clinic.db", "clinic.keys", "clinic.audit")
        }
    ),
    "no seal": with_manifest(sealed=None),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup that nothing is the matter with."""
    folder = tmp_path_factory.mktemp("whole")
    clinic = make_clinic(folder / "clinic", folder / "stick")
    path = clinic.backup().path
    clinic.database.close()
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_and_unpacks_nothing(
    whole: Path, tmp_path: Path, name: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        HOSTILE[name](members)

    path = rewritten(whole, tmp_path / "hostile.handrail", change)
    folder = tmp_path / "inner" / "unpacked"
    folder.mkdir(parents=True)
    with pytest.raises(DamagedFile):
        backup_file.unpack(path, folder)
    assert [*folder.parent.iterdir(), *folder.iterdir()] == [folder]


def test_a_backup_of_a_later_handrail_is_told(whole: Path, tmp_path: Path) -> None:
    later = with_manifest(handrail_backup=2)
    path = rewritten(whole, tmp_path / "later.handrail", later)
    with pytest.raises(NewerSchema, match="later Handrail"):
        backup_file.read_manifest(path)


def test_a_compressed_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.handrail"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * (64 << 20))
    with pytest.raises(DamagedFile):
        backup_file.read_manifest(path)


def test_a_directory_of_very_many_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.handrail"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(12_000):
            archive.writestr(f"{number:060}", b"")
    with pytest.raises(DamagedFile):
        backup_file.read_manifest(path)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.handrail"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/dev/zero"), tmp_path / "missing.handrail"):
        with pytest.raises(UserError):
            backup_file.read_manifest(path)


def test_a_damaged_backup_in_a_place_is_told_as_not_verified(made: Made) -> None:
    whole = made.backup()
    broken = whole.path.with_name(whole.path.name.replace("183000", "193000"))
    broken.write_bytes(whole.path.read_bytes()[:-100])
    with backup_file.kept_trail_key(made.database).used() as trail_key:
        found = {one.path: one for one in backup_file.backups_in(made.place, "", trail_key)}
    assert found[whole.path] == whole
    assert not found[broken].is_verified
    assert found[broken].contents is None
