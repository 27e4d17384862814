"""Layers of the picture: for each, how far inside it a cell is and how deep its surface lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.ellipsoids import Ellipses
from clinic_app.figure.render.view import Grid

Field = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MARGIN = 2.0  # cells round an outline that know how far from it they are
DEEP = np.float32(0.012)  # m inside an outline beyond which no distance is needed
FAR = np.float32(99.0)
# Outside an ellipse its rim's depth falls away at this slope, so that it hides nothing there.
FALL = 6.0
_MIDDLE, _FLAT = 1e-6, 2.5e-4  # keep what is divided by from being nothing
_BLOCK = 16_384  # cells worked on at once, so that they stay in the processor's cache


def _empty() -> Field:
    return np.zeros((0, 0), np.float32)


@dataclass(eq=False)
class Layer:
    """One (part, material) or one prop on its own window of the grid.

    ``inside`` is the distance in m to the outline (negative outside), ``depth`` the front surface
    in m, ``winner`` the ellipsoid in front (-1 for none); each (rows, columns) with the upper left
    cell at (``left``, ``top``). ``visible`` is positive where nothing hides the layer. ``part`` is
    the place in `PARTS` (-1 for a prop); a ``rigid`` layer is a thing that stands in the room.
    """

    left: int
    top: int
    inside: Field
    depth: Field
    winner: NDArray[np.int32]
    part: int = -1
    rigid: bool = False
    visible: Field = made_by(default_factory=_empty)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom cells; the last two lie just outside."""
        rows, columns = self.inside.shape
        return self.left, self.top, self.left + columns, self.top + rows


_Window: TypeAlias = tuple[int, int, int, int, int]  # left, top, width, height, where it begins


@dataclass(frozen=True)
class _Rows:
    """Each ellipse cut into grid rows: which ellipse, the row, the first column, the count.

    The longest rows come first.
    """

    ellipse: Ints
    row: Ints
    first: Ints
    count: Ints


def layers_of(ellipses: Ellipses, layer: Ints, softness: Numbers, grid: Grid) -> list[Layer | None]:
    """The fields of layers of ellipsoids at once; None for a layer out of the picture.

    ``layer`` (n,) tells each ellipsoid's layer; ``softness`` (layers,) is the distance in m over
    which the ellipsoids of a layer melt into one another, so that a row of them has no ripples.
    """
    rows = _rows(ellipses, grid)
    made, base = _windows(rows, layer, len(softness))
    inside, depth, winner = _fill(ellipses, grid, rows, base, made, softness, layer)
    smooth = _smoothed(inside, made)
    found: list[Layer | None] = []
    for left, top, width, height, start in made:
        if width <= 0:
            found.append(None)
            continue
        cut, shape = slice(start, start + width * height), (height, width)
        own = smooth[cut].reshape(shape), depth[cut].reshape(shape)
        found.append(Layer(left, top, own[0], own[1], winner[cut].reshape(shape)))
    return found


def _smoothed(inside: Field, windows: list[_Window]) -> Field:
    """One pass of `blurred` over all windows, one after another in a row.

    All their rims hold the same, so what comes after a window's edge may be its neighbour's.
    """
    if not len(inside):
        return inside
    half, quarter = np.float32(0.5), np.float32(0.25)
    width = np.array([width for _, _, width, _, _ in windows])
    size = np.array([width * height for _, _, width, height, _ in windows])
    place, below = np.arange(len(inside)), np.repeat(width, size)
    side, field = inside * quarter, inside * half
    field += side[place - below]
    field += side.take(place + below, mode="wrap")
    side, field = field * quarter, field * half
    field[1:] += side[:-1]
    field[:-1] += side[1:]
    field[[0, -1]] += side[[0, -1]]
    return field


