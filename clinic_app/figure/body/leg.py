"""The leg: buttock, thigh in shorts, knee, calf; sock and shoe, or the foot without them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from clinic_app.figure.body.foot import bare_foot, socked_foot
from clinic_app.figure.body.modelling import HEM, SIGNS, Model, Row, Skin, hem_long, row, smooth
from clinic_app.figure.pose.skeleton import ANKLE_HEIGHT, SHANK, THIGH

THIGH_ROW = row(
    THIGH,
    [
        (0.36, 0.080, 0.076, 0.008, -0.002),
        (0.50, 0.074, 0.069, 0.007, -0.004),
        (0.75, 0.060, 0.057, 0.004, -0.004),
        (0.90, 0.053, 0.049, 0.002, -0.002),
        (1.00, 0.050, 0.048, 0.002, 0.000),
    ],
)
SHORTS = row(
    THIGH,
    [
        (-0.04, 0.092, 0.086, 0.004, 0.006),
        (0.10, 0.097, 0.091, 0.006, 0.005),
        (0.25, 0.094, 0.088, 0.008, 0.001),
        (0.52, 0.086, 0.081, 0.008, -0.002),
    ],
)
SHANK_ROW = row(
    SHANK,
    [
        (0.00, 0.050, 0.048, 0.001, 0.000),
        (0.07, 0.050, 0.0465, -0.001, 0.000),
        (0.17, 0.055, 0.052, -0.009, 0.001),
        (0.28, 0.058, 0.0565, -0.017, 0.001),
        (0.42, 0.053, 0.051, -0.015, 0.000),
        (0.60, 0.042, 0.040, -0.008, 0.000),
        (0.80, 0.033, 0.032, -0.003, 0.000),
        (0.92, 0.034, 0.033, -0.004, 0.000),
    ],
)
# Close to the leg, down to the middle of the shank; and loose, down to the shoes.
LEGGINGS = row(
    SHANK,
    [
        (0.00, 0.052, 0.050, 0.001, 0.000),
        (0.07, 0.052, 0.0485, -0.001, 0.000),
        (0.17, 0.057, 0.054, -0.009, 0.001),
        (0.28, 0.060, 0.0585, -0.017, 0.001),
        (0.42, 0.055, 0.053, -0.015, 0.000),
        (0.60, 0.044, 0.042, -0.008, 0.000),
        (0.78, 0.036, 0.035, -0.003, 0.000),
    ],
)
TROUSER_THIGH = row(
    THIGH,
    [
        (-0.04, 0.092, 0.086, 0.004, 0.006),
        (0.10, 0.097, 0.091, 0.006, 0.005),
        (0.25, 0.094, 0.088, 0.008, 0.001),
        (0.52, 0.082, 0.077, 0.008, -0.002),
        (0.80, 0.066, 0.062, 0.004, -0.003),
        (1.00, 0.058, 0.055, 0.002, 0.000),
    ],
)
TROUSER_SHANK = row(
    SHANK,
    [
        (0.00, 0.058, 0.055, 0.001, 0.000),
        (0.17, 0.061, 0.057, -0.007, 0.001),
        (0.34, 0.061, 0.058, -0.013, 0.001),
        (0.60, 0.055, 0.052, -0.010, 0.000),
        (0.97, 0.053, 0.048, -0.006, 0.000),
    ],
)
LEGGINGS_THIGH = row(
    THIGH,
    [
        (-0.04, 0.090, 0.084, 0.004, 0.006),
        (0.10, 0.094, 0.088, 0.006, 0.005),
        (0.25, 0.089, 0.084, 0.008, 0.001),
        (0.50, 0.076, 0.071, 0.007, -0.004),
        (0.75, 0.062, 0.059, 0.004, -0.004),
        (0.90, 0.055, 0.051, 0.002, -0.002),
        (1.00, 0.052, 0.050, 0.002, 0.000),
    ],
)
SOCK = row(
    SHANK,
    [
        (0.885, 0.0385, 0.0370, -0.004, 0.000),
        (0.940, 0.0385, 0.0375, -0.005, 0.000),
        (1.000, 0.0420, 0.0400, -0.008, 0.000),
    ],
    step=0.016,
)

# Along the foot from the ankle: half width, half height of the upper, outward; m.
UPPERS = np.array(
    [
        (-0.040, 0.0300, 0.0400, 0.000),
        (-0.020, 0.0340, 0.0500, 0.000),
        (0.010, 0.0345, 0.0500, 0.000),
        (0.040, 0.0370, 0.0430, 0.001),
        (0.075, 0.0420, 0.0340, 0.003),
        (0.115, 0.0450, 0.0275, 0.004),
        (0.150, 0.0420, 0.0245, 0.002),
        (0.178, 0.0320, 0.0220, -0.003),
    ]
)
_SOLE_UP, _SOLE_HALF = 0.012, 0.012
BALL = 0.115


def build_legs(model: Model) -> None:
    """Both legs with what the feet wear."""
    for side, sign in SIGNS:
        _hip(model, side, sign)
        _limb(model, side, sign)
        _FOOT[model.person.feet](model, side, sign)


# Of the flesh over a hip, m: half its thickness, how high above the joint it goes. Broader hips
# carry it further out, and it grows by this share of their girth.
_HIP, _HIP_TOP, _GROWS = 0.088, 0.086, 0.3


def _hip(model: Model, side: str, sign: float) -> None:
    girth = (model.person.hips + model.person.thighs) / 2
    glute, thigh = Skin(f"glute_{side}", "shorts"), Skin(f"thigh_{side}", "shorts")
    for bone, (x, y, z), (deep, wide, tall), skin, along in (
        (f"glute_{side}", (-0.045, 0.002, -0.007), (0.078, 0.080, 0.082), glute, 0.007),
        ("pelvis", (-0.030, 0.084, -0.046), (0.075, 0.070, 0.056), glute, 0.046),
        (f"hipmid_{side}", (0.008, 0.006, -0.010), (0.088, 0.084, 0.090), thigh, 0.02),
        (f"hipmid_{side}", (-0.010, 0.003, -0.054), (0.062, 0.072, 0.064), thigh, 0.16),
        (f"thigh_{side}", (-0.006, 0.002, -0.090), (0.089, 0.080, 0.125), thigh, 0.18),
    ):
        radii = (deep * girth, wide * girth, tall)
        model.put(bone, (x, sign * y, z), radii, skin, along=along)
    wide = _HIP * (1 + (girth - 1) * _GROWS)
    below_the_waist = _HIP_TOP - wide
    model.bridge(
        ("pelvis", (0.0, sign * 0.074 * model.person.hips, below_the_waist), wide),
        (f"thigh_{side}", (0.004, sign * 0.002, -0.06), 0.093 * model.person.thighs),
        thigh,
    )


@dataclass(frozen=True)
class _Piece:
    """A row of a leg, the bone it lies on, what it is made of, and whether it ends in a hem."""

    limb: Row
    bone: str
    material: str
    hem: bool = False


# The pieces of a leg by the cut of the clothes.
_CLOTHED: Mapping[str, tuple[_Piece, ...]] = {
    "shorts": (
        _Piece(THIGH_ROW, "thigh", "skin"),
        _Piece(SHORTS, "thigh", "shorts", hem=True),
        _Piece(SHANK_ROW, "shank", "skin"),
    ),
    "leggings": (
        _Piece(LEGGINGS_THIGH, "thigh", "shorts"),
        _Piece(LEGGINGS, "shank", "shorts", hem=True),
        _Piece(replace(SHANK_ROW, begin=0.70), "shank", "skin"),
    ),
    "long": (
        _Piece(TROUSER_THIGH, "thigh", "shorts"),
        _Piece(TROUSER_SHANK, "shank", "shorts", hem=True),
    ),
}


def _limb(model: Model, side: str, sign: float) -> None:
    person = model.person
    knee = (2 + person.thighs + person.calves) / 4  # half of a knee is bone
    girth = {"thigh": (person.thighs, knee), "shank": (person.calves, (1 + person.calves) / 2)}
    for piece in _CLOTHED[model.wear]:
        part = f"{piece.bone}_{side}"
        skin = Skin(part, piece.material)
        model.loft(part, sign, piece.limb, skin, girth=girth[piece.bone], hem=piece.hem)
    skin = Skin(f"shank_{side}", "skin" if model.wear == "shorts" else "shorts")
    kneecap = (0.036 * knee, 0.034 * knee, 0.044)
    model.put(skin.part, (0.023, 0.0, -0.002), kneecap, skin, along=0.01)
    if model.person.feet != "bare":
        _sock(model, side, sign)


def _sock(model: Model, side: str, sign: float) -> None:
    bone, skin = f"shank_{side}", Skin(f"shank_{side}", "sock")
    thick = (1 + model.person.calves) / 2
    top = float(SOCK.stations[0, 0])
    for place in (*HEM, 0.040, 0.049):
        deep, wide, forward, _ = (
            float(v) for v in smooth(np.array([top + place / SHANK]), SOCK.stations)[0]
        )
        long = min(0.028, hem_long(place))
        where = top + place / SHANK
        model.put(
            bone,
            (forward, 0.0, -where * SHANK),
            (deep * thick, wide * thick, long),
            skin,
            along=where,
        )


def _shoe(model: Model, side: str, sign: float) -> None:
    upper, sole = Skin(f"foot_{side}", "shoe"), Skin(f"foot_{side}", "sole")
    places = np.array([-0.040, -0.022, -0.004, 0.014, 0.032, 0.050, 0.068, 0.086, 0.104])
    ahead = np.array([0.115, 0.131, 0.147, 0.162, 0.176])
    for bone, where, zero, ground in (
        (f"foot_{side}", places, 0.0, -ANKLE_HEIGHT),
        (f"toe_{side}", ahead, BALL, -_SOLE_UP),
    ):
        for x, (wide, high, outward) in zip(where, smooth(where, UPPERS), strict=True):
            at, y = float(x - zero), float(sign * outward)
            model.put(
                bone, (at, y, ground + 0.008 + high), (0.026, wide, high), upper, along=float(x)
            )
            model.put(
                bone,
                (at, y, ground + _SOLE_HALF),
                (0.030, wide + 0.004, _SOLE_HALF),
                sole,
                along=float(x),
            )


_FOOT: Mapping[str, Callable[[Model, str, float], None]] = {
    "shoes": _shoe,
    "socks": socked_foot,
    "bare": bare_foot,
}
