"""Where a clinic's folder lies: in a place that other computers write to, its files get damaged."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clinic_app.words import _

_NETWORK_TYPES = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "afpfs", "davfs", "webdav",
                  "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "vboxsf",
                  "vmhgfs", "fuse.vmhgfs-fuse", "ncpfs", "coda")  # fmt: skip
_CLOUDS = {  # how a folder's name begins, and whose it is
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pcloud": "pCloud",
    "mega": "MEGA",
}
_EXACTLY = frozenset({"mega", "my drive"})  # words that other folders begin with
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "Nextcloud"}
_DRIVE_REMOTE = 4  # GetDriveTypeW of Windows


@dataclass(frozen=True)
class FolderRisk:
    """``place`` is what the folder lies in: ``OneDrive``, ``a network drive``."""

    place: str

    @property
    def words(self) -> str:
        return _("The clinic's folder lies in {place}.", place=self.place)

    @property
    def next_step(self) -> str:
        return _(
            "What copies files while Handrail writes them can lose what was typed. Close Handrail,"
            " move the whole folder to this computer's own disk and open it there with --data."
        )


def folder_risk(
    folder: Path, environment: Mapping[str, str] | None = None, mounts: str | None = None
) -> FolderRisk | None:
    """Whether the folder lies in a cloud folder or on a network drive; None where it is safe.

    ``mounts`` is the system's list of file systems (read from the system when left out). What
    cannot be found out counts as safe.
    """
    place = cloud_of(folder, environment) or network_of(folder, mounts)
    return FolderRisk(place) if place else None


def cloud_of(folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Whose cloud copies the folder, such as ``OneDrive``; empty where none is known to."""
    path = folder.resolve()
    return (
        _cloud_by_name(path)
        or _cloud_by_settings(path, os.environ if environment is None else environment)
        or _cloud_by_mark(path)
    )


def network_of(folder: Path, mounts: str | None = None) -> str:
    """``a network drive`` where the folder lies on one, else empty."""
    return _network(folder.resolve(), list_mounts() if mounts is None else mounts)


def _cloud_by_name(path: Path) -> str:
    for name in (part.lower() for part in path.parts):
        for begin, cloud in _CLOUDS.items():
            rest = name.removeprefix(begin)
            more = bool(rest) and (begin in _EXACTLY or rest[0].isalnum())
            if name.startswith(begin) and not more:
                return cloud
    return ""


def _cloud_by_settings(path: Path, environment: Mapping[str, str]) -> str:
    """A folder that was renamed: the clouds note where theirs is."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environment.get(name) and path.is_relative_to(Path(environment[name])):
            return "OneDrive"
    roots = [environment.get("APPDATA"), environment.get("LOCALAPPDATA"), environment.get("HOME")]
    for root in filter(None, roots):
        for info in (Path(root, "Dropbox", "info.json"), Path(root, ".dropbox", "info.json")):
            if any(path.is_relative_to(folder) for folder in _dropbox_folders(info)):
                return "Dropbox"
    return ""


def _dropbox_folders(info: Path) -> Iterable[Path]:
    try:
        found = json.loads(info.read_text("utf-8"))
        return [Path(account["path"]) for account in found.values()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return ()


def _cloud_by_mark(path: Path) -> str:
    """Syncthing and others lay a file or folder of their own into what they copy."""
    home = Path.home()
    for folder in (path, *path.parents):
        for mark, cloud in _MARKS.items():
            if folder != home and (folder / mark).exists():
                return cloud
    return ""


def _network(path: Path, mounts: str) -> str:
    if str(path).startswith(("\\\\", "//")):
        return _("a network drive")
    if sys.platform == "win32":
        return _("a network drive") if windows_drive_type(path) == _DRIVE_REMOTE else ""
    return _("a network drive") if _type_of(path, mounts) in _NETWORK_TYPES else ""


def _type_of(path: Path, mounts: str) -> str:
    """The file system that the path lies on: the longest mount point that holds it."""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            point = Path(fields[1].replace("\\040", " "))
            if path.is_relative_to(point) and len(point.parts) >= len(best.parts):
                best, kind = point, fields[2]
    return kind


def list_mounts() -> str:
    """The system's file systems, in lines as in /proc/mounts: device, point, type."""
    if sys.platform == "darwin":
        return _mac_mounts()
    try:
        return Path("/proc/mounts").read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _mac_mounts() -> str:
    """``//me@nas/home on /Volumes/home (smbfs, nodev)`` as the lines of Linux."""
    try:
        done = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    lines: list[str] = []
    for line in done.stdout.splitlines():
        device, _on, rest = line.partition(" on ")
        point, _, kind = rest.rpartition(" (")
        fields = (device, point, kind.partition(",")[0])
        lines.append(" ".join(field.replace(" ", "\\040") for field in fields))
    return "\n".join(lines)


def windows_drive_type(path: Path) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only Windows has it
    return int(kernel.GetDriveTypeW(path.anchor))
