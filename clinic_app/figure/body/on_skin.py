"""Lines laid onto the surface of the unposed body."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.ellipsoid_set import PART, Ints, Mask, Surface
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME

_ABOVE = 0.0015  # m over the surface, so that a line is not hidden by it
FINE, MEDIUM = 0.0022, 0.0036  # widths in m
X, Y, Z = 0, 1, 2
ANYWHERE = "anywhere"  # the part of a line that lies in front of whatever is there


@dataclass(frozen=True)
class Drawn:
    """A line on the unposed body: each point (k, 3) in the frame (k,) of its bone."""

    frame: Ints
    points: Numbers
    width: float
    part: str


def on(bone: str, points: Numbers, width: float, part: str) -> Drawn:
    """A line whose points all go with one bone."""
    return Drawn(np.full(len(points), FRAME[bone]), points, width, part)


def part_of(body: Surface, name: str) -> Mask:
    """Which fixed ellipsoids belong to a part."""
    return body.part[: len(body.frame)] == PART[name]


def brought_out(
    body: Surface, chosen: Mask, points: Numbers, *, axis: int = X, sign: float = 1.0
) -> Numbers:
    """Points laid onto the chosen ellipsoids of one bone; (k, 3) in m.

    ``points`` (k, 2) are the other two coordinates in order; ``axis`` and ``sign`` tell the way
    that the surface looks there.
    """
    others = [i for i in (X, Y, Z) if i != axis]
    centre, radii = body.centre[chosen], body.radii[chosen]
    left = 1 - (((points[:, None] - centre[:, others]) / radii[:, others]) ** 2).sum(-1)
    reach = sign * centre[:, axis] + radii[:, axis] * np.sqrt(np.maximum(left, 0.0))
    out = np.where(left > 0, reach, -1.0).max(axis=1)
    return np.insert(points, axis, sign * (out + _ABOVE), axis=1)
