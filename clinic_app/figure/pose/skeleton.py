"""From joint angles to frames: where every bone is and how it is turned.

A frame is a rotation (its columns are the bone's own forward, left and up axes in the world) and
an origin in metres. Everything works on a batch of poses, so that the solver can try many
small changes in one go.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.data.anatomy import length_m
from clinic_app.figure.data.people import STANDARD, Person
from clinic_app.figure.pose.digits import (
    FINGER_FRAMES,
    THUMB_FRAMES,
    finger_links,
    thumb_links,
)
from clinic_app.figure.pose.joints import FIRST_DIGIT, INDEX, SIDES, Numbers
from clinic_app.figure.pose.rotation import about_x, about_y, about_z, turned_on

# Segment lengths in metres.
THIGH, SHANK = length_m("thigh"), length_m("shank")
UPPER_ARM, FOREARM = length_m("upper_arm"), length_m("forearm")
SHOE_SOLE = 0.02  # a drawing choice: everybody wears shoes
ANKLE_HEIGHT = length_m("foot_height") + SHOE_SOLE
HIP_HALF_WIDTH = length_m("hip_joints") / 2

# The spine from the top of the pelvis to the head, as heights above the hip joints.
SPINE_FROM, LUMBAR_TO, THORACIC_TO, SPINE_TO, SPINE_LINK = 0.08, 0.25, 0.53, 0.632, 0.010
SPINE_HEIGHTS = np.arange(SPINE_FROM, SPINE_TO + 1e-9, SPINE_LINK)
_COUNT = len(SPINE_HEIGHTS)
_LUMBAR = int((SPINE_HEIGHTS <= LUMBAR_TO + 1e-9).sum())
_THORACIC = int((SPINE_HEIGHTS <= THORACIC_TO + 1e-9).sum()) - _LUMBAR
_NECK = _COUNT - _LUMBAR - _THORACIC

_LINKS = {"lumbar": _LUMBAR, "thoracic": _THORACIC, "neck": _NECK}  # from below

# The natural curves of a standing back, degrees.
_REST = {"lumbar": -7.0, "thoracic": 13.0, "neck": 14.0, "nod": -20.0}
# Where a stoop goes: the low back hollows so far that the weight stays over the feet, the neck
# leans forward, and the head tips back on it, so that the eyes still look ahead.
_STOOP = {"thoracic": 1.0, "lumbar": -0.38, "neck": 0.3, "nod": -0.75}
_SHOULDER_ASIDE = 0.173  # m from the spine to the middle of the standard shoulder
_THIGH_ASIDE = 0.06  # m: thicker thighs stand further apart; a drawing choice

LIMB_FRAMES = (
    *("clav", "uarm", "farm", "wrist", "hand", *FINGER_FRAMES, *THUMB_FRAMES),
    *("thigh", "shank", "foot", "toe", "glute", "hipmid"),
)
FRAME_NAMES = (
    "pelvis",
    *(f"s{k}" for k in range(_COUNT)),
    "head",
    *(f"{name}_{side}" for side in SIDES for name in LIMB_FRAMES),
)
FRAME: Mapping[str, int] = {name: i for i, name in enumerate(FRAME_NAMES)}
_FIRST_LINK = FRAME["s0"]
_DIGITS = {
    side: np.array([FRAME[f"{name}_{side}"] for name in (*FINGER_FRAMES, *THUMB_FRAMES)])
    for side in SIDES
}
DIGIT_FRAMES = frozenset(int(frame) for own in _DIGITS.values() for frame in own)


def spine_frame(height: float) -> int:
    """The frame of the spine link at a height above the hip joints (0.08 to 0.632 m)."""
    link = round((height - SPINE_FROM) / SPINE_LINK)
    return _FIRST_LINK + int(min(max(link, 0), _COUNT - 1))


THORAX = spine_frame(0.45)


@dataclass(frozen=True)
class Frames:
    """All bones of a batch of poses: rotations (b, frames, 3, 3), origins (b, frames, 3) in m.

    ``person`` is whose they are.
    """

    rotation: Numbers
    origin: Numbers
    person: Person = STANDARD

    def point(self, frame: int, local: Numbers) -> Numbers:
        """A point fixed to a bone, in the world; (b, 3)."""
        return self.origin[:, frame] + self.rotation[:, frame] @ local

    def one(self, number: int = 0) -> "Frames":
        """One pose of the batch, still a batch."""
        chosen = slice(number, number + 1)
        return Frames(self.rotation[chosen], self.origin[chosen], self.person)


class _Builder:
    """The frames as they grow, and every joint's turn about each axis, worked out at once."""

    def __init__(
        self, poses: Numbers, person: Person, begun: Frames | None = None, *, fingers: bool = True
    ) -> None:
        count = len(poses)
        self.poses, self.fingers = poses, fingers
        self.person = person
        self.rotation = np.empty((count, len(FRAME_NAMES), 3, 3))
        self.origin = np.empty((count, len(FRAME_NAMES), 3))
        if begun is not None:
            self.rotation[:], self.origin[:] = begun.rotation, begun.origin
        limbs = poses[:, :FIRST_DIGIT]
        self._turns = (about_x(limbs), about_y(limbs), about_z(limbs))

    def angle(self, name: str) -> Numbers:
        return self.poses[:, INDEX[name]]

    def turn(self, axis: str, name: str, sign: float = 1.0) -> Numbers:
        """The turn of a joint about an axis, or the opposite turn; (b, 3, 3)."""
        found = self._turns["xyz".index(axis)][:, INDEX[name]]
        return found if sign > 0 else np.swapaxes(found, -1, -2)

    def put(self, name: str, rotation: Numbers, origin: Numbers) -> None:
        self.rotation[:, FRAME[name]] = rotation
        self.origin[:, FRAME[name]] = origin


