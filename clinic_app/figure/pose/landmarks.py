"""Named points of the body, for targets, checks and arrows."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.figure.data.people import STANDARD, Person
from clinic_app.figure.pose.girth import thigh_push, trunk_push
from clinic_app.figure.pose.joints import SIDES, Numbers
from clinic_app.figure.pose.skeleton import (
    ANKLE_HEIGHT,
    FRAME,
    SHANK,
    SPINE_HEIGHTS,
    THIGH,
    Frames,
    spine_frame,
)
from clinic_app.figure.pose.toes import FOOT_HEIGHT, TOE_LINKS

# Frame and local point in m, for the left side; the right mirrors y.
_SIDED: Mapping[str, tuple[str, tuple[float, float, float]]] = {
    "heel": ("foot", (-0.055, 0.0, -ANKLE_HEIGHT)),
    "arch": ("foot", (0.06, 0.0, -ANKLE_HEIGHT)),
    "tread": ("foot", (0.04, 0.0, -ANKLE_HEIGHT)),  # where a quiet stander's weight falls
    "ball": ("toe", (0.0, 0.0, -0.012)),
    "tip": ("toe", (0.07, 0.0, -0.012)),
    "instep": ("foot", (0.08, 0.0, -0.012)),
    "inner_arch": ("arch", (0.055, -0.036, 0.036 - FOOT_HEIGHT)),
    "big_toe": ("hallux.2", (TOE_LINKS[0, 1], 0.0, 0.0)),
    "little_toe": ("toe5.2", (TOE_LINKS[4, 1], 0.0, 0.0)),
    "ankle": ("foot", (0.0, 0.0, 0.0)),
    "knee": ("shank", (0.0, 0.0, 0.0)),
    "kneecap": ("shank", (0.058, 0.0, -0.01)),
    "shin": ("shank", (0.052, 0.0, -0.20)),
    "above_ankle": ("shank", (0.0, 0.0, -0.80 * SHANK)),
    "hip": ("thigh", (0.0, 0.0, 0.0)),
    "thigh_top": ("thigh", (0.10, 0.0, -0.62 * THIGH)),
    "above_knee": ("thigh", (0.075, 0.0, -0.80 * THIGH)),
    "under_thigh": ("thigh", (-0.075, 0.045, -0.62 * THIGH)),
    "behind_thigh": ("thigh", (-0.097, 0.0, -0.47 * THIGH)),
    "above_hollow": ("thigh", (-0.092, 0.0, -0.68 * THIGH)),
    "thigh_side": ("thigh", (0.0, 0.11, -0.12)),
    "thigh_fold": ("thigh", (0.112, 0.055, -0.165)),
    "shoulder": ("uarm", (0.0, 0.0, 0.0)),
    "elbow": ("farm", (0.0, 0.0, 0.0)),
    "elbow_tip": ("farm", (-0.035, 0.0, 0.0)),
    "forearm": ("farm", (0.022, -0.046, -0.14)),
    "wrist": ("hand", (0.0, 0.0, 0.0)),
    "palm": ("hand", (0.0, -0.016, -0.085)),
    "grip": ("hand", (0.004, -0.034, -0.078)),
    "fingertip": ("middle3", (0.0, -0.003, -0.0165)),
    "index_tip": ("index3", (0.0, -0.002, -0.0160)),
    "thumb_tip": ("thumb3", (0.0, -0.002, -0.0230)),
    "cheek": ("head", (0.062, 0.058, 0.030)),
    "temple": ("head", (0.030, 0.080, 0.095)),
    "back_of_head": ("head", (-0.098, 0.055, 0.085)),
    # Places on the trunk that a hand of that side takes.
    "hip_bone": ("pelvis", (-0.035, 0.182, 0.115)),
    "chest_hug": (f"s{spine_frame(0.37) - FRAME['s0']}", (0.172, 0.062, 0.0)),
    "hug": (f"s{spine_frame(0.37) - FRAME['s0']}", (0.178, 0.035, 0.0)),
    "breast": (f"s{spine_frame(0.39) - FRAME['s0']}", (0.150, 0.055, 0.0)),
    "goblet": (f"s{spine_frame(0.40) - FRAME['s0']}", (0.185, 0.050, 0.0)),
    "bar_on_back": (f"s{spine_frame(0.53) - FRAME['s0']}", (-0.090, 0.40, 0.004)),
    "lap": ("pelvis", (0.165, 0.065, 0.08)),
    "rib": (f"s{spine_frame(0.30) - FRAME['s0']}", (0.03, 0.150, 0.0)),
}
_AXIAL: Mapping[str, tuple[int, tuple[float, float, float]]] = {
    "pelvis": (FRAME["pelvis"], (0.0, 0.0, 0.0)),
    "hips": (FRAME["pelvis"], (-0.10, 0.0, -0.01)),
    "belly": (FRAME["pelvis"], (0.11, 0.0, 0.08)),
    "navel": (spine_frame(0.15), (0.108, 0.0, 0.0)),
    "lap": (FRAME["pelvis"], (0.165, 0.0, 0.08)),
    "sacrum": (FRAME["pelvis"], (-0.12, 0.0, 0.05)),
    "midback": (spine_frame(0.42), (-0.10, 0.0, 0.0)),
    "low_back": (spine_frame(0.20), (-0.09, 0.0, 0.0)),
    "sternum": (spine_frame(0.40), (0.137, 0.0, 0.0)),
    "c7": (spine_frame(0.53), (0.0, 0.0, 0.0)),
    "nape": (spine_frame(0.53), (-0.092, 0.0, 0.014)),
    "dowel_at_neck": (spine_frame(0.53), (-0.123, 0.0, 0.07)),
    "dowel_at_low_back": (FRAME["pelvis"], (-0.140, 0.0, 0.13)),
    "head": (FRAME["head"], (0.02, 0.0, 0.09)),
    "occiput": (FRAME["head"], (-0.10, 0.0, 0.08)),
    "chin": (FRAME["jaw"], (0.105, 0.0, -0.03)),
    "nose": (FRAME["head"], (0.115, 0.0, 0.06)),
    # Ahead of the face: where it looks, for the arrow of a turn.
    "gaze": (FRAME["head"], (0.22, 0.0, 0.05)),
    "crown": (FRAME["head"], (0.0, 0.0, 0.205)),
}


def _table() -> dict[str, tuple[int, Numbers]]:
    table = {name: (frame, np.array(point)) for name, (frame, point) in _AXIAL.items()}
    for name, (bone, point) in _SIDED.items():
        for side in SIDES:
            frame = FRAME[bone] if bone in FRAME else FRAME[f"{bone}_{side}"]
            sign = 1.0 if side == "l" else -1.0
            table[f"{name}_{side}"] = (frame, np.array(point) * (1.0, sign, 1.0))
    return table


LANDMARKS: Mapping[str, tuple[int, Numbers]] = _table()


# Places that go with the breath: with the belly or the ribs, along which axis of their bone.
_BREATHING: Mapping[str, tuple[int, int, float]] = {
    "belly": (0, 0, 1.0),
    "navel": (0, 0, 1.0),
    "rib_l": (1, 1, 1.0),
    "rib_r": (1, 1, -1.0),
}

# Places on the skin of the trunk and of the thigh: a thicker body carries them further out.
_ON_TRUNK = frozenset(
    {
        *("hip_bone", "chest_hug", "hug", "breast", "goblet", "lap", "hips", "belly", "sacrum"),
        *(
            "rib",
            "navel",
            "midback",
            "low_back",
            "sternum",
            "nape",
            "dowel_at_neck",
            "dowel_at_low_back",
        ),
    }
)
_SHOULDERS = 0.455  # m above the hip joints
_SINKS = 0.4  # the share of a push that is left where a weight sinks into a belly
_UNDER_FOOT = frozenset({"heel", "arch", "tread"})
_INSTEP_M = 0.008  # m that a shoe is higher over the instep than the foot in it
_ON_THIGH = frozenset(
    {
        *("thigh_top", "above_knee", "under_thigh", "behind_thigh", "above_hollow"),
        *("thigh_side", "thigh_fold"),
    }
)


@lru_cache(maxsize=64)
def landmarks_of(person: Person) -> Mapping[str, tuple[int, Numbers]]:
    """The landmarks of a person: frame and point there (3,) in m."""
    return {
        name: (frame, point + _push(name, frame, point, person))
        for name, (frame, point) in LANDMARKS.items()
    }


def _push(name: str, frame: int, point: Numbers, person: Person) -> Numbers:
    base = name.removesuffix("_l").removesuffix("_r")
    if base in _UNDER_FOOT:
        return np.array([0.0, 0.0, STANDARD.sole_m - person.sole_m])
    if base == "instep" and not person.shod:
        return np.array([0.0, 0.0, -_INSTEP_M])
    if base in _ON_THIGH:
        return thigh_push(person, point)
    if base == "bar_on_back":
        return point * (0.0, person.shoulders - 1, 0.0)
    if base not in _ON_TRUNK:
        return np.zeros(3)
    link = frame - FRAME["s0"]
    height = point[2] if frame == FRAME["pelvis"] else float(SPINE_HEIGHTS[link])
    height = min(height, _SHOULDERS)  # what lies on the nape lies on the shoulders
    return trunk_push(person, height, point) * (_SINKS if base == "lap" else 1.0)


def landmark_named(name: str, person: Person = STANDARD) -> tuple[int, Numbers]:
    """A landmark's frame and its point there (3,) in m. Raises UserError that lists the names."""
    if name not in LANDMARKS:
        raise UserError(f"Unknown landmark {name!r}.", f"Known: {', '.join(LANDMARKS)}.")
    return landmarks_of(person)[name]


def landmark(frames: Frames, name: str) -> Numbers:
    """A named point in the world for every pose of a batch; (b, 3) in m."""
    frame, local = landmark_named(name, frames.person)
    point = frames.point(frame, local)
    if frames.breath is None or name not in _BREATHING:
        return point
    which, axis, sign = _BREATHING[name]
    return point + frames.rotation[:, frame, :, axis] * frames.breath[:, [which]] * sign


def place(frames: Frames, name: str) -> Numbers:
    """A named point of the first pose; (3,) in m."""
    return landmark(frames, name)[0]


def line(frames: Frames, upper: str, lower: str) -> Numbers:
    """The way from one landmark to another as on the standard body; (b, 3) m.

    It turns with the bones alone: more flesh over a landmark gives a line no other lean.
    """
    return frames.point(*landmark_named(lower)) - frames.point(*landmark_named(upper))


def lean(frames: Frames, upper: str, lower: str) -> Numbers:
    """The lean of a line between two landmarks from upright in the side view; (b,) degrees."""
    way = line(frames, upper, lower)
    return np.degrees(np.arctan2(way[:, 0], way[:, 2]))
