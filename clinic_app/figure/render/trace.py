"""Outlines of fields by marching squares, exact to a small part of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Polyline
from clinic_app.figure.render.fields import Field, Ints, Layer, Mask
from clinic_app.figure.render.overlap import Cut
from clinic_app.figure.render.view import Grid


def outlines(
    layer: Layer, grid: Grid, *, level: float = 0.0, least: float = 4e-5, hole: float = 4e-5
) -> list[Polyline]:
    """The closed outlines (in m) of where a layer's ``visible`` is above ``level``.

    Outlines that hold less than ``least`` m2 are dropped, and so are holes of less than ``hole``
    m2. The region lies to the left of each
    outline as drawn, x to the right and y down.
    """
    cut = _about(layer.visible, level)
    if cut is None:
        return []
    rows, columns = cut
    x, y = grid.mesh
    on_mesh = (
        slice(rows.start + layer.top + 1, rows.stop + layer.top + 1),
        slice(columns.start + layer.left + 1, columns.stop + layer.left + 1),
    )
    # The class is made directly: its factory takes longer than tracing a small field.
    found = SerialContourGenerator(
        x[on_mesh],
        y[on_mesh],
        _closed(layer.visible, cut),
        None,  # pyright: ignore[reportArgumentType]  # no mask, which the stub forgets
        corner_mask=False,
        line_type=LineType.Separate,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    ).lines(level)
    made: list[Polyline] = []
    for ring in found:
        points = np.asarray(ring)[:-1]
        held = area(points)
        if len(points) > 3 and (held > least or held < -hole):
            made.append(Polyline(points, closed=True))
    return made


def area(ring: Numbers) -> float:
    """The signed area of a ring (k, 2)."""
    x, y = ring[:, 0], ring[:, 1]
    along = x[:-1] @ y[1:] - y[:-1] @ x[1:]
    return float(along + x[-1] * y[0] - y[-1] * x[0]) / 2


def _about(field: Field, level: float) -> Cut | None:
    """The part of a field in which something is above a level, and two cells all round."""
    above = field > level
    rows, columns = np.asarray(above.any(1)), np.asarray(above.any(0))
    if field.size < 9 or not rows.any():
        return None
    return _grown(rows), _grown(columns)


def _grown(found: Mask) -> slice:
    size = len(found)
    first, after = int(found.argmax()), size - int(found[::-1].argmax())
    return slice(max(first - 2, 0), min(after + 2, size))


def _closed(field: Field, cut: Cut) -> Numbers:
    """A part of a field with a rim outside every region, so that each outline closes."""
    made = field[cut].astype(float)
    low = min(float(field.min()), -1e-3)
    made[0] = made[-1] = low
    made[:, 0] = made[:, -1] = low
    return made


@dataclass(frozen=True)
class Places:
    """Places between the cells of fields of one size: the cell before each, and the shares."""

    width: int | Ints
    at: Ints
    right: Numbers
    down: Numbers

    @classmethod
    def on(cls, shape: tuple[int, ...], columns: Numbers, rows: Numbers) -> "Places":
        """Fractional columns and rows; what lies outside takes the nearest edge."""
        height, width = shape
        columns = np.minimum(np.maximum(columns, 0), width - 1.001)
        rows = np.minimum(np.maximum(rows, 0), height - 1.001)
        x, y = columns.astype(np.int64), rows.astype(np.int64)
        return cls(width, y * width + x, columns - x, rows - y)

    def of(self, field: Field) -> Numbers:
        """The field's values there, bilinear."""
        flat, at, u, v = field.ravel(), self.at, self.right, self.down
        left, below = 1 - u, at + self.width
        upper = flat[at] * left + flat[at + 1] * u
        lower = flat[below] * left + flat[below + 1] * u
        return upper * (1 - v) + lower * v


@dataclass(frozen=True)
class LayerRow:
    """The fields of layers one after another: ``inside`` and ``depth`` (cells,).

    ``window`` (5, layers) holds where each begins, its left and top cell, its width and height.
    """

    inside: Field
    depth: Field
    window: Ints

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> "LayerRow":
        """The layers in the order given."""
        sizes = np.array([layer.inside.shape for layer in layers]).reshape(-1, 2)
        counts = sizes[:, 0] * sizes[:, 1]
        corners = np.array([(layer.left, layer.top) for layer in layers]).reshape(-1, 2)
        window = np.stack([np.cumsum(counts) - counts, *corners.T, sizes[:, 1], sizes[:, 0]])
        fields = [[getattr(la, name).ravel() for la in layers] for name in ("inside", "depth")]
        inside, depth = (np.concatenate([*f, np.zeros(1, np.float32)]) for f in fields)
        return cls(inside, depth, window)

    def at(self, layer: Ints, cells: Numbers) -> tuple[Numbers, Numbers]:
        """How far inside layers (n,) their cells (n, 2) of the grid lie, and their depth there.

        Bilinear; what lies outside a layer's window takes the nearest edge.
        """
        start, left, top, width, height = self.window[:, layer]
        columns = np.minimum(np.maximum(cells[:, 0] - left, 0), width - 1.001)
        rows = np.minimum(np.maximum(cells[:, 1] - top, 0), height - 1.001)
        x, y = columns.astype(np.int64), rows.astype(np.int64)
        places = Places(width, start + y * width + x, columns - x, rows - y)
        return places.of(self.inside), places.of(self.depth)


def sampled(field: Field, columns: Numbers, rows: Numbers) -> Numbers:
    """Values between cells, bilinear; places outside take the nearest edge."""
    return Places.on(field.shape, columns, rows).of(field)


def above_zero(share: Numbers, values: Numbers) -> list[tuple[float, float]]:
    """Where a sampled line is above zero, crossing points interpolated."""
    found: list[tuple[float, float]] = []
    start: float | None = 0.0 if values[0] > 0 else None
    for i in range(len(share) - 1):
        a, b = float(values[i]), float(values[i + 1])
        if (a > 0) == (b > 0):
            continue
        at = float(share[i] + (share[i + 1] - share[i]) * a / (a - b))
        if start is None:
            start = at
        else:
            found.append((start, at))
            start = None
    if start is not None:
        found.append((start, 1.0))
    return found
