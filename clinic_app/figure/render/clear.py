"""Which points of a thing's lines nothing else in the picture hides."""

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.clip import room_within
from clinic_app.figure.render.curves import Ints
from clinic_app.figure.render.overlap import DEPTH_SHARE, GIVE
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.trace import Places
from clinic_app.figure.render.view import View

_SLACK = 0.003  # m an edge may lie behind its own surface


def clearance(
    points: Numbers, owner: Ints, stack: Stack, view: View, give: float = GIVE
) -> Numbers:
    """How far points (n, 3) are from being hidden by another layer; (n,).

    Negative if hidden, or outside the picture.

    ``owner`` has each point's own layer as its `id`; ``give`` is how far in m the body may give
    way to what the points lie on.
    """
    plane, depth = view.plane(points), view.depth(points)
    cells, clear = stack.grid.cells(plane), room_within(plane, stack.grid)
    for layer in stack.scenery.layers:
        x, y = (cells - (layer.left, layer.top)).T
        rows, columns = layer.inside.shape
        about = (x > 0) & (y > 0) & (x < columns - 1) & (y < rows - 1) & (owner != id(layer))
        here = np.flatnonzero(about)
        if len(here):
            room = give if layer.part >= 0 else -_SLACK
            places = Places.on(layer.inside.shape, x[here], y[here])
            behind = (places.of(layer.depth) - depth[here] - room) * DEPTH_SHARE
            inside = places.of(layer.inside)
            clear[here] = np.minimum(clear[here], np.maximum(-inside, behind))
    return clear
