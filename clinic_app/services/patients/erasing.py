"""Erase a patient on lawful demand, and see to the backups that still hold them."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from clinic_app.domain.errors import NotFound, NotWritable, UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import Backup, BackupPlace, Keep
from clinic_app.domain.records.erasure import Demand, ErasurePreview, Rewritten, StillHeld
from clinic_app.services.backup import erasure_lists
from clinic_app.services.backup.backup_copy import BackupCopy, Watch
from clinic_app.services.backup.backups import BackupService
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.drafts import DraftService
from clinic_app.storage.atomic_file import replace_file
from clinic_app.storage.audit.checkpoints import ChainHead
from clinic_app.storage.backup import (
    backup_container,
    backup_contents,
    backup_drafts,
    backup_file,
    backup_seal,
)
from clinic_app.storage.file import reencryption
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.migration import Migrations
from clinic_app.storage.records import erasing, erasing_sqlite, patients
from clinic_app.words import _

_KINDS = {  # of `counted`, by table
    "patient": "record",
    "episode": "episodes",
    "program_revision": "versions of the plan",
    "pain_entry": "pain ratings",
    "patient_event": "events",
    "exercise_log": "exercise logs",
    "measure_result": "outcome measures",
    "pain_map": "body charts",
    "diary_form": "diary forms",
    "advice_decision": "decisions on suggestions",
    "handout": "handouts",
    "handout_pdf": "stored PDFs",
    "draft": "unfinished texts",
    "merge": "notes that records were made one",
    "imported_record": "records from other clinics",
}
_MONTH, _WEEK = timedelta(days=31), timedelta(days=7)


@dataclass(frozen=True)
class Erased:
    """What was done. ``lists_refused`` are lists that could not be written; ``is_wiped`` says
    whether the file was written anew, so that no page keeps what was deleted."""

    ids: tuple[str, ...]
    lists_refused: tuple[Path, ...]
    is_wiped: bool
    copies_left: tuple[Path, ...]


@dataclass(eq=False)
class ErasingService(Service):
    """For owners alone. Call what works on files in a thread that may wait."""

    _keys: KeyFile
    _drafts: DraftService
    _backups: BackupService

    @property
    def refusal(self) -> str:
        """Why whoever is signed in may not; empty where they may."""
        return self._session.refusal(Permission.ERASE)

    def preview(self, patient_id: str) -> ErasurePreview:
        """What would go. Raises NotAllowed or NotFound."""
        self._session.require(Permission.ERASE)
        with self._session.read() as tx:
            one = patients.get(tx, patient_id)
            ids = erasing.together(tx, patient_id)
            counts = erasing.counts(tx, ids)
        parts = tuple((_KINDS.get(table, table), count) for table, count in counts.items())
        copies = reencryption.reachable_copies(self._folder)
        return ErasurePreview(one.name, one.record_number, parts, len(ids) - 1, copies)

    def erase(
        self,
        patient_id: str,
        demand: Demand,
        *,
        typed: str,
        own: str,
        delete_copies: bool = True,
    ) -> Erased:
        """Erase the patient, and whoever was made one with them, for good.

        ``typed`` is the record number or the name, ``own`` the passphrase of whoever is signed
        in. Raises NotAllowed, NotFound, UserError for other words, WrongPassphrase, NotWritable;
        nothing is changed then.
        """
        self._session.require(Permission.ERASE)
        with self._session.read() as tx:
            one = patients.get(tx, patient_id)
        if not _is_same(typed, one.name) and not _is_same(typed, one.record_number):
            raise UserError(
                _("What was typed is neither the record number nor the name of this patient."),
                _("Look whose record it is, and type one of the two. Nothing was erased."),
            )
        self._keys.check_passphrase(self._session.actor_id, own)
        self._drafts.flush()
        with self._session.write(Permission.ERASE) as tx:
            ids = erasing.erase(tx, patient_id, reason=demand.told())
        self._drafts.forget_patients(ids)
        refused = self._list()
        copies = reencryption.reachable_copies(self._folder)
        if delete_copies:
            with suppress(NotWritable):
                reencryption.delete_copies(copies)
            copies = tuple(copy for copy in copies if copy.exists())
        is_wiped = self._wipe()
        self._session.notify(ClinicChanged())
        return Erased(tuple(ids), tuple(refused), is_wiped, copies)

    def still_held(self, ids: Collection[str]) -> tuple[list[StillHeld], list[BackupPlace]]:
        """The backups that hold any of these patients, and the places that are away."""
        self._session.require(Permission.ERASE)
        found: list[StillHeld] = []
        away: list[BackupPlace] = []
        with backup_file.kept_trail_key(self._session.database).used() as trail_key:
            marks = backup_seal.patient_marks(trail_key, ids)
            for place in self._backups.places():
                try:
                    listed = self._backups.listing(place)
                except UserError:
                    if place.verified_at:
                        away.append(place)
                    continue
                for backup in listed:
                    if _holds(backup, marks, trail_key):
                        found.append(StillHeld(backup, place.name, _until(backup, place.keep)))
        return found, away

    def rewrite(
        self,
        held: Sequence[StillHeld],
        passphrase: str,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> list[Rewritten]:
        """Erase again in each of these backups, and write it anew under its name, verified.

        ``passphrase`` must open the backup, as it was then. One that cannot be rewritten stays
        as it was, and says why. Raises NotAllowed.
        """
        self._session.require(Permission.ERASE)
        done: list[Rewritten] = []
        for number, one in enumerate(held):
            progress(number, len(held))
            try:
                self._rewrite(one.backup.path, passphrase)
                done.append(Rewritten(one))
            except UserError as error:
                done.append(Rewritten(one, str(error)))
        progress(len(held), len(held))
        count = sum(not one.why for one in done)
        self._session.note("rewrite", "backup", "clinic", {"count": count, "of": len(held)})
        return done

    def delete(self, held: Sequence[StillHeld]) -> list[Rewritten]:
        """Delete these backups. One that cannot be deleted says why. Raises NotAllowed."""
        self._session.require(Permission.ERASE)
        done: list[Rewritten] = []
        for one in held:
            try:
                one.backup.path.unlink(missing_ok=True)
                done.append(Rewritten(one))
            except OSError as error:
                why = _("It could not be deleted ({error}).", error=error.strerror)
                done.append(Rewritten(one, why))
        count = sum(not one.why for one in done)
        self._session.note("delete", "backup", "clinic", {"count": count, "of": len(held)})
        return done

    def _rewrite(self, path: Path, passphrase: str) -> None:
        manifest = backup_file.read_manifest(path)
        size = path.stat().st_size
        watch = Watch(lambda _done, _total: None, lambda: self._session.database.is_closed)
        with backup_drafts.draft_folder(self._folder, manifest.mark, size) as draft:
            copy = BackupCopy.open(path, draft, passphrase, watch)
            try:
                self._erase_in(copy)
                self._pack(copy, path, draft)
            finally:
                copy.close()

    def _erase_in(self, copy: BackupCopy) -> None:
        copy.contents()  # it is what it was when it was made
        with self._session.read() as tx:
            ids = erasing.erased_ids(tx)
        with copy.database.write(self._session.actor_id) as tx:
            for one in ids:
                with suppress(NotFound):
                    erasing.erase(tx, one, reason={}, again=True)
        copy.database.rest()
        with copy.database.key_in_use() as key:
            erasing_sqlite.wipe_free_pages(copy.database.path, key)

    def _pack(self, copy: BackupCopy, path: Path, draft: Path) -> None:
        """Check the copy as a new backup is checked, and put it in the place of the old file."""
        database = copy.database
        with (
            database.key_in_use() as data_key,
            backup_file.kept_trail_key(database).used() as trail_key,
        ):
            with database.read() as tx:
                mark = backup_seal.key_mark(data_key)
                part = backup_contents.sealed_part(tx.connection, tx.trail, trail_key, mark)
                schema = Migrations.revision_of(tx.connection) or ""
                tx.trail.files[0].put(ChainHead(part.contents.rows, part.head))
            database.rest()
            erasing_sqlite.one_file(database.path, data_key)
            if backup_file.checked_part(database.path, data_key, trail_key) != part:
                raise backup_file.damaged(path.name)
            keys = copy.keys.of_copy(data_key, erasing_sqlite.salt(database.path))
            replace_file(draft / "clinic.keys", keys)
            old = copy.manifest
            backup_container.pack(
                draft,
                path,
                lambda members: backup_seal.sealed(
                    backup_file.Manifest(
                        old.version, schema, old.made_at, old.mark, old.clinic_id, members
                    ),
                    part,
                    trail_key,
                ),
                replacing=True,
            )

    def _list(self) -> list[Path]:
        places = [place.path for place in self._backups.places()]
        lists = erasure_lists.lists_of(self._folder, self._keys.clinic_id, places)
        with self._session.read() as tx:
            try:
                return erasure_lists.share(tx, lists, self._session.now().date())
            except NotWritable:
                return lists

    def _wipe(self) -> bool:
        database = self._session.database
        database.rest()
        try:
            with database.key_in_use() as key:
                erasing_sqlite.wipe_free_pages(database.path, key)
        except NotWritable:
            return False
        return True

    @property
    def _folder(self) -> Path:
        return self._session.database.path.parent


def _is_same(typed: str, told: str) -> bool:
    return bool(told.strip()) and typed.split() == told.split()


def _holds(backup: Backup, marks: frozenset[bytes], trail_key: bytes | bytearray) -> bool:
    try:
        part = backup_seal.open_seal(backup_file.read_manifest(backup.path), trail_key)
    except UserError:
        return False
    return part is not None and bool(part.patients & marks)


def _until(backup: Backup, keep: Keep) -> date:
    """The day by which newer backups have taken its place, at the latest."""
    longest = max(timedelta(days=keep.days), keep.weeks * _WEEK, keep.months * _MONTH)
    return (backup.made_at + longest).date()
