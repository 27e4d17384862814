"""Runs the slow checks of a clinic beside the work: one at a time, and never in its way."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from clinic_app.domain.finding import Finding
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.patience import Patience, be_nice

CheckKind = Literal["quick", "whole", "pages"]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class LastChecks(Protocol):
    """When each check last ended, None where it never did."""

    @property
    def quick(self) -> datetime | None: ...
    @property
    def whole(self) -> datetime | None: ...
    @property
    def pages(self) -> datetime | None: ...
    @property
    def proven(self) -> int: ...
    @property
    def not_proven(self) -> int: ...


class Checking(Protocol):
    """What checks an open clinic; each gives what it found."""

    def quick(self, progress: Progress, cancelled: Cancelled) -> Sequence[Finding]: ...
    def whole(self, progress: Progress, cancelled: Cancelled) -> Sequence[Finding]: ...
    def pages(self, progress: Progress, cancelled: Cancelled) -> Sequence[Finding]: ...
    def last_checks(self) -> LastChecks: ...


class CheckRunner(QObject):
    """``began``, ``progressed`` (kind, per cent) and ``ended`` (kind, findings) tell of a check.

    ``stopped`` tells of one that was cancelled, ``failed`` (kind, error) of one that could not be
    made. It rests while somebody types or clicks. Call ``close``
    before the clinic is closed.
    """

    began = Signal(str)
    progressed = Signal(str, int)
    ended = Signal(str, object)
    stopped = Signal(str)
    failed = Signal(str, object)

    def __init__(self, checking: Checking, *, parent: QObject) -> None:
        super().__init__(parent)
        self._checking = checking
        self._background = Background(threads=1, parent=self)
        self._cancel = threading.Event()
        self._patience = Patience(parent=self)
        self.running: CheckKind | None = None
        self._next: CheckKind | None = None  # asked for while a quick one ran

    def last_checks(self) -> LastChecks:
        """When each check last ended."""
        return self._checking.last_checks()

    def start(self, kind: CheckKind) -> None:
        """Begin a check; nothing while one runs.

        One that somebody asks for while a quick one runs, which nobody sees, follows it: the
        whole one at once, because it looks at all that the quick one does.
        """
        if self.running is not None:
            if self.running == "quick" and kind != "quick":
                self._next = kind
                if kind == "whole":
                    self.cancel()
            return
        self.running = kind
        self._cancel.clear()
        self._patience.listen_to(QGuiApplication.focusWindow())
        self.began.emit(kind)
        self._background.run(lambda: self._work(kind), self._done, self._refused, owner=self)

    def cancel(self) -> None:
        """End the check that runs, soon; what it found so far is not told."""
        self._cancel.set()

    def close(self, *, wait: bool = False) -> None:
        """End the check that runs, soon, and begin no other. Nothing is told of it any more.

        A lock does not ``wait`` for it.
        """
        self.cancel()
        self._patience.listen_to(None)
        self._background.close(wait=wait)

    def _work(self, kind: CheckKind) -> Sequence[Finding] | None:
        """In the thread of the checks alone. None for a check that was cancelled."""
        be_nice()
        try:
            found = self._check(kind)
        except Exception:
            if not self._cancel.is_set():
                raise
        else:
            return None if self._cancel.is_set() else found
        return None

    def _check(self, kind: CheckKind) -> Sequence[Finding]:
        checking = self._checking
        checks = {"quick": checking.quick, "whole": checking.whole, "pages": checking.pages}
        told = -1

        def progress(done: int, total: int) -> None:
            nonlocal told
            self._patience.rest(self._cancel.is_set)
            percent = 100 * done // total if total else 100
            if percent != told:
                told = percent
                self.progressed.emit(kind, percent)

        return checks[kind](progress, self._cancel.is_set)

    def _done(self, findings: Sequence[Finding] | None) -> None:
        kind = self._end()
        if findings is None:
            self.stopped.emit(kind)
        else:
            self.ended.emit(kind, findings)
        self._begin_next()

    def _refused(self, error: Exception) -> None:
        self.failed.emit(self._end(), error)
        self._begin_next()

    def _begin_next(self) -> None:
        kind, self._next = self._next, None
        if kind is not None:
            self.start(kind)

    def _end(self) -> CheckKind | None:
        kind, self.running = self.running, None
        self._patience.listen_to(None)
        return kind
