"""The head: skull, face, nose, ears."""

import numpy as np

from clinic_app.figure.body.modelling import SIGNS, Model, Point, Skin

_FACE = Skin("head", "skin")
_NOSE = Skin("nose", "skin")
_EAR = Skin("ear", "skin")

_MIDDLE: tuple[tuple[Point, Point], ...] = (
    ((0.010, 0.0, 0.098), (0.094, 0.074, 0.098)),  # skull
    ((0.052, 0.0, 0.128), (0.046, 0.054, 0.046)),  # forehead
    ((0.034, 0.0, 0.055), (0.066, 0.066, 0.078)),  # cheeks
    ((0.048, 0.0, 0.025), (0.052, 0.053, 0.062)),  # jaws
    ((0.066, 0.0, 0.098), (0.042, 0.050, 0.034)),  # brow
    ((0.081, 0.0, -0.030), (0.0225, 0.022, 0.021)),  # chin
    ((0.0890, 0.0, 0.0065), (0.0165, 0.022, 0.0095)),  # upper lip
    ((0.0875, 0.0, -0.0075), (0.0165, 0.019, 0.0085)),  # lower lip
)


def build_head(model: Model) -> None:
    """Skull and face."""
    for centre, radii in _MIDDLE:
        model.put("head", centre, radii, _FACE)
    for share in np.linspace(0, 1, 5):
        _jaw(model, float(share))
    for share in np.linspace(0, 1, 6):
        _ridge_of_nose(model, float(share))
    for share in (0.0, 0.5, 1.0):  # the floor of the mouth
        centre = (0.02 * share, 0.0, -0.02 + 0.02 * share)
        model.put("head", centre, (0.05, 0.05, 0.035), _FACE)
    for _, sign in SIGNS:
        model.put("head", (0.094, sign * 0.008, 0.046), (0.011, 0.0075, 0.0075), _NOSE)
        model.put("head", (-0.008, sign * 0.0725, 0.060), (0.018, 0.0105, 0.026), _EAR)
        model.put("head", (-0.003, sign * 0.0705, 0.040), (0.0115, 0.0090, 0.020), _EAR)


def _jaw(model: Model, share: float) -> None:
    """From the angle of the jaw to beside the chin."""
    for _, sign in SIGNS:
        centre = (0.004 + 0.068 * share, sign * (0.044 - 0.030 * share), 0.014 - 0.042 * share)
        model.put("head", centre, (0.030, 0.0205, 0.024), _FACE)


def _ridge_of_nose(model: Model, share: float) -> None:
    centre = (0.093 + 0.0165 * share, 0.0, 0.080 - 0.033 * share)
    model.put("head", centre, (0.010, 0.0065 + 0.0045 * share**2, 0.011), _NOSE)
