"""Makes backups beside the work, one round at a time: each place in turn, whatever others say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from clinic_app.domain.errors import Locked, UserError
from clinic_app.domain.records.backup import Backup, BackupPlace
from clinic_app.ui.common.slow_work import SlowWork

Choose = Callable[[], Sequence[BackupPlace]]
_ROUND = "backups"


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


class BackupRunner:
    """``work`` has the signals: ``began`` and ``progressed`` carry the name of each place.

    ``ended`` carries the outcomes of a round, one for each place that was tried; ``failed`` tells
    of a round that could not even begin.
    """

    def __init__(self, backups: MakesBackups, *, parent: QObject) -> None:
        self._backups = backups
        self.work = SlowWork(joins=True, parent=parent)

    def start(self, choose: Choose, *, rests: bool) -> None:
        """Begin a round: ``choose`` gives the places, in the thread of the backups.

        One that ``rests`` gives way to whoever types. While one runs, another that somebody waits
        for lets it go on without rest, and follows it.
        """
        work = self.work
        if not work.running:
            work.start(_ROUND, partial(self._round, choose), rests=rests)
        elif not rests:
            work.rests = False
            work.follow_with(partial(self.start, choose, rests=False))

    def cancel(self) -> None:
        """End what runs, soon, with what was to follow; nothing half stays."""
        self.work.follow_with(None)
        self.work.cancel()

    def _round(self, choose: Choose) -> list[Outcome]:
        """In the thread of the backups alone."""
        outcomes: list[Outcome] = []
        for place in choose():
            if self.work.is_cancelled():
                break
            self.work.began.emit(place.name)
            outcomes.append(self._one(place))
        return outcomes

    def _one(self, place: BackupPlace) -> Outcome:
        progress = self.work.progress_of(place.name)
        try:
            return Outcome(place, self._backups.make(place.id, progress, self.work.is_cancelled))
        except Locked:
            raise
        except UserError as error:
            return Outcome(place, error=error)
