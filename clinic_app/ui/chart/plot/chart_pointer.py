"""Where the chart's cursor can rest, what lies under the mouse, and where the arrow keys go."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt

from clinic_app.chart.flags import numbered
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, WindowMean
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.ui.chart.chart_frame import Frame
from clinic_app.ui.chart.chart_words import Stop, Thing, place_of, score_of
from clinic_app.ui.chart.level_of_detail import Numbers

At = tuple[int, int]  # a lane and a stop of it
_REACH = 22.0  # px within which the mouse finds a rating
_NEAR = 6.0
_ONE_KIND = tuple[Sequence[Thing], Series]


class Lane:
    """Stops in the order of time; each is made when it is needed.

    ``xs`` are their places in days, ``scores`` 0-10 or nan, both in the order of the stops.
    """

    def __init__(self, kinds: Sequence[_ONE_KIND], numbers: dict[ChartAnnotation, int]) -> None:
        self._kinds = [(things, series) for things, series in kinds if things]
        self._numbers = numbers
        self._starts = np.cumsum([0, *(len(things) for things, _ in self._kinds)])
        every = [thing for things, _ in self._kinds for thing in things]
        xs = np.fromiter(map(place_of, every), dtype=np.float64, count=len(every))
        self._order = np.argsort(xs, kind="stable")
        self.xs = xs[self._order]
        scores = np.fromiter(map(score_of, every), dtype=np.float64, count=len(every))
        self.scores = scores[self._order]

    def __len__(self) -> int:
        return len(self.xs)

    def stop(self, number: int) -> Stop:
        """The stop at a place in the order of time."""
        flat = int(self._order[number])
        kind = int(np.searchsorted(self._starts, flat, side="right")) - 1
        things, series = self._kinds[kind]
        thing = things[flat - int(self._starts[kind])]
        flag_number = self._numbers.get(thing, 0) if isinstance(thing, ChartAnnotation) else 0
        return Stop(thing, series, flag_number)

    def nearest(self, x: float) -> int:
        """The stop nearest in time."""
        place = int(np.searchsorted(self.xs, x))
        around = [n for n in (place - 1, place) if 0 <= n < len(self)]
        return min(around, key=lambda n: abs(self.xs[n] - x))

    def number_of(self, thing: Thing) -> int | None:
        """Where a flag, mean or week stands."""
        near = np.flatnonzero(self.xs == place_of(thing))
        return next((int(n) for n in near if self.stop(int(n)).what is thing), None)

    def within(
        self,
        x: float,
        score: float,
        *,
        reach: float,
        distance: Callable[[Numbers, Numbers], Numbers],
    ) -> int | None:
        """The rating nearest to a place, by ``distance(days, points)`` at most 1; else None.

        ``reach`` is how many days on either side are looked at.
        """
        begin, end = np.searchsorted(self.xs, [x - reach, x + reach])
        if begin == end:
            return None
        away = distance(self.xs[begin:end] - x, self.scores[begin:end] - score)
        if np.isnan(away).all():
            return None
        best = int(np.nanargmin(away))
        return int(begin) + best if away[best] <= 1 else None


def lanes(chart: PainChart) -> tuple[Lane, ...]:
    """The lanes that hold something; ratings and flags come first."""
    numbers = numbered(chart.flags)
    deciding = chart.trend.series or Series.AVERAGE
    ratings: list[_ONE_KIND] = [(track.points, track.series) for track in chart.tracks]
    weeks = chart.weeks if any(week.is_known for week in chart.weeks) else ()
    made = (
        Lane([(chart.flags, deciding), *ratings], numbers),
        Lane([(chart.windows, deciding)], numbers),
        Lane([(weeks, deciding)], numbers),
    )
    return tuple(lane for lane in made if len(lane))


class ChartPointer:
    """Finds stops of one chart by place and by key."""

    def __init__(self, chart: PainChart) -> None:
        self._chart = chart
        self._lanes = lanes(chart)

    def stop(self, at: At) -> Stop:
        """What stands there."""
        return self._lanes[at[0]].stop(at[1])

    def place_of(self, thing: ChartAnnotation | WindowMean | AdherenceWeek) -> At | None:
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

    def _flag(self, frame: Frame, mouse: QPointF) -> ChartAnnotation | None:
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
