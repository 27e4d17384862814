"""The foot without a shoe: heel, ankle bones, the arch on the inner side, ball and five toes.

Its measures are drawing choices within the length and height of `resources/anatomy`; the arch is
hollow on the inner side alone, the outer border lies on the floor.
"""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.body.modelling import Model, Point, Row, Skin, row
from clinic_app.figure.pose.joints import TOES
from clinic_app.figure.pose.skeleton import SHANK
from clinic_app.figure.pose.toes import BARE_BALL, FOOT_HEIGHT, TOE_LINKS


@dataclass(frozen=True)
class _Spot:
    """An ellipsoid of the left foot: ahead of the ankle, outward, above the sole; radii; m."""

    at: Point
    radii: Point


def _spots(*rows: tuple[float, float, float, float, float, float]) -> tuple[_Spot, ...]:
    """From rows in mm."""
    metres = [tuple(v / 1000 for v in row_) for row_ in rows]
    return tuple(_Spot((x, y, z), (a, b, c)) for x, y, z, a, b, c in metres)


_HEEL = _spots(
    (-33, 0, 24.5, 27, 28.5, 24.5),
    (-17, 1, 18, 34, 27.5, 18),
    (-32, 0, 47, 23, 22.5, 32),
    (-9, 0, 53, 33, 30, 30),
    (17, -1, 55, 34, 29, 28),
    (20, -1, 69, 21, 25, 21),
)
_OUTER_BORDER = _spots(
    (4, 19, 15, 26, 14.5, 15),
    (34, 24.5, 13.5, 27, 13.5, 13.5),
    (62, 30, 12.5, 27, 12.5, 12.5),
    (88, 34.5, 11.5, 24, 11.5, 11.5),
)
_DOME = _spots(
    (26, -9, 53, 30, 27, 24),
    (48, -11, 46, 30, 27, 20.5),
    (70, -12.5, 39.5, 29, 29, 17.5),
    (92, -12.5, 33, 27, 31.5, 15.5),
)
_MIDDLE = _spots(
    (48, 13, 32, 36, 20.5, 20),
    (80, 16, 26, 32, 22.5, 16.5),
    (36, 3, 24, 34, 17, 18),  # the hollow of the sole
    (74, 6, 20, 32, 20, 14.5),
)
_BALL = _spots(
    (126, -28, 16, 20, 17.5, 16),
    (124, -8, 15.5, 19, 18, 15),
    (118, 8, 14.5, 19, 17, 14),
    (109, 22.5, 13.2, 18.5, 15.5, 12.8),
    (98, 35, 12.2, 19, 13.2, 11.8),
    (114, -3, 25, 23, 34, 12.5),
    (110, -12, 27.5, 25, 32.5, 14),
)
# The ankle bones go with the shank: the inner one is higher and further ahead.
ANKLE_BONES = _spots((3, -28, 73, 12.5, 8, 15), (-8, 28.5, 63, 12, 8, 17))

ANKLE: Row = row(
    SHANK,
    [
        (0.78, 0.0335, 0.0325, -0.0033, 0.000),
        (0.90, 0.0325, 0.0312, -0.0042, 0.000),
        (1.00, 0.0350, 0.0300, -0.0050, 0.000),
    ],
    step=0.012,
)

# Half the thickness of each toe at its base, its middle joint and near its tip, in m, and how much
# broader than thick it is.
TOE_THICK = {
    "hallux": (0.0132, 0.0122, 0.0108),
    "toe2": (0.0090, 0.0088, 0.0080),
    "toe3": (0.0087, 0.0085, 0.0077),
    "toe4": (0.0084, 0.0082, 0.0074),
    "toe5": (0.0083, 0.0080, 0.0072),
}
_BROAD = {"hallux": 1.22}
_FINE_STEP = 0.003  # m between ellipsoids of a close-up
_FAR = (0.0, 0.5), (0.05, 0.60)  # places on a link seen from afar, and on the last one

# In a sock: the toes as one, on the bone that bends with them.
_SOCK_TOES = _spots(
    (4, -5, 5, 26, 42, 15),
    (20, -11, 2.5, 28, 34, 13),
    (36, -16, 1, 26, 27.5, 12),
    (46, -21, 0.5, 22, 19, 11.5),
    (8, 17, 1.5, 26, 27, 12),
    (26, 5, 1.5, 24, 30, 12),
)
_SOCK_M = 0.002


