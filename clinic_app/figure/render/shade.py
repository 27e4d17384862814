"""The one shade of a flat picture: where the body turns away from a light at the upper left."""

import numpy as np

from clinic_app.figure.ellipsoid_set import PART, Splats
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.render.fields import Field, Layer, blurred
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.view import View, in_world, turned

# Towards the light in the camera's axes (right, down, away): upper left, before the figure.
_LIGHT = unit(np.array([-0.33, -0.75, -0.62]))
_EDGE, _EDGE_ON_HEAD = -0.02, -0.30  # cosines to the light at which the shade begins
_HEAD = [PART[name] for name in ("head", "nose", "ear", "hair", "neck")]
_SMOOTH = 5  # passes
_REACH = 0.05  # m: a cosine's change of one over a limb's radius


def shade_of(splats: Splats, scenery: Scenery, view: View) -> Layer:
    """A layer over the whole grid whose ``inside`` is positive in the shade.

    It is found on every other cell and smoothed there, so that single ellipsoids do not show.
    """
    winner, depth = scenery.front.winner[::2, ::2], scenery.front.depth[::2, ::2]
    rows, columns = np.nonzero(winner >= 0)
    chosen = winner[rows, columns]
    plane = scenery.grid.low + np.stack([columns, rows], 1) * (2 * scenery.grid.step)
    points = in_world(view, plane, depth[rows, columns])
    axes = splats.rotation[chosen]
    local = np.einsum("nji,nj->ni", axes, points - splats.centre[chosen])
    normal = unit(np.einsum("nij,nj->ni", axes, local / splats.radii[chosen] ** 2))
    lit = turned(normal, (view.matrix.T @ _LIGHT)[:, None])[:, 0]
    edge = np.where(np.isin(splats.part[chosen], _HEAD), _EDGE_ON_HEAD, _EDGE)
    values = np.zeros(winner.shape, np.float32)
    weight = np.zeros(winner.shape, np.float32)
    values[rows, columns], weight[rows, columns] = edge - lit, 1.0
    smooth = blurred(values, _SMOOTH) / np.maximum(blurred(weight, _SMOOTH), 1e-3)
    field = _doubled(smooth.astype(np.float32), scenery.front.depth.shape) * np.float32(_REACH)
    nothing = np.zeros((0, 0), np.int32)
    return Layer(0, 0, field, field, nothing)


def _doubled(field: Field, shape: tuple[int, ...]) -> Field:
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
