"""The lines drawn on the body that no edge gives: face, ears, kneecaps, fingers, feet."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.face import face_lines
from clinic_app.figure.body.finger_lines import finger_lines
from clinic_app.figure.body.foot_lines import foot_lines
from clinic_app.figure.body.helper import helper_lines
from clinic_app.figure.body.modelling import SIGNS
from clinic_app.figure.body.on_skin import FINE, Drawn, Y, brought_out, on, part_of
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART, Mask, Surface
from clinic_app.figure.pose.helper import HelperArm
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, Frames


@dataclass(frozen=True)
class Line:
    """A line on the surface.

    ``points`` (k, 3) in m, a little above the skin; ``width`` in m at the figure's own size;
    ``filled`` for a closed spot of a ``tone`` (``ink``, ``white``, ``iris``, ``mouth``); ``part``
    is the place in `PARTS` that it lies on, -1 where it lies in front of whatever is there.
    """

    points: Numbers
    width: float
    filled: bool
    part: int
    tone: str = "ink"


def feature_lines(
    frames: Frames,
    look: Look,
    *,
    fine: bool = False,
    fingers: bool = False,
    mouth: bool = True,
) -> list[Line]:
    """All lines of the first pose of ``frames`` but the eyes; ``fine`` those of a close-up.

    ``fingers``: each with lines of its own, as on the surface that is fine. ``mouth``: it is
    closed.
    """
    return [_posed(line, frames) for line in _drawn(look.shape, fine, fingers, mouth)]


def helping_lines(arm: HelperArm) -> list[Line]:
    """The lines of a hand of somebody who helps."""
    return [_posed(line, arm.frames) for line in helper_lines(arm.side)]


def _posed(line: Drawn, frames: Frames) -> Line:
    turned = frames.rotation[0, line.frame]
    points = frames.origin[0, line.frame] + np.einsum("kij,kj->ki", turned, line.points)
    return Line(points, line.width, False, PART.get(line.part, -1))


@lru_cache(maxsize=24)
def _drawn(look: Look, fine: bool, fingers: bool, mouth: bool) -> tuple[Drawn, ...]:
    body = surface(look, fine=fingers)
    sided = [
        line
        for side, sign in SIGNS
        for line in (
            _ear(body, sign),
            *(_knee(body, side) if look.wear == "shorts" else ()),
            *foot_lines(body, look.feet, side, sign, fine=fingers),
            *finger_lines(body, side, sign, fine=fingers),
        )
    ]
    return (*face_lines(body, look, fine=fine, mouth=mouth), *_hair(body, look.hair), *sided)


def on_face(frames: Frames, look: Look, points: Numbers) -> Numbers:
    """Places (k, 2), across and up the face in m, on the skin of the first pose; (k, 3) m."""
    return on_bone(frames, look, "head", points)


def on_bone(frames: Frames, look: Look, bone: str, points: Numbers) -> Numbers:
    """The same, going with the head or with the jaw."""
    body, frame = surface(look.shape), FRAME[bone]
    local = brought_out(body, part_of(body, "head"), points)
    return frames.origin[0, frame] + local @ frames.rotation[0, frame].T


def _ear(body: Surface, sign: float) -> Drawn:
    """The fold inside the rim of the ear."""
    turn = np.radians(np.linspace(20, 235, 13))
    fold = np.stack([-0.0085 + 0.0105 * np.cos(turn), 0.060 + 0.0155 * np.sin(turn)], -1)
    points = brought_out(body, part_of(body, "ear") & _side(body, sign), fold, axis=Y, sign=sign)
    return on("head", points, FINE, "ear")


def _hair(body: Surface, style: str) -> list[Drawn]:
    """The coil of a bun and the strands of long hair, as seen from behind."""
    strands: list[Numbers] = []
    if style == "bun":
        t = np.linspace(0.0, 1.0, 33)
        turn, wide = 3.2 * np.pi * t, 0.008 + 0.026 * t
        strands = [np.stack([wide * np.cos(turn), 0.208 + wide * np.sin(turn)], -1)]
    elif style == "long":
        down = np.linspace(0.0, 1.0, 15)
        strands = [
            np.stack([across * (0.7 + 0.5 * down**2), 0.125 - length * down], -1)
            for across, length in ((-0.040, 0.15), (-0.012, 0.11), (0.016, 0.16), (0.044, 0.12))
        ]
    hair = part_of(body, "hair")
    return [
        on("head", brought_out(body, hair, strand, sign=-1.0), FINE, "hair") for strand in strands
    ]


def _side(body: Surface, sign: float) -> Mask:
    return sign * body.centre[:, Y] > 0


def _knee(body: Surface, side: str) -> list[Drawn]:
    """The lower edge of the kneecap: an arc on either side of it."""
    bone = f"shank_{side}"
    turn = np.radians(np.linspace(18, 72, 9))
    return [
        on(bone, brought_out(body, body.frame == FRAME[bone], arc), FINE, bone)
        for _, sign in SIGNS
        for arc in [np.stack([sign * 0.026 * np.sin(turn), -0.004 - 0.033 * np.cos(turn)], -1)]
    ]
