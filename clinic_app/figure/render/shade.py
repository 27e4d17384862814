"""The shade on the body, the soft shadow under it, and the line of the floor."""

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.ellipsoid_set import PART, EllipsoidSet
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.render.ellipsoids import Ellipses
from clinic_app.figure.render.fields import Ints, Layer, blurred, doubled, layers_of
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.palette import FLOOR, SHADOWS
from clinic_app.figure.render.paths import Sheet, Traced, cornered, stroked
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import Grid, View, in_world, turned

# Towards the light in the camera's axes (right, down, away): upper left, before the figure.
_LIGHT = unit(np.array([-0.33, -0.75, -0.62]))
_EDGE, _EDGE_ON_HEAD = -0.02, -0.30  # cosines to the light at which the shade begins
_HEAD = [PART[name] for name in ("head", "nose", "ear", "hair", "neck")]
_SMOOTH = 5  # passes
_REACH = 0.05  # m: a cosine's change of one over a limb's radius


def shade_of(ellipsoids: EllipsoidSet, scenery: Scenery, view: View) -> Layer:
    """A layer over the whole grid whose ``inside`` is positive in the shade.

    It is found on every other cell and smoothed there, so that single ellipsoids do not show.
    """
    winner, depth = scenery.front.winner[::2, ::2], scenery.front.depth[::2, ::2]
    rows, columns = np.nonzero(winner >= 0)
    chosen = winner[rows, columns]
    plane = scenery.grid.low + np.stack([columns, rows], 1) * (2 * scenery.grid.step)
    points = in_world(view, plane, depth[rows, columns])
    axes = ellipsoids.rotation[chosen]
    local = np.einsum("nji,nj->ni", axes, points - ellipsoids.centre[chosen])
    normal = unit(np.einsum("nij,nj->ni", axes, local / ellipsoids.radii[chosen] ** 2))
    lit = turned(normal, (view.matrix.T @ _LIGHT)[:, None])[:, 0]
    edge = np.where(np.isin(ellipsoids.part[chosen], _HEAD), _EDGE_ON_HEAD, _EDGE)
    weighed = np.zeros((*winner.shape, 2), np.float32)
    weighed[rows, columns, 0], weighed[rows, columns, 1] = edge - lit, 1.0
    weighed = blurred(weighed, _SMOOTH)
    smooth = weighed[..., 0] / np.maximum(weighed[..., 1], 1e-3)
    field = doubled(smooth.astype(np.float32), scenery.front.depth.shape) * np.float32(_REACH)
    nothing = np.zeros((0, 0), np.int32)
    return Layer(0, 0, field, field, nothing)


_HIGH = 0.3  # m above which nothing throws a shadow
_FLAT = 0.008  # m a shadow is tall in the picture at least
_RIMS = (0.022, 0.0)  # m by which each tone goes past the body
_ASIDE = 0.06  # how far the shadow falls to the right, per m of height
_SOFT = 0.003  # m over which the shadows of neighbours melt together
_LEAST = 2e-3  # m2 of shadow that is drawn
_STEEP = 0.2  # the sine of the camera's height from which it looks down on the floor
_NEAR_FLOOR = 0.2  # m
_INSET = 0.015  # m between the floor line's ends and the picture's edge


def floor_shapes(
    ellipsoids: EllipsoidSet,
    view: View,
    grid: Grid,
    sheet: Sheet,
    *,
    tinted: bool,
    on_mat: bool = False,
) -> list[Shape | Traced]:
    """The shadow's two tones and the floor line; the line alone without tints."""
    shapes: list[Shape | Traced] = []
    if tinted:
        coarse = Grid(grid.low, grid.step * 2, grid.width // 2 + 1, grid.height // 2 + 1)
        layers = layers_of(*_cast(ellipsoids, view), coarse)
        for layer, colour in zip(layers, SHADOWS, strict=True):
            if layer is not None:
                layer.visible = layer.inside
                shapes.append(Traced(outlines(layer, coarse, least=_LEAST), fill=colour, slack=4.0))
    level = _level(ellipsoids, view)
    if not grid.low[1] < level < grid.high[1] or (on_mat and _looks_down(view)):
        return shapes  # A close-up ends before the line; seen from above, a mat is the floor.
    ends = grid.low[0] + np.array([_INSET, (grid.width - 1) * grid.step - _INSET])
    line = cornered(sheet, [np.column_stack([ends, [level, level]])], closed=False)
    return [*shapes, *stroked(line, FLOOR, 0.45)]


def _looks_down(view: View) -> bool:
    return abs(float(view.matrix[2, 2])) > _STEEP


def _level(ellipsoids: EllipsoidSet, view: View) -> float:
    """Where the floor line lies: from above, behind all that stands or lies on the floor."""
    level = float(view.plane(np.zeros(3))[1])
    low = ellipsoids.centre[:, 2] < _NEAR_FLOOR
    if not _looks_down(view) or not low.any():
        return level
    under = view.plane(ellipsoids.centre[low] * (1.0, 1.0, 0.0))[:, 1]
    return min(level, float((under - ellipsoids.radii[low].max(1)).min()))


def _cast(ellipsoids: EllipsoidSet, view: View) -> tuple[Ellipses, Ints, Numbers]:
    """The body as flat ellipses on the floor, once for each tone: ellipses, tones, softness."""
    low = np.flatnonzero(ellipsoids.centre[:, 2] < _HIGH)[::2]
    height = np.tile(ellipsoids.centre[low, 2], len(_RIMS))
    tone = np.repeat(np.arange(len(_RIMS)), len(low))
    reach = np.sqrt(((ellipsoids.rotation[low] * ellipsoids.radii[low, None, :]) ** 2).sum(2))
    rim = np.array(_RIMS)[tone]
    wide = np.tile(reach[:, :2].max(1), len(_RIMS)) * (1 - 0.5 * height / _HIGH) + rim
    under = np.tile(ellipsoids.centre[low] * (1.0, 1.0, 0.0), (len(_RIMS), 1))
    zero = np.zeros(len(tone))
    plane = view.plane(under) + np.column_stack([_ASIDE * height, zero])
    seen_from_above = abs(float(view.matrix[2, 2]))  # the sine of the camera's height
    tall = np.maximum(wide * seen_from_above, _FLAT + rim / 3)
    spread = np.column_stack([wide**2, zero, tall**2])
    flat = Ellipses(plane, spread, zero, np.zeros((len(tone), 2)), zero, np.minimum(wide, tall))
    return flat, tone, np.full(len(_RIMS), _SOFT)
