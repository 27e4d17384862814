"""Whether another window has a clinic's folder: read from the lock that the window keeps there."""

import os
from contextlib import suppress
from pathlib import Path

from clinic_app.domain.errors import AlreadyOpen
from clinic_app.storage.atomic_file import read_ordinary
from clinic_app.words import _

_NAME = "window.lock"
_MOST = 4096


def refuse_open_window(folder: Path) -> None:
    """Raise AlreadyOpen while the window of another process has the folder; a stale lock is none.

    What the lock file says of its process is read first: the window of this one is no other.
    """
    path = folder / _NAME
    try:
        found = read_ordinary(path, _MOST).split(b"\n")
        if found[0].strip() == str(os.getpid()).encode() or not _is_held(path):
            return
    except FileNotFoundError:
        return
    except PermissionError:  # Windows opens no file that somebody else holds so
        pass
    except OSError:
        return
    raise AlreadyOpen(
        _("This clinic is open in a window of Handrail."), _("Close that window and try again.")
    )


def _is_held(path: Path) -> bool:
    handle = os.open(path, os.O_RDWR)
    try:
        if os.name == "nt":
            return False
        import fcntl

        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        return True
    finally:
        os.close(handle)
