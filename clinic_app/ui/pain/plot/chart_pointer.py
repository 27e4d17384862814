"""What lies under the mouse in the chart, and where the arrow keys go from there."""

import numpy as np
from PySide6.QtCore import QPointF, Qt

from clinic_app.domain.adherence import AdherenceWeek
from clinic_app.domain.pain_chart import PainChart, PlanFlag, WindowMean
from clinic_app.ui.pain.chart_frame import Frame
from clinic_app.ui.pain.chart_words import Stop
from clinic_app.ui.pain.level_of_detail import Numbers
from clinic_app.ui.pain.plot.chart_cursor import lanes

At = tuple[int, int]  # a lane and a stop of it
_REACH = 22.0  # px within which the mouse finds a rating
_NEAR = 6.0


class ChartPointer:
    """Finds stops of one chart by place and by key."""

    def __init__(self, chart: PainChart) -> None:
        self._chart = chart
        self._lanes = lanes(chart)

    def stop(self, at: At) -> Stop:
        """What stands there."""
        return self._lanes[at[0]].stop(at[1])

    def place_of(self, thing: PlanFlag | WindowMean | AdherenceWeek) -> At | None:
        """Where a flag, a mean or a week stands; None when it is not in the chart."""
        found = ((n, lane.number_of(thing)) for n, lane in enumerate(self._lanes))
        return next(((n, at) for n, at in found if at is not None), None)

    def walked(self, at: At | None, key: int) -> At | None:
        """Where a key leads: left and right in a lane, up and down to the next; None if nowhere."""
        if not self._lanes:
            return None
        keys = Qt.Key
        lane, place = at or (0, -1)
        last = len(self._lanes[lane]) - 1
        if key == keys.Key_Left:
            return lane, last if at is None else max(0, place - 1)
        if key == keys.Key_Right:
            return lane, min(last, place + 1)
        if key in (keys.Key_Home, keys.Key_End):
            return lane, 0 if key == keys.Key_Home else last
        other = lane + {keys.Key_Down: 1, keys.Key_Up: -1}.get(Qt.Key(key), 0)
        if at is None or other == lane or not 0 <= other < len(self._lanes):
            return None
        return other, self._lanes[other].nearest(self.stop(at).x)

    def under(self, frame: Frame, mouse: QPointF) -> At | None:
        """A flag's label or tick, a week's bar, a mean, else the nearest rating within reach."""
        thing = self._flag(frame, mouse) or frame.week_at(mouse.x(), mouse.y())
        if thing is None and (frame.is_dense or self._rating(frame, mouse) is None):
            thing = self._mean(frame, mouse)
        return self.place_of(thing) if thing is not None else self._rating(frame, mouse)

    def _flag(self, frame: Frame, mouse: QPointF) -> PlanFlag | None:
        for label in frame.labels:
            if label.box.adjusted(-8, 0, 0, 0).contains(mouse):
                return label.flags[0]
        if abs(mouse.y() - frame.plot.bottom()) > 2 * _NEAR:
            return None
        near = [f for f in frame.visits if abs(frame.x(f.x) - mouse.x()) <= _NEAR]
        return min(near, key=lambda f: abs(frame.x(f.x) - mouse.x()), default=None)

    def _mean(self, frame: Frame, mouse: QPointF) -> WindowMean | None:
        if frame.small or not frame.plot.contains(mouse):
            return None
        days = frame.days(mouse.x())
        inside = (w for w in self._chart.windows if w.x_first <= days <= w.x_end)
        reach = 2 * _NEAR if frame.is_dense else _NEAR
        return next((w for w in inside if abs(frame.y(w.mean) - mouse.y()) <= reach), None)

    def _rating(self, frame: Frame, mouse: QPointF) -> At | None:
        if not self._lanes or not frame.plot.adjusted(-30, -30, 30, 30).contains(mouse):
            return None
        px_a_day = frame.px_a_day
        px_a_point = frame.plot.height() / 10

        def distance(days: Numbers, points: Numbers) -> Numbers:
            return np.hypot(days * px_a_day, points * px_a_point) / _REACH

        found = self._lanes[0].within(
            frame.days(mouse.x()),
            (frame.plot.bottom() - mouse.y()) / px_a_point,
            reach=_REACH / px_a_day,
            distance=distance,
        )
        return None if found is None else (0, found)
