"""Everywhere the chart's cursor can rest, in lanes: ratings and flags, weekly means, weeks."""

from collections.abc import Callable, Sequence

import numpy as np

from clinic_app.chart.flags import numbered
from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import PainChart, PlanFlag
from clinic_app.ui.pain.chart_words import Stop, Thing, place_of, score_of
from clinic_app.ui.pain.level_of_detail import Numbers

_ONE_KIND = tuple[Sequence[Thing], Series]


class Lane:
    """Stops in the order of time; each is made when it is asked for.

    ``xs`` are their places in days, ``scores`` 0-10 or nan, both in the order of the stops.
    """

    def __init__(self, kinds: Sequence[_ONE_KIND], numbers: dict[PlanFlag, int]) -> None:
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
        flag_number = self._numbers.get(thing, 0) if isinstance(thing, PlanFlag) else 0
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
