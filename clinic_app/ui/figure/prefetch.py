"""Draws the library's usual pictures ahead, while nobody waits for them."""

from threading import Event

from PySide6.QtCore import QObject, QTimer

from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.figures import FigureService
from clinic_app.ui.common.background import Background

_BEGIN_MS = 5000  # after the clinic was opened: first come the pictures on the screen
_BREATH_S = 0.05  # between two pictures, for everything else


class FigurePrefetcher:
    """Begins a while after it was made, in a thread of its own; ``stop`` it before the end.

    A cached picture costs nothing, so after the first run this is over at once.
    """

    def __init__(
        self,
        figures: FigureService,
        *,
        begin_ms: int = _BEGIN_MS,
        breath_s: float = _BREATH_S,
        owner: QObject,
    ) -> None:
        self._breath_s = breath_s
        self._figures, self._owner = figures, owner
        self._stopped = Event()
        self._background: Background | None = None
        self.progress = (0, 0)
        self.is_done = False
        QTimer.singleShot(begin_ms, owner, self._begin)

    def stop(self) -> None:
        """Finish the picture that is being drawn, and draw no more."""
        self._stopped.set()
        if self._background is not None:
            self._background.close()

    def _begin(self) -> None:
        if self._stopped.is_set():
            return
        self._background = Background(threads=1, parent=self._owner)
        self._background.run(self._work, self._done, lambda _error: None, owner=self._owner)

    def _work(self) -> None:
        def note(done: int, total: int) -> None:
            self.progress = (done, total)

        looks = [LOOKS["standard"]]
        self._figures.warm(looks, note, lambda: self._stopped.wait(self._breath_s))

    def _done(self, _nothing: None) -> None:
        self.is_done = True
        self.stop()
