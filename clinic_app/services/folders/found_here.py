"""Clinics and backups that lie on this computer, found without any passphrase.

Nothing is opened but a clinic's key file, which names it as the unlock screen does, and a backup's
manifest, which holds no name.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.records.backup import parse_name
from clinic_app.services.backup.found_backup import FoundBackup, found_backup
from clinic_app.services.folders.known_clinics import known_folders
from clinic_app.services.folders.paths import (
    DATABASE_FILE,
    KEY_FILE,
    clinic_folder,
    demo_folder,
    new_clinic_folder,
)
from clinic_app.services.folders.search_places import SearchPlace, place_words, search_places
from clinic_app.services.unlock.access import AccessService
from clinic_app.words import _, pgettext

_MOST_ENTRIES = 4000  # looked at in one place: a person can show the rest
_NOT_INTO = ("set-aside-", "unfinished-", "restoring", ".")


@dataclass(frozen=True)
class FoundClinic:
    """A clinic's folder. ``missing`` names the file that is not beside the other one."""

    folder: Path
    name: str
    place: str
    used_at: datetime | None
    missing: str = ""


@dataclass(frozen=True)
class Found:
    """Clinics, the one used last first; backups, the newest first."""

    clinics: tuple[FoundClinic, ...] = ()
    backups: tuple[FoundBackup, ...] = ()

    def newest_backups(self) -> tuple[FoundBackup, ...]:
        """The newest one of each clinic in each folder."""
        newest: dict[tuple[str, Path], FoundBackup] = {}
        for one in self.backups:
            newest.setdefault((one.mark, one.backup.path.parent), one)
        return tuple(newest.values())


def look_around(
    places: Sequence[SearchPlace] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    known: Sequence[Path] | None = None,
) -> Found:
    """Look into every usual place and the folders opened before. What cannot be read is passed."""
    places = search_places() if places is None else places
    folders: dict[Path, str] = {}
    files: dict[Path, str] = {}
    for folder in (clinic_folder(), *known_folders()) if known is None else known:
        if _holds_clinic(folder):
            folders[folder] = place_words(folder)
    for place in places:
        for path, is_folder in _walk(place, cancelled):
            if is_folder and _holds_clinic(path):
                folders.setdefault(path, place.words)
            elif not is_folder and parse_name(path.name):
                files.setdefault(path, place.words)
    folders.pop(demo_folder(), None)
    return Found(
        _sorted_clinics(_clinic(folder, words) for folder, words in folders.items()),
        _backups(files),
    )


def look_into(folder: Path) -> Found:
    """The same of one folder that a person chose, with the folders in it."""
    return look_around(
        [SearchPlace(folder, _("in {place}", place=folder.name or folder), 2)], known=()
    )


def clinic_in(chosen: Path) -> Path:
    """The clinic's folder that a person meant: it, one of its files, or the only one inside.

    Raises NotFound where there is no clinic, or more than one inside.
    """
    folder = chosen if chosen.is_dir() else chosen.parent
    if _holds_clinic(folder):
        return folder
    inside = look_around([SearchPlace(folder, "", 1)], known=()).clinics
    if len(inside) == 1:
        return inside[0].folder
    if inside:
        names = ", ".join(clinic.folder.name for clinic in inside)
        raise NotFound(
            _("More than one clinic lies in {name}: {names}.", name=folder.name, names=names),
            pgettext("a clinic", "Choose one."),
        )
    raise NotFound(
        _(
            "There is no clinic in {name}: neither {database} nor {keys} lies there.",
            name=folder.name,
            database=DATABASE_FILE,
            keys=KEY_FILE,
        ),
        _("Choose the folder that holds both, or restore from a backup."),
    )


def new_restore_folder(home: Path) -> Path:
    """Where a backup goes from the start screen: ``home``, or a new folder where a clinic lies."""
    if not home.parent.exists() and home in known_folders():
        return new_clinic_folder()  # it lay on a disk that is away
    return new_clinic_folder() if AccessService(home).exists else home


def missing_file(folder: Path) -> str:
    """The one of a clinic's two files that is not there; empty where both or neither is."""
    there = [(folder / name).exists() for name in (DATABASE_FILE, KEY_FILE)]
    if there == [True, False] and not AccessService(folder).exists:
        return KEY_FILE
    return DATABASE_FILE if there == [False, True] else ""


def _holds_clinic(folder: Path) -> bool:
    with suppress(OSError):
        return any((folder / name).is_file() for name in (DATABASE_FILE, KEY_FILE))
    return False


def _clinic(folder: Path, words: str) -> FoundClinic:
    name, missing = folder.name, ""
    with suppress(UserError, OSError):
        missing = missing_file(folder)
        name = AccessService(folder).clinic_name or name
    return FoundClinic(folder, name, words, _used_at(folder), missing)


def _used_at(folder: Path) -> datetime | None:
    times: list[float] = []
    for name in (DATABASE_FILE, f"{DATABASE_FILE}-wal", KEY_FILE):
        with suppress(OSError):
            times.append((folder / name).stat().st_mtime)
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(max(times)).astimezone()
    return None


def _sorted_clinics(clinics: Iterator[FoundClinic]) -> tuple[FoundClinic, ...]:
    def order(clinic: FoundClinic) -> tuple[bool, float, str]:
        used = -clinic.used_at.timestamp() if clinic.used_at else 0.0
        return bool(clinic.missing), used, str(clinic.folder)

    return tuple(sorted(clinics, key=order))


def _backups(files: dict[Path, str]) -> tuple[FoundBackup, ...]:
    found: list[FoundBackup] = []
    for path, words in files.items():
        with suppress(UserError, OSError):
            found.append(found_backup(path, words))
    return tuple(sorted(found, key=lambda one: (one.backup.made_at, str(one)), reverse=True))


def _walk(place: SearchPlace, cancelled: Callable[[], bool]) -> Iterator[tuple[Path, bool]]:
    """Files and folders of a place, ``(path, is_folder)``; never through a link."""
    left = _MOST_ENTRIES
    waiting = [(place.path, place.depth)]
    while waiting and left > 0 and not cancelled():
        folder, depth = waiting.pop(0)
        yield folder, True
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                left -= 1
                if left <= 0:
                    break
                if entry.is_dir(follow_symlinks=False):
                    if depth and not entry.name.startswith(_NOT_INTO):
                        waiting.append((folder / entry.name, depth - 1))
                elif entry.is_file(follow_symlinks=False):
                    yield folder / entry.name, False
