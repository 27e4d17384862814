"""Make a backup of an open clinic, and check one: each is a whole clinic that was opened.

The copy is made and checked beside the clinic, and only then written to its place. While others
write it shows the clinic as it was at one moment.
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from clinic_app import __version__
from clinic_app.domain.errors import DamagedFile, UserError
from clinic_app.domain.records.backup import Backup, file_name, parse_name
from clinic_app.storage.atomic_file import replace_file
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.audit.checkpoints import ChainHead
from clinic_app.storage.audit.verifying import Cancelled, Progress, Stopped
from clinic_app.storage.backup import backup_container, backup_copy_sqlite
from clinic_app.storage.backup.backup_container import read_manifest, unpack
from clinic_app.storage.backup.backup_contents import sealed_part
from clinic_app.storage.backup.backup_drafts import draft_folder
from clinic_app.storage.backup.backup_manifest import DATABASE, KEYS, Manifest, damaged
from clinic_app.storage.backup.backup_seal import SealedPart, key_mark, open_seal, sealed
from clinic_app.storage.file import engine_sqlite, errors_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.keys.sealing import Secret
from clinic_app.storage.migration import Migrations
from clinic_app.words import _

_ROUNDS = 3


class Steps:
    """Tells how far it is. Every look raises Stopped once cancelled, Locked once the clinic is."""

    def __init__(self, database: Database, progress: Progress, cancelled: Cancelled) -> None:
        self._database = database
        self._progress = progress
        self._cancelled = cancelled
        self._size = 1
        self._done = 0

    def copied(self, done: int, total: int) -> None:
        """So many pages of all are copied."""
        self._look(done, _ROUNDS * total)

    def copied_all(self, size: int) -> None:
        """The copy is done, and has so many bytes."""
        self._size = self._done = size
        self._look(size, _ROUNDS * size)

    def more(self, count: int) -> None:
        """So many bytes more are written, or read back."""
        self._done += count
        self._look(min(self._done, _ROUNDS * self._size), _ROUNDS * self._size)

    def _look(self, done: int, total: int) -> None:
        self._database.refuse_closed()
        if self._cancelled():
            raise Stopped
        self._progress(done, total)


__all__ = [
    "Manifest",
    "backups_in",
    "checked_part",
    "kept_trail_key",
    "mark_of",
    "read_manifest",
    "unpack",
    "verify",
    "write_backup",
]


def _no_progress(_done: int, _total: int) -> None:
    """Nobody waits and watches."""


def mark_of(keys: KeyFile) -> str:
    """What stands in the names of all backups of this clinic. Raises NotWritable."""
    return keys.clinic_id[:8]


def kept_trail_key(database: Database) -> HeldKey:
    """The key of the clinic's trail, which also seals its backups and names erased patients."""
    with database.key_in_use() as data_key, database.read() as tx:
        return HeldKey(secret_keys.trail_key(tx.connection, data_key))


def write_backup(
    database: Database,
    keys: KeyFile,
    folder: Path,
    now: datetime,
    *,
    progress: Progress = _no_progress,
    cancelled: Cancelled = lambda: False,
) -> Backup:
    """Make a backup in ``folder``, which is there; open it, check all of it, and read it back.

    Raises NotWritable for a place that is away, full or read-only, DamagedFile for a clinic that
    is not whole, Conflict while another backup is made, Stopped once cancelled, and Locked once
    the clinic is. Nothing half is left; what a crash left of an earlier one is swept away.
    """
    mark, clinic = mark_of(keys), database.path.parent
    steps = Steps(database, progress, cancelled)
    with (
        draft_folder(clinic, mark, _size(database.path), folder) as draft,
        kept_trail_key(database).used() as trail_key,
    ):
        part, schema = _copy(database, keys, draft, trail_key, steps)
        made_at = _free_second(folder, mark, now)
        path = folder / file_name(mark, made_at)
        written = backup_container.pack(
            draft,
            path,
            lambda members: sealed(
                Manifest(__version__, schema, made_at, mark, keys.clinic_id, members),
                part,
                trail_key,
            ),
            look=steps.more,
        )
    return as_backup(path, written, part)


def verify(
    path: Path,
    database: Database,
    *,
    progress: Progress = _no_progress,
    cancelled: Cancelled = lambda: False,
) -> Backup:
    """Unpack one of this clinic's backups, open it and check all of it, as when it was made.

    Raises DamagedFile, NewerSchema, NotWritable without room for it, Stopped once cancelled, and
    UserError for another clinic's or one that was made before the clinic was encrypted anew.
    """
    steps = Steps(database, progress, cancelled)
    manifest = read_manifest(path)
    size = manifest.members[DATABASE].size
    with (
        database.key_in_use() as data_key,
        kept_trail_key(database).used() as trail_key,
        draft_folder(database.path.parent, manifest.mark, size) as draft,
    ):
        part = refuse_other_key(path, manifest, data_key, trail_key)
        steps.copied_all(size)
        unpack(path, draft, look=steps.more)
        found = checked_part(
            draft / DATABASE, data_key, trail_key, is_over=lambda: database.is_closed
        )
        if found != part:
            raise damaged(path.name)
    return as_backup(path, manifest, part)


