"""Makes sure that nobody has a database open, without its key: by the locks that SQLite keeps."""

import os
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from clinic_app.domain.errors import AlreadyOpen
from clinic_app.storage.file import engine_sqlite
from clinic_app.words import _

# Whoever has a database with a journal open holds a shared lock on these bytes until the end.
_FIRST_BYTE, _BYTES = 0x40000002, 510
_TRIES, _NAP_S = 25, 0.02


@contextmanager
def sole_use(path: Path) -> Generator[None]:
    """Keep other processes from opening the database while the block runs.

    Raises AlreadyOpen while somebody has it open, in this process or another one; what is closed
    just now is waited for. On Windows it is looked at only: there a file that is open keeps its
    name anyway.
    """
    with ExitStack() as stack:
        handle = _locked_soon(path)
        if handle is not None:
            stack.callback(os.close, handle)
        if os.name == "nt":
            stack.close()
        yield


def _locked_soon(path: Path) -> int | None:
    for _try in range(_TRIES):
        try:
            return _locked(path)
        except AlreadyOpen:
            time.sleep(_NAP_S)
    return _locked(path)


def _locked(path: Path) -> int | None:
    """A handle that holds the lock; None where nobody can write the file anyway."""
    with engine_sqlite.not_open_here(path):
        handle = _handle(path)
        if handle is not None:
            try:
                _lock(handle)
            except AlreadyOpen:
                os.close(handle)
                raise
        return handle


def _handle(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:  # it is not there, or may not be written: then nobody writes it
        return None


def _lock(handle: int) -> None:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(handle, _FIRST_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _BYTES)
        else:
            import fcntl

            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _BYTES, _FIRST_BYTE)
    except OSError:
        raise AlreadyOpen(
            _("Somebody is working in the clinic that lies here."),
            _("Lock it or close its window, wait for its commands to end, and try again."),
        ) from None
