"""Who came in and who left, in the audit trail: unlocks, wrong tries, recoveries, locks."""

import platform
from contextlib import suppress
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.records.trail import LockedBy
from clinic_app.services.clinic_session import Service
from clinic_app.storage.keys.keys import KeyFile


@dataclass(eq=False)
class SignIns(Service):
    """Notes of an open clinic. None of them ever keeps anybody from opening or locking it."""

    _keys: KeyFile

    def unlocked(self, *, command: str = "", recovered: bool = False) -> None:
        """Somebody came in, by a command or at the window; wrong tries before it are noted too."""
        values = {"computer": platform.node()}
        with suppress(UserError):
            self.note_failed_tries()
            action = "recover" if recovered else "unlock"
            detail = {**values, "command": command} if command else values
            self._session.note(action, "login", self._session.actor_id, detail)

    def note_failed_tries(self) -> None:
        """Note wrong passphrases and recovery keys since the last time."""
        failed = self._keys.failed_tries
        if not failed or self._session.database.is_read_only:
            return  # where nothing can be noted they stay until it can
        noted = [
            self._session.note("fail", "login", one.who, {"at": one.at.isoformat()})
            for one in failed
        ]
        if all(noted):
            self._keys.failed_tries_noted()

    def locked(self, by: LockedBy) -> None:
        """The clinic is about to be locked, and by what."""
        with suppress(UserError):
            self._session.note("lock", "login", self._session.actor_id, {"by": by})
