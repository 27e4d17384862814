"""Ink lines as shapes: even strokes, or fills that taper to a point where a fold dies out."""

from collections.abc import Sequence

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Polyline
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
    points = line.points
    moved = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    count = max(len(points), 6)
    place = np.linspace(0.0, moved[-1], count)
    points = np.stack([np.interp(place, moved, points[:, i]) for i in (0, 1)], 1)
    ahead = np.gradient(points, axis=0)
    ahead /= np.maximum(np.hypot(*ahead.T), 1e-12)[:, None]
    half = np.full(count, width / 2)
    reach = min(taper, moved[-1] / 2)
    if line.free[0]:
        half *= np.minimum(1.0, place / reach) ** 0.7
    if line.free[1]:
        half *= np.minimum(1.0, (moved[-1] - place) / reach) ** 0.7
    side = np.stack([-ahead[:, 1], ahead[:, 0]], 1) * np.maximum(half, width * 0.06)[:, None]
    return np.vstack([points + side, (points - side)[::-1]])
