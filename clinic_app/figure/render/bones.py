"""Bones drawn over the body where the movement is theirs: the pelvis and the low spine.

They are flat shapes in the middle of the body, for a camera at the side; all are drawing choices.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, SPINE_HEIGHTS, Frames, spine_frame
from clinic_app.figure.render.curves import Polyline
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.view import View

_FILL, _LINE, _WIDTH = "#FFFDF6", "#6B5B45", 0.55

# Ahead of and above the hip joints, in m.
_HIP_BONE = (
    (0.062, 0.070), (0.052, 0.096), (0.018, 0.118), (-0.028, 0.118), (-0.064, 0.098),
    (-0.078, 0.070), (-0.066, 0.046), (-0.044, 0.026), (-0.040, 0.006), (-0.048, -0.014),
    (-0.042, -0.030), (-0.050, -0.056), (-0.034, -0.080), (-0.008, -0.074), (0.020, -0.058),
    (0.052, -0.052), (0.070, -0.034), (0.066, -0.012), (0.046, 0.004), (0.034, 0.026),
    (0.046, 0.044), (0.042, 0.056),
)  # fmt: skip
_SACRUM = (
    (-0.034, 0.092), (-0.060, 0.108), (-0.086, 0.094), (-0.104, 0.060), (-0.112, 0.020),
    (-0.104, -0.016), (-0.086, -0.044), (-0.080, -0.036), (-0.088, -0.008), (-0.088, 0.022),
    (-0.070, 0.056),
)  # fmt: skip
_HOLE = (
    (0.004, -0.030), (0.030, -0.024), (0.046, -0.036), (0.030, -0.046), (0.004, -0.058),
    (-0.020, -0.058), (-0.022, -0.044),
)  # fmt: skip
_SOCKET = 0.025  # m in radius
# The lowest five vertebrae: how far up the trunk each stands, its body, and the spine behind it.
_LEVELS = (0.100, 0.134, 0.168, 0.202, 0.236)
_VERTEBRA = (
    (0.020, 0.0125), (0.0185, 0.0), (0.020, -0.0125), (0.0, -0.0105), (-0.020, -0.0125),
    (-0.0185, 0.0), (-0.020, 0.0125), (0.0, 0.0105),
)  # fmt: skip
_SPINE = (
    (-0.022, 0.006), (-0.040, 0.006), (-0.062, -0.004), (-0.064, -0.016), (-0.046, -0.012),
    (-0.030, -0.006), (-0.022, -0.006),
)  # fmt: skip
_ROUNDS = 2  # times that corners are cut off

BONES = ("pelvis", "spine")


def bone_shapes(names: Sequence[str], frames: Frames, view: View) -> list[Traced]:
    """The bones of `BONES` that are asked for, as pale shapes from back to front."""
    shapes: list[Traced] = []
    if "spine" in names:
        shapes += _vertebrae(frames, view)
    if "pelvis" in names:
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        socket = np.stack([np.cos(turn), np.sin(turn)], 1) * _SOCKET
        rings = (*map(np.array, (_SACRUM, _HIP_BONE, _HOLE)), socket)
        shapes += [_bone(ring, FRAME["pelvis"], frames, view) for ring in rings]
    return shapes


def _vertebrae(frames: Frames, view: View) -> Iterator[Traced]:
    for level in _LEVELS:
        frame = spine_frame(level)
        up = level - float(SPINE_HEIGHTS[frame - FRAME["s0"]])
        for ring in (_SPINE, _VERTEBRA):
            yield _bone(np.add(ring, (0.0, up)), frame, frames, view)


def _bone(ring: Numbers, frame: int, frames: Frames, view: View) -> Traced:
    """A ring (k, 2) ahead and up in a bone's frame."""
    local = np.insert(ring, 1, 0.0, axis=1)
    flat = view.plane(frames.origin[0, frame] + local @ frames.rotation[0, frame].T)
    return Traced([Polyline(_rounded(flat), closed=True)], _FILL, _LINE, _WIDTH, slack=0.5)


def _rounded(points: Numbers) -> Numbers:
    """Corners cut off again and again (Chaikin): a smooth closed curve."""
    for _ in range(_ROUNDS):
        after = np.roll(points, -1, axis=0)
        both = np.stack([0.75 * points + 0.25 * after, 0.25 * points + 0.75 * after], 1)
        points = both.reshape(-1, 2)
    return points
