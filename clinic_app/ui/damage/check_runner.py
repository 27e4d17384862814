"""Runs the slow checks of a clinic beside the work: one at a time, and never in its way."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Literal, Protocol

from PySide6.QtCore import QObject

from clinic_app.domain.records.finding import Finding
from clinic_app.ui.common.slow_work import Cancelled, Progress, SlowWork

CheckKind = Literal["quick", "whole", "pages"]


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


class CheckRunner:
    """``work`` has the signals: each carries the kind of the check, ``ended`` the findings."""

    def __init__(self, checking: Checking, *, parent: QObject) -> None:
        self._checking = checking
        self.work = SlowWork(parent=parent)

    def last_checks(self) -> LastChecks:
        """When each check last ended."""
        return self._checking.last_checks()

    def start(self, kind: CheckKind) -> None:
        """Begin a check; nothing while one runs.

        One that is requested while a quick one runs, which nobody sees, follows it: the whole
        one at once, because it looks at all that the quick one does.
        """
        running = self.work.running
        if running == "quick" and kind != "quick":
            self.work.follow_with(partial(self.start, kind))
            if kind == "whole":
                self.work.cancel()
        elif not running:
            self.work.start(kind, partial(self._check, kind))
            self.work.began.emit(kind)

    def _check(self, kind: CheckKind) -> Sequence[Finding]:
        checking = self._checking
        checks = {"quick": checking.quick, "whole": checking.whole, "pages": checking.pages}
        return checks[kind](self.work.progress_of(kind), self.work.is_cancelled)
