"""Replace a small file whole: after a crash there is the old one or the new one, never half."""

import os
import tempfile
from pathlib import Path

from clinic_app.domain.errors import NotWritable


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` durably with mode 0600. Raises NotWritable; the old file then remains."""
    try:
        _replace(path, content)
    except OSError as error:
        raise NotWritable(
            f"{path.name} could not be written.",
            "Check that the folder is not read-only and the disk is not full.",
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` survive a power cut, where the system allows it."""
    if os.name == "nt":  # Windows opens no folder as a file and orders renames itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
