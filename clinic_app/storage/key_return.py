"""Puts a copy of the key file back where all of its own copies are missing or damaged."""

from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import DamagedFile, NotWritable, UserError
from clinic_app.storage.atomic_file import replace_file, sync_folder
from clinic_app.storage.key_places import KeyPlaces
from clinic_app.storage.key_set import parsed


def put_back(path: Path, content: bytes, at: datetime) -> Path | None:
    """Make ``content`` the key file at ``path``.

    What stood there is kept, untouched, in a folder that is returned. Raises DamagedFile where
    it holds no keys, UserError where they open another clinic, NotWritable or NewerSchema.
    """
    found = parsed(content)
    if not any(keys.wraps for keys in found):
        raise DamagedFile("This is no key file, or it is damaged too.", "Choose another copy.")
    salt = KeyPlaces(path, None).salt()
    if salt and not any(not keys.fits or salt in keys.fits for keys in found):
        raise UserError(
            "This key file does not open the clinic that lies here.",
            "It belongs to another clinic, or is from before it was encrypted anew.",
        )
    aside = _set_aside(path, at) if path.exists() else None
    replace_file(path, content)
    return aside


def _set_aside(path: Path, at: datetime) -> Path:
    """Move what stands there; nothing is overwritten."""
    folder = path.with_name(f"set-aside-{at:%Y%m%d-%H%M%S}-keys")
    try:
        folder.mkdir(mode=0o700)
        path.rename(folder / path.name)
        sync_folder(path.parent)
    except OSError as error:
        raise NotWritable(
            f"The damaged {path.name} could not be set aside ({error.strerror}).",
            "Check that the folder can be written.",
        ) from None
    return folder
