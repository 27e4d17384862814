"""Write a backup anew under its own name, changed: so that an erased patient leaves it, too."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from clinic_app import __version__
from clinic_app.domain.backup import Backup
from clinic_app.storage import backup_container, engine_sqlite
from clinic_app.storage.audit import AuditTrail
from clinic_app.storage.backup_container import read_manifest, unpack
from clinic_app.storage.backup_drafts import draft_folder
from clinic_app.storage.backup_file import (
    as_backup,
    checked_part,
    kept_trail_key,
    refuse_other_key,
    write_beside,
)
from clinic_app.storage.backup_manifest import DATABASE, KEYS
from clinic_app.storage.backup_seal import sealed
from clinic_app.storage.backup_steps import Steps
from clinic_app.storage.database import Database
from clinic_app.storage.keys import KeyFile
from clinic_app.storage.migration import Migrations
from clinic_app.storage.verifying import Cancelled, Progress


def rewrite_backup(
    path: Path,
    database: Database,
    change: Callable[[Database], None],
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Backup:
    """Unpack one of this clinic's backups, let ``change`` work in it, check it, and exchange it.

    An earlier schema is brought up to date on the way. The old file stays until the new one is
    read back; it keeps its name and the time that it tells. Raises as `backup_file.verify`, and
    what ``change`` raises: the backup is then as it was.
    """
    steps = Steps(database, progress, cancelled)
    manifest = read_manifest(path)
    size = manifest.members[DATABASE].size
    with (
        database.key_in_use() as data_key,
        kept_trail_key(database).used() as trail_key,
        draft_folder(database.path.parent, manifest.mark, size, path.parent) as draft,
    ):
        refuse_other_key(path, manifest, data_key, trail_key)
        steps.copied_all(size)
        unpack(path, draft)
        copy = draft / DATABASE
        opened = Database.open(copy, data_key)
        try:
            change(opened)
        finally:
            opened.close()
        part = checked_part(copy, data_key, trail_key, is_over=lambda: database.is_closed)
        keys = KeyFile.load(draft / KEYS).of_copy(data_key, engine_sqlite.salt_of(copy))
        write_beside(copy, AuditTrail(trail_key, copy.with_suffix(".audit")), part, keys)
        now = replace(manifest, version=__version__, schema=Migrations().newest)
        written = backup_container.pack(
            draft,
            path,
            lambda members: sealed(replace(now, members=members), part, trail_key),
            replacing=True,
            look=steps.more,
        )
    return as_backup(path, written, part)
