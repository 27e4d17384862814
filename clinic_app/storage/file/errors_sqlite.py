"""What the encrypted SQLite file, its driver and its disk refuse, in plain words."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2
from sqlalchemy.exc import DBAPIError

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    Locked,
    NotFound,
    NotWritable,
    UserError,
)
from clinic_app.words import _

sqlcipher = cast(Any, sqlcipher3.dbapi2)  # A compiled module without type stubs.

_INDEX_BYTES = 32768  # of the file beside the database that readers and writers share
_DAMAGED = (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB, sqlcipher.SQLITE_FORMAT)
_NO_ROOM = (sqlcipher.SQLITE_FULL,)
_REFUSED = (sqlcipher.SQLITE_READONLY, sqlcipher.SQLITE_CANTOPEN, sqlcipher.SQLITE_PERM)
_BUSY = (sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED)
_INTERRUPTED = (sqlcipher.SQLITE_INTERRUPT,)


@contextmanager
def plain_errors(path: Path, *, writing: bool) -> Generator[None]:
    """Raise what a database error means to a person; a fault of the program stays what it is."""
    try:
        yield
    except DBAPIError as error:
        plain = _plain_error(error, path, writing=writing)
        if plain is None:
            raise
        raise plain from None  # The driver's own words may hold a patient's.


@contextmanager
def driver_errors(path: Path, refused: NotWritable) -> Generator[None]:
    """The same for work with the driver itself; ``refused`` is for whatever else goes wrong."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _INTERRUPTED:
            raise Locked from None
        if code in _BUSY:
            raise busy() from None
        if code in _DAMAGED:
            raise damaged(path) from None
        raise refused from None
    except OSError as error:
        raise refused from error


def busy() -> NotWritable:
    """The error for a file that somebody else writes to."""
    return NotWritable(
        _("Somebody else is working in this clinic."), _("Close the other windows and try again.")
    )


def _plain_error(error: DBAPIError, path: Path, *, writing: bool) -> UserError | None:
    """What a database error means to a person, or None when it is a fault of the program."""
    code = cast(int, getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF
    unreadable = code == sqlcipher.SQLITE_IOERR and not writing and _has_room(path.parent)
    if code in _DAMAGED or unreadable:
        return damaged(path)
    if code in _NO_ROOM or code == sqlcipher.SQLITE_IOERR:
        return NotWritable(
            _("The disk refused the change: it is full or failing."),
            _("Nothing of it was saved. Make room on the disk and try again."),
        )
    if code in _REFUSED and not os.access(path, os.R_OK):
        return NotWritable(
            _("{name} may not be read by whoever is logged in at this computer.", name=path.name),
            _("Check its permissions and try again."),
        )
    if code in _REFUSED:
        return NotWritable(
            _("{name}, the files beside it or their folder cannot be written.", name=path.name),
            _("Nothing was saved. Check their permissions and try again."),
        )
    if code in _INTERRUPTED:
        return Locked()
    if code in _BUSY:
        return NotWritable(
            _("The clinic file is busy."), _("Nothing was saved. Try again in a moment.")
        )
    if code == sqlcipher.SQLITE_CONSTRAINT:
        return _refused_row(str(error.orig))
    return None


def _has_room(folder: Path) -> bool:
    """Reading writes, too: its index beside the file. Without room for that nothing is damaged."""
    if not os.access(folder, os.W_OK):
        return True
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
            return probe.write(bytes(_INDEX_BYTES)) == _INDEX_BYTES
    except OSError:
        return False


def damaged(path: Path) -> DamagedFile:
    """The error for a file that the right key does not open."""
    return DamagedFile(
        _("The clinic file {name} is damaged.", name=path.name),
        _("It was left untouched. Restore the newest backup, and keep the damaged file."),
    )


def _refused_row(reason: str) -> UserError:
    if "FOREIGN KEY" in reason:
        return NotFound(
            _("What this belongs to is not in the clinic file."), _("Nothing was saved.")
        )
    return Conflict(_("This is in the clinic file already."), _("Nothing was saved twice."))
