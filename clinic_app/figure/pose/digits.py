"""Fingers and thumb: where their links are, from the hand and the angles of their joints.

Distances are in m in the hand's frame, whose -z points to the fingertips and +x to the thumb.
"""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.data.anatomy import length_m, links_m
from clinic_app.figure.pose.joints import FINGERS, KNUCKLE_JOINTS, SIGNS, Numbers, sided_places
from clinic_app.figure.pose.rotation import about_x, about_y, about_z

PALM = length_m("hand") / 2  # wrist to knuckles
LINKS = np.array([links_m(finger) for finger in FINGERS])  # (fingers, links) m
THUMB_LINKS = links_m("thumb")

# Drawing choices: of each knuckle the place towards the thumb and beyond the palm's end, in m,
# and how far its finger stands apart at rest, in degrees towards the thumb.
KNUCKLES = np.array([[0.0288, -0.0010], [0.0098, 0.0030], [-0.0092, -0.0005], [-0.0266, -0.0085]])
_SPLAY = np.array([4.5, 1.2, -2.4, -6.5])
_ROLL = np.array([-2.0, 0.0, 2.0, 4.0])  # about themselves: bent, they come together
_SPREADS = np.array([1.0, 0.3, -0.35, -1.1])  # each finger's share of ``spread``
_CURLS = np.array([0.80, 0.88, 0.50])  # each joint's share of ``curl``
_CLOSED = 70.0, 0.15  # degrees at the knuckle where fingers lie side by side; what stays of splay

_THUMB_ROOT = np.array([0.0215, -0.0105, -0.0165])  # left hand
_THUMB_ASIDE, _THUMB_ROLL = 36.0, 45.0  # at rest: degrees from the palm's edge, about itself
_STANDS_OFF = 0.1  # degrees more from that edge per degree of opposition
_OPPOSES, _AT_EASE = 2.8, 20.0  # degrees of opposition per degree of ``thumb`` past its rest
_THUMB_SHARES = 0.10, 0.45, 0.55  # each joint's share of ``thumb``

FINGER_FRAMES = tuple(f"{finger}{link}" for finger in FINGERS for link in (1, 2, 3))
THUMB_FRAMES = ("thumb1", "thumb2", "thumb3")

_KNUCKLE_PLACES = np.stack(  # (fingers, joints, sides)
    [sided_places(*(f"{finger}_{joint}" for joint in KNUCKLE_JOINTS)) for finger in FINGERS]
)
_HAND_JOINTS = sided_places("curl", "spread")
_THUMB_JOINTS = sided_places("thumb", "thumb_opp", "thumb_abd", "thumb_mcp", "thumb_ip")


@dataclass(frozen=True)
class Links:
    """Frames of the links of hands for many poses: rotations (b, sides, links, 3, 3) and origins
    (b, sides, links, 3) in m."""

    rotation: Numbers
    origin: Numbers


def _knuckles() -> Numbers:
    return np.stack([KNUCKLES[:, 0], np.zeros(len(KNUCKLES)), -PALM - KNUCKLES[:, 1]], 1)


_KNUCKLES = _knuckles()
_ROLLED = about_z(SIGNS[:, None] * _ROLL)  # (sides, fingers, 3, 3)
_THUMB_ROLLED = about_z(-SIGNS * _THUMB_ROLL)
_THUMB_ROOTS = _THUMB_ROOT * np.stack([np.ones(2), SIGNS, np.ones(2)], 1)


def finger_links(poses: Numbers, sides: slice, hand: Numbers, wrist: Numbers) -> Links:
    """The links in the order of `FINGER_FRAMES`, all fingers of the sides at once.

    ``hand`` (b, sides, 3, 3) and ``wrist`` (b, sides, 3) are the frames of the hands.
    """
    curl, spread = poses[:, _HAND_JOINTS[:, sides]].transpose(1, 0, 2)
    single = poses[:, _KNUCKLE_PLACES[:, :, sides]].transpose(0, 3, 1, 2)
    flexed = single + curl[..., None, None] * _CURLS
    close, least = _CLOSED
    apart = _SPLAY + spread[..., None] * _SPREADS
    apart = apart * np.clip(1 - flexed[..., 0] / close, least, 1.0)
    origin = wrist[:, :, None] + np.einsum("bsij,fj->bsfi", hand, _KNUCKLES)
    rotation = hand[:, :, None] @ about_y(-apart) @ _ROLLED[sides]
    bends = about_x(-SIGNS[sides, None, None] * flexed)
    turned: list[Numbers] = []
    where: list[Numbers] = []
    for link in range(LINKS.shape[1]):
        rotation = rotation @ bends[..., link, :, :]
        turned.append(rotation)
        where.append(origin)
        origin = origin - rotation[..., 2] * LINKS[:, link, None]
    count = *hand.shape[:2], len(FINGER_FRAMES)
    return Links(
        np.stack(turned, axis=3).reshape(*count, 3, 3), np.stack(where, axis=3).reshape(*count, 3)
    )


def thumb_links(poses: Numbers, sides: slice, hand: Numbers, wrist: Numbers) -> Links:
    """The links in the order of `THUMB_FRAMES`, of the sides at once.

    In opposition the thumb goes round the hand's long axis as on a cone: from beside the palm to
    before it. So its pad comes to look at the pads of the fingers.
    """
    bent, opposed, abducted, *own = poses[:, _THUMB_JOINTS[:, sides]].transpose(1, 0, 2)
    sign = SIGNS[sides]
    over = opposed + _OPPOSES * np.maximum(bent - _AT_EASE, 0.0)
    aside = _THUMB_ASIDE + abducted + _STANDS_OFF * over
    turn = hand @ about_z(-sign * over) @ about_y(-aside) @ _THUMB_ROLLED[sides]
    bends = [share * bent for share in _THUMB_SHARES]
    bends = about_x(-sign * np.stack([bends[0], bends[1] + own[0], bends[2] + own[1]]))
    origin = wrist + (hand @ _THUMB_ROOTS[sides, :, None])[..., 0]
    turned: list[Numbers] = []
    where: list[Numbers] = []
    for bend, long in zip(bends, THUMB_LINKS, strict=True):
        turn = turn @ bend
        turned.append(turn)
        where.append(origin)
        origin = origin - turn[..., 2] * long
    return Links(np.stack(turned, axis=2), np.stack(where, axis=2))
