"""Who works on which clinic: what every service of an unlocked clinic needs."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from clinic_app.catalog.catalog import Catalog
from clinic_app.services.changes import Notify
from clinic_app.services.clock import Clock
from clinic_app.storage.clock import DOUBTED
from clinic_app.storage.database import Database, ReadTx, WriteTx


@dataclass(frozen=True)
class Acting:
    """One clinician at one open clinic, with the library and the clock they use."""

    database: Database
    actor_id: str
    notify: Notify
    now: Callable[[], datetime]
    library: Catalog
    clock: Clock

    def read(self) -> AbstractContextManager[ReadTx]:
        """A view of the data at one moment."""
        return self.database.read()

    def write(self) -> AbstractContextManager[WriteTx]:
        """One transaction in this clinician's name: kept whole, with its audit rows, or not.

        Raises ClockDoubted while nobody said that this computer's date is right.
        """
        self.clock.refuse_doubted()
        return self.database.write(self.actor_id)

    def note(
        self,
        action: str,
        kind: str,
        entity_id: str,
        detail: Mapping[str, object],
        patient_id: str | None = None,
    ) -> None:
        """Note in the audit trail what changes no record: an unlock, an export, a print.

        A clinic that can only be read keeps no note: what was asked for is still needed. A note
        that a doubted clock dates says so.
        """
        if self.database.is_read_only:
            return
        told = {**detail, **(DOUBTED if self.clock.doubt else {})}
        with self.database.write(self.actor_id) as tx:
            tx.audit(action, kind, entity_id, told, patient_id)
