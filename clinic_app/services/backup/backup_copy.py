"""A backup, unpacked into a folder of its own and opened there: it is nobody's clinic yet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clinic_app.domain.errors import DamagedFile, NotAllowed, NotWritable
from clinic_app.domain.records.backup import Contents
from clinic_app.services.folders.paths import DATABASE_FILE, KEY_FILE, restore_tries_path
from clinic_app.storage.audit import verifying
from clinic_app.storage.audit.verifying import Checked, Stopped
from clinic_app.storage.backup import backup_contents
from clinic_app.storage.backup.backup_file import Manifest, kept_trail_key, unpack
from clinic_app.storage.backup.backup_seal import open_seal
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import HeldKey, wipe
from clinic_app.storage.keys.keys import RECOVERY, KeyFile
from clinic_app.storage.records import staff
from clinic_app.storage.records.erasing_sqlite import wipe_free_pages
from clinic_app.words import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_STEPS = 1000  # that the progress of all of it is told in
_UNPACKED, _PAGES = 300, 500  # how far it is then


class Watch:
    """Tells how far all of the work is, and ends it with Stopped once cancelled."""

    def __init__(self, progress: Progress, cancelled: Cancelled) -> None:
        self._progress, self._cancelled = progress, cancelled

    def unpacking(self, size: int) -> Callable[[int], None]:
        """What is told of bytes while a backup of ``size`` bytes is unpacked."""
        done = [0]

        def look(count: int) -> None:
            done[0] += count
            self.at(_UNPACKED * done[0] // max(1, size))

        return look

    def records(self, done: int, total: int) -> None:
        """What is told while the records are checked."""
        self.at(_PAGES + (_STEPS - _PAGES) * done // max(1, total))

    def at(self, step: int) -> None:
        """So far it is, of a thousand. Raises Stopped."""
        if self._cancelled():
            raise Stopped
        self._progress(min(step, _STEPS), _STEPS)


@dataclass
class BackupCopy:
    """``owner`` is whose way in opened it: a login's, or `RECOVERY`."""

    manifest: Manifest
    keys: KeyFile
    owner: str
    database: Database
    _data_key: HeldKey

    @classmethod
    def open(cls, file: Path, folder: Path, secret: str | HeldKey, watch: Watch) -> "BackupCopy":
        """Unpack ``file`` into ``folder`` and open it, brought up to date, by a secret.

        That is a passphrase, the recovery key, or the data key itself. Raises DamagedFile,
        NewerSchema, WrongPassphrase, TooManyTries, NotAllowed, NotWritable or Stopped.
        """
        manifest = unpack(file, folder, look=watch.unpacking(file.stat().st_size))
        tries = restore_tries_path(manifest.clinic_id)
        tries.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = KeyFile.load(folder / KEY_FILE, tries=tries)
        if isinstance(secret, HeldKey):
            with secret.used() as data_key:
                return cls._opened(manifest, keys, "", HeldKey(data_key), folder)
        owner, data_key = keys.unlock_by(secret)
        try:
            return cls._opened(manifest, keys, owner, HeldKey(data_key), folder)
        finally:
            wipe(data_key)

    @classmethod
    def _opened(
        cls, manifest: Manifest, keys: KeyFile, owner: str, data_key: HeldKey, folder: Path
    ) -> "BackupCopy":
        try:
            database = Database.open(folder / DATABASE_FILE, data_key)
        except BaseException:
            data_key.forget()
            raise
        copy = cls(manifest, keys, owner, database, data_key)
        try:
            copy._refuse_unusable()
        except BaseException:
            copy.close()
            raise
        for earlier in folder.glob("clinic-before-*"):  # the backup itself is the copy of before
            earlier.unlink()
        return copy

    def _refuse_unusable(self) -> None:
        if self.database.has_loss:
            raise not_whole(self.database.findings[0].what)
        if self.database.is_read_only:
            raise NotWritable(
                _("The copy of the backup cannot be written."), _("Choose another folder.")
            )
        with self.database.read() as tx:
            if self.owner and self.owner != RECOVERY:
                staff.role(tx, self.owner)  # raises where the records know nobody of that name
                if staff.is_taken_away(tx, self.owner):
                    raise NotAllowed(_("This login was taken away."), _("An owner can restore it."))

    def contents(self) -> Contents:
        """What it holds now."""
        with self.database.read() as tx:
            return backup_contents.contents(tx.connection)

    def sealed_contents(self) -> Contents:
        """The same, held against what it held when it was made. Raises DamagedFile."""
        with kept_trail_key(self.database).used() as trail_key:
            part = open_seal(self.manifest, trail_key)
        with self.database.read() as tx:
            found = backup_contents.contents(tx.connection)
            head = tx.trail.head(tx.connection)
        if part is None or part.contents != found or part.head != head.mac:
            raise not_whole(_("It does not hold what it held when it was made."))
        return found

    def wipe_free_pages(self) -> None:
        """Nothing in its file keeps what was deleted in it."""
        self.database.rest()
        wipe_free_pages(self.database.path, self._data_key)

    def check(self, watch: Watch) -> Checked:
        """Read every page and every record, and hold them against the trail. Raises DamagedFile."""
        watch.at(_UNPACKED)
        engine_sqlite.check_copy(self.database.path, self._data_key)
        watch.at(_PAGES)
        with self.database.read() as tx:
            return verifying.whole(tx, watch.records)

    def close_for_good(self) -> None:
        """Close it so that it is one file, to be written with a journal from here on."""
        path = self.database.path
        self.database.close()
        engine_sqlite.give_journal(path, self._data_key)
        self.close()

    def close(self) -> None:
        """Let go of it, and overwrite the keys."""
        self.database.close()
        self._data_key.forget()


def not_whole(what: str) -> DamagedFile:
    """The error for a backup in which something is missing or was changed."""
    return DamagedFile(
        _("This backup is not whole. {what}", what=what),
        _("Nothing was changed. Choose another backup."),
    )
