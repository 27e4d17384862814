"""A repetition as a moving picture: frames drawn in the background, shown at its own pace."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from clinic_app.domain.ladder import Rung
from clinic_app.domain.picture import Panel
from clinic_app.ui.figure.live_picture import OneAtATime
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.figure.timing import FRAMES_A_SECOND, Timing

_QUICK_FRAMES = 12  # to begin with, until all of them are drawn


class Playing(QObject):
    """``frame_changed`` tells that ``frame`` is another one, or None after the end."""

    frame_changed = Signal()

    def __init__(self, *, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._drawing: OneAtATime | None = None
        self._frames: tuple[Panel, ...] = ()
        self._timing: Timing | None = None
        self._began = 0.0
        self.frame: Panel | None = None
        self.is_on = False
        self._ticks = QTimer(self, interval=1000 // (FRAMES_A_SECOND + 10))
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    def start(self, pictures: Pictures, rung: Rung, timing: Timing) -> None:
        """Begin as soon as the first frames are there."""
        self.stop()
        self.is_on = True
        self._timing = timing
        self._drawing = OneAtATime(pictures, parent=self)
        motion = partial(pictures.figures.motion, rung, pictures.look)
        quick = partial(motion, frames=min(_QUICK_FRAMES, timing.frames))
        self._drawing.ask(quick, partial(self._begin, partial(motion, frames=timing.frames)))

    def stop(self) -> None:
        """End at once."""
        self._ticks.stop()
        self.is_on = False
        if self._drawing is not None:
            self._drawing.drop()
            self._drawing.deleteLater()
            self._drawing = None
        if self.frame is not None:
            self.frame = None
            self.frame_changed.emit()

    def _begin(self, all_of_them: Callable[[], tuple[Panel, ...]], few: tuple[Panel, ...]) -> None:
        if not few or self._drawing is None:
            self.is_on = False
            return
        self._frames = few
        self._began = self._clock()
        self._ticks.start()
        self._tick()
        self._drawing.ask(all_of_them, self._take_all)

    def _take_all(self, frames: tuple[Panel, ...]) -> None:
        self._frames = frames

    def _tick(self) -> None:
        if self._timing is None:
            return
        share = self._timing.share_at(self._clock() - self._began)
        frame = self._frames[round(share * (len(self._frames) - 1))]
        if frame is not self.frame:
            self.frame = frame
            self.frame_changed.emit()
