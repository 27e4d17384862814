"""Encrypt the clinic anew with another data key, so that earlier keys open nothing that is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.audit.verifying import Stopped
from clinic_app.storage.file import reencryption
from clinic_app.storage.keys.held_key import HeldKey, wipe
from clinic_app.storage.keys.keys import RECOVERY, KeyFile
from clinic_app.storage.records import staff
from clinic_app.words import _

__all__ = ["RECOVERY", "Copies", "EncryptionService", "NotReady", "Stopped"]


class Copies(Enum):
    """What is done with earlier copies of the database that lie in the clinic's folder."""

    ENCRYPT = "encrypt them anew, too"
    DELETE = "delete them"
    KEEP = "leave them to whoever has an earlier key"


@dataclass(frozen=True)
class NotReady:
    """Who must be seen to first; false where nobody must."""

    people: tuple[Clinician, ...] = ()
    recovery_key: bool = False

    def __bool__(self) -> bool:
        return bool(self.people) or self.recovery_key


@dataclass(eq=False)
class EncryptionService(Service):
    """A new data key for whoever has a login now, and for the recovery key.

    Needed once somebody's login was taken away or a recovery key was seen: with an old copy of the
    key file they still have the data key of then. Copies that were carried out of the clinic's
    folder stay readable to them for ever; nobody can change that, and screens say so.
    """

    _keys: KeyFile
    _data_key: HeldKey

    def without_key_pair(self) -> tuple[str, ...]:
        """Who must be seen to first: ids of clinicians, and ``RECOVERY``.

        A clinician gets a pair by unlocking once, or by a new passphrase that an owner gives; the
        recovery key by being replaced.
        """
        with self._data_key.used() as data_key:
            return tuple(self._keys.unsealable(data_key))

    def not_ready(self) -> "NotReady":
        """The same, with the clinicians themselves."""
        without = set(self.without_key_pair())
        with self._session.read() as tx:
            people = tuple(c for c in staff.clinicians(tx) if c.id in without)
        return NotReady(people, RECOVERY in without)

    def wanted_since(self) -> date | None:
        """The day a login was taken away, or the recovery key replaced; None once it is done."""
        with self._session.read() as tx:
            return staff.new_key_wanted(tx)

    def reachable_copies(self) -> tuple[Path, ...]:
        """Copies of the database in the clinic's folder: of migrations, and damaged ones."""
        return reencryption.reachable_copies(self._session.database.path.parent)

    def encrypt_anew(
        self,
        *,
        own: str,
        copies: Copies = Copies.ENCRYPT,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Do it, in a thread that may wait; this session goes on, others must unlock again.

        ``own`` is the passphrase of whoever is signed in; ``progress`` is told bytes done and
        bytes in all. Raises Stopped when cancelled or locked, UserError while somebody has no key
        pair, WrongPassphrase, NotAllowed, Conflict or NotWritable; nothing is changed then.
        """
        database = self._session.database
        self._session.require(Permission.PEOPLE)
        if database.is_read_only:
            raise NotWritable(_("This clinic is open for reading only."))
        self._keys.check_passphrase(self._session.actor_id, own)
        self._remove_strays()
        found = self.reachable_copies()
        database.rest()  # Windows gives no file's name to another while it is open
        with self._data_key.used() as data_key:
            new_key = reencryption.encrypt_anew(
                database.path,
                self._keys,
                data_key,
                {login.clinician_id for login in self._keys.logins},
                copies=found if copies is Copies.ENCRYPT else (),
                progress=progress,
                cancelled=lambda: cancelled() or database.is_closed,
            )
        try:
            database.take_key(new_key)
            self._data_key.change(new_key)
        finally:
            wipe(new_key)
        if copies is Copies.DELETE:
            reencryption.delete_copies(found)
        detail = {"copies": copies.name.lower(), "count": len(found)}
        with self._session.write(Permission.PEOPLE) as tx:
            staff.forget_new_key(tx)
            tx.audit("encrypted-anew", "clinic", "clinic", detail)
        if copies is Copies.ENCRYPT:
            reencryption.give_keys(found, self._keys, self._data_key)
        self._session.notify(ClinicChanged())

    def _remove_strays(self) -> None:
        """Logins of the key file that the records know nothing of, or as taken away.

        An older key file was put back, or somebody wrote into it.
        """
        with self._session.read() as tx:
            known = {c.id for c in staff.clinicians(tx) if not staff.is_taken_away(tx, c.id)}
        for login in self._keys.logins:
            if login.clinician_id not in known:
                self._keys.remove_login(login.clinician_id)
