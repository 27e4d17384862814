"""Small files: replaced whole, never left half by a crash; read without waiting for ever."""

import errno
import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from clinic_app.domain.errors import NotWritable
from clinic_app.words import _

_OPEN: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` durably with mode 0600. Raises NotWritable; the old file then remains."""
    try:
        _replace(path, content)
    except OSError as error:
        raise NotWritable(
            _("{name} could not be written.", name=path.name),
            _("Check that the folder is not read-only and the disk is not full."),
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_ordinary(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file, one more than ``most`` at the most. Raises OSError.

    A pipe, a device or a folder is refused at once: opening one could wait for ever.
    """
    with open(open_ordinary(path), "rb") as file:
        return file.read(most + 1)


def open_ordinary(path: Path) -> int:
    """A handle to read an ordinary file with; refuses as `read_ordinary`. Raises OSError."""
    _refuse_unusual(path.stat())  # opening a device may already do something
    handle = os.open(path, os.O_RDONLY | _OPEN)
    try:
        _refuse_unusual(os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return handle


def _refuse_unusual(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        is_folder = stat.S_ISDIR(found.st_mode)
        why = _("it is a folder") if is_folder else _("it is no ordinary file")
        raise OSError(errno.EINVAL, why)


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` survive a power cut, where the system allows it."""
    if os.name == "nt":  # Windows opens no folder as a file and orders renames itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file with its times. Raises OSError.

    On POSIX systems a process that opens and closes a file gives up all its locks on it, those of
    the database too: another process would then take the journal away. So another one copies it.
    """
    if os.name == "nt" or ".db" not in source.name:
        shutil.copy2(source, target)
        return
    given = ["cp", "-p", "--", os.fspath(source), os.fspath(target)]
    done = subprocess.run(given, check=False, capture_output=True)
    if done.returncode:
        raise OSError(0, _("the disk refused it"), os.fspath(source))
