"""The head: skull, face, nose, ears; and the hair or the scarf over it."""

from collections.abc import Callable, Mapping

import numpy as np

from clinic_app.figure.body.modelling import SIGNS, Model, Point, Skin
from clinic_app.figure.pose.skeleton import spine_frame

_FACE = Skin("head", "skin")
_NOSE = Skin("nose", "skin")
_EAR = Skin("ear", "skin")

_MIDDLE: tuple[tuple[Point, Point], ...] = (
    ((0.010, 0.0, 0.098), (0.094, 0.074, 0.098)),  # skull
    ((0.052, 0.0, 0.128), (0.046, 0.054, 0.046)),  # forehead
    ((0.066, 0.0, 0.098), (0.042, 0.050, 0.034)),  # brow
    ((0.0890, 0.0, 0.0065), (0.0165, 0.022, 0.0095)),  # upper lip
)
_LOWER_LIP: tuple[Point, Point] = ((0.0875, 0.0, -0.0075), (0.0165, 0.019, 0.0085))
# The lower face, which is as broad as the person's jaw; the bone is that of its own or the head's.
_LOWER: tuple[tuple[str, Point, Point], ...] = (
    ("head", (0.034, 0.0, 0.056), (0.066, 0.0655, 0.076)),  # cheeks
    ("jaw", (0.048, 0.0, 0.025), (0.052, 0.049, 0.060)),  # jaws
    ("jaw", (0.079, 0.0, -0.028), (0.0225, 0.020, 0.020)),  # chin
)


def build_head(model: Model) -> None:
    """Skull and face."""
    jaw = model.person.jaw
    for centre, radii in _MIDDLE:
        model.put("head", centre, radii, _FACE)
    model.put("jaw", *_LOWER_LIP, _FACE)
    for bone, centre, (deep, wide, tall) in _LOWER:
        upper = min(max(centre[2] / 0.056, 0.0), 1.0)  # the cheeks follow the jaw half
        model.put(bone, centre, (deep, wide * (jaw + upper * (1 - jaw) / 2), tall), _FACE)
    for _, sign in SIGNS:  # the apples of the cheeks
        model.put("head", (0.066, sign * 0.034, 0.030), (0.030, 0.022 * jaw, 0.022), _FACE)
    for share in np.linspace(0, 1, 5):
        _jaw(model, float(share))
    for share in np.linspace(0, 1, 6):
        _ridge_of_nose(model, float(share))
    for share in (0.0, 0.5, 1.0):  # the floor of the mouth
        centre = (0.02 * share, 0.0, -0.02 + 0.02 * share)
        model.put("jaw", centre, (0.05, 0.05, 0.035), _FACE)
    for _, sign in SIGNS:
        model.put("head", (0.094, sign * 0.008, 0.046), (0.011, 0.0075, 0.0075), _NOSE)
        model.put("head", (-0.008, sign * 0.0725, 0.060), (0.018, 0.0105, 0.026), _EAR)
        model.put("head", (-0.003, sign * 0.0705, 0.040), (0.0115, 0.0090, 0.020), _EAR)


def _jaw(model: Model, share: float) -> None:
    """From the angle of the jaw to beside the chin."""
    for _, sign in SIGNS:
        aside = 0.041 * model.person.jaw - 0.029 * share
        centre = (0.004 + 0.066 * share, sign * aside, 0.016 - 0.040 * share)
        model.put("jaw", centre, (0.030, 0.0200, 0.024), _FACE)


def _ridge_of_nose(model: Model, share: float) -> None:
    centre = (0.093 + 0.0165 * share, 0.0, 0.080 - 0.033 * share)
    model.put("head", centre, (0.010, 0.0065 + 0.0045 * share**2, 0.011), _NOSE)


_Ellipsoids = tuple[tuple[Point, Point], ...]

_HAIR = Skin("hair", "hair")
_SCARF = Skin("hair", "scarf")


def _both(*parts: tuple[Point, Point]) -> _Ellipsoids:
    return tuple(((x, s * y, z), radii) for (x, y, z), radii in parts for s in (1.0, -1.0))


