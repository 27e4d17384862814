"""An open mouth: its dark inside between two lips, and the upper teeth."""

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.features import Line, on_bone
from clinic_app.figure.body.on_skin import FINE, MEDIUM
from clinic_app.figure.ellipsoid_set import PART
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, Frames

_CLOSED_DEG = 2.5  # a mouth that is open less is drawn closed
_HALF_M = 0.0200  # of its breadth; wide open it is narrower. Drawing choices, as all here.
_UPPER_M, _LOWER_M = 0.0030, -0.0030  # where the lips end, up the face
_TEETH_M = (0.0150, 0.0065)  # half the breadth of the upper teeth, and their height
_TEETH_DEG = 7.0  # opened less, no teeth show


def opened_deg(frames: Frames) -> float:
    """How far the mouth of the first pose is open."""
    jaw = frames.rotation[0, FRAME["head"]].T @ frames.rotation[0, FRAME["jaw"]]
    return float(np.degrees(np.arctan2(jaw[0, 2], jaw[2, 2])))


def is_open(frames: Frames) -> bool:
    """Whether the mouth of the first pose is drawn open."""
    return opened_deg(frames) > _CLOSED_DEG


def mouth_lines(frames: Frames, look: Look, *, large: bool) -> list[Line]:
    """What an open mouth shows, from back to front; nothing of a closed one."""
    if not is_open(frames):
        return []
    upper, lower = _lips(frames, look)
    ring = np.vstack([upper, lower[::-1], upper[:1]])
    found = [_line(ring, "mouth")]
    if large and opened_deg(frames) > _TEETH_DEG:
        found.append(_line(_teeth(frames, look), "white"))
    return [*found, _line(upper, "", MEDIUM), _line(lower, "", FINE)]


def _line(points: Numbers, tone: str, width: float = 0.0) -> Line:
    return Line(points, width, bool(tone), PART["head"], tone or "ink")


def _lips(frames: Frames, look: Look) -> tuple[Numbers, Numbers]:
    """Their edges from corner to corner; the corners go half way with the jaw."""
    t = np.linspace(-1.0, 1.0, 17)
    half = _HALF_M * (1 - opened_deg(frames) / 150)
    bow = np.sqrt(1 - t**2)
    across = half * t
    upper = on_bone(frames, look, "head", np.stack([across, _UPPER_M * bow], -1))
    lower = on_bone(frames, look, "jaw", np.stack([across, _LOWER_M * bow], -1))
    middle = (upper + lower) / 2
    share = bow[:, None] ** 0.8
    return middle + (upper - middle) * share, middle + (lower - middle) * share


def _teeth(frames: Frames, look: Look) -> Numbers:
    half, high = _TEETH_M
    t = np.linspace(-1.0, 1.0, 9)
    top = np.stack([half * t, _UPPER_M * np.sqrt(1 - (0.8 * t) ** 2) - 0.001], -1)
    low = np.stack([half * 0.94 * t, _UPPER_M - high * (1 - 0.25 * t**2)], -1)[::-1]
    return on_bone(frames, look, "head", np.vstack([top, low, top[:1]]))
