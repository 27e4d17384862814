"""Which places get a backup by themselves: by the day, when plugged in, and on closing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import BackupPlace
from clinic_app.services.backup.backup_folders import make_folder
from clinic_app.services.backup.backups import BackupService
from clinic_app.services.clinic_session import Service
from clinic_app.services.folders.place_kind import FoundDisk, PlaceState, look_at, other_disks
from clinic_app.storage.backup.backup_changes import changed_since

_FOLDER = "Handrail backups"


@dataclass(frozen=True)
class Places:
    """The places of a clinic at a moment, each with what it is."""

    places: tuple[BackupPlace, ...]
    looks: Mapping[str, PlaceState]

    @property
    def here(self) -> tuple[BackupPlace, ...]:
        """Those that can be reached."""
        return tuple(place for place in self.places if self.looks[place.id].is_here)


@dataclass(eq=False)
class BackupRounds(Service):
    """Every method may wait for a slow disk; call it in a thread that may wait."""

    _backups: BackupService

    def look(self) -> Places:
        """The places as they are now."""
        places = tuple(self._backups.places())
        return Places(places, {place.id: self._look_at(place) for place in places})

    def _look_at(self, place: BackupPlace) -> PlaceState:
        look = look_at(place.path, self._session.database.path.parent)
        return replace(look, is_here=True) if place.is_default else look  # made with the first one

    def other_disks(self) -> list[FoundDisk]:
        """Disks that are here and that the clinic does not lie on."""
        return other_disks(self._session.database.path.parent)

    def use_disk(self, disk: FoundDisk) -> None:
        """Keep backups in a folder of their own on the disk.

        Raises NotAllowed for who is no owner, UserError where no backups can be kept there.
        """
        self._session.require(Permission.BACKUPS)
        folder = disk.path / _FOLDER
        make_folder(folder)
        self._backups.save_place(self._backups.new_place(folder, disk.name[:60]))

    def daily(self, seen: Places, came: Collection[str] = ()) -> list[BackupPlace]:
        """Places that are due and here, and those of ``came`` (plugged in just now) if anything
        was changed since their last copy."""
        if self._session.database.is_read_only:
            return []
        due = {place.id for place in self._backups.due()}
        if not due and not came:
            return []
        due |= {place.id for place in self._changed(seen) if place.id in came}
        return [place for place in seen.here if place.id in due]

    def on_closing(self) -> list[BackupPlace]:
        """Places that are here and lack a change."""
        return [] if self._session.database.is_read_only else self._changed(self.look())

    def _changed(self, seen: Places) -> list[BackupPlace]:
        if self._session.database.has_loss or self._session.clock.doubt:
            return []
        with self._session.read() as tx:
            return [
                place
                for place in seen.here
                if place.verified_at is None or changed_since(tx, place.rows)
            ]
