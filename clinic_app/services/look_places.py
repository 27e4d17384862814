"""Where clinics and backups usually lie on a computer: its own places, Documents, sticks."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from platformdirs import user_data_path, user_desktop_path, user_documents_path

from clinic_app.services.folder_risk import folder_risk

_STICKS = ("/media", "/run/media", "/mnt")
_SYSTEM_DISK = "/Volumes/Macintosh HD"


@dataclass(frozen=True)
class LookPlace:
    """A folder to look into, so many folders deep. ``words`` go after a name: ``in Documents``."""

    path: Path
    words: str
    depth: int
    is_stick: bool = False


def look_places(home: Path | None = None) -> list[LookPlace]:
    """Every place to look into that is there; no network drive, which may keep waiting."""
    documents = home / "Documents" if home else user_documents_path()
    desktop = home / "Desktop" if home else user_desktop_path()
    own = user_data_path("Handrail", appauthor=False)
    found = [
        LookPlace(own, "on this computer", 2),
        LookPlace(documents, "in Documents", 2),
        LookPlace(desktop, "on the desktop", 1),
    ]
    found += [LookPlace(path, f"on {path.name or path}", 2, is_stick=True) for path in _sticks()]
    return [place for place in found if place.path.is_dir()]


def place_words(folder: Path) -> str:
    """Where a folder lies, in a few words: ``in Documents``, ``on HANDRAIL-2``."""
    inside = [place for place in look_places() if folder.is_relative_to(place.path)]
    if inside:
        return max(inside, key=lambda place: len(place.path.parts)).words
    return f"in {folder.parent.name or folder.parent}"


def _sticks() -> list[Path]:
    return [path for path in _mounted() if not folder_risk(path)]


def _mounted() -> Iterator[Path]:
    """Disks that are not the system's own."""
    if sys.platform == "win32":
        system = os.environ.get("SYSTEMDRIVE", "C:").upper()
        drives = (Path(f"{letter}:\\") for letter in ascii_uppercase)
        yield from (drive for drive in drives if drive.drive != system and drive.exists())
    elif sys.platform == "darwin":
        yield from (path for path in _inside(Path("/Volumes")) if str(path) != _SYSTEM_DISK)
    else:
        for root in map(Path, _STICKS):
            for path in _inside(root):
                yield from [path] if path.is_mount() else _mounts_inside(path)


def _mounts_inside(path: Path) -> list[Path]:
    """``/media/robin`` holds the sticks of robin."""
    return [inner for inner in _inside(path) if inner.is_mount()]


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []
