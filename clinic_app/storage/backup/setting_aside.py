"""Damaged files of a clinic, copied or moved as they are into a folder of their own first."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import DamagedFile, NotWritable, UserError
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.atomic_file import copy_file, replace_file, sync_folder
from clinic_app.storage.keys.key_places import KeyPlaces, destroy
from clinic_app.storage.keys.key_set import parsed
from clinic_app.words import _

# Not the keys: they have copies of their own, and one here would keep a login that is taken away.
_ENDS = (".db", ".db-wal", ".db-shm", ".audit")
_PREFIX = "set-aside-"
_LIVING = ".db-shm"  # it changes by being read: two copies of the same state may differ in it


def set_aside(path: Path, outside: Sequence[Path] = ()) -> Finding:
    """Copy the files of the clinic ``path`` as they are, and what is kept ``outside`` of it.

    Where they lie already, unchanged, nothing is copied again. Without room for them the finding
    says so: then nothing may be written.
    """
    files = [path.with_suffix(end) for end in _ENDS if path.with_suffix(end).is_file()]
    files += [file for file in outside if file.is_file()]
    known = _copied_already(path.parent, files)
    try:
        folder = known or _copied(path.parent, files)
    except OSError as error:
        return Finding(
            FindingKind.NO_ROOM,
            _("The damaged files could not be copied ({reason}).", reason=error.strerror),
            None,
            _("The clinic is open for reading only. Make room on the disk and open it again."),
        )
    return Finding(
        FindingKind.SET_ASIDE,
        _("The files as they were found lie in the folder {folder}.", folder=folder.name),
        None,
        _("Keep it for somebody who can help."),
    )


def _copied_already(clinic: Path, files: Sequence[Path]) -> Path | None:
    for folder in sorted(clinic.glob(f"{_PREFIX}*"), reverse=True):
        if all(_same(file, folder / file.name) for file in files):
            return folder
    return None


def _same(file: Path, copy: Path) -> bool:
    if file.name.endswith(_LIVING):
        return True
    try:
        one, other = file.stat(), copy.stat()
    except OSError:
        return False
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _copied(clinic: Path, files: Sequence[Path]) -> Path:
    folder = _free_name(clinic)
    draft = clinic / f".{folder.name}"
    try:
        draft.mkdir(mode=0o700)
        for file in files:
            copy = draft / file.name
            copy_file(file, copy)
            copy.chmod(0o600)
            with copy.open("rb+") as written:
                os.fsync(written.fileno())
        sync_folder(draft)
        draft.rename(folder)
        sync_folder(clinic)
    except OSError:
        with suppress(OSError):
            shutil.rmtree(draft)
        raise
    return folder


def _free_name(clinic: Path) -> Path:
    """A name of its own, also for the second one within a second."""
    stamp = f"{_PREFIX}{datetime.now():%Y%m%d-%H%M%S}"  # noqa: DTZ005 - the wall's time
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 100)))
    taken = {entry.name.removeprefix(".") for entry in clinic.glob(f"*{_PREFIX}*")}
    return clinic / next(name for name in names if name not in taken)


def remove_unfinished(clinic: Path) -> None:
    """Destroy copies that a crash cut off: the whole of what they hold lies beside them."""
    for draft in clinic.glob(f".{_PREFIX}*"):
        with suppress(OSError):
            for file in draft.iterdir():
                destroy(file)
            draft.rmdir()


def put_back_keys(path: Path, content: bytes, at: datetime) -> Path | None:
    """Make ``content`` the key file at ``path``.

    What stood there is kept, untouched, in a folder that is returned. Raises DamagedFile where
    it holds no keys, UserError where they open another clinic, NotWritable or NewerSchema.
    """
    found = parsed(content)
    if not any(keys.wraps for keys in found):
        raise DamagedFile(
            _("This is no key file, or it is damaged too."), _("Choose another copy.")
        )
    salt = KeyPlaces(path, None).salt()
    if salt and not any(not keys.fits or salt in keys.fits for keys in found):
        raise UserError(
            _("This key file does not open the clinic that lies here."),
            _("It belongs to another clinic, or is from before it was encrypted anew."),
        )
    aside = _set_keys_aside(path, at) if path.exists() else None
    replace_file(path, content)
    return aside


def _set_keys_aside(path: Path, at: datetime) -> Path:
    """Move what stands there; nothing is overwritten."""
    folder = path.with_name(f"set-aside-{at:%Y%m%d-%H%M%S}-keys")
    try:
        folder.mkdir(mode=0o700)
        path.rename(folder / path.name)
        sync_folder(path.parent)
    except OSError as error:
        raise NotWritable(
            _(
                "The damaged {name} could not be set aside ({reason}).",
                name=path.name,
                reason=error.strerror,
            ),
            _("Check that the folder can be written."),
        ) from None
    return folder
