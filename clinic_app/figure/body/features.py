"""The lines drawn on the body that no edge gives: brows, eyes, mouth, ears, fingers, neckline."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from clinic_app.domain.look import Look
from clinic_app.figure.body.arm import FINGERS, SPLAY
from clinic_app.figure.body.modelling import SIGNS
from clinic_app.figure.body.surface import surface
from clinic_app.figure.joints import Numbers
from clinic_app.figure.skeleton import FRAME, Frames
from clinic_app.figure.splats import PART, Mask, Surface

_ABOVE = 0.0015
_FINE, _MEDIUM = 0.0022, 0.0036


@dataclass(frozen=True)
class Line:
    """A line on the surface.

    ``points`` (k, 3) in m, a little above the skin; ``width`` in m at the figure's own size;
    ``filled`` for a closed spot; ``part`` is the place in `PARTS` that it lies on.
    """

    points: Numbers
    width: float
    filled: bool
    part: int


def feature_lines(frames: Frames, look: Look) -> list[Line]:
    """All lines of the first pose of ``frames``, in no order."""
    return [*_face(frames, look), *_knees(frames, look), *_fingers(frames)]


def _placed(frames: Frames, bone: str, local: Numbers) -> Numbers:
    frame = FRAME[bone]
    return frames.origin[0, frame] + local @ frames.rotation[0, frame].T


def _face(frames: Frames, look: Look) -> list[Line]:
    return [
        Line(_placed(frames, "head", local), width, filled, PART["head"])
        for local, width, filled in _face_lines(surface_key(look))
    ]


def surface_key(look: Look) -> Look:
    """The part of a look that shapes the body."""
    return Look(build=look.build, hair=look.hair)


@lru_cache(maxsize=24)
def _face_lines(look: Look) -> tuple[tuple[Numbers, float, bool], ...]:
    """Brows, eyes and a small smile in the head's frame."""
    t = np.linspace(-1, 1, 11)
    round_ = np.linspace(0, 2 * np.pi, 17)
    lines: list[tuple[Numbers, float, bool]] = []
    for _, sign in SIGNS:
        brow = np.stack([sign * 0.031 + 0.0135 * t, 0.0985 + 0.005 * (1 - t**2)], -1)
        eye = np.stack([sign * 0.031 + 0.0044 * np.cos(round_), 0.074 + 0.006 * np.sin(round_)], -1)
        lines.append((_on_face(look, brow), _MEDIUM, False))
        lines.append((_on_face(look, eye), 0.0, True))
    smile = np.stack([0.018 * t, 0.004 - 0.004 * (1 - t**2)], -1)
    lines.append((_on_face(look, smile), _MEDIUM, False))
    return tuple(lines)


def _on_face(look: Look, points: Numbers) -> Numbers:
    body = surface(look)
    return _brought_forward(body, body.part[: len(body.frame)] == PART["head"], points)


def _brought_forward(body: Surface, chosen: Mask, points: Numbers) -> Numbers:
    """Points (k, 2) of y and z brought to the front of ellipsoids of one bone; (k, 3), m."""
    centre, radii = body.centre[chosen], body.radii[chosen]
    offset = (points[:, None, :] - centre[None, :, 1:]) / radii[None, :, 1:]
    left = 1 - (offset**2).sum(-1)
    ahead = np.where(left > 0, centre[:, 0] + radii[:, 0] * np.sqrt(np.maximum(left, 0)), -1.0)
    return np.concatenate([ahead.max(1, keepdims=True) + _ABOVE, points], axis=1)


def _knees(frames: Frames, look: Look) -> list[Line]:
    return [
        Line(_placed(frames, f"shank_{side}", local), _FINE, False, PART[f"shank_{side}"])
        for side, _ in SIGNS
        for local in _knee_lines(surface_key(look), side)
    ]


@lru_cache(maxsize=24)
def _knee_lines(look: Look, side: str) -> tuple[Numbers, ...]:
    """The lower edge of the kneecap: an arc on either side, in the shank's frame."""
    body = surface(look)
    angle = np.radians(np.linspace(18, 72, 9))
    arcs = [
        np.stack([sign * 0.026 * np.sin(angle), -0.004 - 0.033 * np.cos(angle)], -1)
        for _, sign in SIGNS
    ]
    chosen = body.frame == FRAME[f"shank_{side}"]
    return tuple(_brought_forward(body, chosen, arc) for arc in arcs)


def _fingers(frames: Frames) -> list[Line]:
    """Between neighbouring fingers, on the back and on the palm side."""
    lines: list[Line] = []
    for side, _ in SIGNS:
        for (one, _, _), (two, _, shorter) in pairwise(FINGERS):
            for face in (1.0, -1.0):
                points = _between(frames, side, (one + two) / 2, face, shorter)
                lines.append(Line(points, _FINE, False, PART[f"fingers_{side}"]))
    return lines


def _between(frames: Frames, side: str, x: float, face: float, shorter: float) -> Numbers:
    down = np.linspace(-0.002, 0.042, 8)
    spread = 1 + SPLAY * down
    near = np.stack([x * spread, np.full(8, face * 0.0075), -down], -1)
    down = np.linspace(0.004, 0.038 - shorter, 8)
    spread = 1 + SPLAY * (0.042 + down)
    far = np.stack([x * spread, np.full(8, face * 0.0068), -down], -1)
    return np.concatenate(
        [_placed(frames, f"fin1_{side}", near), _placed(frames, f"fin2_{side}", far)]
    )
