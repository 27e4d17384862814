"""Slow work beside the clinic that stays out of the way: it rests while somebody types."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

_USE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_QUIET_S, _NAP_S = 1.5, 0.05  # after a touch the work sleeps so long, in naps
_NICER = 10  # how much of the processor it leaves to others, as of the system's 19


class Patience(QObject):
    """Hears keys and clicks of a window, and lets a thread of the work wait for their end."""

    def __init__(self, *, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = 0.0
        self._heard: QWindow | None = None

    def listen_to(self, window: QWindow | None) -> None:
        """Hear of the window from here on, and of no other."""
        if self._heard is not None and shiboken6.isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = window
        if window is not None:
            window.installEventFilter(self)

    def rest(self, is_over: Callable[[], bool]) -> None:
        """In the thread of the work: wait until nobody types, or the work ``is_over``."""
        while time.monotonic() - self._touched < _QUIET_S and not is_over():
            time.sleep(_NAP_S)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._touched = time.monotonic()
        return False


def be_nice() -> None:
    """Leave the processor to others than this thread, where the system can (Linux)."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICER)
