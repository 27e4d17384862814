"""Ink lines as shapes: even strokes, or fills that taper to a point where a fold dies out."""

from collections.abc import Sequence

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Polyline, distances, points_at, ribbon
from clinic_app.figure.render.outlines import Line
from clinic_app.figure.render.paths import Sheet, Traced

TAPER = 11.0  # picture units over which a line thins out


def inked(lines: Sequence[Line], sheet: Sheet, colour: str, width: float) -> list[Traced]:
    """Lines of a width in picture units: the tapered ones one by one, the even ones together."""
    reach = (width / sheet.scale, TAPER / sheet.scale)
    tapered = [Polyline(_tapered(line, *reach), closed=True) for line in lines if any(line.free)]
    even = [Polyline(line.points, line.closed) for line in lines if not any(line.free)]
    shapes = [Traced([ring], fill=colour) for ring in tapered]
    return [*shapes, Traced(even, stroke=colour, width=width)]


def _tapered(line: Line, width: float, taper: float) -> Numbers:
    """The ring round a line that thins out at its free ends."""
    moved = distances(line.points)
    count = max(len(line.points), 6)
    place = np.linspace(0.0, moved[-1], count)
    half = np.full(count, width / 2)
    reach = min(taper, moved[-1] / 2)
    if line.free[0]:
        half *= np.minimum(1.0, place / reach) ** 0.7
    if line.free[1]:
        half *= np.minimum(1.0, (moved[-1] - place) / reach) ** 0.7
    even = points_at(place, moved, line.points)
    return ribbon(even, np.maximum(half, width * 0.06))
