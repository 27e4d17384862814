"""Bringing a clinic back from a backup."""

from pathlib import Path

from clinic_app.services.places import kept_checkpoint, kept_keys
from clinic_app.storage import restoring
from clinic_app.storage.restoring import Outside


def finish_restore(folder: Path) -> None:
    """Complete a restore that a crash cut off. Call it before anything of a clinic is read.

    Raises NotWritable where it cannot be completed, and Conflict while somebody is at it.
    """
    restoring.finish(folder, outside_of(folder))


def outside_of(folder: Path) -> Outside:
    """Where the copies of a clinic's keys and checkpoint lie outside its folder."""
    return Outside(kept_keys(folder), kept_checkpoint(folder))
