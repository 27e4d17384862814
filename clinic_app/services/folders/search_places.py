"""Where clinics and backups usually lie on a computer: its own places, Documents, sticks."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path, user_desktop_path, user_documents_path

from clinic_app.services.folders.paths import clinic_folder
from clinic_app.services.folders.place_kind import PlaceKind, other_disks
from clinic_app.words import _


@dataclass(frozen=True)
class SearchPlace:
    """A folder to look into, so many folders deep. ``words`` go after a name: ``in Documents``."""

    path: Path
    words: str
    depth: int


def search_places() -> list[SearchPlace]:
    """Every place to look into that is there; no network drive, which may keep waiting."""
    found = [
        SearchPlace(user_data_path("Handrail", appauthor=False), _("on this computer"), 2),
        SearchPlace(user_documents_path(), _("in Documents"), 2),
        SearchPlace(user_desktop_path(), _("on the desktop"), 1),
    ]
    for disk in other_disks(clinic_folder()):
        if disk.kind in (PlaceKind.STICK, PlaceKind.DISK):
            found.append(SearchPlace(disk.path, _("on {disk}", disk=disk.name), 2))
    return [place for place in found if place.path.is_dir()]


def place_words(folder: Path) -> str:
    """Where a folder lies, in a few words: ``in Documents``, ``on HANDRAIL-2``."""
    inside = [place for place in search_places() if folder.is_relative_to(place.path)]
    if inside:
        return max(inside, key=lambda place: len(place.path.parts)).words
    return _("in {place}", place=folder.parent.name or folder.parent)