_CAP: _Ellipsoids = (
    ((-0.006, 0.0, 0.124), (0.101, 0.081, 0.087)),
    ((-0.028, 0.0, 0.085), (0.079, 0.077, 0.082)),
    *_both(
        ((0.034, 0.050, 0.138), (0.040, 0.022, 0.034)),  # temples
        ((0.017, 0.0640, 0.100), (0.014, 0.0125, 0.034)),  # in front of the ears
    ),
)
_FRINGE: _Ellipsoids = (
    ((0.040, 0.014, 0.172), (0.052, 0.052, 0.036)),
    ((0.052, -0.030, 0.164), (0.036, 0.030, 0.030)),
)
_TUFTS = 44
_SWEPT_BACK: _Ellipsoids = (((0.018, 0.0, 0.160), (0.070, 0.066, 0.046)),)
_BUN: _Ellipsoids = (
    ((-0.062, 0.0, 0.212), (0.040, 0.044, 0.038)),
    ((-0.050, 0.0, 0.190), (0.036, 0.040, 0.034)),
)
_FALL: _Ellipsoids = (
    ((-0.030, 0.0, 0.100), (0.085, 0.088, 0.090)),
    ((-0.052, 0.0, 0.040), (0.054, 0.084, 0.085)),
    ((-0.060, 0.0, -0.010), (0.042, 0.078, 0.075)),
    *_both(((-0.030, 0.062, 0.030), (0.034, 0.026, 0.080))),
)
_OVER_THE_EARS: _Ellipsoids = (
    ((-0.006, 0.0, 0.122), (0.104, 0.086, 0.090)),
    ((-0.018, 0.0, 0.046), (0.088, 0.088, 0.122)),
    ((0.018, 0.0, 0.052), (0.038, 0.0835, 0.116)),  # the rim round the face
    ((0.038, 0.0, 0.168), (0.054, 0.060, 0.040)),
)


def build_hair(model: Model, style: str) -> None:
    """The hair of a name in `HAIRS`. Raises KeyError for another."""
    _STYLES[style](model)


def _on_head(model: Model, parts: _Ellipsoids, skin: Skin = _HAIR) -> None:
    for centre, radii in parts:
        model.put("head", centre, radii, skin)


def _curly(model: Model) -> None:
    """Tufts over the crown, the sides and the back, evenly spread by the golden angle."""
    _on_head(model, _CAP)
    turn = np.pi * (3 - np.sqrt(5))
    for k in range(_TUFTS):
        up = 1 - 1.55 * (k + 0.5) / _TUFTS
        ring = np.sqrt(1 - up * up)
        x, y = float(ring * np.cos(k * turn)), float(ring * np.sin(k * turn))
        centre = (-0.012 + 0.089 * x, 0.070 * y, 0.118 + 0.078 * up)
        if _is_hair(centre):
            model.put("head", centre, (0.029, 0.027, 0.028), _HAIR)


def _is_hair(point: Point) -> bool:
    """Behind the line from the top of the forehead down to the ear and on to the nape."""
    line = np.interp(point[0], (-0.07, -0.03, 0.0, 0.025, 0.075), (0.03, 0.06, 0.10, 0.125, 0.168))
    return bool(point[2] > line)


def _headscarf(model: Model) -> None:
    """Round the face, under the chin, and down over the collar."""
    _on_head(model, _OVER_THE_EARS, _SCARF)
    for height, ahead, deep, wide, tall in (
        (0.580, 0.004, 0.070, 0.072, 0.060),
        (0.545, -0.002, 0.082, 0.092, 0.050),
        (0.515, -0.002, 0.098, 0.122, 0.040),
    ):
        model.put(spine_frame(height), (ahead, 0.0, 0.0), (deep, wide, tall), _SCARF, along=height)


# Chin-long, with soft waves.
_WAVES: _Ellipsoids = (
    ((-0.030, 0.0, 0.096), (0.084, 0.092, 0.090)),
    ((-0.046, 0.0, 0.044), (0.062, 0.090, 0.070)),
    *_both(
        ((0.000, 0.078, 0.070), (0.040, 0.022, 0.060)),
        ((-0.006, 0.080, 0.022), (0.038, 0.022, 0.040)),
    ),
)
# Bare on top: a ring round the sides and the back.
_RING: _Ellipsoids = (
    ((-0.018, 0.0, 0.078), (0.088, 0.0815, 0.060)),
    ((-0.045, 0.0, 0.045), (0.058, 0.075, 0.055)),
    *_both(
        ((0.006, 0.0660, 0.094), (0.016, 0.0125, 0.022)),
    ),
)


_STYLES: Mapping[str, Callable[[Model], None]] = {
    "bald": lambda _model: None,
    "short": lambda model: _on_head(model, (*_CAP, *_FRINGE)),
    "bun": lambda model: _on_head(model, (*_CAP, *_SWEPT_BACK, *_BUN)),
    "long": lambda model: _on_head(model, (*_CAP, *_SWEPT_BACK, *_FALL)),
    "curly": _curly,
    "wavy": lambda model: _on_head(model, (*_CAP, *_SWEPT_BACK, *_WAVES)),
    "receding": lambda model: _on_head(model, _RING),
    "headscarf": _headscarf,
}
