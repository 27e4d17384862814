"""The hand: palm, four fingers of three links each, and a thumb that can turn over the palm."""

from collections.abc import Mapping

import numpy as np

from clinic_app.figure.body.modelling import SIGNS, Model, Skin
from clinic_app.figure.pose.digits import LINKS, PALM, THUMB_LINKS
from clinic_app.figure.pose.joints import FINGERS, Numbers

# Half the thickness of a finger at its knuckle, its middle joint, its end joint and near its tip;
# m. Breadths of hand and fingers are drawing choices.
THICK: Mapping[str, tuple[float, float, float, float]] = {
    "index": (0.0101, 0.0093, 0.0083, 0.0073),
    "middle": (0.0103, 0.0095, 0.0085, 0.0075),
    "ring": (0.0099, 0.0091, 0.0081, 0.0071),
    "little": (0.0088, 0.0080, 0.0072, 0.0063),
}
_THUMB = ((0.0168, 0.0122), (0.0119, 0.0108), (0.0110, 0.0088))  # at both ends of each link, m

_WAIST = 0.055  # how much thinner a link is between its joints
_STEP = 0.003  # m between ellipsoids of a close-up
_REACH = 0.0115  # m: half the length of an ellipsoid of a finger
_FAR = (0.12, 0.66), (0.20, 0.66)  # places on a link seen from afar, and on the last one

# Of the palm: place from wrist to knuckles, half the way between its two rows, half thickness; m.
_PALM = np.array(
    [
        (0.05, 0.0120, 0.0172),
        (0.30, 0.0150, 0.0160),
        (0.55, 0.0180, 0.0145),
        (0.80, 0.0195, 0.0132),
        (0.95, 0.0200, 0.0114),
    ]
)
_ROW = 0.0202  # m: half the width of a row
_LITTLE_SIDE = 0.006  # m by which the palm ends earlier there


def build_hands(model: Model) -> None:
    """Both hands."""
    for side, sign in SIGNS:
        _palm(model, side, sign)
        for number, finger in enumerate(FINGERS):
            _finger(model, side, sign, number, finger)
        _thumb(model, side, sign)


def _palm(model: Model, side: str, sign: float) -> None:
    """Two rows side by side, so that the palm is flat, and the balls of thumb and little finger."""
    bone, skin = f"hand_{side}", Skin(f"hand_{side}", "skin")
    wide = model.person.hands
    for place, half, thick in _stations(_PALM, model.fine).tolist():
        for towards in (-1.0, 1.0):
            down = place * (PALM - (_LITTLE_SIDE if towards < 0 else 0.0))
            long = min(0.030, 0.014 + (1 - place) * PALM)
            centre = (towards * half * wide, 0.0, -down)
            model.put(bone, centre, (_ROW * wide, thick, long), skin, along=place)
    for centre, radii in (
        ((-0.0190, -0.0060, -0.038), (0.0150, 0.0128, 0.030)),
        ((0.0130, -0.0065, -0.030), (0.0165, 0.0135, 0.025)),
    ):
        x, y, z = centre
        model.put(bone, (x, sign * y, z), radii, skin, along=0.4)
    model.bridge(  # the web between thumb and index finger
        (bone, (0.0255, -sign * 0.001, -0.054), 0.0098),
        (f"thumb1_{side}", (0.0, 0.0, -0.026), 0.0108),
        skin,
    )


def _stations(table: Numbers, fine: bool) -> Numbers:
    """A table's rows, or for a close-up many between them."""
    if not fine:
        return table
    at = np.linspace(table[0, 0], table[-1, 0], 16)
    return np.stack([np.interp(at, table[:, 0], column) for column in table.T], 1)


def _finger(model: Model, side: str, sign: float, number: int, finger: str) -> None:
    skin = Skin(f"{finger}_{side}" if model.fine else f"fingers_{side}", "skin")
    thick = THICK[finger]
    for link, long in enumerate(LINKS[number].tolist()):
        ends = thick[link], thick[link + 1]
        _link(model, f"{finger}{link + 1}_{side}", sign, long, ends, skin, last=link == 2)
    knuckle = (thick[0], thick[0] * 1.02, 0.0125)
    palm = Skin(f"hand_{side}", "skin")
    model.put(f"{finger}1_{side}", (0.0, sign * 0.0006, 0.002), knuckle, palm, along=0.98)


def _thumb(model: Model, side: str, sign: float) -> None:
    skin = Skin(f"thumb_{side}", "skin")
    for link, (long, ends) in enumerate(zip(THUMB_LINKS, _THUMB, strict=True)):
        bone = f"thumb{link + 1}_{side}"
        _link(model, bone, sign, long, ends, skin, last=link == 2, broad=1.08 if link == 2 else 1.0)


def _link(
    model: Model,
    bone: str,
    sign: float,
    long: float,
    ends: tuple[float, float],
    skin: Skin,
    *,
    last: bool,
    broad: float = 1.0,
) -> None:
    """One link of a digit, thicker at its joints; the last one ends in a round tip.

    ``ends`` are the half thicknesses there in m, ``broad`` the width in terms of the thickness.
    """
    for place in _places(model.fine, long, ends[1], last=last):
        share = place / long
        radius = ends[0] + (ends[1] - ends[0]) * share
        radius *= model.person.hands
        radius *= 1.0 - _WAIST * np.sin(np.pi * min(share * 1.1, 1.0))
        reach = min(_REACH if model.fine else 0.45 * long, long - place if last else np.inf)
        flat = 0.93 if last and share > 0.4 else 1.0
        radii = (radius * broad, radius * flat, max(reach, 0.86 * radius))
        model.put(bone, (0.0, -sign * 0.0007, -place), radii, skin, along=share)


def _places(fine: bool, long: float, tip: float, *, last: bool) -> list[float]:
    """Where the ellipsoids of a link stand, in m from its joint."""
    if not fine:
        return [share * long for share in _FAR[1 if last else 0]]
    end = long - 0.9 * tip if last else long
    return np.linspace(0.0, end, max(2, round(end / _STEP) + 1)).tolist()
