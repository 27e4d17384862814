"""The joint angles of a pose: their names, their resting values and how a pose is held.

A pose is one row of numbers, in the order of `NAMES`. Angles are in degrees and follow
goniometry: flexion, abduction, external rotation, dorsiflexion and elevation are positive, and a
straight limb is 0. The exceptions are said beside the name. ``x``, ``y``, ``z`` (metres) and
``yaw``, ``pitch``, ``roll`` place the pelvis; ``pitch`` 90 lies face down, -90 face up.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from clinic_app.domain.errors import UserError
from clinic_app.figure.data.anatomy import range_of

Numbers: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

SIDES = ("l", "r")
SIGNS = np.array([1.0, -1.0])  # of the sides: what points to the left is positive

# The resting value of each joint of a side.
SIDED: Mapping[str, float] = {
    "scap_elev": 0.0,  # shoulder blade up
    "scap_prot": 0.0,  # shoulder blade forward
    "sh_flex": 0.0,
    "sh_abd": 9.0,
    "sh_rot": 0.0,  # external
    "elbow": 10.0,
    "pron": 10.0,  # pronation; -90 is full supination
    "wrist": 0.0,  # flexion
    "wdev": 0.0,  # towards the thumb
    "curl": 22.0,  # fingers flexed
    "thumb": 20.0,  # thumb flexed
    "hip_flex": 0.0,
    "hip_abd": 4.0,
    "hip_rot": 6.0,  # external
    "knee": 2.0,
    "ankle": 0.0,  # dorsiflexion
    "inv": 0.0,  # inversion
    "toe": 0.0,  # toes extended
}

FINGERS = ("index", "middle", "ring", "little")
KNUCKLE_JOINTS = ("mcp", "pip", "dip")  # of a finger, from the palm to the tip

# The same for single fingers and the thumb: what each adds to ``curl`` and ``thumb``.
DIGITS: Mapping[str, float] = {
    **{f"{finger}_{joint}": 0.0 for finger in FINGERS for joint in KNUCKLE_JOINTS},  # flexion
    "spread": 0.0,  # fingers apart
    "thumb_opp": 0.0,  # the thumb turned over the palm, towards the little finger
    "thumb_abd": 0.0,  # the thumb away from the edge of the palm
    "thumb_mcp": 0.0,
    "thumb_ip": 0.0,
}

TOES = ("hallux", "toe2", "toe3", "toe4", "toe5")  # from the big toe outward

# What the toes of a bare foot do beside ``toe``, and its arch.
FEET: Mapping[str, float] = {
    "big_toe": 0.0,  # the big toe alone extended; adds to ``toe``
    "toe_curl": 0.0,  # the toes bent at their middle joints
    "toe_spread": 0.0,  # toes apart
    "arch": 0.0,  # drawn up, 0 to 1
}

# The resting value of each joint of the middle and of the place of the pelvis.
AXIAL: Mapping[str, float] = {
    "lumbar": 0.0,
    "lumbar_side": 0.0,  # to the left
    "lumbar_rot": 0.0,  # to the left
    "thoracic": 0.0,
    "thoracic_side": 0.0,
    "thoracic_rot": 0.0,
    "neck": 0.0,
    "neck_side": 0.0,
    "neck_rot": 0.0,
    "nod": 0.0,  # the head on the neck, chin down
    "head_rot": 0.0,
    "retract": 0.0,  # metres; the head drawn back
    "jaw": 0.0,  # the mouth opened
    "jaw_side": 0.0,  # metres, to the left
    "belly": 0.0,  # metres that a breath lifts it; below 0 it is drawn in
    "ribs": 0.0,  # metres that a breath widens the lower ribs on each side
    "x": 0.0,
    "y": 0.0,
    "z": 0.93,
    "yaw": 0.0,
    "pitch": 0.0,
    "roll": 0.0,
}
PLACING = ("x", "y", "z", "yaw", "pitch", "roll")
METRES = frozenset({"x", "y", "z", "retract", "jaw_side", "belly", "ribs"})
BREATH = ("belly", "ribs")

OF_SIDES: Mapping[str, float] = {**SIDED, **DIGITS, **FEET}
NAMES = (*AXIAL, *(f"{name}_{side}" for name in OF_SIDES for side in SIDES))
FIRST_DIGIT = len(AXIAL) + len(SIDED) * len(SIDES)  # the place of the first joint of `DIGITS`
INDEX: Mapping[str, int] = {name: i for i, name in enumerate(NAMES)}


def sided_places(*joints: str) -> Ints:
    """The places of joints in a pose, on the left and the right; (joints, 2)."""
    return np.array([[INDEX[f"{joint}_{side}"] for side in SIDES] for joint in joints])


def resting_pose() -> Numbers:
    """A person standing at ease; shape (joints,)."""
    sided = [value for value in OF_SIDES.values() for _ in SIDES]
    return np.array([*AXIAL.values(), *sided])


def both_sides(name: str) -> tuple[str, ...]:
    """A joint's own name, or its names on both sides. Raises UserError that lists the names."""
    if name in INDEX:
        return (name,)
    if name in OF_SIDES:
        return tuple(f"{name}_{side}" for side in SIDES)
    known = ", ".join((*AXIAL, *OF_SIDES))
    raise UserError(f"Unknown joint {name!r}.", f"Known, with _l or _r for one side: {known}.")


@cache
def limits(name: str) -> tuple[float, float]:
    """The least and the largest value of a joint, in degrees; the pelvis may be anywhere."""
    if name in PLACING:
        return (-360.0, 360.0) if name in ("yaw", "pitch", "roll") else (-9.0, 9.0)
    return range_of(name.removesuffix("_l").removesuffix("_r"))


def beyond(pose: Numbers) -> Mapping[str, float]:
    """Every joint that is bent past its range, with how far, in its own unit."""
    past = {n: max(limits(n)[0] - pose[i], pose[i] - limits(n)[1]) for n, i in INDEX.items()}
    return {name: float(by) for name, by in past.items() if by > 0}
