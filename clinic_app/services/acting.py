"""Who works on which clinic: what every service of an unlocked clinic needs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from clinic_app.catalog.catalog import Catalog
from clinic_app.services.changes import Notify
from clinic_app.storage.database import Database, ReadTx, WriteTx


@dataclass(frozen=True)
class Acting:
    """One clinician at one open clinic, with the library and the clock they use."""

    database: Database
    actor_id: str
    notify: Notify
    now: Callable[[], datetime]
    library: Catalog

    def read(self) -> AbstractContextManager[ReadTx]:
        """A view of the data at one moment."""
        return self.database.read()

    def write(self) -> AbstractContextManager[WriteTx]:
        """One transaction in this clinician's name: kept whole, with its audit rows, or not."""
        return self.database.write(self.actor_id)
