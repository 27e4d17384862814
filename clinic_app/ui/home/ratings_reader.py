"""Reads the ratings of many patients in the background, some at a time, and caches them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from clinic_app.domain.progress.caseload import Ratings
from clinic_app.services.progress.caseload import CaseloadService
from clinic_app.ui.common.background import Background

_IN_SIGHT = 24  # about what a large screen shows: read first, by themselves
_AT_ONCE = 200


class RatingsReader:
    """``show`` is given {patient id: Ratings}; what is known is not read again until dropped."""

    def __init__(
        self,
        caseload: CaseloadService,
        background: Background,
        show: Callable[[dict[str, Ratings]], object],
        failed: Callable[[Exception], object],
        *,
        owner: QObject,
    ) -> None:
        self._caseload, self._background, self._owner = caseload, background, owner
        self._show, self._failed = show, failed
        self.known: dict[str, Ratings] = {}
        self._requested: list[str] = []
        self._reading: set[str] = set()

    def request(self, patient_ids: Iterable[str]) -> None:
        """Read these, the first ones first, unless they are known."""
        self._requested = list(patient_ids)
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
        some = [i for i in self._requested if i not in self.known][:count]
        if self._reading or not some:
            return
        self._reading = set(some)
        read = self._caseload.ratings
        self._background.run(lambda: read(some), self._load, self._fail, owner=self._owner)

    def _load(self, read: dict[str, Ratings]) -> None:
        fresh = {i: ratings for i, ratings in read.items() if i in self._reading}
        self._reading = set()
        self.known |= fresh
        self._show(fresh)
        self._read_next()

    def _fail(self, error: Exception) -> None:
        self._reading = set()
        self._failed(error)
