"""Round props as ellipsoids: tubes, discs and blobs are drawn by the same fields as the body."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.props.solids import Disc, Ellipsoids, Tube


@dataclass(frozen=True)
class Cloud:
    """Ellipsoids of one solid: centres (n, 3), rotations (n, 3, 3), radii (n, 3), all in m."""

    centre: Numbers
    rotation: Numbers
    radii: Numbers


def cloud_of(solid: Tube | Ellipsoids | Disc) -> Cloud:
    """The ellipsoids that fill a round solid."""
    if isinstance(solid, Ellipsoids):
        return Cloud(solid.centre, solid.rotation, solid.radii)
    if isinstance(solid, Tube):
        return _along(solid.points, solid.radius)
    axis = unit(np.asarray(solid.axis, float))
    turned = _frames(axis[None])[0]
    flat = min(solid.half, 0.004)
    places = np.arange(-solid.half + flat, solid.half - flat + 1e-9, 0.004)
    places = places if len(places) else np.zeros(1)
    radii = np.tile([solid.radius, solid.radius, flat], (len(places), 1))
    return Cloud(solid.centre + places[:, None] * axis, np.tile(turned, (len(places), 1, 1)), radii)


def _along(points: Numbers, radius: float) -> Cloud:
    """Long ellipsoids end to end along a path: smooth sides from few of them."""
    moved = np.linalg.norm(np.diff(points, axis=0), axis=1)
    place = np.concatenate([[0.0], np.cumsum(moved)])
    count = max(int(np.ceil(place[-1] / (radius * 0.5))), 1) + 1
    even = np.linspace(0.0, place[-1], count)
    centre = np.stack([np.interp(even, place, points[:, i]) for i in range(3)], 1)
    ahead = np.gradient(centre, axis=0) if count > 1 else np.array([[0.0, 0.0, 1.0]])
    # A sphere swept by half its radius leaves ripples of 3 %; a stretched one leaves none seen.
    radii = np.tile([radius, radius, radius * 1.6], (count, 1))
    radii[[0, -1], 2] = radius * 0.6
    return Cloud(centre, _frames(unit(ahead)), radii)


def _frames(axis: Numbers) -> Numbers:
    """Rotations (n, 3, 3) whose last column is each axis (n, 3)."""
    other = np.where(np.abs(axis[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    first = unit(np.cross(axis, other))
    return np.stack([first, np.cross(axis, first), axis], -1)
