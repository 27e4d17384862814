"""Ellipsoids seen by the camera: their outlines as ellipses and their front surfaces."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.view import View


@dataclass(frozen=True)
class Ellipses:
    """n ellipsoids as ellipses of the camera's plane, in m.

    The place d from the ``centre`` (n, 2) is inside where q(d) < 1; the front surface there is
    ``depth + slope . d - bulge * sqrt(1 - q)``. ``spread`` (n, 3) holds xx, xy and yy of the
    matrix whose inverse is q; ``minor`` (n,) is the smaller half axis.
    """

    centre: Numbers
    spread: Numbers
    depth: Numbers
    slope: Numbers
    bulge: Numbers
    minor: Numbers

    def reach(self) -> tuple[Numbers, Numbers]:
        """The corners (n, 2) of each one's bounding box."""
        half = np.sqrt(self.spread[:, [0, 2]])
        return self.centre - half, self.centre + half


def seen(view: View, centre: Numbers, rotation: Numbers, radii: Numbers) -> Ellipses:
    """Ellipsoids of centres (n, 3), rotations (n, 3, 3) and radii (n, 3), as the camera sees them.

    The front surface is the Schur complement of the ellipsoid's matrix in camera axes.
    """
    axes = (view.matrix @ rotation) * radii[:, None, :]
    full = axes @ np.swapaxes(axes, 1, 2)
    xx, xy, yy = full[:, 0, 0], full[:, 0, 1], full[:, 1, 1]
    across = full[:, :2, 2]
    area = np.maximum(xx * yy - xy * xy, 1e-18)
    slope = np.stack(
        [yy * across[:, 0] - xy * across[:, 1], xx * across[:, 1] - xy * across[:, 0]], 1
    )
    slope = slope / area[:, None]
    bulge = np.sqrt(np.maximum(full[:, 2, 2] - (slope * across).sum(1), 0.0))
    middle, half = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    minor = np.sqrt(np.maximum(middle - half, 1e-10))
    placed = centre @ view.matrix.T
    return Ellipses(placed[:, :2], np.stack([xx, xy, yy], 1), placed[:, 2], slope, bulge, minor)
