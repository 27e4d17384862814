"""The eyes: a dot in a small picture, lids and iris in a large one; both follow the gaze."""

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.features import Line, on_face
from clinic_app.figure.ellipsoid_set import PART
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import Frames

# Of the left eye, in m across and up the face; all are drawing choices.
_MIDDLE = np.array([0.031, 0.074])
_DOT = np.array([0.0050, 0.0066])
_LIDS = np.array([0.0122, 0.0066])  # half the width of the open eye, half its height
_LOWER = 0.85  # of the upper lid's height
_IRIS, _PUPIL = 0.0050, 0.0023
_UPPER_LINE, _LOWER_LINE = 0.0028, 0.0015
_SUNK = 0.0052  # how far the middle of a closed lid hangs down
_TRAVEL = np.array([0.0062, 0.0050])  # how far an eye that is turned by 35 and 30 degrees moves
_DOT_TRAVEL = np.array([0.0052, 0.0042])
_FULL_DEG = np.array([35.0, 30.0])

Gaze = tuple[float, float]  # degrees to the left and up, from where the face looks


def eye_lines(
    frames: Frames, look: Look, gaze: Gaze, eyes: str = "open", *, large: bool
) -> list[Line]:
    """The lines and spots of both eyes of the first pose, from back to front.

    ``eyes`` are ``open`` or ``closed``.
    """
    turned = np.sin(np.radians(gaze)) / np.sin(np.radians(_FULL_DEG))
    if eyes == "closed":
        lids = [on_face(frames, look, _closed(sign)) for sign in (1.0, -1.0)]
        return [Line(lid, _UPPER_LINE, False, PART["head"]) for lid in lids]
    return [
        Line(on_face(frames, look, points), width, bool(tone), PART["head"], tone or "ink")
        for sign in (1.0, -1.0)
        for points, width, tone in (_open(sign, turned) if large else _dot(sign, turned))
    ]


def _dot(sign: float, turned: Numbers) -> list[tuple[Numbers, float, str]]:
    """A dark spot, as it has to be told in a small picture."""
    return [(_middle(sign) + turned * _DOT_TRAVEL + _circle() * _DOT, 0.0, "ink")]


def _closed(sign: float) -> Numbers:
    """The upper lid down on the lower one."""
    t = np.linspace(-1.0, 1.0, 15)
    return _middle(sign) + np.stack([t * _LIDS[0], -_SUNK * (1 - t**2)], -1)


def _open(sign: float, turned: Numbers) -> list[tuple[Numbers, float, str]]:
    """The white between the lids, iris and pupil as far as the lids leave them, both lids."""
    upper, lower = _lids()
    spots = [("white", np.vstack([upper, lower[1:], upper[:1]]))]
    for tone, radius in (("iris", _IRIS), ("ink", _PUPIL)):
        spots.append((tone, _between_lids(turned * _TRAVEL + radius * _circle())))
    lines = [(upper, _UPPER_LINE), (lower, _LOWER_LINE)]
    at = _middle(sign)
    return [
        *((at + ring, 0.0, tone) for tone, ring in spots),
        *((at + line, width, "") for line, width in lines),
    ]


def _middle(sign: float) -> Numbers:
    return _MIDDLE * (sign, 1.0)


def _circle() -> Numbers:
    turn = np.linspace(0, 2 * np.pi, 25)
    return np.stack([np.cos(turn), np.sin(turn)], -1)


def _height(across: Numbers) -> Numbers:
    """How far the upper lid is from the line between the corners of the eye."""
    return _LIDS[1] * np.maximum(1 - (across / _LIDS[0]) ** 2, 0.0) ** 0.75


def _lids() -> tuple[Numbers, Numbers]:
    """The upper lid from one corner to the other, the lower one back."""
    across = np.linspace(-_LIDS[0], _LIDS[0], 21)
    upper = np.stack([across, _height(across)], -1)
    return upper, upper[::-1] * (1.0, -_LOWER)


def _between_lids(ring: Numbers) -> Numbers:
    across = np.clip(ring[:, 0], -_LIDS[0], _LIDS[0])
    most = _height(across)
    return np.stack([across, np.clip(ring[:, 1], -_LOWER * most, most)], -1)
