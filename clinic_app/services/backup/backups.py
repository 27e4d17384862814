"""Backups of the clinic: where they go, when one is due, and which ones are kept."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clinic_app.domain.errors import DamagedFile, NotFound, NotWritable, UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.backup import (
    DEFAULT_PLACE,
    Backup,
    BackupPlace,
    Keep,
    is_past,
    to_keep,
)
from clinic_app.domain.text import clean_line
from clinic_app.services.backup import erasure_lists
from clinic_app.services.backup.backup_folders import check_folder, is_same_disk, make_folder
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.folders.paths import default_backup_folder
from clinic_app.storage.audit.verifying import Cancelled, Progress, Stopped
from clinic_app.storage.backup import backup_file, backup_places
from clinic_app.storage.clock import DOUBTED
from clinic_app.storage.file.transactions import WriteTx
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.words import N_, _

__all__ = ["Backup", "BackupPlace", "BackupService", "Keep", "Stopped"]

_DAILY, _WEEKLY, _AGAIN = timedelta(days=1), timedelta(days=7), timedelta(hours=1)
_DEFAULT_NAME = N_("This computer")


def _no_progress(_done: int, _total: int) -> None:
    """Nobody waits and watches."""


@dataclass(eq=False)
class BackupService(Service):
    """Every method may take as long as a disk does; call it in a thread that may wait.

    A backup is encrypted like the clinic, and opens with the passphrases of its time.
    """

    _keys: KeyFile

    def places(self) -> list[BackupPlace]:
        """Where backups go. A clinic has one place from the beginning, on the same disk; a demo
        clinic has none."""
        with self._session.read() as tx:
            return backup_places.places(tx, self._default())

    def place(self, place_id: str) -> BackupPlace:
        """One of them. Raises NotFound."""
        for place in self.places():
            if place.id == place_id:
                return place
        raise NotFound(_("This place for backups was removed meanwhile."), _("Choose another one."))

    def new_place(self, folder: Path, name: str = "") -> BackupPlace:
        """A place that is not kept yet: look at it, then `save_place`."""
        return BackupPlace(new_id(), folder, name or folder.name or str(folder))

    def is_same_disk(self, place: BackupPlace) -> bool:
        """Whether it goes with the clinic when that disk dies."""
        return is_same_disk(place.path, self._folder)

    def save_place(self, place: BackupPlace) -> None:
        """Keep a new place, or change one.

        Raises NotAllowed for who is no owner; UserError for a folder in which no backups can be
        kept: the clinic's own, another clinic's, one that is away, a file, or a read-only one.
        """
        self._session.require(Permission.BACKUPS)
        name = clean_line(place.name, _("The name of the place"), needed=True)
        before = {one.id: one for one in self.places()}.get(place.id)
        if before is None or before.path != place.path:
            check_folder(place.path, self._folder)
        moved = place.is_default and place.path != default_backup_folder(self._folder)
        with self._session.write(Permission.BACKUPS, changed=ClinicChanged()) as tx:
            if moved:
                backup_places.remove(tx, place)
                place = BackupPlace(new_id(), place.path, name, place.keep)
            backup_places.save(tx, replace(place, name=name))

    def remove_place(self, place_id: str) -> None:
        """Let backups go there no more. Those that lie there stay. Raises NotAllowed, NotFound."""
        place = self.place(place_id)
        with self._session.write(Permission.BACKUPS, changed=ClinicChanged()) as tx:
            backup_places.remove(tx, place)

    def make(
        self,
        where: str | Path,
        progress: Progress = _no_progress,
        cancelled: Cancelled = lambda: False,
    ) -> Backup:
        """Make a backup in a place, by its id, or in any folder, which is for owners.

        It is opened and checked before it counts; in a place, what is kept no longer is removed
        then. Raises NotWritable, DamagedFile, Conflict, Stopped, NotAllowed; nothing half is left.
        """
        self._refuse_loss()
        if isinstance(where, Path):
            return self._make_elsewhere(where, progress, cancelled)
        place = self.place(where)
        try:
            if place.path == default_backup_folder(self._folder):
                make_folder(place.path)
            check_folder(place.path, self._folder)
            made = self._make(place.path, progress, cancelled)
        except (NotWritable, DamagedFile) as error:
            self._note_failed(place, error)
            raise
        self._note_made(place, made)
        self._share_erasures(place.path)
        with suppress(UserError):  # the place went away just now: the backup was made all the same
            self._prune(place, made)
        return made

    def listing(self, place: BackupPlace | Path) -> list[Backup]:
        """This clinic's backups in a place, newest first. Raises UserError where it is away."""
        folder = place if isinstance(place, Path) else place.path
        mark = backup_file.mark_of(self._keys)
        with backup_file.kept_trail_key(self._session.database).used() as trail_key:
            found = list(backup_file.backups_in(folder, mark, trail_key))
        return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)

    def newest(self) -> Backup | None:
        """The newest verified backup over all places.

        Of a place that is away counts what was noted; its ``contents`` are not known then.
        """
        found = [one for place in self.places() for one in self._verified(place)]
        return max(found, key=lambda one: one.made_at, default=None)

    def verify(
        self,
        path: Path,
        progress: Progress = _no_progress,
        cancelled: Cancelled = lambda: False,
    ) -> Backup:
        """Unpack a backup of this clinic, open it and check all of it, as when it was made.

        Raises DamagedFile, or UserError that says why it cannot be checked.
        """
        return backup_file.verify(
            path, self._session.database, progress=progress, cancelled=cancelled
        )

    def is_due(self) -> bool:
        """Whether a backup should be made now, by itself."""
        return bool(self.due())

    def due(self) -> list[BackupPlace]:
        """The places whose newest backup is a day old, or gone, while something was added since.

        Where the last try failed, it is due again an hour later. Never in a demo clinic, in one
        with a loss, or while the computer's date is doubted.
        """
        if self._keys.is_demo or self._session.database.has_loss or self._session.clock.doubt:
            return []
        now, rows = self._session.now(), self._rows()
        return [place for place in self.places() if _is_due(place, now, rows)]

    def is_overdue(self) -> bool:
        """Whether the newest verified backup, or a clinic without one, is over a week old.

        Not while there is nothing that the backup does not hold.
        """
        if self._keys.is_demo:
            return False
        made = [(one.verified_at, one.rows) for one in self.places() if one.verified_at]
        if made:
            newest, rows = max(made)
            has_more = self._rows() > rows + 1
            return has_more and is_past(newest, self._session.now(), _WEEKLY)
        with self._session.read() as tx:
            began = backup_places.first_row_at(tx)
        return began is not None and is_past(began, self._session.now(), _WEEKLY)

    def _prune(self, place: BackupPlace, made: Backup) -> None:
        """Remove those of this clinic that the place's rule keeps no longer, never ``made``."""
        found = self.listing(place)
        staying = to_keep(found, place.keep) | {made.path}
        for one in found:
            if one.path not in staying:
                with suppress(OSError):  # one that cannot be removed is tried again tomorrow
                    one.path.unlink()

    def _make(self, folder: Path, progress: Progress, cancelled: Cancelled) -> Backup:
        return backup_file.write_backup(
            self._session.database,
            self._keys,
            folder,
            self._session.now(),
            progress=progress,
            cancelled=cancelled,
        )

    def _make_elsewhere(self, folder: Path, progress: Progress, cancelled: Cancelled) -> Backup:
        self._session.require(Permission.BACKUPS)
        check_folder(folder, self._folder)
        made = self._make(folder, progress, cancelled)
        self._session.note("export", "backup", "clinic", {"folder": folder.name})
        self._share_erasures(folder)  # earlier backups may lie there, too
        return made

    def _note_made(self, place: BackupPlace, made: Backup) -> None:
        self._noting(lambda tx, more: backup_places.note_made(tx, place, made, more))

    def _note_failed(self, place: BackupPlace, error: UserError) -> None:
        now = self._session.now()
        self._noting(lambda tx, more: backup_places.note_failed(tx, place, now, error.what, more))

    def _share_erasures(self, folder: Path) -> None:
        """Put the list of erased patients beside the backups, so that none brings one back."""
        lists = erasure_lists.lists_of(self._folder, self._keys.clinic_id, [folder])
        with suppress(NotWritable), self._session.read() as tx:
            erasure_lists.share(tx, lists, self._session.now().date())

    def _noting(self, note: Callable[[WriteTx, Mapping[str, object]], None]) -> None:
        """Note how a backup went, where anything can be noted: the backup itself matters more."""
        database = self._session.database
        if database.is_read_only:
            return
        more: Mapping[str, object] = DOUBTED if self._session.clock.doubt else {}
        with suppress(NotWritable), database.write(self._session.actor_id) as tx:
            note(tx, more)

    def _verified(self, place: BackupPlace) -> list[Backup]:
        try:
            return [one for one in self.listing(place) if one.is_verified]
        except UserError:
            if place.verified_at is None:
                return []
            path = place.path / place.file
            return [Backup(path, place.verified_at, place.size, is_verified=True)]

    def _rows(self) -> int:
        with self._session.read() as tx:
            return tx.trail.head(tx.connection).count

    def _default(self) -> BackupPlace | None:
        if self._keys.is_demo:
            return None
        return BackupPlace(DEFAULT_PLACE, default_backup_folder(self._folder), _(_DEFAULT_NAME))

    @property
    def _folder(self) -> Path:
        return self._session.database.path.parent

    def _refuse_loss(self) -> None:
        if self._session.database.has_loss:
            raise DamagedFile(
                _(
                    "Something in this clinic is missing or was changed: a backup of it would pass"
                    " for a whole one."
                ),
                _("Look at what was found first. Backups that were made before stay as they are."),
            )


def _is_due(place: BackupPlace, now: datetime, rows: int) -> bool:
    if place.failed_at and not is_past(place.failed_at, now, _AGAIN):
        return False
    if not place.verified_at or _is_gone(place):
        return True
    # The newest backup is noted in the trail itself: one row more is nothing new.
    return rows > place.rows + 1 and is_past(place.verified_at, now, _DAILY)


def _is_gone(place: BackupPlace) -> bool:
    """Whether its newest backup was removed, while the place is there."""
    with suppress(OSError):
        return place.path.is_dir() and not (place.path / place.file).exists()
    return False
