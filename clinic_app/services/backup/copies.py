"""The backups of an open clinic beside what it holds today, to choose one that is brought back."""

from contextlib import suppress
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.records.backup import Backup, Contents
from clinic_app.services.backup.backups import BackupService
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.clinic_session import Service
from clinic_app.services.folders.search_places import place_words
from clinic_app.storage.backup import backup_contents
from clinic_app.words import _


@dataclass(eq=False)
class CopyService(Service):
    """Reading only; it may take as long as a disk does."""

    _backups: BackupService

    def today(self) -> Contents | None:
        """What the clinic holds now; None where that cannot be read."""
        with suppress(UserError), self._session.read() as tx:
            return backup_contents.contents(tx.connection)
        return None

    def listing(self) -> list[FoundBackup]:
        """This clinic's backups in all its places that are here, the newest first."""
        found: list[FoundBackup] = []
        for place in self._backups.places():
            with suppress(UserError):
                copies = self._backups.listing(place)
                where = _("in {place}", place=place.name)
                found += [FoundBackup(one, where, "", "") for one in copies]
        return sorted(found, key=lambda one: one.backup.made_at, reverse=True)

    def newest(self) -> FoundBackup | None:
        """The newest one that was checked when it was made, and that is here."""
        return next((one for one in self.listing() if one.backup.is_verified), None)

    def words_of(self, backup: Backup) -> str:
        """Where a backup lies, in a few words."""
        return place_words(backup.path.parent)
