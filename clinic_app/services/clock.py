"""A clock far off is asked about before anything is dated by it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from clinic_app import RELEASED
from clinic_app.domain.records.clock import ClockDoubt, ClockDoubted, clock_doubt
from clinic_app.storage.clock import last_believed
from clinic_app.storage.file.database import Database

if TYPE_CHECKING:
    from clinic_app.services.clinic_session import ClinicSession


def system_now() -> datetime:
    """What this computer says, in its time zone."""
    return datetime.now().astimezone()


class Clock:
    """``doubt`` is what a person has to answer, or None; until then nothing is written."""

    def __init__(self, database: Database, now: Callable[[], datetime] | None = None) -> None:
        with database.read() as tx:
            last = last_believed(tx)
        self.doubt: ClockDoubt | None = clock_doubt((now or system_now)(), last, RELEASED)

    def refuse_doubted(self) -> None:
        """Raises ClockDoubted while the question is open."""
        if self.doubt is not None:
            raise ClockDoubted(self.doubt)

    def believe(self) -> ClockDoubt | None:
        """A person says that the date is right. Gives what was doubted, for the trail."""
        before, self.doubt = self.doubt, None
        return before


class ClockService:
    """What a person is asked about the date, and their answer."""

    def __init__(self, session: "ClinicSession") -> None:
        self._session = session

    @property
    def doubt(self) -> ClockDoubt | None:
        """What has to be confirmed before anything can be written, or None."""
        return self._session.clock.doubt

    def believe(self) -> None:
        """A person says that the date is right: from here on it is taken; noted in the trail."""
        doubt = self._session.clock.believe()
        if doubt is not None:
            self._session.note("confirm", "clock", "", {"why": doubt.reason})
