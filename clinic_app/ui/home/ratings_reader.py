"""Reads the ratings of many patients in the background, some at a time, and keeps them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from clinic_app.domain.caseload import Ratings
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background

_IN_SIGHT = 24  # about what a large screen shows: read first, by themselves
_AT_ONCE = 200


class RatingsReader:
    """``arrived`` is given {patient id: Ratings}; what is known is not read again until dropped."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        owner: QObject,
        *,
        arrived: Callable[[dict[str, Ratings]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._ratings = workspace.caseload.ratings
        self._background, self._owner = background, owner
        self._arrived, self._failed = arrived, failed
        self.known: dict[str, Ratings] = {}
        self._wanted: list[str] = []
        self._reading: set[str] = set()

    def want(self, patient_ids: Iterable[str]) -> None:
        """Read these, the first ones first, unless they are known."""
        self._wanted = list(patient_ids)
        self._read_next()

    def drop(self, patient_id: str) -> None:
        """Forget a patient whose ratings changed, also when they are just being read."""
        self.known.pop(patient_id, None)
        self._reading.discard(patient_id)

    def drop_all(self) -> None:
        """Forget everybody."""
        self.known.clear()
        self._reading.clear()

    def _read_next(self) -> None:
        count = _AT_ONCE if self.known else _IN_SIGHT
        some = [i for i in self._wanted if i not in self.known][:count]
        if self._reading or not some:
            return
        self._reading = set(some)
        self._background.run(lambda: self._ratings(some), self._show, self._fail, owner=self._owner)

    def _show(self, read: dict[str, Ratings]) -> None:
        fresh = {i: ratings for i, ratings in read.items() if i in self._reading}
        self._reading = set()
        self.known |= fresh
        self._arrived(fresh)
        self._read_next()

    def _fail(self, error: Exception) -> None:
        self._reading = set()
        self._failed(error)