def _rows(e: Ellipses, grid: Grid) -> _Rows:
    """Row by row the columns that lie within `MARGIN` of an ellipse."""
    grown = 1 + MARGIN * grid.step / e.minor
    half = grown * np.sqrt(e.spread[:, 2])
    top = np.ceil((e.centre[:, 1] - half - grid.low[1]) / grid.step).astype(np.int64)
    bottom = np.floor((e.centre[:, 1] + half - grid.low[1]) / grid.step).astype(np.int64) + 1
    top, bottom = np.maximum(top, 0), np.minimum(bottom, grid.height)
    counts = np.maximum(bottom - top, 0)
    which = np.repeat(np.arange(len(counts)), counts)
    row = top[which] + np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    xx, xy, yy = e.spread[which].T
    below = grid.low[1] + row * grid.step - e.centre[which, 1]
    middle = e.centre[which, 0] + below * xy / yy
    room = np.maximum(grown[which] ** 2 - below**2 / yy, 0.0)
    reach = np.sqrt(room * (xx * yy - xy * xy) / yy)
    first = np.ceil((middle - reach - grid.low[0]) / grid.step).astype(np.int64)
    last = np.floor((middle + reach - grid.low[0]) / grid.step).astype(np.int64) + 1
    first, last = np.maximum(first, 0), np.minimum(last, grid.width)
    count = last - first
    keep = np.flatnonzero(count > 0)
    keep = keep[np.argsort(-count[keep].astype(np.int16), kind="stable")]
    return _Rows(which[keep], row[keep], first[keep], count[keep])


def _windows(rows: _Rows, layer: Ints, count: int) -> tuple[list[_Window], Ints]:
    """Each layer's window (left, top, width, height, start), and where each row's cells begin."""
    of = layer[rows.ellipse]
    low = np.full((2, count), 1 << 30)
    high = np.full((2, count), -1)
    np.minimum.at(low[0], of, rows.first)
    np.minimum.at(low[1], of, rows.row)
    np.maximum.at(high[0], of, rows.first + rows.count)
    np.maximum.at(high[1], of, rows.row + 1)
    size = np.maximum(high - low + 2, 0)  # a rim of one cell all round
    size[:, high[0] < 0] = 0
    start = np.cumsum(size[0] * size[1]) - size[0] * size[1]
    base = start[of] + (rows.row - low[1, of] + 1) * size[0, of] + rows.first - low[0, of] + 1
    windows = [
        (int(a) - 1, int(b) - 1, int(w), int(h), int(s))
        for a, b, w, h, s in zip(*low, *size, start, strict=True)
    ]
    return windows, base


@dataclass(frozen=True)
class _Cells:
    """What is known of every cell of all layers in a row, and of one more that nobody reads."""

    held: Field  # the sum of the exponentials of the distances
    depth: Field
    winner: NDArray[np.int32]


def _fill(
    e: Ellipses,
    grid: Grid,
    rows: _Rows,
    base: Ints,
    windows: list[_Window],
    softness: Numbers,
    layer: Ints,
) -> tuple[Field, Field, NDArray[np.int32]]:
    """The union of all ellipsoids of each layer, cell by cell, without a loop over them."""
    sizes = [w * h for _, _, w, h, _ in windows]
    total = sum(sizes)
    held, depth = np.zeros(total + 1, np.float32), np.full(total + 1, FAR, np.float32)
    cells = _Cells(held, depth, np.full(total + 1, -1, np.int32))
    values = _row_values(e, grid, rows, softness[layer])
    for block, columns in _blocks(rows.count):
        step = np.arange(columns)[:, None]
        target = base[block] + step
        if rows.count[block][-1] < columns:
            np.copyto(target, total, where=step >= rows.count[block])
        _add(cells, target.ravel(), values[:, block], rows.ellipse[block], grid)
    # The smooth maximum of distances: the logarithm of the sum of their exponentials.
    soft = np.repeat(softness.astype(np.float32), sizes)
    inside = np.log(np.maximum(held[:total], 1e-30)) * soft
    return np.maximum(inside, -MARGIN * grid.step), depth[:total], cells.winner[:total]


