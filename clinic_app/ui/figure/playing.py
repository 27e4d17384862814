"""A repetition as a moving picture: frames drawn in the background, shown at its own pace."""

from collections.abc import Callable
from functools import partial
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.picture import Panel
from clinic_app.ui.figure.live_picture import OneAtATime
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.figure.timing import FRAMES_A_SECOND, Timing

_BEGIN_WITH = (12, 36)  # frames, until all of them are drawn


class Playing(QObject):
    """``frame_changed``: ``frame`` is another one, or None after the end."""

    frame_changed = Signal()

    def __init__(self, *, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._pictures: Pictures | None = None
        self._drawing: OneAtATime | None = None
        self._frames: tuple[Panel, ...] = ()
        self._stopped = Event()  # for the thread that draws
        self._counts: list[int] = []
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
        if pictures is not self._pictures or self._drawing is None:
            if self._drawing is not None:
                self._drawing.drop()
            self._pictures, self._drawing = pictures, OneAtATime(pictures, self)
        self._stopped = Event()
        motion = pictures.figures.motion
        self._motion = partial(motion, rung, pictures.look, stop=self._stopped.is_set)
        self._counts = [*(n for n in _BEGIN_WITH if n < timing.frames), timing.frames]
        self._request_more()

    def stop(self) -> None:
        """End at once."""
        self._ticks.stop()
        self._stopped.set()
        self.is_on = False
        self._counts.clear()
        if self._drawing is not None:
            self._drawing.drop()
        self.frame = None
        self.frame_changed.emit()

    def _request_more(self) -> None:
        """Few frames are there soon; more of them make the movement smooth."""
        if self._counts and self._drawing is not None:
            count = self._counts.pop(0)
            self._drawing.request(partial(self._motion, frames=count), self._add_frames)

    def _add_frames(self, frames: tuple[Panel, ...]) -> None:
        if not frames:
            self.stop()
            return
        self._frames = frames
        if not self._ticks.isActive():
            self._began = self._clock()
            self._ticks.start()
            self._tick()
        self._request_more()

    def _tick(self) -> None:
        if self._timing is None:
            return
        share = self._timing.share_at(self._clock() - self._began)
        frame = self._frames[round(share * (len(self._frames) - 1))]
        if frame is not self.frame:
            self.frame = frame
            self.frame_changed.emit()
