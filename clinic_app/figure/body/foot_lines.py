"""Lines of the foot: laces of a shoe; of a bare foot nails, the gaps of the toes, ankle bones."""

import numpy as np

from clinic_app.figure.body.foot import ANKLE_BONES, TOE_THICK
from clinic_app.figure.body.on_skin import FINE, Drawn, Z, brought_out, on
from clinic_app.figure.data.anatomy import toe
from clinic_app.figure.ellipsoid_set import Surface
from clinic_app.figure.pose.joints import TOES, Numbers
from clinic_app.figure.pose.skeleton import FRAME, SHANK
from clinic_app.figure.pose.toes import FOOT_HEIGHT, TOE_LINKS

_HAIRLINE = 0.0011
_BONE_LINE = 0.0016
_GAP = 0.0014
_ROUND_BONE = (-15, 95)  # degrees of the arc below and behind an ankle bone
_NAIL_BROAD, _NAIL_LONG = 0.66, 0.72  # of the toe's half width, and of half its last link


def foot_lines(body: Surface, feet: str, side: str, sign: float, *, fine: bool) -> list[Drawn]:
    """All lines of one foot in what it wears; ``fine`` where single toes are told apart."""
    if feet == "bare":
        toes = _nails(side) if fine else _gaps(side)
        return [*toes, *_ankle_bones(side, sign)]
    return _laces(body, side, sign) if feet == "shoes" else []


def _laces(body: Surface, side: str, sign: float) -> list[Drawn]:
    """Three laces over the instep."""
    bone, t = f"foot_{side}", np.linspace(-1, 1, 7)
    laces: list[Drawn] = []
    for ahead in (0.044, 0.060, 0.076):
        across = np.stack([ahead - 0.003 * t**2, sign * 0.002 + 0.014 * t], -1)
        points = brought_out(body, body.frame == FRAME[bone], across, axis=Z)
        laces.append(on(bone, points, FINE, bone))
    return laces


def _nails(side: str) -> list[Drawn]:
    """The folds round each nail, open to the tip."""
    return [_nail(side, number, name) for number, name in enumerate(TOES)]


def _nail(side: str, number: int, name: str) -> Drawn:
    thick, long = TOE_THICK[name][2], float(TOE_LINKS[number, 1])
    broad = (1.22 if name == "hallux" else 1.0) * thick * _NAIL_BROAD
    turn = np.linspace(-0.62 * np.pi, 0.62 * np.pi, 17)
    across = broad * np.sin(turn)
    ahead = long - 0.30 * thick - _NAIL_LONG * thick * (1 + 0.9 * np.cos(turn))
    high = thick * (1.03 - 0.28 * np.sin(turn) ** 2)
    points = np.stack([ahead, across, high], -1)
    return Drawn(np.full(17, FRAME[f"{name}.2_{side}"]), points, _HAIRLINE, f"{name}_{side}")


def _gaps(side: str) -> list[Drawn]:
    """Between neighbouring toes, seen from afar: along the one nearer to the big toe."""
    return [_gap(side, number) for number in range(len(TOES) - 1)]


def _gap(side: str, number: int) -> Drawn:
    name, after = TOES[number], TOES[number + 1]
    apart = toe(after).aside - toe(name).aside
    share = TOE_THICK[name][0] / (TOE_THICK[name][0] + TOE_THICK[after][0])
    aside = apart * share * (1.0 if side == "l" else -1.0)
    points: list[Numbers] = []
    for link, ends in enumerate(((0.25, 1.0), (0.0, 0.75))):
        long = min(float(TOE_LINKS[number, link]), float(TOE_LINKS[number + 1, link]))
        ahead = np.linspace(*ends, 6) * long
        high = np.full(6, TOE_THICK[after][link] * 0.8)
        points.append(np.stack([ahead, np.full(6, aside), high], -1))
    bones = np.repeat([FRAME[f"{name}.{link}_{side}"] for link in (1, 2)], 6)
    return Drawn(bones, np.concatenate(points), _GAP, f"toes_{side}")


def _ankle_bones(side: str, sign: float) -> list[Drawn]:
    """An arc below and behind each ankle bone."""
    bone, turn = f"shank_{side}", np.radians(np.linspace(*_ROUND_BONE, 11))
    lines: list[Drawn] = []
    for spot in ANKLE_BONES:
        x, y, z = spot.at
        deep, wide, tall = spot.radii
        across = 0.80
        points = np.stack(
            [
                x - across * deep * np.sin(turn),
                np.full(11, sign * (y + np.sign(y) * 0.66 * wide)),
                z - FOOT_HEIGHT - SHANK - across * tall * np.cos(turn),
            ],
            -1,
        )
        lines.append(on(bone, points, _BONE_LINE, bone))
    return lines
