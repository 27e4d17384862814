"""How deep the body's ellipsoids are inside other shapes; negative depths are distances, in m."""

from collections.abc import Sequence

import numpy as np

from clinic_app.figure.ellipsoid_set import EllipsoidSet, radius_along
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.props.solids import Box, Disc, Ellipsoids, Solid, Tube

_NONE = 1e-9


def depth_in(ellipsoids: EllipsoidSet, solid: Solid) -> Numbers:
    """How deep each ellipsoid is in a solid; (n,) m, exact for a ball in a box or a tube."""
    match solid:
        case Box():
            return _in_box(ellipsoids, solid)
        case Disc():
            return _in_disc(ellipsoids, solid)
        case Tube():
            return _in_tube(ellipsoids, solid)
        case Ellipsoids():
            return _in_ellipsoids(ellipsoids, solid)


def depth_in_all(ellipsoids: EllipsoidSet, solids: Sequence[Solid]) -> Numbers:
    """The same for the solid that each ellipsoid is deepest in; (n,) m."""
    return np.max([depth_in(ellipsoids, solid) for solid in solids], axis=0)


def _support(ellipsoids: EllipsoidSet, way: Numbers) -> Numbers:
    """How far each ellipsoid reaches from its middle along its own direction (n, 3)."""
    turned = np.einsum("nij,ni->nj", ellipsoids.rotation, way)
    return np.linalg.norm(turned * ellipsoids.radii, axis=1)


def _beside(ellipsoids: EllipsoidSet, away: Numbers) -> tuple[Numbers, Numbers]:
    """For middles outside: the depth, and how far outside; ``away`` (n, 3) from the solid."""
    far = np.linalg.norm(away, axis=1)
    way = away / np.maximum(far, _NONE)[:, None]
    return _support(ellipsoids, way) - far, far


def _in_box(ellipsoids: EllipsoidSet, box: Box) -> Numbers:
    local = (ellipsoids.centre - box.centre) @ box.rotation
    away = local - np.clip(local, -box.half, box.half)
    depth, far = _beside(ellipsoids, away @ box.rotation.T)
    turned = np.einsum("ij,nik->njk", box.rotation, ellipsoids.rotation) * ellipsoids.radii[:, None]
    out = box.half - np.abs(local) + np.linalg.norm(turned, axis=2)
    return np.where(far < _NONE, out.min(axis=1), depth)


def _in_disc(ellipsoids: EllipsoidSet, disc: Disc) -> Numbers:
    way = ellipsoids.centre - disc.centre
    along = way @ disc.axis
    across = way - along[:, None] * disc.axis
    wide = np.linalg.norm(across, axis=1)
    outward = across / np.maximum(wide, _NONE)[:, None]
    over = (along - np.clip(along, -disc.half, disc.half))[:, None] * disc.axis
    away = over + np.maximum(wide - disc.radius, 0.0)[:, None] * outward
    depth, far = _beside(ellipsoids, away)
    axis = np.broadcast_to(disc.axis, way.shape)
    through = disc.half - np.abs(along) + _support(ellipsoids, axis)
    sideways = disc.radius - wide + _support(ellipsoids, outward)
    return np.where(far < _NONE, np.minimum(through, sideways), depth)


def _in_tube(ellipsoids: EllipsoidSet, tube: Tube) -> Numbers:
    start, end = tube.points[:-1], tube.points[1:]
    line = end - start
    length = np.maximum((line**2).sum(1), _NONE)
    share = np.einsum("nki,ki->nk", ellipsoids.centre[:, None] - start, line) / length
    nearest = start + np.clip(share, 0.0, 1.0)[..., None] * line
    away = ellipsoids.centre[:, None] - nearest
    chosen = np.linalg.norm(away, axis=2).argmin(1)
    depth, far = _beside(ellipsoids, away[np.arange(len(chosen)), chosen])
    return np.where(far < _NONE, ellipsoids.radii.min(1), depth) + tube.radius


def _in_ellipsoids(ellipsoids: EllipsoidSet, solid: Ellipsoids) -> Numbers:
    way = solid.centre - ellipsoids.centre[:, None]
    far = np.linalg.norm(way, axis=2)
    along = way / np.maximum(far, _NONE)[..., None]
    reach = radius_along(ellipsoids.rotation[:, None], ellipsoids.radii[:, None], along)
    return (reach + radius_along(solid.rotation, solid.radii, along) - far).max(axis=1)
