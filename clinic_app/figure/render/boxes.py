"""Boxes drawn exactly: their faces as polygons, their edges as straight lines."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.balance import hull
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.props.solids import Box
from clinic_app.figure.render.fields import MARGIN, Layer
from clinic_app.figure.render.view import Grid, View

_SIGNS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
# Each face's corners in order, in the rows of `_SIGNS`, by axis and side.
_FACES = {
    (0, -1): (0, 1, 3, 2),
    (0, 1): (4, 6, 7, 5),
    (1, -1): (0, 4, 5, 1),
    (1, 1): (2, 3, 7, 6),
    (2, -1): (0, 2, 6, 4),
    (2, 1): (1, 5, 7, 3),
}
_EDGE_ON = 0.02  # the cosine below which a face is only a line


@dataclass(frozen=True)
class Face:
    """A face the camera sees: corners (4, 3) in m, its tone (0 top, 1 side, 2 shade), and which of
    the box's corners they are.
    """

    corners: Numbers
    normal: Numbers
    tone: int
    places: tuple[int, ...]


def faces(box: Box, view: View) -> list[Face]:
    """The faces of a box that look at the camera."""
    corners = box.centre + (_SIGNS * box.half) @ box.rotation.T
    found: list[Face] = []
    for (axis, side), order in _FACES.items():
        normal = box.rotation[:, axis] * side
        if float(view.depth(normal)) < -_EDGE_ON:
            found.append(Face(corners[list(order)], normal, _tone(normal, view), order))
    return found


def _tone(normal: Numbers, view: View) -> int:
    if normal[2] > 0.7:
        return 0
    return 1 if float(normal @ view.matrix[0]) < 0.5 else 2


def edges(seen: list[Face]) -> Numbers:
    """Each edge of a box's faces once; (k, 2, 3) in m."""
    found: dict[frozenset[int], tuple[Numbers, Numbers]] = {}
    for face in seen:
        for i, place in enumerate(face.places):
            ends = frozenset((place, face.places[i - 1]))
            found[ends] = face.corners[i - 1], face.corners[i]
    return np.array(list(found.values())) if found else np.zeros((0, 2, 3))


def layer_of(seen: list[Face], view: View, grid: Grid) -> Layer | None:
    """The box as a layer: exact distances to its outline and depths of its faces."""
    if not seen:
        return None
    flat = view.plane(np.vstack([f.corners for f in seen]))
    margin = MARGIN * grid.step
    low = np.floor(grid.cells(flat.min(0) - margin)).astype(int)
    high = np.ceil(grid.cells(flat.max(0) + margin)).astype(int) + 1
    left, top = np.maximum(low, -1).tolist()
    right, bottom = np.minimum(high, [grid.width + 1, grid.height + 1]).tolist()
    if right - left < 3 or bottom - top < 3:
        return None
    x = (grid.low[0] + np.arange(left, right) * grid.step)[None, :]
    y = (grid.low[1] + np.arange(top, bottom) * grid.step)[:, None]
    inside = np.full((bottom - top, right - left), margin)
    for a, b in _outline(flat):
        along = (b - a) / np.hypot(*(b - a))
        np.minimum(inside, along[0] * (y - a[1]) - along[1] * (x - a[0]), out=inside)
    depth = np.full(inside.shape, -99.0)
    for face in seen:
        right_, down, away = view.matrix @ face.normal
        start = face.corners[0] @ view.matrix.T
        plane = start[2] - (right_ * (x - start[0]) + down * (y - start[1])) / away
        np.maximum(depth, plane, out=depth)
    # Past the outline the planes run on towards the camera: the nearest corner is near enough.
    near = float(view.depth(np.vstack([f.corners for f in seen])).min())
    return Layer(
        left,
        top,
        np.maximum(inside, -margin).astype(np.float32),
        np.maximum(depth, near).astype(np.float32),
        np.full(inside.shape, -1, np.int32),
    )


def _outline(points: Numbers) -> list[tuple[Numbers, Numbers]]:
    """The edges of the convex outline of points (k, 2), the inside to their left (y down)."""
    ring = hull(points)
    return list(zip(ring, np.roll(ring, -1, axis=0), strict=True))
