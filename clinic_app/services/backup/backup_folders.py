"""The folders that backups go to: which ones can hold them."""

import os
from contextlib import suppress
from pathlib import Path

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.files import check_place, in_clinic_folder
from clinic_app.words import N_, _

_ANOTHER = N_("Choose another folder, on another disk if you can.")


def check_folder(folder: Path, clinic: Path) -> None:
    """Raises NotWritable for a folder that cannot hold backups now, and UserError for one that
    never can: in the clinic's own folder, or in another clinic's. Leaves nothing."""
    try:
        str(folder).encode()
        found = folder.resolve()
        is_there, is_folder = found.exists(), found.is_dir()
        is_own = found.is_relative_to(clinic.resolve())
        is_clinics = is_own or (is_folder and in_clinic_folder(found))
    except (OSError, ValueError, RuntimeError):  # links in a ring, no name for a file, no access
        raise NotWritable(
            _("The place for backups {folder} cannot be used.", folder=_name(folder)), _(_ANOTHER)
        ) from None
    if is_own:
        raise UserError(_("Backups in the clinic's own folder would be lost with it."), _(_ANOTHER))
    if is_clinics:
        raise UserError(
            _("{folder} is the folder of another clinic.", folder=_name(folder)), _(_ANOTHER)
        )
    if not is_there:
        raise NotWritable(
            _("The place for backups {folder} is not there.", folder=_name(folder)),
            _("Connect the disk it is on, or choose another folder."),
        )
    if not is_folder:
        raise NotWritable(
            _("The place for backups {folder} is no folder.", folder=_name(folder)), _(_ANOTHER)
        )
    try:
        check_place(found / "handrail-backup")
    except NotWritable:
        raise NotWritable(
            _("The place for backups {folder} cannot be written.", folder=_name(folder)),
            _(_ANOTHER),
        ) from None


def make_folder(folder: Path) -> None:
    """Make the place that a clinic has on this computer. Raises NotWritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotWritable(
            _(
                "The place for backups {folder} cannot be made ({reason}).",
                folder=_name(folder),
                reason=error.strerror or _("the disk refused it"),
            ),
            _("Choose another place."),
        ) from None


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether both lie on one disk, as far as the system tells."""
    with suppress(OSError, ValueError):
        return os.stat(_nearest(one)).st_dev == os.stat(_nearest(other)).st_dev
    return False


def _nearest(path: Path) -> Path:
    """The path, or the first folder above it that is there."""
    return next((one for one in (path, *path.parents) if one.exists()), path)


def _name(folder: Path) -> str:
    return repr(folder.name or str(folder))
