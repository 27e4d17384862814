"""Puts restored files in the place of a clinic's own, so that one good clinic always lies there.

1. The new files lie in a draft in the clinic's folder, checked and kept by the disk.
2. The draft gets the name ``restoring``: from here on the restored clinic counts.
3. What lay there is moved aside, into a folder of its own; then it is called ``restoring-in``.
4. The new files move in, what is kept outside the folder is renewed, and ``restoring-in`` goes.

A crash before 2 leaves the clinic as it was; from 2 on `finish` completes the rest, before
anything of the clinic is read. No key is needed for that.
"""

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from clinic_app.domain.errors import Conflict, NotWritable
from clinic_app.storage.atomic_file import read_ordinary, replace_file, sync_folder
from clinic_app.storage.file.sole_use_sqlite import sole_use
from clinic_app.storage.file.window_lock import refuse_open_window
from clinic_app.storage.keys.key_places import KeyPlaces
from clinic_app.storage.keys.key_set import all_of, parsed
from clinic_app.words import _

NEW_FILES = ("clinic.db", "clinic.keys", "clinic.keys-copy", "clinic.audit", "clinic.erased")

_BESIDE_CLINIC = (
    "clinic.db-wal",
    "clinic.db-shm",
    "clinic.db-journal",
    "clinic.tries",
    "clinic.moved",
)
_OLD_PATTERNS = ("clinic-new.keys", "clinic-before-*.db", "clinic-before-*.audit")
_HALF_MADE = (".clinic.db-anew", ".clinic.db-new")
_DRAFT, _DRILL = ".restoring-draft", ".restoring-drill"
_COMMITTED, _MOVING = "restoring", "restoring-in"
_LOCK = ".restoring-lock"
_NAME_FILE = "set-aside-to"
_ASIDE = re.compile(r"set-aside-[0-9]{8}-[0-9]{6}(-[0-9]+)?-restore")
_WAIT_S = 10
_LARGEST = 1 << 20  # bytes of a small file


@dataclass(frozen=True)
class Outside:
    """Where copies of a clinic's keys and of its checkpoint lie outside its folder."""

    keys: Path
    checkpoint: Path


