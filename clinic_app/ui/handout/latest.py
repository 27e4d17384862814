"""Slow work that may be asked for anew before it ends: only the newest answer counts."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from clinic_app.ui.common.background import Background

T = TypeVar("T")


class Latest(QObject):
    """``waiting_changed`` tells when ``is_waiting`` did."""

    waiting_changed = Signal()

    def __init__(self, background: Background, *, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._turn = 0
        self.is_waiting = False

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Call ``work()`` in a thread; whatever was asked before is of no use any more."""
        self._turn += 1
        self._set_waiting(True)
        answer = partial(self._answer, self._turn, then)
        self._background.run(work, answer, partial(self._answer, self._turn, failed), owner=self)

    def drop(self) -> None:
        """Want no answer at all."""
        self._turn += 1
        self._set_waiting(False)

    def _answer(self, turn: int, then: Callable[[T], object], result: T) -> None:
        if turn == self._turn:
            then(result)
            self._set_waiting(False)

    def _set_waiting(self, waiting: bool) -> None:
        self.is_waiting = waiting
        self.waiting_changed.emit()