def bare_foot(model: Model, side: str, sign: float) -> None:
    """A foot with its ankle and toes in skin."""
    skin, shank = Skin(f"foot_{side}", "skin"), Skin(f"shank_{side}", "skin")
    _body(model, side, sign, skin, 0.0)
    model.loft(shank.part, sign, ANKLE, shank)
    for spot in ANKLE_BONES:
        x, y, z = spot.at
        model.put(shank.part, (x, sign * y, z - FOOT_HEIGHT - SHANK), spot.radii, shank, along=1.0)
    for number, name in enumerate(TOES):
        _toe(model, side, number, name)


def socked_foot(model: Model, side: str, sign: float) -> None:
    """The same under a sock, a little thicker all round and with its toes in one."""
    skin = Skin(f"foot_{side}", "sock")
    _body(model, side, sign, skin, _SOCK_M)
    for spot in _SOCK_TOES:
        x, y, z = spot.at
        model.put(f"toe_{side}", (x, sign * y, z), spot.radii, skin, along=BARE_BALL + x)


def _body(model: Model, side: str, sign: float, skin: Skin, thicker: float) -> None:
    """Everything but the toes, and the heel cord.

    The arch carries the middle of the foot, and brings the ball.
    """
    for bone, spots in (
        ("foot", (*_HEEL, *_closer(_OUTER_BORDER, model.fine))),
        ("arch", (*_closer(_DOME, model.fine), *_MIDDLE)),
        ("fore", _BALL),
    ):
        for spot in spots:
            x, y, z = spot.at
            deep, wide, tall = (radius + thicker for radius in spot.radii)
            model.put(
                f"{bone}_{side}",
                (x, sign * y, z - FOOT_HEIGHT),
                (deep, wide, tall),
                skin,
                along=x,
            )
    cord = Skin(f"shank_{side}", skin.material)
    upper = (f"shank_{side}", (-0.0235, 0.0, -0.86 * SHANK), 0.013 + thicker)
    lower = (f"foot_{side}", (-0.0355, 0.0, 0.050 - FOOT_HEIGHT), 0.0195 + thicker)
    model.bridge(upper, lower, cord)


def _closer(spots: tuple[_Spot, ...], fine: bool) -> tuple[_Spot, ...]:
    """A row of spots; for a close-up with three more between any two."""
    if not fine:
        return spots
    table = np.array([(*spot.at, *spot.radii) for spot in spots])
    at = np.linspace(0, len(spots) - 1, 4 * len(spots) - 3)
    rows = np.stack([np.interp(at, np.arange(len(spots)), column) for column in table.T], 1)
    return tuple(_Spot((x, y, z), (a, b, c)) for x, y, z, a, b, c in rows.tolist())


def _toe(model: Model, side: str, number: int, name: str) -> None:
    """Two links of a toe, which ends in a round tip."""
    part = f"{name}_{side}" if model.fine else f"toes_{side}"
    thick, broad = TOE_THICK[name], _BROAD.get(name, 1.04)
    for link, long in enumerate(TOE_LINKS[number].tolist()):
        last = link == 1
        ends = thick[link], thick[link + 1]
        for place in _places(model.fine, long, ends[1], last=last):
            share = place / long
            radius = ends[0] + (ends[1] - ends[0]) * share
            reach = 0.45 * long if not model.fine else 0.011
            if last:
                reach = min(reach, long - place)
            radii = (max(reach, 0.86 * radius), radius * broad, radius)
            model.put(
                f"{name}.{link + 1}_{side}",
                (place, 0.0, 0.0),
                radii,
                Skin(part, "skin"),
                along=BARE_BALL + link * 0.03 + place,
            )


def _places(fine: bool, long: float, tip: float, *, last: bool) -> list[float]:
    """Where the ellipsoids of a link stand, in m from its joint."""
    if not fine:
        return [share * long for share in _FAR[1 if last else 0]]
    end = long - 0.9 * tip if last else long
    return np.linspace(0.0, end, max(2, round(end / _FINE_STEP) + 1)).tolist()
