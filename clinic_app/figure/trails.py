"""The ways that a panel's arrows follow, from what its figure says and how the body moved."""

import numpy as np

from clinic_app.figure.ellipsoid_set import EllipsoidSet, reach_along
from clinic_app.figure.pose.arrow_words import WAYS, ArrowWords
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import landmark, landmark_named, place
from clinic_app.figure.pose.posing import Solved
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import DIGIT_FRAMES, Frames, frames
from clinic_app.figure.render.view import view_of
from clinic_app.figure.scene import Camera, Way

_STEPS = 13  # points of a way
_ARC = 4 * _STEPS  # points of an arc
_STAYS = 0.002, 0.15  # m, and share of the longest way: a point that moves less has no arrow
_SEEN = 0.06  # m: a point that moves farther has one beside any longer way
_SWING_DEG = 60.0  # of an arc whose bone turned
_RING_DEG = -250.0, 60.0  # a circle with a gap at its front left
_PUSH_M, _CLEAR = 0.16, 0.25  # a push's length; the share of it left between its head and the skin
_LEAST_TURN_DEG = 30.0  # of an arc round a bone that turned less
_CROWN = "crown"
_OVER_HAIR_M = 0.012  # between hair and an arc round the head
_OPEN = 0.42  # the least share of its width that a round arc shows as height


def way_of(first: Solved, second: Solved, name: str) -> Numbers:
    """The way of a landmark from one panel to another; (points, 3) m."""
    shares = np.linspace(0.0, 1.0, _STEPS)[:, None]
    poses, person = first.pose + (second.pose - first.pose) * shares, second.task.person
    fingers = landmark_named(name, person)[0] in DIGIT_FRAMES
    return landmark(frames(poses, person, fingers=fingers), name)


def followed_by(
    arrows: tuple[ArrowWords, ...], before: Solved, after: Solved
) -> list[tuple[ArrowWords, Numbers]]:
    """The arrows whose landmark moves far enough beside the others, and their ways (points, 3)."""
    moving = [a for a in arrows if a.follows_a_way]
    ways = [way_of(before, after, arrow.landmark) for arrow in moving]
    far = [float(np.linalg.norm(way[-1] - way[0])) for way in ways]
    least = max(_STAYS[0], min(_STAYS[1] * max(far, default=0.0), _SEEN))
    return [
        (arrow, way) for arrow, way, length in zip(moving, ways, far, strict=True) if length > least
    ]


def trails(
    arrows: tuple[ArrowWords, ...],
    before: Solved,
    after: Solved,
    camera: Camera,
    hair: EllipsoidSet | None = None,
) -> tuple[Way, ...]:
    """What each arrow of a panel follows; nothing for what hardly moves beside the others.

    An arc round the head goes over its ``hair``, too, as it is afterwards.
    """
    followed = followed_by(arrows, before, after)
    found = [Way(way, heads=2 if arrow.kind == "double" else 1) for arrow, way in followed]
    for arrow in arrows:
        if not arrow.follows_a_way:
            points = _still(arrow, before.frames, after.frames, camera)
            if arrow.kind == "around" and arrow.landmark == _CROWN and hair is not None:
                points = points + _over(points, hair, before.frames, camera)
            found.append(Way(points, still=True))
    return tuple(found)


def _still(arrow: ArrowWords, before: Frames, after: Frames, camera: Camera) -> Numbers:
    """The points (k, 3) of an arrow that stands where its words put it."""
    match arrow.kind:
        case "turn":
            return _turn(arrow, before, after, camera)
        case "around":
            return _around(arrow, before, after, camera)
        case "ring":
            return _ring(arrow, after)
        case _:
            return _straight(arrow, after)


def _turn(arrow: ArrowWords, before: Frames, after: Frames, camera: Camera) -> Numbers:
    radius, *degrees = arrow.numbers
    if len(degrees) < 2:
        middle = degrees[0] if degrees else 90.0
        half = _SWING_DEG / 2 * _sense(arrow.landmark, before, after, camera)
        degrees = [middle - half, middle + half]
    turn = np.radians(np.linspace(degrees[0], degrees[1], _ARC))[:, None]
    right, down, _ = view_of(camera).matrix
    return place(after, arrow.landmark) + radius * (np.cos(turn) * right - np.sin(turn) * down)


def _sense(landmark: str, before: Frames, after: Frames, camera: Camera) -> float:
    """1 where the landmark's bone turned against the clock in the picture, else -1."""
    bone, _ = landmark_named(landmark)
    turned = after.rotation[0, bone] @ before.rotation[0, bone].T
    axis = turned[[2, 0, 1], [1, 2, 0]] - turned[[1, 2, 0], [2, 0, 1]]
    return -1.0 if float(view_of(camera).depth(axis)) > 0 else 1.0


def _around(arrow: ArrowWords, before: Frames, after: Frames, camera: Camera) -> Numbers:
    """Over the landmark, in front of the bone as it was, as far as the bone turned since.

    Where the arc would be seen from its edge it is tipped, so that it reads as going round.
    """
    bone, _ = landmark_named(arrow.landmark)
    own = before.rotation[0, bone]
    ahead = own.T @ after.rotation[0, bone][:, 0]
    angle = float(np.arctan2(ahead[1], ahead[0]))
    half = max(abs(angle), np.radians(_LEAST_TURN_DEG)) / 2 * (-1.0 if angle < 0 else 1.0)
    turn = np.linspace(angle / 2 - half, angle / 2 + half, _ARC)
    arc = np.stack([np.cos(turn), np.sin(turn), np.zeros(_ARC)], 1) @ own.T
    towards, axis = -view_of(camera).matrix[2], own[:, 2]
    seen = float(axis @ towards)
    nearer = arc @ towards
    tip = max(0.0, _OPEN - abs(seen)) * (1.0 if seen >= 0 else -1.0)
    radius, up = (*arrow.numbers, 0.0)[:2]
    return place(before, arrow.landmark) + radius * (arc - tip * np.outer(nearer, axis)) + up * axis


def _over(points: Numbers, hair: EllipsoidSet, before: Frames, camera: Camera) -> Numbers:
    """The way (3,) that brings an arc above hair that it would cross in the picture: a bun."""
    up = before.rotation[0, landmark_named(_CROWN)[0], :, 2]
    towards = view_of(camera).matrix[2]
    on_paper = up - (up @ towards) * towards
    share = float(np.linalg.norm(on_paper))
    if share < _OPEN or not len(hair.centre):
        return np.zeros(3)
    top = float(reach_along(hair, on_paper / share)[1].max())
    lowest = float((points @ on_paper).min()) / share
    return max(0.0, top + _OVER_HAIR_M - lowest) / share * up


def _ring(arrow: ArrowWords, after: Frames) -> Numbers:
    radius, up = (*arrow.numbers, 0.0)[:2]
    turn = np.radians(np.linspace(*_RING_DEG, _ARC))
    circle = np.stack([np.cos(turn), np.sin(turn), np.zeros(_ARC)], 1)
    return place(after, arrow.landmark) + radius * circle + (0.0, 0.0, up)


def _straight(arrow: ArrowWords, after: Frames) -> Numbers:
    """A straight way that ends a little before the landmark, or begins a little after it."""
    point = place(after, arrow.landmark)
    way = np.array(WAYS[arrow.way]) if arrow.way in WAYS else place(after, arrow.way) - point
    length = arrow.numbers[0] if arrow.numbers else _PUSH_M
    shares = np.linspace(_CLEAR, 1.0 + _CLEAR, _STEPS)[:, None]
    if arrow.kind == "press":
        shares = shares[::-1] * -1
    return point + shares * length * unit(way)
