"""The planes that a body rests on, and what resting means for each part."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Numbers

MAT_THICKNESS_M = 0.015

UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Surface:
    """A plane: the points whose product with ``normal`` is ``distance`` (m)."""

    normal: Numbers
    distance: float


FLOOR = Surface(UP, 0.0)
MAT = Surface(UP, MAT_THICKNESS_M)
SURFACES: Mapping[str, Surface] = {"floor": FLOOR, "mat": MAT}

# The bone axis that stands on the surface when a part lies flat on it, and its sign by side.
FLAT_AXES: Mapping[str, tuple[str, int, float, float]] = {
    "foot": ("foot", 2, 1.0, 1.0),
    "hand": ("hand", 1, 1.0, -1.0),
    "toes": ("toe", 2, 0.0, 0.0),
}

# The landmark that stays where it is while the part rests, and along which axes.
PLANTED: Mapping[str, tuple[str, str]] = {
    "foot": ("arch", "xy"),
    "toes": ("ball", "xy"),
    "heel": ("heel", "xy"),
    "hand": ("palm", "xy"),
    "knee": ("kneecap", "xy"),
    "forearm": ("elbow_tip", "xy"),
    "elbow": ("elbow_tip", "xy"),
    "pelvis": ("pelvis", "x"),
}


def split_side(part: str) -> tuple[str, str]:
    """``foot_r`` is (``foot``, ``r``); a part of the middle has no side."""
    if part.endswith(("_l", "_r")):
        return part[:-2], part[-1]
    return part, ""