def frames(poses: Numbers, person: Person = STANDARD, *, fingers: bool = True) -> Frames:
    """A person's frames in one pose (joints,) or in many (b, joints).

    Without ``fingers`` their links are not worked out: for whoever asks for none of them.
    """
    built = _Builder(np.atleast_2d(poses), person, fingers=fingers)
    _place_pelvis(built)
    _bend_spine(built)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        _hang_arm(built, side, sign)
        _stand_leg(built, side, sign)
    return Frames(built.rotation, built.origin, person)


def with_arm(solved: Frames, poses: Numbers, side: str) -> Frames:
    """The same bodies with one arm as the poses have it; everything else stays as solved."""
    built = _Builder(np.atleast_2d(poses), solved.person, solved)
    _hang_arm(built, side, 1.0 if side == "l" else -1.0)
    return Frames(built.rotation, built.origin, solved.person)


def _place_pelvis(b: _Builder) -> None:
    turned = b.turn("z", "yaw") @ b.turn("y", "pitch") @ b.turn("x", "roll")
    b.put("pelvis", turned, np.stack([b.angle("x"), b.angle("y"), b.angle("z")], -1))


def _bend_spine(b: _Builder) -> None:
    """Many small links, each bent by its share, so that a flexed back is a smooth curve."""
    rotation = b.rotation[:, FRAME["pelvis"]]
    start = b.origin[:, FRAME["pelvis"]] + rotation @ np.array([-0.012, 0.0, SPINE_FROM])
    links: list[Numbers] = []
    for count, turn in zip(_LINKS.values(), _spine_turns(b), strict=True):
        region_links = turned_on(rotation, turn, count)
        rotation = region_links[:, -1]
        links.append(region_links)
    turned = np.concatenate(links, axis=1)
    steps = turned[..., 2] * SPINE_LINK  # each link's own up axis
    steps[:, 0] = 0.0
    back = turned[:, THORAX - _FIRST_LINK, :, 0] * (b.angle("retract") / _NECK)[:, None]
    steps[:, -_NECK:] -= back[:, None]
    where = start[:, None] + np.cumsum(steps, axis=1)
    b.rotation[:, _FIRST_LINK : _FIRST_LINK + _COUNT] = turned
    b.origin[:, _FIRST_LINK : _FIRST_LINK + _COUNT] = where
    tipped = _REST["nod"] + _STOOP["nod"] * b.person.stoop_deg
    nod = about_y(b.angle("nod") + tipped) @ about_z(b.angle("head_rot"))
    b.put("head", rotation @ nod, where[:, -1])


def _spine_turns(b: _Builder) -> Numbers:
    """The turn of each link from the one below, by region; (regions, b, 3, 3)."""
    count = np.array(list(_LINKS.values()))[:, None]
    stooped = np.array([_REST[r] + _STOOP[r] * b.person.stoop_deg for r in _LINKS])[:, None]
    bent, aside, turned = (
        np.stack([b.angle(region + way) for region in _LINKS]) for way in ("", "_side", "_rot")
    )
    return about_y((bent + stooped) / count) @ about_x(-aside / count) @ about_z(turned / count)


