"""Put a hand where it belongs: the shoulder and elbow of an arm, solved from geometry."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.data.holds import Direction, Grip
from clinic_app.figure.data.people import STANDARD, Person
from clinic_app.figure.pose.contact import UP
from clinic_app.figure.pose.girth import beside_m
from clinic_app.figure.pose.joints import INDEX, Numbers, limits
from clinic_app.figure.pose.landmarks import landmark_named, place
from clinic_app.figure.pose.rotation import about_x, about_z, unit
from clinic_app.figure.pose.skeleton import (
    DIGIT_FRAMES,
    FOREARM,
    FRAME,
    THORAX,
    UPPER_ARM,
    Frames,
    frames,
    with_arm,
)

_CLOSE_ENOUGH = 5e-4
_ROUNDS = 12
ELBOW_LOW_M = 0.045  # of the middle of an elbow that rests on the floor
_LEVEL = 1e-3  # where a circle lies level nothing turns an elbow higher
_ELBOW_OUT = 8.0  # per m that a trunk is broader: an elbow that hangs goes round it


@dataclass(frozen=True)
class Reached:
    """The pose with the arm in it, and how far the hand is from its target, in m."""

    pose: Numbers
    miss: float


def close_hand(pose: Numbers, side: str, grip: Grip) -> None:
    """Fingers and thumb as the grip has them, in place."""
    _set(pose, side, "curl", grip.curl)
    _set(pose, side, "thumb", grip.thumb)


def reach(
    pose: Numbers,
    side: str,
    target: Numbers,
    grip: Grip,
    person: Person = STANDARD,
    limb: Numbers | None = None,
) -> Reached:
    """Bring the grip's point of the hand to ``target`` (3,) m, changing that arm alone.

    Where a joint at its limit sends a round farther off, the next goes half the way.
    Fingers and thumb stay as they are. ``limb`` (3, 3) turns a grip that goes round a bone.
    """
    pose = pose.copy()
    point = f"{grip.point}_{side}"
    fingers = landmark_named(point, person)[0] in DIGIT_FRAMES
    solved = frames(pose, person, fingers=fingers)
    rotation = _hand_rotation(_turn_of(solved, grip, limb), side, grip)
    hand = FRAME[f"hand_{side}"]
    wrist = target - (place(solved, point) - solved.origin[0, hand])
    forward, aside, up = grip.elbow
    elbow = (forward, aside + (_ELBOW_OUT * beside_m(person) if up < 0 else 0.0), up)
    best, nearest, way = Reached(pose, np.inf), wrist, np.zeros(3)
    for _ in range(_ROUNDS):
        _bend(pose, side, wrist, solved, elbow)
        solved = with_arm(solved, pose, side, fingers=fingers)
        if rotation is not None:
            _turn_wrist(pose, side, solved, rotation)
            solved = with_arm(solved, pose, side, fingers=fingers)
        elif grip.palm is not None:
            _face_palm(pose, side, solved, _mirrored(grip.palm, side))
            solved = with_arm(solved, pose, side, fingers=fingers)
        off = target - place(solved, point)
        miss = float(np.linalg.norm(off))
        if miss < best.miss:
            best, nearest, way = Reached(pose.copy(), miss), solved.origin[0, hand].copy(), off
        else:
            way = way / 2
        if miss < _CLOSE_ENOUGH:
            break
        wrist = nearest + way
    return best


def _set(pose: Numbers, side: str, joint: str, degrees: float) -> None:
    name = f"{joint}_{side}"
    low, high = limits(name)
    pose[INDEX[name]] = min(max(degrees, low), high)


def _mirrored(direction: Direction, side: str) -> Numbers:
    return unit(np.array(direction) * (1.0, 1.0 if side == "l" else -1.0, 1.0))


def _turn_of(solved: Frames, grip: Grip, limb: Numbers | None) -> Numbers:
    """The rotation of the frame in which a grip's directions are told."""
    if grip.turns_with == "limb" and limb is not None:
        return limb
    return solved.rotation[0, THORAX] if grip.turns_with == "trunk" else np.eye(3)


def _hand_rotation(turn: Numbers, side: str, grip: Grip) -> Numbers | None:
    """The hand's rotation where both palm and fingers are given, else None."""
    if grip.palm is None or grip.fingers is None:
        return None
    along = turn @ _mirrored(grip.fingers, side)
    palm = turn @ _mirrored(grip.palm, side)
    palm = unit(palm - (palm @ along) * along)
    left = -palm if side == "l" else palm
    return np.stack([np.cross(left, -along), left, -along], 1)


