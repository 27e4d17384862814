"""The picture of one exercise while its settings move: quick ones first, the fine one at rest."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.picture import Panel
from clinic_app.ui.figure.pictures import Pictures

REST_MS = 150
Work = Callable[[], tuple[Panel, ...]]
Take = Callable[[tuple[Panel, ...]], None]


class OneAtATime:
    """Drawing in the background, never more than one; of what waits the newest alone counts."""

    def __init__(self, pictures: Pictures, owner: QObject) -> None:
        self._background, self._owner = pictures.background, owner
        self._next: tuple[Work, Take] | None = None
        self._show_done: Take | None = None
        self.is_busy = False

    def request(self, work: Work, take: Take) -> None:
        """Call ``work()`` in a thread, then ``take(panels)``, unless something newer comes."""
        self._next = (work, take)
        self._go_on()

    def drop(self) -> None:
        """Take no answer any more."""
        self._next = self._show_done = None

    def _go_on(self) -> None:
        if self.is_busy or self._next is None:
            return
        (work, self._show_done), self._next = self._next, None
        self.is_busy = True
        self._background.run(work, self._done, self._failed, owner=self._owner)

    def _done(self, panels: tuple[Panel, ...]) -> None:
        self.is_busy = False
        if self._show_done is not None:
            self._show_done(panels)
        self._go_on()

    def _failed(self, _error: Exception) -> None:
        """Nothing is shown then: what was shown before would be a wrong picture."""
        self.is_busy = False
        if self._show_done is not None:
            self._show_done(())
        self._go_on()


class LivePicture:
    """``show`` is given the panels to show now; () where the exercise has none.

    A cached picture comes at once. Else a coarse one follows as fast as they can be drawn,
    and the fine one once the settings rest for 150 ms.
    """

    def __init__(self, show: Take, owner: QObject) -> None:
        self._show, self._owner = show, owner
        self._pictures: Pictures | None = None
        self._rung: Rung | None = None
        self._drawing: OneAtATime | None = None
        self._rest = QTimer(owner, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._request_fine)

    def show_rung(self, pictures: Pictures, rung: Rung) -> None:
        """From now on show this rung's picture, as the person of ``pictures`` looks."""
        if pictures is not self._pictures or self._drawing is None:
            if self._drawing is not None:
                self._drawing.drop()
            self._pictures, self._drawing = pictures, OneAtATime(pictures, self._owner)
        self._rung = rung
        self._rest.stop()
        found = pictures.figures.cached(rung, pictures.look)
        if found is not None:
            self._drawing.drop()
            self._show(found)
            return
        work = partial(pictures.figures.coarse, rung, pictures.look)
        self._drawing.request(work, self._show)
        self._rest.start()

    def stop(self) -> None:
        """Show nothing any more."""
        self._rest.stop()
        self._rung = None
        if self._drawing is not None:
            self._drawing.drop()

    @property
    def is_waiting(self) -> bool:
        """Whether a better picture is still to come."""
        return self._rest.isActive() or (self._drawing is not None and self._drawing.is_busy)

    def _request_fine(self) -> None:
        if self._pictures is not None and self._rung is not None and self._drawing is not None:
            work = partial(self._pictures.figures.panels, self._rung, self._pictures.look)
            self._drawing.request(work, self._show)
