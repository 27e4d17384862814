"""The lines of the face but the eyes: brows, nose, mouth, glasses, the lines of age."""

from collections.abc import Callable

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.modelling import SIGNS
from clinic_app.figure.body.on_skin import ANYWHERE, FINE, MEDIUM, Drawn, brought_out, on, part_of
from clinic_app.figure.ellipsoid_set import Surface
from clinic_app.figure.pose.joints import Numbers

_HAIRLINE, _RIM = 0.0013, 0.0024
_GLASS = 0.0190, 0.0152  # half a glass: breadth, height
_GLASSES_AHEAD = 0.092  # m ahead of the head's joint at least

_Lay = Callable[[Numbers, float], Drawn]


def face_lines(body: Surface, look: Look, *, fine: bool, mouth: bool = True) -> list[Drawn]:
    """The lines of a face but the eyes; ``fine`` draws those of age too, ``mouth`` a closed one."""
    head = part_of(body, "head")

    def lay(points: Numbers, width: float) -> Drawn:
        return on("head", brought_out(body, head, points), width, "head")

    closed = _mouth(lay, fine=fine) if mouth else []
    drawn = [_nose(body), *closed, *(_glasses(body) if look.glasses else ())]
    for _, sign in SIGNS:
        drawn.append(_brow(lay, look, sign))
        if fine and look.age == "older":
            drawn += _age_lines(lay, sign)
    return drawn


def _brow(lay: _Lay, look: Look, sign: float) -> Drawn:
    """A woman's is thinner and rises more."""
    woman = look.figure == "woman"
    t, high = np.linspace(-1, 1, 11), 0.0050 if woman else 0.0040
    points = np.stack([sign * (0.0315 + 0.0135 * t), 0.0995 + high * (1 - t**2) + 0.001 * t], -1)
    return lay(points, FINE if woman else MEDIUM)


def _nose(body: Surface) -> Drawn:
    """The underside of the tip, between the wings."""
    t = np.linspace(-1, 1, 13)
    tip = np.stack([0.0105 * t, 0.0440 - 0.0040 * (1 - np.abs(t) ** 2.2)], -1)
    return on("head", brought_out(body, part_of(body, "nose"), tip), FINE, ANYWHERE)


def _mouth(lay: _Lay, *, fine: bool) -> list[Drawn]:
    """A friendly smile, in a large picture with the shade of the lower lip."""
    t = np.linspace(-1, 1, 13)
    smile = np.stack([0.0215 * t, 0.0060 - 0.0076 * (1 - t**2) ** 1.15], -1)
    lip = np.stack([0.0085 * t, -0.0105 - 0.0014 * (1 - t**2)], -1)
    return [lay(smile, MEDIUM), *([lay(lip, _HAIRLINE)] if fine else ())]


def _age_lines(lay: _Lay, sign: float) -> list[Drawn]:
    """From the nose to the mouth, beside and below the eye, on the forehead."""
    t = np.linspace(0, 1, 9)
    lines = [
        np.stack([0.0185 + 0.0125 * t**0.8, 0.034 - 0.034 * t], -1),
        *(np.stack([0.0475 + 0.007 * t, 0.074 + rise * t], -1) for rise in (0.004, -0.001, -0.006)),
        np.stack([0.024 + 0.016 * t, 0.0605 - 0.0035 * np.sin(np.pi * t)], -1),
        np.stack([0.003 + 0.028 * t, 0.126 + 0.002 * np.sin(np.pi * t)], -1),
    ]
    return [lay(line * (sign, 1), _HAIRLINE) for line in lines]


def _glasses(body: Surface) -> list[Drawn]:
    """Two glasses, their bridge over the nose, and the bows to the ears."""
    head, t, turn = part_of(body, "head"), np.linspace(0, 1, 9), np.linspace(0, 2 * np.pi, 33)
    drawn: list[Drawn] = []
    for _, sign in SIGNS:
        round_ = np.stack([np.cos(turn), np.sin(turn)], -1)
        shape = np.sign(round_) * np.abs(round_) ** 0.82 * _GLASS
        rim = brought_out(body, head, shape + np.array([sign * 0.0315, 0.072]))
        rim[:, 0] = np.maximum(rim[:, 0], _GLASSES_AHEAD)
        bow = np.stack([0.090 - 0.088 * t, sign * (0.051 + 0.021 * t), 0.077 + 0 * t], -1)
        drawn += [on("head", rim, _RIM, ANYWHERE), on("head", bow, _RIM, ANYWHERE)]
    bow = 1 - (2 * t - 1) ** 2
    bridge = np.stack([0.106 + 0.002 * bow, 0.025 * t - 0.0125, 0.075 + 0.003 * bow], -1)
    return [*drawn, on("head", bridge, _RIM, ANYWHERE)]
