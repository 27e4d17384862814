"""Small pictures for lists: at once from memory, else requested and there a moment later.

Painting a row never draws or reads anything. It takes the pixmap that is there, or notes that it
is requested; each paint of a view notes again what it still shows. So what has scrolled away is
noticed by no request for it, and is not drawn.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPixmap

from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel
from clinic_app.services.exercises.figures import FigureService
from clinic_app.ui.common.background import Background
from clinic_app.ui.figure.paint import chosen, pixmap_of

_TURN_S = 0.008  # of making pixmaps at a stretch: a frame of the screen has 0.016
_MOST_PIXMAPS = 400  # of tiles: 50 kB each at the most
_FORGOTTEN_AFTER = 2  # paints of views without another request

_Key = tuple[object, ...]


@dataclass
class _Request:
    """A pixmap somebody painted without; ``batch`` is when it was last requested."""

    rung: Rung
    size: tuple[float, float, float]
    batch: int


class Pictures(QObject):
    """Pictures in one look. ``arrived`` is emitted when another is there: paint anew.

    One picture at a time is drawn in the background, those on the screen first, from the top.
    """

    arrived = Signal()

    def __init__(
        self,
        figures: FigureService,
        background: Background,
        look: Look,
        *,
        is_motion_reduced: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_motion_reduced = is_motion_reduced
        self.figures = figures
        self.background = background
        self.look = look
        self._made: OrderedDict[_Key, QPixmap | None] = OrderedDict()
        self._requests: dict[_Key, _Request] = {}
        self._batch = 0
        self._is_due = False
        self._drawing: _Key | None = None

    def set_look(self, look: Look) -> None:
        """Another look: every picture is another one."""
        if look != self.look:
            self.look = look
            self._requests.clear()
            self.arrived.emit()

    def tile(self, rung: Rung, width: float, height: float, *, ratio: float) -> QPixmap | None:
        """The picture in a box of logical px for a screen of ``ratio``; None until it is there.

        None for good where the exercise has no picture. A wide box shows every pose, a small
        one the last.
        """
        key = (rung.exercise_id, *sorted(rung.settings.items()), self.look, width, height, ratio)
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        self._requests[key] = _Request(rung, (width, height, ratio), self._batch)
        self._go_on_soon()
        return None

    @property
    def is_waiting(self) -> bool:
        """Whether a picture is still to come."""
        return bool(self._requests) or self._drawing is not None

    def _go_on_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """After the views have painted: make pixmaps for a moment, then have one drawn."""
        self._is_due = False
        self._batch += 1
        end = perf_counter() + _TURN_S
        made = False
        for key in self._in_order():
            request = self._requests[key]
            panels = self.figures.in_memory(request.rung, self.look)
            if panels is None:
                self._have_drawn(key, request.rung)
                continue
            del self._requests[key]
            self._keep(key, _pixmap(panels, request.size))
            made = made or bool(panels)
            if perf_counter() > end:
                self._go_on_soon()
                break
        if made:
            self.arrived.emit()

    def _in_order(self) -> list[_Key]:
        """What was requested last comes first, from the top; the forgotten are dropped."""
        oldest = self._batch - _FORGOTTEN_AFTER
        self._requests = {k: w for k, w in self._requests.items() if w.batch >= oldest}
        return sorted(self._requests, key=lambda key: -self._requests[key].batch)

    def _keep(self, key: _Key, made: QPixmap | None) -> None:
        self._made[key] = made
        if len(self._made) > _MOST_PIXMAPS:
            self._made.popitem(last=False)

    def _have_drawn(self, key: _Key, rung: Rung) -> None:
        if self._drawing is None:
            self._drawing = key
            work = partial(self.figures.panels, rung, self.look)
            self.background.run(work, self._drawn, self._not_drawn, owner=self)

    def _drawn(self, _panels: tuple[Panel, ...]) -> None:
        """It is in the service's memory now. Every view paints, and so asks again for its own."""
        self._drawing = None
        self._go_on_soon()
        self.arrived.emit()

    def _not_drawn(self, _error: Exception) -> None:
        """It stays a posture sign; drawing it again would only break again."""
        if self._drawing is not None:
            self._requests.pop(self._drawing, None)
            self._keep(self._drawing, None)
        self._drawing = None
        self._go_on_soon()


def _pixmap(panels: tuple[Panel, ...], size: tuple[float, float, float]) -> QPixmap | None:
    if not panels:
        return None
    width, height, ratio = size
    shown = chosen(panels, QRectF(0, 0, width, height))
    return pixmap_of(shown, width, height, ratio=ratio)
