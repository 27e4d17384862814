"""Who works on which clinic: what every service of an unlocked clinic needs."""

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.errors import Locked, NotAllowed, NotWritable
from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.services.changes import Change, Notify
from clinic_app.services.clock import Clock
from clinic_app.storage.clock import DOUBTED
from clinic_app.storage.file.database import Database
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import merging, staff
from clinic_app.words import N_, _

Way = Literal["print", "export"]  # how something leaves the program
_NEXT_STEP = N_("Ask an owner; where none can log in any more, the recovery key appoints one.")


@dataclass(frozen=True)
class ClinicSession:
    """One clinician at one open clinic, with the library and the clock they use.

    ``actor`` is who unlocked, as they were then. Their role may change while the clinic is open:
    ``role`` is the one of now, and what it does not allow is refused within the transaction.
    """

    database: Database
    actor: Clinician
    notify: Notify
    now: Callable[[], datetime]
    library: Catalog
    clock: Clock

    @property
    def actor_id(self) -> str:
        """Whose name stands beside each change."""
        return self.actor.id

    @property
    def role(self) -> Role:
        """What the clinician is now."""
        with self.read() as tx:
            return staff.role(tx, self.actor.id)

    def refusal(self, needs: Permission) -> str:
        """Why the clinician may not, in one sentence; empty where they may. Nobody may once locked.

        Screens ask for it, also one that is being closed while the clinic locks.
        """
        try:
            return needs.refusal(self.role)
        except Locked as locked:
            return str(locked)

    def require(self, needs: Permission) -> None:
        """Raise NotAllowed where the clinician's role does not allow it."""
        _refuse(needs, self.role)

    def read(self) -> AbstractContextManager[ReadTx]:
        """A view of the data at one moment."""
        return self.database.read()

    def refuse_closed(self) -> None:
        """Raise Locked once the clinic is closed: before what changes more than the database."""
        self.database.refuse_closed()

    @contextmanager
    def write(
        self, needs: Permission | None = None, *, changed: Change | None = None
    ) -> Generator[WriteTx]:
        """One transaction in this clinician's name: stored whole, with its audit rows, or not.

        Once it is stored, whoever shows the clinic is told of what ``changed``.

        Raises NotAllowed before anything is changed where their role does not allow ``needs``,
        ClockDoubted while nobody said that this computer's date is right, and Conflict for a record
        that was made one with another.
        """
        self.clock.refuse_doubted()
        with self.database.write(self.actor.id) as tx:
            if needs:
                self.check(tx, needs)
            yield tx
            merging.refuse_hidden(tx)
        if changed:
            self.notify(changed)

    def note(
        self,
        action: str,
        kind: str,
        entity_id: str,
        detail: Mapping[str, object],
        patient_id: str | None = None,
    ) -> bool:
        """Note in the audit trail what changes no record: an unlock, an export, a print.

        A clinic that can only be read, and a full disk, keep no note: what was asked for is still
        needed. Gives whether it was noted. A note that a doubted clock dates says so.
        """
        if self.database.is_read_only:
            return False
        values = {**detail, **(DOUBTED if self.clock.doubt else {})}
        with suppress(NotWritable), self.database.write(self.actor_id) as tx:
            tx.audit(action, kind, entity_id, values, patient_id)
            return True
        return False

    def check(self, tx: ReadTx, needs: Permission) -> None:
        """Within a transaction: raise NotAllowed where the clinician's role does not allow it."""
        _refuse(needs, staff.role(tx, self.actor.id))


@dataclass(eq=False)
class Service:
    """What an open clinic offers, done in the session of one clinician."""

    _session: ClinicSession


def _refuse(needs: Permission, role: Role) -> None:
    why = needs.refusal(role)
    if why:
        raise NotAllowed(why, _(_NEXT_STEP))
