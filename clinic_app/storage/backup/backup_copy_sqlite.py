"""What a backup needs of the encrypted SQLite file alone: a copy while others write, its check."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection

from clinic_app.domain.errors import NotWritable
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.errors_sqlite import driver_errors
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.words import _

Copied = Callable[[int, int], None]  # pages that are done, and all; what it raises ends the copy
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine: under a millisecond
_PAGES = 500  # between two looks at progress and cancelling: some 2 MB


def copy_as_seen(connection: Connection, target: Path, key: HeldKey, copied: Copied) -> None:
    """Write what the transaction of ``connection`` sees to the new file ``target``, same key.

    The transaction must have read something: then others go on writing without being waited for,
    and the copy is of that moment. Raises NotWritable or DamagedFile.
    """

    def looked_at(_status: int, left: int, total: int) -> None:
        copied(total - left, total)

    with _plain_errors(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(engine_sqlite.connect(target, key)) as copy:
            source = cast("Any", connection.connection.driver_connection)
            source.backup(
                copy,
                pages=_PAGES,
                progress=looked_at,
                sleep=0,
            )
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing left beside it


def check(path: Path, key: HeldKey, is_over: Callable[[], bool]) -> None:
    """Open a copy that nobody writes and check every page and row of it.

    Raises DamagedFile. It ends with Locked once ``is_over``.
    """
    with _plain_errors(path), closing(engine_sqlite.connect(path, key, "?immutable=1")) as copy:
        copy.set_progress_handler(is_over, _STEPS_BETWEEN_LOOKS)
        engine_sqlite.refuse_faults(copy, path)


def _plain_errors(path: Path) -> AbstractContextManager[None]:
    refused = NotWritable(
        _("There is no room for a backup on the disk, or it failed."),
        _("Nothing half is left. Make room on the disk and try again."),
    )
    return driver_errors(path, refused)
