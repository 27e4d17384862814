"""Slow work beside the clinic, one piece at a time: how far it is, and how it ended."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from clinic_app.ui.common.background import Background
from clinic_app.ui.common.patience import Patience, be_nice

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def in_percent(show: Callable[[int], object]) -> Progress:
    """A progress that calls ``show`` with 0 to 100, each per cent once."""
    shown = -1

    def progress(done: int, total: int) -> None:
        nonlocal shown
        percent = min(100, 100 * done // total) if total else 100
        if percent != shown:
            shown = percent
            show(percent)

    return progress


class SlowWork(QObject):
    """Runs work in a thread of its own and gives way to whoever types or clicks.

    Every signal carries a name first: ``began``, ``progressed`` with the per cent, ``ended`` with
    the result, ``stopped`` of work that was cancelled, ``failed`` with the error. Where it
    ``joins``, the end of work that other work follows is not told. Call ``close`` before the
    clinic is closed.
    """

    began = Signal(str)
    progressed = Signal(str, int)
    ended = Signal(str, object)
    stopped = Signal(str)
    failed = Signal(str, object)

    def __init__(self, *, joins: bool = False, parent: QObject) -> None:
        super().__init__(parent)
        self._joins = joins
        self._background = Background(threads=1, parent=self)
        self._patience = Patience(parent=self)
        self._cancel = threading.Event()
        self._next: Callable[[], object] | None = None
        self.rests = True
        self.running = ""

    def start(self, name: str, work: Callable[[], object], *, rests: bool = True) -> None:
        """Call ``work`` in the thread, where nothing runs; one that ``rests`` naps for typing."""
        self.running, self.rests = name, rests
        self._cancel.clear()
        self._patience.listen_to(QGuiApplication.focusWindow())
        self._background.run(partial(self._call, work), self._done, self._refused, owner=self)

    def on(
        self,
        began: Callable[..., object],
        progressed: Callable[..., object],
        ended: Callable[..., object],
        stopped: Callable[..., object],
        failed: Callable[..., object],
    ) -> None:
        """Call each of these with what its signal carries, in the window's thread."""
        self.began.connect(began)
        self.progressed.connect(progressed)
        self.ended.connect(ended)
        self.stopped.connect(stopped)
        self.failed.connect(failed)

    def follow_with(self, start: Callable[[], object] | None) -> None:
        """Call ``start`` when what runs has ended, in the place of what was to follow."""
        self._next = start

    def cancel(self) -> None:
        """End what runs, soon; nothing half stays."""
        self._cancel.set()

    def close(self, *, wait: bool = False) -> None:
        """End what runs, soon, and begin no other. Nothing is told of it any more."""
        self._next = None
        self.cancel()
        self._patience.listen_to(None)
        self._background.close(wait=wait)

    # For the work, in its thread

    def is_cancelled(self) -> bool:
        """Whether it is to end."""
        return self._cancel.is_set()

    def progress_of(self, name: str) -> Progress:
        """Tells how far ``name`` is, and naps meanwhile where somebody types."""
        show = in_percent(partial(self.progressed.emit, name))

        def progress(done: int, total: int) -> None:
            self._patience.rest(lambda: self.is_cancelled() or not self.rests)
            show(done, total)

        return progress

    def _call(self, work: Callable[[], object]) -> object:
        be_nice()
        try:
            return work()
        except Exception:
            if not self.is_cancelled():
                raise
        return None

    # In the window's thread again

    def _done(self, result: object) -> None:
        name, follows = self._end()
        joined = self._joins and follows is not None and not self.is_cancelled()
        if self.is_cancelled():
            self.stopped.emit(name)
        elif not joined:
            self.ended.emit(name, result)
        if follows is not None:
            follows()

    def _refused(self, error: Exception) -> None:
        name, follows = self._end()
        if not (self._joins and follows is not None):
            self.failed.emit(name, error)
        if follows is not None:
            follows()

    def _end(self) -> tuple[str, Callable[[], object] | None]:
        name, self.running = self.running, ""
        follows, self._next = self._next, None
        self._patience.listen_to(None)
        return name, follows