def _bend(pose: Numbers, side: str, wrist: Numbers, solved: Frames, elbow: Direction) -> None:
    """Shoulder and elbow angles that bring the wrist to a point, the elbow to its side."""
    trunk = solved.rotation[0, THORAX]
    way = wrist - solved.origin[0, FRAME[f"uarm_{side}"]]
    most = (UPPER_ARM + FOREARM) * 0.9995
    distance = min(max(float(np.linalg.norm(way)), 0.08), most)
    ahead = unit(way)
    inside = (UPPER_ARM**2 + FOREARM**2 - distance**2) / (2 * UPPER_ARM * FOREARM)
    at_shoulder = (UPPER_ARM**2 + distance**2 - FOREARM**2) / (2 * UPPER_ARM * distance)
    out = trunk @ _mirrored(elbow, side)
    out = unit(out - (out @ ahead) * ahead)
    raised = np.arccos(np.clip(at_shoulder, -1, 1))
    above = float(solved.origin[0, FRAME[f"uarm_{side}"], 2]) - ELBOW_LOW_M
    out = _off_the_floor(out, ahead, above + UPPER_ARM * np.cos(raised) * ahead[2], raised)
    upper = -unit(ahead * np.cos(raised) + out * np.sin(raised))
    fore = unit(ahead * distance + UPPER_ARM * upper)
    forward = fore - (fore @ upper) * upper
    if np.linalg.norm(forward) < 1e-3:
        forward = np.cross(np.cross(upper, -out), upper)
    forward = unit(forward)
    local = trunk.T @ np.stack([forward, np.cross(upper, forward), upper], 1)
    _set_shoulder(pose, side, local)
    _set(pose, side, "elbow", 180.0 - float(np.degrees(np.arccos(np.clip(inside, -1, 1)))))


def _off_the_floor(out: Numbers, ahead: Numbers, height: float, raised: float) -> Numbers:
    """The way to the elbow, turned about the line from shoulder to wrist until it stays above.

    ``height`` is that of the middle of the elbow's circle over the lowest that it may be, m.
    """
    needed = -height / max(UPPER_ARM * float(np.sin(raised)), 1e-6)
    if out[2] >= needed:
        return out
    rise: Numbers = UP - ahead[2] * ahead
    steepest = float(np.linalg.norm(rise))
    if steepest < _LEVEL:
        return out
    rise = rise / steepest
    across = np.cross(ahead, rise).real
    aside = unit(across if float(across @ out) >= 0 else -across)
    turn = np.arccos(np.clip(needed / steepest, -1, 1))
    return rise * np.cos(turn) + aside * np.sin(turn)


def _set_shoulder(pose: Numbers, side: str, local: Numbers) -> None:
    """Flexion, abduction and rotation of the upper arm's rotation in the trunk."""
    sign = 1.0 if side == "l" else -1.0
    lift = float(np.arcsin(np.clip(-local[1, 2], -1, 1)))
    swing = float(np.arctan2(local[0, 2], local[2, 2]))
    turn = float(np.arctan2(local[1, 0], local[1, 1]))
    ways = ((swing, lift, turn), (swing + np.pi, np.pi - lift, turn + np.pi))
    found = [
        tuple(_wrapped(d) for d in (-np.degrees(a), sign * np.degrees(b), sign * np.degrees(c)))
        for a, b, c in ways
    ]
    names = [f"{joint}_{side}" for joint in ("sh_flex", "sh_abd", "sh_rot")]

    def outside(angles: tuple[float, ...]) -> float:
        return sum(
            max(0.0, limits(n)[0] - a, a - limits(n)[1]) for n, a in zip(names, angles, strict=True)
        )

    for name, angle in zip(names, min(found, key=outside), strict=True):
        pose[INDEX[name]] = angle


def _wrapped(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0


def _turn_wrist(pose: Numbers, side: str, solved: Frames, rotation: Numbers) -> None:
    sign = 1.0 if side == "l" else -1.0
    local = solved.rotation[0, FRAME[f"farm_{side}"]].T @ rotation
    bend = np.arcsin(np.clip(local[2, 1], -1, 1))
    _set(pose, side, "pron", -sign * float(np.degrees(np.arctan2(-local[0, 1], local[1, 1]))))
    _set(pose, side, "wrist", -sign * float(np.degrees(bend)))
    _set(pose, side, "wdev", -float(np.degrees(np.arctan2(-local[2, 0], local[2, 2]))))


_PRONATIONS = np.arange(-85.0, 86.0, 10.0)
_WRISTS = np.arange(-75.0, 76.0, 15.0)


def _face_palm(pose: Numbers, side: str, solved: Frames, palm: Numbers) -> None:
    """The turn of the forearm and wrist that faces the palm best, with as little as possible."""
    sign = 1.0 if side == "l" else -1.0
    fore = solved.rotation[0, FRAME[f"farm_{side}"]]
    turned = fore @ about_z(-sign * _PRONATIONS)[:, None] @ about_x(-sign * _WRISTS)[None]
    score = (-sign * turned[..., 1]) @ palm
    score -= np.abs(_WRISTS)[None] / 400 + np.abs(_PRONATIONS)[:, None] / 900
    best = np.unravel_index(int(score.argmax()), score.shape)
    _set(pose, side, "pron", float(_PRONATIONS[best[0]]))
    _set(pose, side, "wrist", float(_WRISTS[best[1]]))
