"""From joint angles to frames: where every bone is and how it is turned.

A frame is a rotation (its columns are the bone's own forward, left and up axes in the world) and
an origin in metres. Everything works on a batch of poses, so that the solver can try many
small changes in one go.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.data.anatomy import length_m
from clinic_app.figure.data.people import SOLES_M, STANDARD, Person
from clinic_app.figure.pose.digits import (
    FINGER_FRAMES,
    THUMB_FRAMES,
    finger_links,
    thumb_links,
)
from clinic_app.figure.pose.joints import (
    BREATH,
    INDEX,
    SIDES,
    SIGNS,
    Ints,
    Numbers,
    sided_places,
)
from clinic_app.figure.pose.rotation import Repeated, about_x, about_y, about_z
from clinic_app.figure.pose.toes import (
    ARCH_FRAMES,
    BALL_HIGH,
    BARE_BALL,
    FOOT_HEIGHT,
    SHOD_BALL,
    TOE_FRAMES,
    arch_links,
    toe_links,
)

# Segment lengths in metres.
THIGH, SHANK = length_m("thigh"), length_m("shank")
UPPER_ARM, FOREARM = length_m("upper_arm"), length_m("forearm")
ANKLE_HEIGHT = FOOT_HEIGHT + STANDARD.sole_m  # in shoes
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
    *("thigh", "shank", "foot", "toe", "glute", "hipmid", *ARCH_FRAMES, *TOE_FRAMES),
)
FRAME_NAMES = (
    "pelvis",
    *(f"s{k}" for k in range(_COUNT)),
    "head",
    "jaw",
    *(f"{name}_{side}" for side in SIDES for name in LIMB_FRAMES),
)
FRAME: Mapping[str, int] = {name: i for i, name in enumerate(FRAME_NAMES)}
_FIRST_LINK = FRAME["s0"]
_FIRST_LIMB = FRAME[f"{LIMB_FRAMES[0]}_{SIDES[0]}"]
_LIMB = {name: i for i, name in enumerate(LIMB_FRAMES)}
_DIGITS = slice(_LIMB[FINGER_FRAMES[0]], _LIMB[THUMB_FRAMES[-1]] + 1)
_TOES = slice(_LIMB[ARCH_FRAMES[0]], _LIMB[TOE_FRAMES[-1]] + 1)
DIGIT_FRAMES = frozenset(
    FRAME[f"{name}_{side}"]
    for name in (*FINGER_FRAMES, *THUMB_FRAMES, *ARCH_FRAMES, *TOE_FRAMES)
    for side in SIDES
)

_BREATH = np.array([INDEX[name] for name in BREATH])
_JAW_JOINT = np.array([0.010, 0.0, 0.050])  # between both joints of the jaw, in the head's frame, m
_JAW_AHEAD = 0.00035  # m a degree that they slide ahead; a drawing choice
_SPINE_JOINTS = np.array([[INDEX[f"{r}{way}"] for r in _LINKS] for way in ("", "_side", "_rot")])
_JAW_JOINTS = [INDEX["jaw"], INDEX["jaw_side"]]
_LINK_COUNTS = np.array(list(_LINKS.values()))[:, None]
_ARM_JOINTS = sided_places(
    *("scap_elev", "scap_prot", "sh_flex", "sh_abd", "sh_rot", "elbow", "pron", "wrist", "wdev")
)
_LEG_JOINTS = sided_places("hip_flex", "hip_abd", "hip_rot", "knee", "ankle", "inv", "toe")


def _mirrored(ahead: float, aside: float, up: float) -> Numbers:
    """A step on the left side and its mirror on the right; (sides, 3)."""
    return np.array([[ahead, sign * aside, up] for sign in (1.0, -1.0)])


_BLADE = _mirrored(0.035, 0.02, 0.035)
_BALLS = {
    feet: _mirrored(
        SHOD_BALL if feet == STANDARD.feet else BARE_BALL, 0.0, BALL_HIGH - FOOT_HEIGHT - sole
    )
    for feet, sole in SOLES_M.items()
}


def spine_frame(height: float) -> int:
    """The frame of the spine link at a height above the hip joints (0.08 to 0.632 m)."""
    link = round((height - SPINE_FROM) / SPINE_LINK)
    return _FIRST_LINK + int(min(max(link, 0), _COUNT - 1))


THORAX = spine_frame(0.45)


@dataclass(frozen=True)
class Frames:
    """All bones of a batch of poses: rotations (b, frames, 3, 3), origins (b, frames, 3) in m.

    ``person`` is whose they are; ``breath`` (b, 2) how far belly and ribs are out, in m, if at all.
    """

    rotation: Numbers
    origin: Numbers
    person: Person = STANDARD
    breath: Numbers | None = None

    def point(self, frame: int, local: Numbers) -> Numbers:
        """A point fixed to a bone, in the world; (b, 3)."""
        return self.origin[:, frame] + self.rotation[:, frame] @ local

    def one(self, number: int = 0) -> "Frames":
        """One pose of the batch, still a batch."""
        chosen = slice(number, number + 1)
        breath = None if self.breath is None else self.breath[chosen]
        return Frames(self.rotation[chosen], self.origin[chosen], self.person, breath)


class _Builder:
    """The frames as they grow.

    ``side`` is the one whose arm is asked for; limbs (b, sides, ...) are worked out for both sides
    at once: ``sign`` (sides,) is 1 to the left, -1 to the right.
    """

    def __init__(
        self,
        poses: Numbers,
        person: Person,
        begun: Frames | None = None,
        *,
        fingers: bool = True,
        side: str = "",
    ) -> None:
        count, limbs = len(poses), len(FRAME_NAMES) - _FIRST_LIMB
        self.poses, self.fingers, self.person = poses, fingers, person
        self.rotation = np.empty((count, len(FRAME_NAMES), 3, 3))
        self.origin = np.empty((count, len(FRAME_NAMES), 3))
        if begun is not None:
            self.rotation[:], self.origin[:] = begun.rotation, begun.origin
        self.sides = slice(SIDES.index(side), SIDES.index(side) + 1) if side else slice(0, 2)
        self.sign = SIGNS[self.sides]
        size = limbs // len(SIDES)
        turned = self.rotation[:, _FIRST_LIMB:].reshape(count, len(SIDES), size, 3, 3)
        where = self.origin[:, _FIRST_LIMB:].reshape(count, len(SIDES), size, 3)
        self._turned, self._where = turned[:, self.sides], where[:, self.sides]

    def angle(self, name: str) -> Numbers:
        return self.poses[:, INDEX[name]]

    def angles(self, joints: Ints) -> Numbers:
        """The angles of joints of the sides; joints (j, 2) give (j, b, sides)."""
        return self.poses[:, joints[:, self.sides]].transpose(1, 0, 2)

    def put(self, name: str, rotation: Numbers, origin: Numbers) -> None:
        self.rotation[:, FRAME[name]] = rotation
        self.origin[:, FRAME[name]] = origin

    def put_limb(self, name: str, rotation: Numbers, origin: Numbers) -> None:
        """A bone of the sides: (b, sides, 3, 3) and (b, sides, 3)."""
        self._turned[:, :, _LIMB[name]], self._where[:, :, _LIMB[name]] = rotation, origin

    def put_digits(self, rotation: Numbers, origin: Numbers) -> None:
        """The links of fingers and thumbs, or one frame for all of them."""
        self._turned[:, :, _DIGITS], self._where[:, :, _DIGITS] = rotation, origin

    def put_toes(self, rotation: Numbers, origin: Numbers) -> None:
        """The arch and the links of toes, or one frame for all of them."""
        self._turned[:, :, _TOES], self._where[:, :, _TOES] = rotation, origin


def frames(poses: Numbers, person: Person = STANDARD, *, fingers: bool = True) -> Frames:
    """A person's frames in one pose (joints,) or in many (b, joints).

    Without ``fingers`` their links and those of toes are not worked out: for whoever asks for none
    of them.
    """
    built = _Builder(np.atleast_2d(poses), person, fingers=fingers)
    _place_pelvis(built)
    _bend_spine(built)
    _hang_arms(built)
    _stand_legs(built)
    breath = built.poses[:, _BREATH]
    return Frames(built.rotation, built.origin, person, breath if breath.any() else None)


def with_arm(solved: Frames, poses: Numbers, side: str, *, fingers: bool = True) -> Frames:
    """The same bodies with one arm as the poses have it; everything else stays as solved."""
    built = _Builder(np.atleast_2d(poses), solved.person, solved, fingers=fingers, side=side)
    _hang_arms(built)
    return Frames(built.rotation, built.origin, solved.person, solved.breath)


def _place_pelvis(b: _Builder) -> None:
    yaw, pitch, roll = (b.angle(name) for name in ("yaw", "pitch", "roll"))
    turned = about_z(yaw) @ about_y(pitch) @ about_x(roll)
    b.put("pelvis", turned, np.stack([b.angle("x"), b.angle("y"), b.angle("z")], -1))


def _bend_spine(b: _Builder) -> None:
    """Many small links, each bent by its share, so that a flexed back is a smooth curve."""
    rotation = b.rotation[:, FRAME["pelvis"]]
    start = b.origin[:, FRAME["pelvis"]] + rotation @ np.array([-0.012, 0.0, SPINE_FROM])
    links: list[Numbers] = []
    turns = Repeated.of(_spine_turns(b), max(_LINKS.values()))
    for region, count in enumerate(_LINKS.values()):
        region_links = turns.after(rotation, region, count)
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
    _open_jaw(b)


def _open_jaw(b: _Builder) -> None:
    """The jaw turns about its joints; with the mouth closed its frame is that of the head."""
    head, origin = b.rotation[:, FRAME["head"]], b.origin[:, FRAME["head"]]
    if not b.poses[:, _JAW_JOINTS].any():
        b.put("jaw", head, origin)
        return
    turn = about_y(b.angle("jaw"))
    shift = _JAW_JOINT - turn @ _JAW_JOINT
    shift[:, 0] += b.angle("jaw") * _JAW_AHEAD
    shift[:, 1] += b.angle("jaw_side")
    b.put("jaw", head @ turn, origin + np.einsum("bij,bj->bi", head, shift))


def _spine_turns(b: _Builder) -> Numbers:
    """The turn of each link from the one below, by region; (regions, b, 3, 3)."""
    stooped = np.array([_REST[r] + _STOOP[r] * b.person.stoop_deg for r in _LINKS])[:, None]
    bent, aside, turned = b.poses.T[_SPINE_JOINTS]
    return (
        about_y((bent + stooped) / _LINK_COUNTS)
        @ about_x(-aside / _LINK_COUNTS)
        @ about_z(turned / _LINK_COUNTS)
    )


def _hang_arms(b: _Builder) -> None:
    sign, trunk = b.sign, b.rotation[:, None, THORAX]
    elevation, protraction, flexion, abduction, twist, *rest = b.angles(_ARM_JOINTS)
    elbow_bend, pronation, bend, deviation = rest
    raised = np.maximum(np.abs(flexion), np.abs(abduction))
    # The shoulder blade turns up as the arm rises: drawn as 22 degrees over the last 130.
    lifted = elevation + np.maximum(0.0, raised - 50) / 130 * 22
    about_front = about_x(np.stack([sign * lifted, sign * abduction, -sign * bend]))
    about_side = about_y(-np.stack([flexion, elbow_bend, deviation]))
    about_long = about_z(sign * np.stack([-protraction, twist, -pronation]))
    blade = trunk @ about_front[0] @ about_long[0]
    root = b.origin[:, None, THORAX] + _moved(trunk, _BLADE[b.sides])
    b.put_limb("clav", blade, root)
    beside = _SHOULDER_ASIDE * b.person.shoulders - 0.02
    shoulder = root + _moved(blade, _mirrored(-0.045, beside, 0.012)[b.sides])
    upper = trunk @ about_side[0] @ about_front[1] @ about_long[1]
    b.put_limb("uarm", upper, shoulder)
    elbow = shoulder - upper[..., 2] * UPPER_ARM
    fore = upper @ about_side[1]
    b.put_limb("farm", fore, elbow)
    turned = fore @ about_long[2]
    b.put_limb("wrist", turned, elbow)
    hand = turned @ about_front[2] @ about_side[2]
    wrist = elbow - fore[..., 2] * FOREARM
    b.put_limb("hand", hand, wrist)
    _bend_fingers(b, hand, wrist)


def _moved(turned: Numbers, step: Numbers) -> Numbers:
    """Steps (sides, 3) in the frames of bones (b, sides, 3, 3), in the world; (b, sides, 3)."""
    return (turned @ step[..., None])[..., 0]


def _bend_fingers(b: _Builder, hand: Numbers, wrist: Numbers) -> None:
    """All links of fingers and thumb; where nobody asks for them they stay with the hand."""
    if not b.fingers:
        b.put_digits(hand[:, :, None], wrist[:, :, None])
        return
    fingers = finger_links(b.poses, b.sides, hand, wrist)
    thumb = thumb_links(b.poses, b.sides, hand, wrist)
    b.put_digits(
        np.concatenate([fingers.rotation, thumb.rotation], axis=2),
        np.concatenate([fingers.origin, thumb.origin], axis=2),
    )


def _stand_legs(b: _Builder) -> None:
    sign, pelvis = b.sign, b.rotation[:, None, FRAME["pelvis"]]
    flexion, abduction, twist, knee_bend, dorsal, inversion, toes_up = b.angles(_LEG_JOINTS)
    # Soft tissue goes about half way with the thigh.
    about_front = about_x(sign * np.stack([abduction, 0.5 * abduction, -inversion]))
    about_side = about_y(
        np.stack([-flexion, -0.45 * flexion, -0.5 * flexion, knee_bend, -dorsal, -toes_up])
    )
    about_long = about_z(sign * np.stack([twist, 0.5 * twist]))
    apart = HIP_HALF_WIDTH + _THIGH_ASIDE * max(b.person.thighs - 1, 0.0)
    hip = b.origin[:, None, FRAME["pelvis"]] + _moved(pelvis, _mirrored(0.0, apart, 0.0))
    thigh = pelvis @ about_side[0] @ about_front[0] @ about_long[0]
    b.put_limb("thigh", thigh, hip)
    b.put_limb("glute", pelvis @ about_side[1] @ about_front[1], hip)
    b.put_limb("hipmid", pelvis @ about_side[2] @ about_front[1] @ about_long[1], hip)
    knee = hip - thigh[..., 2] * THIGH
    shank = thigh @ about_side[3]
    b.put_limb("shank", shank, knee)
    ankle = knee - shank[..., 2] * SHANK
    foot = shank @ about_side[4] @ about_front[2]
    b.put_limb("foot", foot, ankle)
    b.put_limb("toe", foot @ about_side[5], ankle + _moved(foot, _BALLS[b.person.feet]))
    if b.person.shod or not b.fingers:  # in shoes the toes go with the foot
        b.put_toes(foot[:, :, None], ankle[:, :, None])
    else:
        _bend_toes(b, foot, ankle)


def _bend_toes(b: _Builder, foot: Numbers, ankle: Numbers) -> None:
    """The arch, which brings the ball of the foot along, and all links of the toes."""
    arch = arch_links(b.poses, b.sides, foot, ankle)
    toes = toe_links(b.poses, b.sides, foot, arch.origin[:, :, -1], b.person.sole_m)
    b.put_toes(
        np.concatenate([arch.rotation, toes.rotation], axis=2),
        np.concatenate([arch.origin, toes.origin], axis=2),
    )