def refuse_other_key(
    path: Path, manifest: Manifest, data_key: Secret, trail_key: Secret
) -> SealedPart:
    """What the clinic sealed into a backup that its data key opens.

    Raises UserError for another clinic's, and for one that was made before it was encrypted anew.
    """
    part = open_seal(manifest, trail_key)
    if part is None:
        raise UserError(
            _(
                "{name} is no backup of this clinic, or its account of itself was changed.",
                name=path.name,
            ),
            _("Choose another one."),
        )
    if not part.is_opened_by(data_key):
        raise UserError(
            _("{name} was made before the clinic was encrypted anew.", name=path.name),
            _("Only a passphrase of that time opens it: restore it to see what it holds."),
        )
    return part


def checked_part(
    copy: Path, data_key: Secret, trail_key: Secret, *, is_over: Cancelled = lambda: False
) -> SealedPart:
    """Check every page and row of a copy of the clinic's database, and count what it holds.

    Raises DamagedFile, and Locked once ``is_over``.
    """
    key = HeldKey(data_key)
    backup_copy_sqlite.check(copy, key, is_over)
    engine = engine_sqlite.reading_engine(copy, key, alone=True)
    try:
        with engine.connect() as connection:
            trail = AuditTrail(trail_key, copy.with_suffix(".audit"))
            return sealed_part(connection, trail, trail_key, key_mark(data_key))
    except DBAPIError:
        raise errors_sqlite.damaged(copy) from None
    finally:
        engine.dispose()
        key.forget()


def backups_in(folder: Path, mark: str = "", trail_key: Secret = b"") -> Iterator[Backup]:
    """The backups in a folder, of the clinic with this mark or of all, in no order.

    ``trail_key`` is what tells their contents. One that cannot be read is told, too, as not
    verified. Raises UserError where the folder cannot be read.
    """
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError as error:
        raise UserError(
            _(
                "The place {folder} cannot be read ({reason}).",
                folder=repr(folder.name or str(folder)),
                reason=error.strerror,
            ),
            _("Connect the disk it is on, or choose another place."),
        ) from None
    for name in names:
        found = parse_name(name)
        if found and mark in ("", found[0]):
            yield _found(folder / name, found[0], found[1], trail_key)


def _found(path: Path, mark: str, at: datetime, trail_key: Secret) -> Backup:
    try:
        manifest = read_manifest(path)
    except UserError:
        return Backup(path, at, _size(path))
    part = open_seal(manifest, trail_key) if trail_key and manifest.mark == mark else None
    return as_backup(path, manifest, part)


def as_backup(path: Path, manifest: Manifest, part: SealedPart | None) -> Backup:
    """A backup as its manifest and what was sealed into it tell."""
    contents = part.contents if part else None
    return Backup(
        path,
        manifest.made_at,
        _size(path),
        manifest.schema,
        manifest.version,
        contents,
        is_verified=part is not None,
    )


def _copy(
    database: Database, keys: KeyFile, draft: Path, trail_key: Secret, steps: Steps
) -> tuple[SealedPart, str]:
    """The clinic's files as they belong together, checked, and the schema of their database."""
    copy = draft / DATABASE
    with database.key_in_use() as data_key:
        key = HeldKey(data_key)
        with database.read() as tx:
            seen = sealed_part(tx.connection, tx.trail, trail_key, key_mark(data_key))
            schema = Migrations.revision_of(tx.connection) or ""
            backup_copy_sqlite.copy_as_seen(tx.connection, copy, key, steps.copied)
            trail = tx.trail.elsewhere(copy)
        steps.copied_all(_size(copy))
        found = checked_part(copy, data_key, trail_key, is_over=lambda: database.is_closed)
        if found != seen:
            raise DamagedFile(
                _("The copy differs from the clinic."), _("No backup was made. Try again.")
            )
        write_beside(copy, trail, seen, keys.of_copy(data_key, engine_sqlite.salt_of(copy)))
    return seen, schema


def write_beside(copy: Path, trail: AuditTrail, seen: SealedPart, keys: bytes) -> None:
    """Write the checkpoint and the key file that belong to a copy. Raises NotWritable."""
    try:
        trail.files[0].put(ChainHead(seen.contents.rows, seen.head))
        replace_file(copy.with_name(KEYS), keys)
    except OSError as error:
        raise backup_container.refused(copy.parent, error) from None


def _free_second(folder: Path, mark: str, now: datetime) -> datetime:
    """This second, or the next one of which no backup lies there yet."""
    at = now.replace(microsecond=0)
    while (folder / file_name(mark, at)).exists():
        at += timedelta(seconds=1)
    return at


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
