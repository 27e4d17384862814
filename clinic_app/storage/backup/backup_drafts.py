"""Where a backup is made before it has its name: one at a time, and what a crash left is swept."""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from clinic_app.domain.errors import Conflict, NotWritable
from clinic_app.storage.backup.backup_container import refused
from clinic_app.words import _

_SPARE_BYTES = 4 << 20
_OWN = ".clinic-backup-draft-"
_LOCK = ".clinic-backup-lock"


@contextmanager
def draft_folder(clinic: Path, mark: str, size: int, place: Path | None = None) -> Generator[Path]:
    """A folder of its own for the files of a backup of ``size`` bytes, removed when the block ends.

    Beside the clinic where there is room, else in ``place``. One at a time: raises Conflict
    while another one works here or there. Raises NotWritable without room.
    """
    with ExitStack() as stack:
        own = _is_locked(stack, clinic / _LOCK)
        if own:
            _sweep(clinic, [f"{_OWN}*"])
        if place:
            _refuse_missing(place)
            _lock_place(stack, place, mark)
            _sweep(place, [f".handrail-{mark}-*.part", f"{_in_place(mark)}*"])
            _refuse_full(place, size)
        beside = own and _has_room(clinic, size, place)
        if not beside and place is None:
            raise _no_room(clinic, size) if own else _not_ours(clinic)
        folder = clinic if beside or place is None else place
        yield _made(stack, folder, _OWN if beside else _in_place(mark))


def remove_unfinished(clinic: Path) -> None:
    """Remove what a crash left of a backup beside the clinic; one that is being made goes on."""
    with suppress(Conflict), ExitStack() as stack:
        if _is_locked(stack, clinic / _LOCK):
            _sweep(clinic, [f"{_OWN}*"])


def _in_place(mark: str) -> str:
    return f".handrail-{mark}-draft-"


def _made(stack: ExitStack, folder: Path, prefix: str) -> Path:
    try:
        draft = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    except OSError as error:
        raise refused(folder, error) from None
    stack.callback(shutil.rmtree, draft, ignore_errors=True)
    return draft


def _is_locked(stack: ExitStack, path: Path) -> bool:
    """Take the lock; False where none can be taken there. Raises Conflict."""
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise Conflict(_("Another backup is being made."), _("Wait until it is done.")) from None
    except (OSError, NotImplementedError):
        return False
    stack.callback(lock.release)
    return True


def _lock_place(stack: ExitStack, place: Path, mark: str) -> None:
    """Where a drive knows no locks, the one beside the clinic is all there is."""
    _is_locked(stack, place / f".handrail-{mark}.lock")


def _sweep(folder: Path, patterns: list[str]) -> None:
    for pattern in patterns:
        for stray in folder.glob(pattern):
            with suppress(OSError):
                if stray.is_dir() and not stray.is_symlink():
                    shutil.rmtree(stray)
                else:
                    stray.unlink()


def _refuse_missing(place: Path) -> None:
    if not place.is_dir():
        name = repr(place.name or str(place))
        if place.exists():
            what = _("The place for backups {folder} is no folder.", folder=name)
        else:
            what = _("The place for backups {folder} is not there.", folder=name)
        raise NotWritable(what, _("Connect the disk it is on, or choose another place."))


def _refuse_full(place: Path, size: int) -> None:
    if _free(place) < size + _SPARE_BYTES:
        raise _no_room(place, size)


def _has_room(clinic: Path, size: int, place: Path | None) -> bool:
    """Whether the copy fits beside the clinic; where ``place`` is on the same disk, both do."""
    both = place is not None and _is_same_disk(clinic, place)
    return os.access(clinic, os.W_OK) and _free(clinic) >= size * (2 if both else 1) + _SPARE_BYTES


def _is_same_disk(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.stat().st_dev == other.stat().st_dev
    return False


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise refused(folder, error) from None


def _not_ours(clinic: Path) -> NotWritable:
    return NotWritable(
        _("The clinic's folder {name} cannot be written.", name=repr(clinic.name)),
        _("Check its permissions."),
    )


def _no_room(folder: Path, size: int) -> NotWritable:
    return NotWritable(
        _(
            "A backup needs {needed} MB on the disk of {folder}; {free} MB are free.",
            needed=format(max(1, size // 1_000_000), ","),
            folder=repr(folder.name or str(folder)),
            free=format(_free(folder) // 1_000_000, ","),
        ),
        _("Make room there, or choose another place."),
    )