def _hang_arm(b: _Builder, side: str, sign: float) -> None:
    def turn(axis: str, joint: str, way: float = 1.0) -> Numbers:
        return b.turn(axis, f"{joint}_{side}", way)

    trunk, base = b.rotation[:, THORAX], b.origin[:, THORAX]
    raised = np.maximum(np.abs(b.angle(f"sh_flex_{side}")), np.abs(b.angle(f"sh_abd_{side}")))
    # The shoulder blade turns up as the arm rises: drawn as 22 degrees over the last 130.
    lifted = b.angle(f"scap_elev_{side}") + np.maximum(0.0, raised - 50) / 130 * 22
    blade = trunk @ about_x(sign * lifted) @ turn("z", "scap_prot", -sign)
    root = base + trunk @ np.array([0.035, sign * 0.02, 0.035])
    b.put(f"clav_{side}", blade, root)
    beside = _SHOULDER_ASIDE * b.person.shoulders - 0.02
    shoulder = root + blade @ np.array([-0.045, sign * beside, 0.012])
    upper = trunk @ turn("y", "sh_flex", -1) @ turn("x", "sh_abd", sign)
    upper = upper @ turn("z", "sh_rot", sign)
    b.put(f"uarm_{side}", upper, shoulder)
    elbow = shoulder - upper[..., 2] * UPPER_ARM
    fore = upper @ turn("y", "elbow", -1)
    b.put(f"farm_{side}", fore, elbow)
    turned = fore @ turn("z", "pron", -sign)
    b.put(f"wrist_{side}", turned, elbow)
    hand = turned @ turn("x", "wrist", -sign) @ turn("y", "wdev", -1)
    wrist = elbow - fore[..., 2] * FOREARM
    b.put(f"hand_{side}", hand, wrist)
    _bend_fingers(b, side, sign, hand, wrist)


def _bend_fingers(b: _Builder, side: str, sign: float, hand: Numbers, wrist: Numbers) -> None:
    """All links of fingers and thumb; where nobody asks for them they stay with the hand."""
    own = _DIGITS[side]
    if not b.fingers:
        b.rotation[:, own], b.origin[:, own] = hand[:, None], wrist[:, None]
        return
    fingers = finger_links(b.poses, side, sign, hand, wrist)
    thumb = thumb_links(b.poses, side, sign, hand, wrist)
    b.rotation[:, own] = np.concatenate([fingers.rotation, thumb.rotation], axis=1)
    b.origin[:, own] = np.concatenate([fingers.origin, thumb.origin], axis=1)


def _stand_leg(b: _Builder, side: str, sign: float) -> None:
    def turn(axis: str, joint: str, way: float = 1.0) -> Numbers:
        return b.turn(axis, f"{joint}_{side}", way)

    pelvis, middle = b.rotation[:, FRAME["pelvis"]], b.origin[:, FRAME["pelvis"]]
    apart = HIP_HALF_WIDTH + _THIGH_ASIDE * max(b.person.thighs - 1, 0.0)
    hip = middle + pelvis @ np.array([0.0, sign * apart, 0.0])
    flexion, abduction = b.angle(f"hip_flex_{side}"), b.angle(f"hip_abd_{side}")
    thigh = pelvis @ turn("y", "hip_flex", -1) @ turn("x", "hip_abd", sign)
    thigh = thigh @ turn("z", "hip_rot", sign)
    b.put(f"thigh_{side}", thigh, hip)
    # Soft tissue goes about half way with the thigh.
    aside = about_x(sign * 0.5 * abduction)
    b.put(f"glute_{side}", pelvis @ about_y(-0.45 * flexion) @ aside, hip)
    half_turn = about_z(sign * 0.5 * b.angle(f"hip_rot_{side}"))
    b.put(f"hipmid_{side}", pelvis @ about_y(-0.5 * flexion) @ aside @ half_turn, hip)
    knee = hip - thigh[..., 2] * THIGH
    shank = thigh @ turn("y", "knee")
    b.put(f"shank_{side}", shank, knee)
    ankle = knee - shank[..., 2] * SHANK
    foot = shank @ turn("y", "ankle", -1) @ turn("x", "inv", -sign)
    b.put(f"foot_{side}", foot, ankle)
    ball = ankle + foot @ np.array([0.115, 0.0, -ANKLE_HEIGHT + 0.012])
    b.put(f"toe_{side}", foot @ turn("y", "toe", -1), ball)
