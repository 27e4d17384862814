"""What runs past the edges of a close-up is cut off there."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Polyline
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.view import Grid

_CORNERS = 2  # of what is no area


def room_within(places: Numbers, grid: Grid) -> Numbers:
    """How far places (n, 2) on the plane are within the picture, in m; negative if outside."""
    low, high = grid.low, grid.high
    return np.minimum(places - low, high - places).min(axis=1)


def clipped(ring: Numbers, grid: Grid) -> Numbers:
    """A polygon (k, 2) without what lies outside the picture; (0, 2) where nothing is left."""
    for axis in (0, 1):
        for sign, bound in ((1.0, grid.low[axis]), (-1.0, grid.high[axis])):
            inside = sign * (ring[:, axis] - bound)
            if (inside < 0).any():
                ring = _cut(ring, inside)
    return ring


def _cut(ring: Numbers, inside: Numbers) -> Numbers:
    """The part of a polygon where ``inside``, which is linear on its plane, is not negative."""
    made: list[Numbers] = []
    for at, here in enumerate(inside.tolist()):
        before = float(inside[at - 1])
        if (before >= 0) != (here >= 0):
            share = before / (before - here)
            made.append(ring[at - 1] + (ring[at] - ring[at - 1]) * share)
        if here >= 0:
            made.append(ring[at])
    return np.array(made).reshape(-1, 2)


def trimmed(shapes: Sequence[Shape | Traced], grid: Grid) -> list[Shape | Traced]:
    """The same with every traced fill cut off at the picture's edges."""
    return [_trimmed(s, grid) if isinstance(s, Traced) and s.fill else s for s in shapes]


def _trimmed(shape: Traced, grid: Grid) -> Traced:
    rings = [Polyline(clipped(line.points, grid), closed=True) for line in shape.lines]
    whole = [ring for ring in rings if len(ring.points) > _CORNERS]
    return replace(shape, lines=whole, slack=min(shape.slack, 1.0))  # or corners are rounded off