def _blocks(count: Ints) -> Iterator[tuple[slice, int]]:
    """Rows of about one length together, and the longest; ``count`` holds the longest rows first.

    So few cells are worked on for nothing.
    """
    start = 0
    while start < len(count):
        columns = int(count[start])
        end = start + max(_BLOCK // columns, 1)
        yield slice(start, end), columns
        start = end


def _add(cells: _Cells, target: Ints, values: Field, ellipse: Ints, grid: Grid) -> None:
    """Bring rows of ellipsoids into the cells ``target`` (columns * rows), first columns first.

    ``values`` (10, rows) are those of `_row_values`. Everything is worked out in place: this is
    where most of a picture's time goes.
    """
    start, a, b, c, z, slope, bulge, across, down, sharp = values
    columns = len(target) // len(ellipse)
    dx = start + np.arange(columns, dtype=np.float32)[:, None] * np.float32(grid.step)
    steep = a * dx
    steep += b
    q = steep + b
    q *= dx
    q += c
    # To first order the distance is the value over the length of its gradient: a thin ellipsoid
    # at a hem then ends as crisply as a round one.
    np.square(steep, out=steep)
    aside = across * dx
    aside += down
    steep += np.square(aside, out=aside)
    steep += np.float32(_FLAT)
    value = np.sqrt(np.maximum(q, _MIDDLE, out=aside), out=aside)
    away = 1 - value
    away *= value
    away /= np.sqrt(steep, out=steep)
    np.subtract(1, q, out=q)
    front = np.sqrt(np.maximum(q, 0, out=q), out=q)
    front *= -bulge
    dx *= slope
    front += dx
    front += z
    front -= np.multiply(np.minimum(away, 0, out=dx), np.float32(FALL), out=dx)
    np.minimum(away, DEEP, out=away)
    away *= sharp
    np.add.at(cells.held, target, np.exp(away, out=away).ravel())
    _bring_forward(cells, target, front.ravel(), ellipse)


def _bring_forward(cells: _Cells, target: Ints, front: Field, ellipse: Ints) -> None:
    """Let the nearest of the surfaces ``front`` win its cell, of so many rows of ellipsoids."""
    nearer = np.flatnonzero(front < cells.depth[target])
    at, depth = target[nearer], front[nearer]
    np.minimum.at(cells.depth, at, depth)
    won = np.flatnonzero(depth == cells.depth[at])
    cells.winner[at[won]] = ellipse[nearer[won] % len(ellipse)]


def _row_values(e: Ellipses, grid: Grid, rows: _Rows, softness: Numbers) -> Field:
    """What is the same all along each row; (10, rows).

    The first column's place x from the middle, q as ``(a * x + 2 * b) * x + c`` (3 values), the
    surface's depth there, slope and bulge, half q's slope downwards (2 values), the sharpness.
    """
    one = rows.ellipse
    xx, xy, yy = e.spread.T
    area = np.maximum(xx * yy - xy * xy, 1e-18)
    own = (yy / area, -xy / area, xx / area, e.depth, *e.slope.T, e.bulge, 1 / softness)
    a, across, tall, depth, slope, fall, bulge, sharp = np.stack(own).astype(np.float32)[:, one]
    x = grid.low[0] + rows.first * grid.step - e.centre[one, 0]
    y = (grid.low[1] + rows.row * grid.step - e.centre[one, 1]).astype(np.float32)
    b, down = across * y, tall * y
    values = (x, a, b, down * y, depth + fall * y, slope, bulge, across, down, sharp)
    return np.stack(values, dtype=np.float32, casting="same_kind")


def blurred(field: Field, times: int = 1) -> Field:
    """The field after so many passes of 1-2-1 along its first two axes; its edge counts twice.

    On a field of distances one pass takes away the ripple of single ellipsoids and leaves
    straight borders where they are.
    """
    half, quarter = np.float32(0.5), np.float32(0.25)
    for _ in range(times):
        side, tall = field * quarter, field * half
        tall[1:] += side[:-1]
        tall[:-1] += side[1:]
        tall[0] += side[0]
        tall[-1] += side[-1]
        side, field = tall * quarter, tall * half
        field[:, 1:] += side[:, :-1]
        field[:, :-1] += side[:, 1:]
        field[:, 0] += side[:, 0]
        field[:, -1] += side[:, -1]
    return field


def doubled(field: Field, shape: tuple[int, ...]) -> Field:
    """A field of every other cell on all cells, linear in between."""
    rows, columns = shape
    tall = np.empty((rows, field.shape[1]), np.float32)
    tall[::2] = field
    below = np.vstack([field[1:], field[-1:]])
    tall[1::2] = ((field + below) / 2)[: rows // 2]
    wide = np.empty(shape, np.float32)
    wide[:, ::2] = tall
    beside = np.hstack([tall[:, 1:], tall[:, -1:]])
    wide[:, 1::2] = ((tall + beside) / 2)[:, : columns // 2]
    return wide
