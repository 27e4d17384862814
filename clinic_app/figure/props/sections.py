"""Where a plane cuts the skin: how far it reaches in a direction, and a band tight round it."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.ellipsoid_set import EllipsoidSet, Mask
from clinic_app.figure.pose.joints import Numbers


@dataclass(frozen=True)
class CutPlane:
    """A plane by a point (3,) and two upright directions in it, the columns of ``axes`` (3, 2)."""

    origin: Numbers
    axes: Numbers


@dataclass(frozen=True)
class Section:
    """The ellipses where a plane cuts ellipsoids: middles (n, 2) and spreads (n, 2, 2), in m."""

    middle: Numbers
    spread: Numbers

    def reach(self, way: Numbers) -> float:
        """How far the cut reaches from the plane's point in a direction (2,)."""
        return float((self.middle @ way + self._half(way)).max())

    def rim(self, count: int, room: float) -> Numbers:
        """A tight band round the whole cut, ``room`` m off it; (count, 2)."""
        turn = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
        return np.array(
            [self._touched(way, room) for way in np.stack([np.cos(turn), np.sin(turn)], 1)]
        )

    def _touched(self, way: Numbers, room: float) -> Numbers:
        half = self._half(way)
        far = int(np.argmax(self.middle @ way + half))
        return self.middle[far] + self.spread[far] @ way / half[far] + room * way

    def _half(self, way: Numbers) -> Numbers:
        return np.sqrt(np.einsum("i,nij,j->n", way, self.spread, way))


def section(skin: EllipsoidSet, chosen: Mask, plane: CutPlane) -> Section:
    """The cut of a plane through the chosen ellipsoids."""
    across = np.asarray(np.cross(plane.axes[:, 0], plane.axes[:, 1]), float)
    rotation, radii = skin.rotation[chosen], skin.radii[chosen]
    spread = np.einsum("nij,nj,nkj->nik", rotation, radii**2, rotation)
    broad = np.einsum("i,nij,j->n", across, spread, across)
    off = (plane.origin - skin.centre[chosen]) @ across
    room = 1 - off**2 / broad
    aside = spread @ across
    middle = skin.centre[chosen] - plane.origin + (off / broad)[:, None] * aside
    flat = spread - np.einsum("ni,nj,n->nij", aside, aside, 1 / broad)
    flat = np.einsum("ia,nij,jb->nab", plane.axes, flat, plane.axes)
    met = room > 0
    return Section((middle @ plane.axes)[met], flat[met] * room[met, None, None])
