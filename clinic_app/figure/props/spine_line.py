"""The straight line along the back of a body that touches tailbone and upper back."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.ellipsoid_set import PART, EllipsoidSet, Ints, Mask
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, THORAX, Frames, spine_frame
from clinic_app.figure.props.sections import CutPlane, Section, section

_STEEPEST_DEG = 25.0  # of the line to the upper trunk
_HALVINGS = 24
_UPPER_BACK = (spine_frame(0.28), spine_frame(0.48))


@dataclass(frozen=True)
class SpineLine:
    """A line in the middle plane of a body: a point on the skin (3,), its ways up and back (3,).

    ``tilt`` is its lean forward from the upper trunk in radians.
    """

    point: Numbers
    up: Numbers
    back: Numbers
    tilt: float


def upper_back(skin: EllipsoidSet, frame: Ints) -> Mask:
    """The ellipsoids of the upper back; ``frame`` (k,) are the bones of the first k."""
    there = (frame >= _UPPER_BACK[0]) & (frame <= _UPPER_BACK[1])
    return _padded(there, skin) & (skin.part == PART["torso"])


def tailbone(skin: EllipsoidSet, frame: Ints) -> Mask:
    """The ellipsoids of the pelvis and the seat."""
    seat = np.isin(skin.part, [PART["glute_l"], PART["glute_r"]])
    return _padded(frame == FRAME["pelvis"], skin) | seat


def head(skin: EllipsoidSet, frame: Ints) -> Mask:
    """The ellipsoids of the head and what turns with it."""
    return _padded(frame == FRAME["head"], skin)


def _padded(mask: Mask, skin: EllipsoidSet) -> Mask:
    """Bridges between bones are no part of either."""
    return np.concatenate([mask, np.zeros(len(skin.part) - len(mask), bool)])


def spine_line(skin: EllipsoidSet, frame: Ints, frames: Frames) -> SpineLine:
    """The line that touches both in the plane of the trunk's middle, by halving its tilt."""
    upper, tail = (_cut(skin, chosen(skin, frame), frames) for chosen in (upper_back, tailbone))
    low, high = -np.radians(_STEEPEST_DEG), np.radians(_STEEPEST_DEG)
    for _ in range(_HALVINGS):
        tilt = (low + high) / 2
        if _support(upper, tilt) > _support(tail, tilt):
            low = tilt
        else:
            high = tilt
    trunk = frames.rotation[0, THORAX]
    up = trunk[:, 2] * np.cos(low) - trunk[:, 0] * np.sin(low)
    back = -trunk[:, 0] * np.cos(low) - trunk[:, 2] * np.sin(low)
    origin = frames.origin[0, FRAME["pelvis"]]
    return SpineLine(origin + back * _support(tail, low), up, back, low)


def gap_of_head(line: SpineLine, skin: EllipsoidSet, frame: Ints, frames: Frames) -> float:
    """How far the back of the head is from the line, in m; negative where it is past it."""
    reach = _support(_cut(skin, head(skin, frame), frames), line.tilt)
    return float((line.point - frames.origin[0, FRAME["pelvis"]]) @ line.back) - reach


def _cut(skin: EllipsoidSet, chosen: Mask, frames: Frames) -> Section:
    """The cut along the middle of the trunk: the first axis is back, the second up."""
    trunk, origin = frames.rotation[0, THORAX], frames.origin[0, FRAME["pelvis"]]
    return section(skin, chosen, CutPlane(origin, np.stack([-trunk[:, 0], trunk[:, 2]], 1)))


def _support(cut: Section, tilt: float) -> float:
    """How far back a cut reaches along the normal of a line tilted forward by that much."""
    return cut.reach(np.array([np.cos(tilt), -np.sin(tilt)]))
