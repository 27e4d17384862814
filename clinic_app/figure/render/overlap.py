"""What hides what: the visible region of every layer as a continuous field."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.render.fields import FAR, MARGIN, Field, Layer, blurred
from clinic_app.figure.render.view import Grid

# A crossing of two surfaces in depth counts as this share of the same distance in the picture.
DEPTH_SHARE = np.float32(0.5)
# Soft tissue gives way by about this many m where it rests on a thing.
GIVE = 0.015
_EVEN = 3  # passes that take the ripple of single ellipsoids out of a hem


def hide(layers: list[Layer]) -> None:
    """Set every layer's ``visible`` from all the layers that overlap it.

    Where a layer is in front of all others the field is the least distance to a border: its own
    outline, another's outline in front, or the line where two surfaces cross.
    """
    for layer in layers:
        layer.visible = layer.inside.copy()
    if len(layers) < 2:
        return
    for i, j in _overlapping(layers):
        a, b = layers[i], layers[j]
        shared = shared_cells(a, b)
        if shared is not None:
            in_a, in_b = shared
            behind = (b.depth[in_b] - a.depth[in_a] + _give(a, b)) * DEPTH_SHARE
            seen_a, seen_b = a.visible[in_a], b.visible[in_b]
            np.minimum(seen_a, np.maximum(-b.inside[in_b], behind), out=seen_a)
            np.minimum(seen_b, np.maximum(-a.inside[in_a], -behind), out=seen_b)


def _overlapping(layers: list[Layer]) -> list[tuple[int, int]]:
    """The pairs of layers whose windows overlap."""
    boxes = np.array([layer.box for layer in layers])
    low, high = boxes[:, None, :2], boxes[None, :, 2:]
    apart = (low >= high).any(-1)
    first, second = np.nonzero(np.triu(~(apart | apart.T), 1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _give(a: Layer, b: Layer) -> np.float32:
    return np.float32(GIVE * (int(b.rigid and a.part >= 0) - int(a.rigid and b.part >= 0)))


Cut = tuple[slice, slice]


def shared_cells(a: Layer, b: Layer) -> tuple[Cut, Cut] | None:
    """The cells two layers share, as a cut of each; None if they share none."""
    left, top, left2, top2 = a.left, a.top, b.left, b.top
    (rows, columns), (rows2, columns2) = a.inside.shape, b.inside.shape
    x, y = left if left > left2 else left2, top if top > top2 else top2
    to_x = min(left + columns, left2 + columns2)
    to_y = min(top + rows, top2 + rows2)
    if x >= to_x or y >= to_y:
        return None
    return (
        (slice(y - top, to_y - top), slice(x - left, to_x - left)),
        (slice(y - top2, to_y - top2), slice(x - left2, to_x - left2)),
    )


def merged(pieces: list[Layer]) -> Layer:
    """The pieces of one part as one layer."""
    if len(pieces) == 1:
        return pieces[0]
    boxes = np.array([p.box for p in pieces])
    left, top = boxes[:, :2].min(0).tolist()
    right, bottom = boxes[:, 2:].max(0).tolist()
    shape = (bottom - top, right - left)
    whole = Layer(
        left,
        top,
        np.full(shape, min(float(p.inside.min()) for p in pieces), np.float32),
        np.full(shape, FAR, np.float32),
        np.full(shape, -1, np.int32),
        part=pieces[0].part,
    )
    for piece in pieces:
        shared = shared_cells(whole, piece)
        assert shared is not None  # a piece lies within its own whole
        cut, _ = shared
        inside, depth, winner = whole.inside[cut], whole.depth[cut], whole.winner[cut]
        np.maximum(inside, piece.inside, out=inside)
        nearer = piece.depth < depth
        depth[nearer] = piece.depth[nearer]
        winner[nearer] = piece.winner[nearer]
    return whole


def split(whole: Layer, pieces: list[Layer]) -> None:
    """Set the pieces' ``visible``: where the part is seen and the piece is in front within it."""
    if len(pieces) == 1:
        pieces[0].visible = whole.visible
        return
    hide(pieces)
    for piece in pieces:
        shared = shared_cells(whole, piece)
        assert shared is not None  # a piece lies within its own whole
        even = blurred(piece.visible, _EVEN)
        piece.visible = np.minimum(even, whole.visible[shared[0]])


class Front:
    """What is in front at each cell.

    ``layer`` is its number (-1 for none), ``depth`` its depth in m; ``winner`` the body's
    ellipsoid and ``material`` its place in `MATERIALS` (-1 where there is none).
    """

    def __init__(
        self, layers: list[Layer], pieces: Mapping[tuple[int, int], Layer], grid: Grid
    ) -> None:
        self.layer: NDArray[np.int16] = np.full((grid.height, grid.width), -1, np.int16)
        self.material: NDArray[np.int8] = np.full((grid.height, grid.width), -1, np.int8)
        self.winner: NDArray[np.int32] = np.full((grid.height, grid.width), -1, np.int32)
        self.depth: Field = np.full((grid.height, grid.width), FAR, np.float32)
        for number, layer in enumerate(layers):
            cut, own = _in_grid(layer, grid)
            seen = layer.visible[own] > 0
            self.layer[cut][seen] = number
            if layer.part >= 0:
                self.winner[cut][seen] = layer.winner[own][seen]
            self.depth[cut][seen] = layer.depth[own][seen]
        for (_, material), piece in pieces.items():
            cut, own = _in_grid(piece, grid)
            self.material[cut][piece.visible[own] > 0] = material


def _in_grid(layer: Layer, grid: Grid) -> tuple[Cut, Cut]:
    """The cells a layer shares with the grid, as a cut of the grid and of the layer."""
    left, top, right, bottom = clipped_box(layer, grid)
    own = (slice(top - layer.top, bottom - layer.top), slice(left - layer.left, right - layer.left))
    return (slice(top, bottom), slice(left, right)), own


def clipped_box(layer: Layer, grid: Grid) -> tuple[int, int, int, int]:
    """A layer's window without what lies outside the grid."""
    left, top, right, bottom = layer.box
    return max(left, 0), max(top, 0), min(right, grid.width), min(bottom, grid.height)


def union(layers: list[Layer], grid: Grid) -> Layer | None:
    """Layers as one: its ``inside`` and its ``visible``; None if there are none."""
    if not layers:
        return None
    boxes = np.array([layer.box for layer in layers])
    left, top = boxes[:, :2].min(0).tolist()
    right, bottom = boxes[:, 2:].max(0).tolist()
    shape, outside = (bottom - top, right - left), -MARGIN * grid.step
    inside, visible = (np.full(shape, outside, np.float32) for _ in range(2))
    nothing = np.zeros((0, 0), np.int32)
    whole = Layer(left, top, inside, np.zeros((0, 0), np.float32), nothing, visible=visible)
    for layer in layers:
        rows, columns = layer.inside.shape
        y, x = layer.top - top, layer.left - left
        for field, own in ((inside, layer.inside), (visible, layer.visible)):
            there = field[y : y + rows, x : x + columns]
            np.maximum(there, own, out=there)
    return whole
