"""Lines of the hand: between fingers seen from afar; nails, creases and the palm close up."""

import numpy as np

from clinic_app.figure.body.hand import THICK
from clinic_app.figure.body.on_skin import FINE, Drawn, Y, brought_out, on
from clinic_app.figure.ellipsoid_set import Surface
from clinic_app.figure.pose.digits import KNUCKLES, LINKS, THUMB_LINKS
from clinic_app.figure.pose.joints import FINGERS, Numbers
from clinic_app.figure.pose.skeleton import FRAME

_HAIRLINE = 0.0011


def finger_lines(body: Surface, side: str, sign: float, *, fine: bool) -> list[Drawn]:
    """All lines of one hand; ``fine`` for a surface that tells single fingers apart."""
    return _single_fingers(body, side, sign) if fine else _fingers(side)


def _fingers(side: str) -> list[Drawn]:
    """Between neighbouring fingers, on the back and on the palm side."""
    gaps = range(len(FINGERS) - 1)
    return [_between(side, number, face) for number in gaps for face in (1.0, -1.0)]


def _between(side: str, number: int, face: float) -> Drawn:
    """Along the links of the finger nearer to the thumb, as far as the shorter of both goes."""
    finger, after = FINGERS[number], FINGERS[number + 1]
    aside = float(KNUCKLES[number + 1, 0] - KNUCKLES[number, 0]) / 2
    points: list[Numbers] = []
    for link in range(3):
        long = float(min(LINKS[number, link], LINKS[number + 1, link]))
        down = np.linspace(0.002, long * (0.95 if link < 2 else 0.5), 6)
        height = face * THICK[after][link] * 0.80
        across = np.full(6, aside * (1 - 0.12 * link))
        points.append(np.stack([across, np.full(6, height), -down], -1))
    bones = np.repeat([FRAME[f"{finger}{link}_{side}"] for link in (1, 2, 3)], 6)
    return Drawn(bones, np.concatenate(points), FINE, f"fingers_{side}")


def _single_fingers(body: Surface, side: str, sign: float) -> list[Drawn]:
    """Nails, creases over the joints, folds on the palm side, the lines of the palm."""
    fingers = [
        line
        for number, finger in enumerate(FINGERS)
        for line in (_finger_nail(side, sign, number), *_creases(side, sign, finger))
    ]
    return [
        *fingers,
        _thumb_nail(side, sign),
        *_thumb_creases(side, sign),
        *_palm(body, side, sign),
    ]


def _finger_nail(side: str, sign: float, number: int) -> Drawn:
    finger, long = FINGERS[number], float(LINKS[number, 2])
    return _nail(f"{finger}3_{side}", f"{finger}_{side}", sign, THICK[finger][3], 0.63 * long)


def _thumb_nail(side: str, sign: float) -> Drawn:
    return _nail(f"thumb3_{side}", f"thumb_{side}", sign, 0.0092, 0.66 * THUMB_LINKS[2])


def _nail(bone: str, part: str, sign: float, thick: float, middle: float) -> Drawn:
    """The folds round a nail, open to the tip; ``middle`` is its middle from the joint in m."""
    turn = np.linspace(-0.12 * np.pi, 1.12 * np.pi, 17)
    x, down = 0.66 * thick * np.cos(turn), middle - 0.78 * thick * np.sin(turn)
    points = np.stack([x, np.full(17, sign * thick * 0.97), -down], -1)
    return Drawn(np.full(17, FRAME[bone]), points, _HAIRLINE, part)


def _creases(side: str, sign: float, finger: str) -> list[Drawn]:
    """Two on the back of each joint, one before it."""
    part = f"{finger}_{side}"
    return [
        line
        for link in (2, 3)
        for line in _of_joint(f"{finger}{link}_{side}", part, sign, THICK[finger][link - 1])
    ]


def _thumb_creases(side: str, sign: float) -> list[Drawn]:
    return _of_joint(f"thumb3_{side}", f"thumb_{side}", sign, 0.0109)


def _of_joint(bone: str, part: str, sign: float, thick: float) -> list[Drawn]:
    t = np.linspace(-1, 1, 9)
    back, front = sign * (thick + 0.0002), -sign * (thick + 0.0009)
    found: list[Drawn] = []
    for wide, y, shift in ((0.48, back, 0.0017), (0.48, back, -0.0017), (0.66, front, 0.0)):
        down = shift + 0.0006 * t**2 * np.sign(shift)
        points = np.stack([wide * thick * t, np.full(9, y), down], -1)
        found.append(Drawn(np.full(9, FRAME[bone]), points, _HAIRLINE, part))
    return found


def _palm(body: Surface, side: str, sign: float) -> list[Drawn]:
    """Round the ball of the thumb, and across below the fingers."""
    bone = f"hand_{side}"
    t = np.linspace(0, 1, 15)
    ball = np.stack([0.030 - 0.032 * np.sin(0.5 * np.pi * t) ** 0.8, -0.062 + 0.050 * t], -1)
    across = np.stack([0.012 - 0.046 * t, -0.082 + 0.018 * t**2], -1)
    chosen = body.frame == FRAME[bone]
    return [
        on(bone, brought_out(body, chosen, line, axis=Y, sign=-sign), _HAIRLINE, bone)
        for line in (ball, across)
    ]
