"""Tells when to lock: the lock keys anywhere, or nobody touching the program for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

LOCK_KEYS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_L
)

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)

_DRAG_ENDS = frozenset((QEvent.Type.Drop, QEvent.Type.MouseButtonPress))


def uptime_s() -> float:
    """Seconds by a clock nobody can set, which also runs while the computer sleeps."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux: time.monotonic stops in sleep
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class IdleLock(QObject):
    """Emits ``due`` when ``minutes`` have passed since the last key, click or movement.

    From then on it emits ``due`` every second, whoever touches what, until it is stopped: a lock
    that failed is tried again. ``asked`` tells of the lock keys.

    It listens at the window that has the focus, so painting and timers cost nothing, and hears
    Ctrl+Shift+L over a dialog too, where a shortcut of the window behind would be deaf. While
    something is dragged Qt takes every key for itself: then it listens before Qt does.
    """

    due = Signal()
    asked = Signal()

    def __init__(
        self, app: QGuiApplication, *, clock: Callable[[], float] = uptime_s, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._clock = clock
        self._limit_s = 0.0
        self._touched = clock()
        self._is_due = False
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.check)
        app.focusWindowChanged.connect(self.listen_to)

    def start(self, minutes: float) -> None:
        """Begin to count, or count anew with another limit."""
        self._limit_s = minutes * 60
        self._touched = self._clock()
        self._tick.start()

    def insist(self) -> None:
        """It is due now: tell so every second from here on."""
        self._is_due = True
        self._tick.start()

    def stop(self) -> None:
        """Count no more: it is locked."""
        self._is_due = False
        self._tick.stop()

    def listen_to(self, window: QWindow | None) -> None:
        """Hear keys and mouse of ``window``."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def check(self) -> None:
        """Look at the clock; called every second."""
        if not self._tick.isActive():
            return
        if self._is_due or self._clock() - self._touched >= self._limit_s:
            self._is_due = True
            self.due.emit()

    def _listen_first(self) -> None:
        """Filters hear in the reverse order: the drag has put its own before those there were."""
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter:
            QTimer.singleShot(0, self, self._listen_first)
        elif event.type() in _DRAG_ENDS:
            self._app.removeEventFilter(self)
        if event.type() in _TOUCHES:
            self.check()  # after a sleep the first key must not count before the lock has looked
            self._touched = self._clock()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        locks = event.keyCombination() == LOCK_KEYS
        if locks:
            self.asked.emit()
        return locks