class Restoring:
    """A restore into one folder: a draft to fill, then `commit` or `discard`. One at a time."""

    def __init__(self, folder: Path, outside: Outside, *, is_drill: bool = False) -> None:
        """Make the empty draft. Raises Conflict while another one runs, or NotWritable."""
        self.folder, self._outside = folder, outside
        self.draft = folder / (_DRILL if is_drill else _DRAFT)
        self._new_folders = [one for one in (folder, *folder.parents) if not one.exists()]
        self._lock = _lock_of(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Conflict(_("A backup is being restored here already.")) from None
        except (OSError, NotImplementedError) as error:  # the latter: a drive without locks
            raise _refused(folder, error) from None
        try:
            _remove_drafts(folder)
            _remove_empty(folder / _MOVING)
            self.draft.mkdir(mode=0o700)
        except OSError as error:
            self.let_go()
            raise _refused(folder, error) from None

    def discard(self) -> None:
        """Remove the draft; the folder is as it was before."""
        shutil.rmtree(self.draft, ignore_errors=True)
        self.let_go()

    def commit(self, now: datetime) -> Path | None:
        """Put the draft in the clinic's place. Returns where the files lie that were there.

        Raises AlreadyOpen while somebody has the clinic open, or NotWritable; where that is after
        it began to count, `finish` completes it.
        """
        refuse_open_window(self.folder)
        aside = _free_name(self.folder, now)
        try:
            with sole_use(self.folder / NEW_FILES[0]):
                _refuse_fixed(self._outside.checkpoint)
                replace_file(self.draft / _NAME_FILE, aside.name.encode())
                _sync(self.draft)
                self.draft.rename(self.folder / _COMMITTED)
                sync_folder(self.folder)
                _complete(self.folder, self._outside)
        except OSError as error:
            raise _refused(self.folder, error) from None
        self._new_folders = []
        self.let_go()
        return aside if aside.exists() else None

    def let_go(self) -> None:
        """Let others restore here; folders that were made for nothing go."""
        if self._new_folders:  # nothing of it was there before
            with suppress(OSError):
                Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()
        with suppress(OSError):
            for folder in self._new_folders:
                folder.rmdir()


def is_cut_off(folder: Path) -> bool:
    """Whether a restore began to count here and is not complete."""
    return any(_aside_name(folder / name) for name in (_COMMITTED, _MOVING))


def finish(folder: Path, outside: Outside) -> None:
    """Complete a restore that a crash cut off, and remove drafts of one that never counted.

    Call it before anything of the clinic is read. Raises NotWritable where the folder cannot be
    written, and Conflict while another process is at it.
    """
    if not is_cut_off(folder):
        if any((folder / name).is_dir() for name in (_DRAFT, _DRILL)):
            _sweep(folder)
        return
    try:
        with _lock_of(folder).acquire(timeout=_WAIT_S):
            _complete(folder, outside)
    except Timeout:
        raise Conflict(
            _("This clinic is being restored at this moment."), _("Try again when that is done.")
        ) from None
    except (OSError, NotImplementedError) as error:
        raise NotWritable(
            _(
                "Restoring this clinic was cut off, and cannot be completed ({error}).",
                error=_reason(error),
            ),
            _("Make the folder writable, with room on the disk, and open it again."),
        ) from None


def _complete(folder: Path, outside: Outside) -> None:
    """Go forward from wherever it stands: each step can be done twice. Raises OSError."""
    committed, moving = folder / _COMMITTED, folder / _MOVING
    aside = _aside_name(committed)
    if aside:
        _move_aside(folder, outside, folder / aside)
        committed.rename(moving)
        sync_folder(folder)
    if _aside_name(moving):
        for name in NEW_FILES:
            with suppress(FileNotFoundError):
                (moving / name).replace(folder / name)
        sync_folder(folder)
        _renew_outside(folder, outside)
        (moving / _NAME_FILE).unlink()
        _remove_empty(moving)


def _move_aside(folder: Path, outside: Outside, aside: Path) -> None:
    """Move every file of the clinic that lies here into ``aside``, and copy what lies outside."""
    kept = {"clinic.keys-kept": outside.keys, "clinic.audit-kept": outside.checkpoint}
    outside_too = {name: place for name, place in kept.items() if place.is_file()}
    old = _clinic_files(folder)
    if not old and not outside_too:
        return
    aside.mkdir(mode=0o700, exist_ok=True)
    for name, place in outside_too.items():
        if not (aside / name).exists():
            replace_file(aside / name, read_ordinary(place, _LARGEST))
    for file in old:
        file.rename(_not_taken(aside / file.name))
    sync_folder(aside)
    sync_folder(folder)


def _clinic_files(folder: Path) -> list[Path]:
    names = (*NEW_FILES, *_BESIDE_CLINIC, *_HALF_MADE)
    found = [folder / name for name in names]
    found += [file for pattern in _OLD_PATTERNS for file in sorted(folder.glob(pattern))]
    return [file for file in found if file.is_symlink() or file.is_file()]


def holds_clinic_files(folder: Path) -> bool:
    """Whether any file of a clinic lies in the folder."""
    return bool(_clinic_files(folder))


def _renew_outside(folder: Path, outside: Outside) -> None:
    """Give the copies of the keys and the checkpoint outside what the restored clinic has."""
    path = folder / "clinic.keys"
    places = KeyPlaces(path, outside.keys)
    with places.locked():
        places.write(all_of(parsed(read_ordinary(path, _LARGEST)))[0])
    checkpoint = read_ordinary(folder / "clinic.audit", _LARGEST)
    try:
        outside.checkpoint.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(outside.checkpoint, checkpoint)
    except (OSError, NotWritable):
        if outside.checkpoint.exists():  # it would tell that rows are missing
            raise


def _refuse_fixed(checkpoint: Path) -> None:
    if checkpoint.exists() and not os.access(checkpoint.parent, os.W_OK):
        raise NotWritable(
            _("What this computer keeps of the clinic's audit trail cannot be written."),
            _("Check the permissions of your user's data folder."),
        )


def _aside_name(committed: Path) -> str:
    """What a restore noted in its folder; empty for a folder that is none of a restore."""
    with suppress(OSError):
        name = read_ordinary(committed / _NAME_FILE, 100).decode("ascii", "replace")
        return name if _ASIDE.fullmatch(name) else ""
    return ""


def _remove_empty(moving: Path) -> None:
    with suppress(OSError):  # what somebody else put there stays
        moving.rmdir()
        sync_folder(moving.parent)


def _free_name(folder: Path, now: datetime) -> Path:
    stamp = f"set-aside-{now:%Y%m%d-%H%M%S}"
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    folders = (folder / f"{name}-restore" for name in names)
    return next(one for one in folders if not one.exists())


def _not_taken(place: Path) -> Path:
    names = (place, *(place.with_name(f"{place.name}-{number}") for number in range(2, 1000)))
    return next(name for name in names if not name.exists())


def _sweep(folder: Path) -> None:
    """Remove what a crash left of a draft, unless somebody is filling it."""
    with suppress(OSError, NotImplementedError, Timeout), _lock_of(folder).acquire(timeout=0):
        _remove_drafts(folder)


def _remove_drafts(folder: Path) -> None:
    for name in (_DRAFT, _DRILL):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)


def _lock_of(folder: Path) -> FileLock:
    # Staged in one thread, it may be applied in another.
    return FileLock(folder / _LOCK, mode=0o600, thread_local=False)


def _sync(draft: Path) -> None:
    for file in draft.iterdir():
        handle = os.open(file, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(draft)


def _refused(folder: Path, error: Exception) -> NotWritable:
    return NotWritable(
        _(
            "Nothing can be restored into the folder {name} ({error}).",
            name=repr(folder.name),
            error=_reason(error),
        ),
        _("Check that it is not read-only and the disk not full, or choose another folder."),
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or _("its drive keeps no locks")
