"""Hearing of changes in the window's thread, and slow work whose newest answer alone counts."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from clinic_app.services.changes import Change, Changes, ClinicChanged, HandoutIssued
from clinic_app.ui.common.background import Background

T = TypeVar("T")


class _Relay(QObject):
    came = Signal(object)


def in_window_thread(owner: QObject, call: Callable[[T], object]) -> Callable[[T], None]:
    """A function for any thread: it has ``call`` called in the window's, while ``owner`` lives.

    Where ``call`` is a method of a plain object, that is not kept alive.
    """
    relay = _Relay(owner)
    relay.came.connect(call)

    def pass_on(value: T) -> None:
        if shiboken6.isValid(relay):
            relay.came.emit(value)

    return pass_on


def on_change(owner: QObject, changes: Changes, hear: Callable[[Change], object]) -> None:
    """Call ``hear`` in the window's thread for each change, as long as ``owner`` lives.

    Changes come on the thread that made them.
    """
    owner.destroyed.connect(changes.subscribe(in_window_thread(owner, hear)))


def on_patient_change(
    owner: QObject,
    changes: Changes,
    patient_id: Callable[[], str],
    refresh: Callable[[], object],
) -> None:
    """Call ``refresh`` when anything of that patient or of the clinic changed.

    A handout that was printed changes nothing of the patient.
    """

    def hear(change: Change) -> None:
        if isinstance(change, HandoutIssued):
            return
        if isinstance(change, ClinicChanged) or change.patient_id == patient_id():
            refresh()

    on_change(owner, changes, hear)


class Latest:
    """Slow work that may be requested anew before it ends: only the newest answer counts.

    ``waiting_changed`` is called when ``is_waiting`` changed.
    """

    def __init__(
        self,
        background: Background,
        owner: QObject,
        *,
        waiting_changed: Callable[[], object] = lambda: None,
    ) -> None:
        self._background, self._owner = background, owner
        self._waiting_changed = waiting_changed
        self._turn = 0
        self.is_waiting = False

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Call ``work()`` in a thread; whatever was requested before is of no use any more."""
        self._turn += 1
        self._set_waiting(True)
        self._background.run(
            work, self._unless_late(then), self._unless_late(failed), owner=self._owner
        )

    def drop(self) -> None:
        """Want no answer at all."""
        self._turn += 1
        self._set_waiting(False)

    def _set_waiting(self, waiting: bool) -> None:
        self.is_waiting = waiting
        self._waiting_changed()

    def _unless_late(self, answer: Callable[[T], object]) -> Callable[[T], None]:
        turn = self._turn

        def take(result: T) -> None:
            if turn == self._turn:
                answer(result)
                self._set_waiting(False)

        return take
