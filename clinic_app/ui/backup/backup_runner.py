"""Makes backups beside the work, one round at a time: each place in turn, whatever others say."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from clinic_app.domain.backup import Backup, BackupPlace
from clinic_app.domain.errors import Locked, UserError
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.patience import Patience, be_nice

Choose = Callable[[], Sequence[BackupPlace]]


class MakesBackups(Protocol):
    """What makes one backup in a place; it raises once cancelled."""

    def make(
        self,
        where: str | Path,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Backup: ...


@dataclass(frozen=True)
class Outcome:
    """How one place went: the backup, or why there is none."""

    place: BackupPlace
    backup: Backup | None = None
    error: UserError | None = None


class BackupRunner(QObject):
    """``began`` carries the name of each place, ``progressed`` the per cent of its backup.

    ``ended`` carries the outcomes of a round, one for each place that was tried; ``stopped`` tells
    of one that was cancelled, ``failed`` of one that could not even begin. Call ``close`` before
    the clinic is closed.
    """

    began = Signal(str)
    progressed = Signal(int)
    ended = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, backups: MakesBackups, *, parent: QObject) -> None:
        super().__init__(parent)
        self._backups = backups
        self._background = Background(threads=1, parent=self)
        self._patience = Patience(parent=self)
        self._cancel = threading.Event()
        self._rests = False
        self._next: Choose | None = None  # asked for while another round ran
        self.is_running = False

    def start(self, choose: Choose, *, rests: bool) -> None:
        """Begin a round: ``choose`` tells the places, in the thread of the backups.

        One that ``rests`` gives way to whoever types. While one runs, another that somebody waits
        for lets it go on without rest, and follows it.
        """
        self._rests = self._rests and rests if self.is_running else rests
        if self.is_running:
            self._next = self._next if rests else choose
            return
        self.is_running = True
        self._cancel.clear()
        self._patience.listen_to(QGuiApplication.focusWindow())
        self._background.run(lambda: self._round(choose), self._done, self._refused, owner=self)

    def cancel(self) -> None:
        """End what runs, soon; nothing half stays."""
        self._next = None
        self._cancel.set()

    def close(self, *, wait: bool = False) -> None:
        """End what runs, soon, and begin no other. Nothing is told of it any more."""
        self.cancel()
        self._patience.listen_to(None)
        self._background.close(wait=wait)

    def _round(self, choose: Choose) -> list[Outcome]:
        """In the thread of the backups alone."""
        be_nice()
        outcomes: list[Outcome] = []
        for place in choose():
            if self._cancel.is_set():
                break
            self.began.emit(place.name)
            outcomes.append(self._one(place))
        return outcomes

    def _one(self, place: BackupPlace) -> Outcome:
        told = -1

        def progress(done: int, total: int) -> None:
            nonlocal told
            self._patience.rest(lambda: self._cancel.is_set() or not self._rests)
            percent = min(100, 100 * done // total) if total else 100
            if percent != told:
                told = percent
                self.progressed.emit(percent)

        try:
            made = self._backups.make(place.id, progress, self._cancel.is_set)
        except Locked:
            raise
        except UserError as error:
            return Outcome(place, error=error)
        except Exception:
            if not self._cancel.is_set():
                raise
            return Outcome(place)
        return Outcome(place, made)

    def _done(self, outcomes: list[Outcome]) -> None:
        self.is_running = False
        follows, self._next = self._next, None
        if follows is not None and not self._cancel.is_set():
            self.start(follows, rests=False)
            return
        self._patience.listen_to(None)
        if self._cancel.is_set():
            self.stopped.emit()
        else:
            self.ended.emit(outcomes)

    def _refused(self, error: Exception) -> None:
        self.is_running, self._next = False, None
        self._patience.listen_to(None)
        self.failed.emit(error)
