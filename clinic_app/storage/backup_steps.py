"""How far a backup is, in bytes of its database: copied, written to its place, read back."""

from clinic_app.storage.database import Database
from clinic_app.storage.verifying import Cancelled, Progress, Stopped

_ROUNDS = 3


class Steps:
    """Tells how far it is. Every look raises Stopped once cancelled, Locked once the clinic is."""

    def __init__(self, database: Database, progress: Progress, cancelled: Cancelled) -> None:
        self._database = database
        self._progress = progress
        self._cancelled = cancelled
        self._size = 1
        self._done = 0

    def copied(self, done: int, total: int) -> None:
        """So many pages of all are copied."""
        self._look(done, _ROUNDS * total)

    def copied_all(self, size: int) -> None:
        """The copy is done, and has so many bytes."""
        self._size = self._done = size
        self._look(size, _ROUNDS * size)

    def more(self, count: int) -> None:
        """So many bytes more are written, or read back."""
        self._done += count
        self._look(min(self._done, _ROUNDS * self._size), _ROUNDS * self._size)

    def _look(self, done: int, total: int) -> None:
        self._database.refuse_closed()
        if self._cancelled():
            raise Stopped
        self._progress(done, total)
