"""The one way to a path that a person chose: written whole or not at all, read with a limit.

A clinic's own files are never written over, however the path leads to them.
"""

import os
import stat
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.folders.paths import DATABASE_FILE, KEY_FILE, user_data_folders
from clinic_app.storage.atomic_file import read_ordinary, sync_folder
from clinic_app.words import _

LARGEST_BYTES = 8 << 20
_CLINIC = (KEY_FILE, DATABASE_FILE)
_OWN_NAMES = ("window.lock", "window.ini", "restoring", "restoring-in")
_OWN_BEGINNINGS = (
    "clinic.",
    "clinic-",
    ".clinic.",
    ".clinic-",
    ".restoring-",
    "set-aside-",
    "unfinished-",
)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone. Raises NotWritable.

    A file that was there is replaced; where the path is a link, the file it leads to.
    """
    target = _target(path)
    try:
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise _refused(path, _reason(error)) from None


def check_place(path: Path) -> None:
    """Raises NotWritable where a file cannot be made, before anything is kept. Leaves nothing."""
    target = _target(path)
    try:
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError:
        raise _refused(path, _("its folder is missing or cannot be written")) from None


def read_file(path: Path, *, most: int = LARGEST_BYTES) -> bytes:
    """The bytes of an ordinary file. Raises UserError when it cannot be read.

    One of more than ``most`` bytes is refused before all of it is in memory. Pipes, devices and
    folders are refused at once: opening one could wait for ever.
    """
    try:
        data = read_ordinary(path, most)
    except (OSError, ValueError) as error:
        raise UserError(
            _("{file} cannot be read ({reason}).", file=_name(path), reason=_reason(error)),
            _("Choose another file."),
        ) from None
    if len(data) > most:
        raise UserError(
            _("{file} is larger than {most} MB.", file=_name(path), most=most >> 20),
            _("Choose a smaller one."),
        )
    return data


def in_clinic_folder(folder: Path) -> bool:
    """Whether a clinic lies in the folder or in one above it."""
    return any(_holds_clinic(above) for above in (folder, *folder.parents))


def _target(path: Path) -> Path:
    """The file that writing ``path`` would replace, its links followed. Raises NotWritable."""
    try:
        target = path.resolve()
        mode = _mode(target)
        if not target.name or (mode is not None and stat.S_ISDIR(mode)):
            raise _refused(path, _("it is a folder"))
        if mode is not None and not stat.S_ISREG(mode):
            raise _refused(path, _("it is no ordinary file"))
        if _is_clinics_own(target):
            raise _refused(path, _("a clinic keeps its own files under such names"))
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a ring
        raise _refused(path, _reason(error)) from None
    return target


def _mode(path: Path) -> int | None:
    with suppress(FileNotFoundError):
        return path.lstat().st_mode
    return None


def _is_clinics_own(target: Path) -> bool:
    if _plain(target.name) in _CLINIC:  # it would make a clinic's folder of any folder
        return True
    kept = [folder for folder in user_data_folders() if folder.exists()]
    inside = target.name
    for above in target.parents:
        if any(above.exists() and above.samefile(folder) for folder in kept):
            return True
        if _holds_clinic(above) and (is_own_name(inside) or _is_other_name(above, target)):
            return True
        inside = above.name
    return False


def _holds_clinic(folder: Path) -> bool:
    return any((folder / name).exists() for name in _CLINIC)


def is_own_name(name: str) -> bool:
    """Whether a clinic keeps files of its own under such a name."""
    plain = _plain(name)
    return plain in _OWN_NAMES or plain.startswith(_OWN_BEGINNINGS)


def _is_other_name(folder: Path, target: Path) -> bool:
    """Whether ``target`` is another name (a hard link) of one of the clinic's files."""
    if not target.exists():
        return False
    own = [file for file in folder.iterdir() if is_own_name(file.name) and file.exists()]
    return any(target.samefile(file) for file in own)


def _plain(name: str) -> str:
    """A name as the most forgetful disk knows it: without case, streams, blanks at the end."""
    return unicodedata.normalize("NFC", name).casefold().partition(":")[0].rstrip(" .")


def _replace(target: Path, data: bytes) -> None:
    # The draft's name is none of the person's: it may be seen, and theirs may be too long for it.
    handle, draft = tempfile.mkstemp(prefix=".handrail-", suffix=".part", dir=target.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise
    with suppress(OSError):  # a disk that cannot promise it has the file all the same
        sync_folder(target.parent)


def _refused(path: Path, reason: str) -> NotWritable:
    return NotWritable(
        _("{file} cannot be written: {reason}.", file=_name(path), reason=reason),
        _("Choose another place."),
    )


def _name(path: Path) -> str:
    return repr(path.name or str(path))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, RuntimeError):
        return _("its links lead in a ring")
    return _("it is no file name")
