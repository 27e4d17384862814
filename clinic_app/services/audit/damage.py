"""A clinic whose files are damaged: what can be told about them, and a copy for who can help."""

import platform
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from clinic_app import __version__
from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.domain.records.finding import Finding
from clinic_app.services.files import read_file
from clinic_app.services.folders.paths import key_copy_path
from clinic_app.services.unlock.access import KEY_FILE
from clinic_app.storage.atomic_file import copy_file
from clinic_app.storage.backup import setting_aside
from clinic_app.words import _, pgettext

_ASIDE = "set-aside-"
_LARGEST_KEYS = 1 << 20  # bytes
_FILES = ("clinic.db", "clinic.db-wal", "clinic.keys", "clinic.keys-copy", "clinic.audit")


def technical_lines(
    folder: Path, findings: Iterable[Finding] = (), error: UserError | None = None
) -> tuple[str, ...]:
    """What somebody who helps needs to know; no name, no number and no word of a person."""
    system = f"{platform.system()} {platform.release()}"
    lines = [f"Handrail {__version__}, {system}, Python {platform.python_version()}"]
    lines += [_file_line(folder / name) for name in _FILES]
    lines += [_finding_line(finding) for finding in findings]
    if error is not None:
        lines.append(f"{type(error).__name__}: {error.what}")
    return tuple(lines)


def copy_folder(folder: Path, target: Path, now: datetime) -> Path:
    """Copy everything of the clinic's folder, as it is, into a new folder inside ``target``.

    The copy stays encrypted. Raises UserError for a place inside the clinic's own folder, and
    NotWritable, after which no half copy is left.
    """
    if target.resolve().is_relative_to(folder.resolve()):
        raise UserError(
            _("That place lies inside the damaged folder."),
            pgettext("place", "Choose another one."),
        )
    copy = target / f"handrail-damaged-{now:%Y%m%d-%H%M%S}"
    try:
        copy.mkdir(mode=0o700)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                place = copy / path.relative_to(folder)
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                copy_file(path, place)
                place.chmod(0o600)
    except OSError as error:
        shutil.rmtree(copy, ignore_errors=True)
        raise NotWritable(
            _("The folder could not be copied there ({error}).", error=error.strerror),
            _("Choose another place, such as an empty USB stick."),
        ) from None
    return copy


def key_places(folder: Path) -> tuple[tuple[str, str], ...]:
    """Every file that could hold the keys: where it is looked for, and how it stands with it."""
    places = (
        (folder / KEY_FILE, _("Damaged: the key file"), _("Missing: the key file")),
        (
            folder / f"{KEY_FILE}-copy",
            _("Damaged: its copy beside it"),
            _("Missing: its copy beside it"),
        ),
        (
            key_copy_path(folder),
            _("Damaged: its copy outside the folder"),
            _("Missing: its copy outside the folder"),
        ),
    )
    return tuple(
        (str(path), damaged if path.exists() else missing) for path, damaged, missing in places
    )


def put_back_keys(folder: Path, source: Path, now: datetime) -> Path | None:
    """Put a copy of the key file in its place; what stood there is kept in the returned folder.

    Raises UserError for what is no key file, or one that does not open the clinic in the folder.
    """
    content = read_file(source, most=_LARGEST_KEYS)
    return setting_aside.put_back_keys(folder / KEY_FILE, content, now)


def set_aside_folders(folder: Path) -> list[tuple[Path, datetime, int]]:
    """The copies of damaged files in the clinic's folder: where, since when, how many bytes."""
    found: list[tuple[Path, datetime, int]] = []
    for path in sorted(folder.glob(f"{_ASIDE}*"), reverse=True):
        if path.is_dir():
            files = [file.stat() for file in path.rglob("*") if file.is_file()]
            at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            found.append((path, at, sum(file.st_size for file in files)))
    return found


def _file_line(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return f"{path.name}: missing"
    at = datetime.fromtimestamp(found.st_mtime).astimezone()
    return f"{path.name}: {found.st_size} bytes, {at:%Y-%m-%d %H:%M}"


def _finding_line(finding: Finding) -> str:
    since = f", since {finding.since:%Y-%m-%d %H:%M}" if finding.since else ""
    return f"{finding.kind.name}: {finding.kind}{since}"
