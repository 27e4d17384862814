"""Which clinic folders were opened on this computer, for the next start: paths alone.

The first is the one that a start without a folder opens.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import cast

from clinic_app.domain.errors import NotWritable
from clinic_app.services.folders.paths import clinic_folder, known_clinics_file
from clinic_app.storage.atomic_file import read_ordinary, replace_file

_MOST = 12
_LARGEST = 1 << 16  # bytes


def known_folders() -> list[Path]:
    """Every folder that was opened, the one to start with first; empty where none is known."""
    try:
        found = json.loads(read_ordinary(known_clinics_file(), _LARGEST))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [Path(one) for one in cast("list[object]", found) if isinstance(one, str) and one]


def start_folder() -> Path:
    """The folder that a start without one opens: the one chosen last, else the usual one."""
    return next(iter(known_folders()), clinic_folder())


def remember(folder: Path, *, starts: bool) -> None:
    """Note that a clinic was opened; with ``starts`` the next start opens it.

    Where nothing can be kept, the next start does not know it, and nothing else is lost.
    """
    folder = folder.absolute()
    known = known_folders() or [clinic_folder()]
    others = [one for one in known if one != folder]
    at = 0 if starts or known[0] == folder else 1
    ordered = [*others[:at], folder, *others[at:]]
    if ordered != known_folders():
        _keep(ordered[:_MOST])


def forget(folder: Path) -> None:
    """Do not start with this folder any more, nor list it."""
    known = known_folders()
    others = [one for one in known if one != folder.absolute()]
    if others != known:
        _keep(others)


def _keep(folders: list[Path]) -> None:
    file = known_clinics_file()
    with suppress(OSError, NotWritable):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(file, json.dumps([str(one) for one in folders], indent=1).encode())
