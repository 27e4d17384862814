"""What a place for backups is: another disk, a stick, a folder in the network or in a cloud."""

import os
import shutil
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from clinic_app.services.folders.folder_risk import (
    cloud_of,
    list_mounts,
    network_of,
    windows_drive_type,
)
from clinic_app.words import N_, _

_STICK_ROOTS = ("/media", "/run/media", "/mnt", "/Volumes")  # where systems put what is plugged in
_WINDOWS_KINDS = {2: "stick", 3: "disk", 4: "network"}  # GetDriveTypeW


class PlaceKind(StrEnum):
    """What it is."""

    SAME_DISK = "same disk"
    DISK = "disk"
    STICK = "stick"
    NETWORK = "network"
    CLOUD = "cloud"

    @property
    def words(self) -> str:
        """``a USB stick or disk``, in the language of the interface."""
        return _(_WORDS[self])


_WORDS = {
    PlaceKind.SAME_DISK: N_("same disk as the clinic"),
    PlaceKind.DISK: N_("another disk of this computer"),
    PlaceKind.STICK: N_("a USB stick or disk"),
    PlaceKind.NETWORK: N_("a folder in the network"),
    PlaceKind.CLOUD: N_("a cloud folder"),
}


@dataclass(frozen=True)
class PlaceState:
    """What a place is, and whether it can be reached now. ``cloud`` names whose it is."""

    kind: PlaceKind
    cloud: str = ""
    is_here: bool = True

    @property
    def words(self) -> str:
        """``a USB stick or disk, not plugged in``."""
        named = f"{self.kind.words} ({self.cloud})" if self.cloud else self.kind.words
        if self.is_here:
            return named
        if self.kind is PlaceKind.STICK:
            return _("{place}, not plugged in", place=named)
        return _("{place}, not reached now", place=named)


@dataclass(frozen=True)
class FoundDisk:
    """A disk, stick or network drive that is here now and that the clinic does not lie on."""

    path: Path
    name: str
    kind: PlaceKind
    free: int


def look_at(place: Path, clinic: Path, mounts: str | None = None) -> PlaceState:
    """What a place is, seen from the clinic's folder. It may wait for a network that is slow."""
    known = list_mounts() if mounts is None else mounts
    is_here = _is_folder(place)
    if cloud := cloud_of(place):
        return PlaceState(PlaceKind.CLOUD, cloud, is_here)
    if network_of(place, known):
        return PlaceState(PlaceKind.NETWORK, "", is_here)
    if _is_removable(place, known, is_here=is_here):
        return PlaceState(PlaceKind.STICK, "", is_here)
    same = _disk_of(place, known) == _disk_of(clinic, known)
    return PlaceState(PlaceKind.SAME_DISK if same else PlaceKind.DISK, "", is_here)


def other_disks(clinic: Path, mounts: str | None = None) -> list[FoundDisk]:
    """Disks, sticks and network drives where backups could go, those with most room first."""
    known = list_mounts() if mounts is None else mounts
    points = _windows_drives() if sys.platform == "win32" else _mounted(known)
    found: list[FoundDisk] = []
    for point in points:
        look = look_at(point, clinic, known)
        if look.is_here and look.kind is not PlaceKind.SAME_DISK and os.access(point, os.W_OK):
            name = point.name or str(point)
            found.append(FoundDisk(point, name, look.kind, _free(point)))
    return sorted(found, key=lambda disk: -disk.free)


def _mounted(mounts: str) -> Iterator[Path]:
    """Where something is plugged in or joined, as far as systems agree on it."""
    if sys.platform == "darwin":
        yield from Path("/Volumes").glob("*")
        return
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ") if len(fields) > 1 else ""
        if any(point.startswith(f"{root}/") for root in _STICK_ROOTS):
            yield Path(point)


def _windows_drives() -> Iterable[Path]:
    drives = [Path(f"{letter}:\\") for letter in string.ascii_uppercase]
    return [drive for drive in drives if windows_drive_type(drive) in _WINDOWS_KINDS]


def _is_removable(place: Path, mounts: str, *, is_here: bool) -> bool:
    """Of a stick that is not here only the path tells."""
    if sys.platform == "win32":
        return windows_drive_type(place) == 2
    in_root = any(place.is_relative_to(root) for root in _STICK_ROOTS)
    if not is_here or sys.platform == "darwin":
        return in_root
    device, point = _mount_of(place, mounts)
    return point != "/" and (_is_usb(device) or any(point.startswith(r) for r in _STICK_ROOTS))


def _is_usb(device: str) -> bool:
    return device.startswith("/dev/") and "/usb" in os.path.realpath(
        f"/sys/class/block/{Path(device).name}"
    )


def _mount_of(path: Path, mounts: str) -> tuple[str, str]:
    """The device and the point of the longest mount that holds the path."""
    best, device, resolved = "", "", path.resolve()
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ") if len(fields) > 2 else ""
        if point and resolved.is_relative_to(point) and len(point) >= len(best):
            best, device = point, fields[0]
    return device, best


def _disk_of(path: Path, mounts: str) -> str:
    """One word for each disk: two parts of one disk give the same, where the system tells."""
    if sys.platform == "win32":
        return path.drive.upper()
    device = _mount_of(path, mounts)[0]
    if device.startswith("/dev/"):
        return _whole_disk(Path(os.path.realpath(device)).name)
    there = next((part for part in (path, *path.parents) if part.exists()), path)
    return str(there.stat().st_dev)


def _whole_disk(device: str) -> str:
    """``sda`` for ``sda1``; of an encrypted or joined volume, what it lies on."""
    block = Path("/sys/class/block", device)
    below = sorted((block / "slaves").glob("*"))
    if below:
        return _whole_disk(below[0].name)
    is_part = (block / "partition").exists()
    return Path(os.path.realpath(block)).parent.name if is_part else device


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return 0
