"""A backup file that was found, and what it says about itself without any passphrase."""

from dataclasses import dataclass
from pathlib import Path

from clinic_app.domain.records.backup import Backup
from clinic_app.services.folders.search_places import place_words
from clinic_app.storage.backup.backup_file import read_manifest


@dataclass(frozen=True)
class FoundBackup:
    """A backup file, as its manifest tells; ``clinic_id`` and ``mark`` say whose without a name."""

    backup: Backup
    place: str
    mark: str
    clinic_id: str


def found_backup(path: Path, place: str = "") -> FoundBackup:
    """What a backup file says about itself. Raises DamagedFile, NewerSchema, UserError."""
    found = read_manifest(path)
    backup = Backup(path, found.made_at, path.stat().st_size, found.schema, found.version)
    return FoundBackup(backup, place or place_words(path.parent), found.mark, found.clinic_id)
