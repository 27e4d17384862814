"""Damaged files of a clinic, copied as they are into a folder of their own before anything else."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from clinic_app.domain.finding import Finding, FindingKind
from clinic_app.storage.atomic_file import sync_folder
from clinic_app.storage.file_copy import copy_file
from clinic_app.storage.key_places import destroy

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
            f"The damaged files could not be copied ({error.strerror}).",
            None,
            "The clinic is open for reading only. Make room on the disk and open it again.",
        )
    return Finding(
        FindingKind.SET_ASIDE,
        f"The files as they were found lie in the folder {folder.name}.",
        None,
        "Keep it for somebody who can help.",
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
