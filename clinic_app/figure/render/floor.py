"""The floor: a line, and a soft shadow under what is near it."""

import numpy as np

from clinic_app.domain.picture import Shape
from clinic_app.figure.render.ellipsoids import Ellipses
from clinic_app.figure.render.fields import layers_of
from clinic_app.figure.render.palette import FLOOR, SHADOWS
from clinic_app.figure.render.paths import Sheet, Traced, cornered, stroked
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import Grid, View
from clinic_app.figure.splats import Splats

_HIGH = 0.3  # m above which nothing throws a shadow
_FLAT = 0.008  # m a shadow is tall in the picture at least
_RIMS = (0.022, 0.0)  # m by which each tone goes past the body
_ASIDE = 0.06  # how far the shadow falls to the right, per m of height
_SOFT = 0.012
_INSET = 0.015  # m between the floor line's ends and the picture's edge


def floor_shapes(
    splats: Splats, view: View, grid: Grid, sheet: Sheet, *, tinted: bool
) -> list[Shape | Traced]:
    """The shadow's two tones and the floor line; the line alone without tints."""
    shapes: list[Shape | Traced] = []
    if tinted:
        coarse = Grid(grid.low, grid.step * 2, grid.width // 2 + 1, grid.height // 2 + 1)
        for rim, colour in zip(_RIMS, SHADOWS, strict=True):
            (layer,) = layers_of(*_cast(splats, view, rim), coarse)
            if layer is not None:
                layer.visible = layer.inside
                shapes.append(Traced(outlines(layer, coarse, least=2e-3), fill=colour))
    level = float(view.plane(np.zeros(3))[1])
    ends = grid.low[0] + np.array([_INSET, (grid.width - 1) * grid.step - _INSET])
    line = cornered(sheet, [np.column_stack([ends, [level, level]])], closed=False)
    return [*shapes, *stroked(line, FLOOR, 0.45)]


def _cast(
    splats: Splats, view: View, rim: float
) -> tuple[
    Ellipses,
    "np.ndarray[tuple[int], np.dtype[np.int64]]",
    "np.ndarray[tuple[int], np.dtype[np.float64]]",
]:
    """The body's ellipsoids as flat ellipses on the floor: ellipses, layers, softness."""
    low = np.flatnonzero(splats.centre[:, 2] < _HIGH)[::2]
    height = splats.centre[low, 2]
    reach = np.sqrt(((splats.rotation[low] * splats.radii[low, None, :]) ** 2).sum(2))
    fade = 1 - 0.5 * height / _HIGH
    wide = reach[:, :2].max(1) * fade + rim
    centre = splats.centre[low] * (1.0, 1.0, 0.0)
    plane = view.plane(centre) + np.column_stack([_ASIDE * height, np.zeros(len(low))])
    tall = np.maximum(
        wide * abs(float(view.matrix[1] @ (0, 0, 1)) ** 2 - 1) ** 0.5, _FLAT + rim / 3
    )
    zero = np.zeros(len(low))
    ellipses = Ellipses(
        plane,
        np.column_stack([wide**2, zero, tall**2]),
        zero,
        np.zeros((len(low), 2)),
        zero,
        np.minimum(wide, tall),
    )
    return ellipses, np.zeros(len(low), np.int64), np.full(1, _SOFT / 4)
