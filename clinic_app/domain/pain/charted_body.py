"""The body chart as pictures: a person from both sides, and where each region lies on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import TypeAlias

from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.pain.body_chart import REGIONS

Ring: TypeAlias = tuple[tuple[float, float], ...]
VIEWS = ("front", "back")


@dataclass(frozen=True)
class ChartedBody:
    """``regions`` holds the rings of each of `REGIONS` in the units of its view's panel.

    Inside is where a ray crosses a ring an odd number of times, so that a ring may be a hole. The
    patient faces us in the front view: their right is on our left.
    """

    front: Panel
    back: Panel
    regions: Mapping[str, tuple[Ring, ...]]

    def panel(self, view: str) -> Panel:
        """The picture of a view, ``front`` or ``back``."""
        return self.front if view == "front" else self.back

    def region_at(self, view: str, x: float, y: float, *, reach: float = 0.0) -> str:
        """The region at a point, or the nearest within ``reach`` units; empty for none."""
        nearest, least = "", reach
        for region in REGIONS:
            if region.view != view:
                continue
            rings = self.regions[region.id]
            if inside(rings, x, y):
                return region.id
            away = min((_distance(ring, x, y) for ring in rings), default=reach)
            if away < least:
                nearest, least = region.id, away
        return nearest


def inside(rings: tuple[Ring, ...], x: float, y: float) -> bool:
    """Whether a point lies within rings, by the even-odd rule."""
    crossings = 0
    for ring in rings:
        before_x, before_y = ring[-1]
        for at_x, at_y in ring:
            if (at_y > y) != (before_y > y):
                share = (y - at_y) / (before_y - at_y)
                crossings += x < at_x + share * (before_x - at_x)
            before_x, before_y = at_x, at_y
    return crossings % 2 == 1


def area(rings: tuple[Ring, ...]) -> float:
    """The area within rings in square units; the rings run as `outlines` leaves them."""
    total = 0.0
    for ring in rings:
        before_x, before_y = ring[-1]
        for at_x, at_y in ring:
            total += before_x * at_y - at_x * before_y
            before_x, before_y = at_x, at_y
    return abs(total) / 2


def middle(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """The middle of the largest ring's area, for a label or a mark."""
    ring = max(rings, key=lambda one: area((one,)))
    total = sum_x = sum_y = 0.0
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        cross = before_x * at_y - at_x * before_y
        total += cross
        sum_x += (before_x + at_x) * cross
        sum_y += (before_y + at_y) * cross
        before_x, before_y = at_x, at_y
    return sum_x / (3 * total), sum_y / (3 * total)


def _distance(ring: Ring, x: float, y: float) -> float:
    """From a point to the nearest corner: corners are dense."""
    return min(hypot(at_x - x, at_y - y) for at_x, at_y in ring)
