"""The head: skull, face, nose, ears."""

import numpy as np

from clinic_app.figure.body.modelling import Model, Point, Skin

_FACE = Skin("head", "skin")
_NOSE = Skin("nose", "skin")
_EAR = Skin("ear", "skin")

_MIDDLE: tuple[tuple[Point, Point], ...] = (
    ((0.010, 0.0, 0.098), (0.094, 0.073, 0.098)),  # skull
    ((0.040, 0.0, 0.058), (0.062, 0.062, 0.080)),  # cheeks
    ((0.048, 0.0, 0.025), (0.052, 0.052, 0.062)),  # jaws
    ((0.066, 0.0, 0.098), (0.042, 0.050, 0.034)),  # brow
    ((0.081, 0.0, -0.029), (0.0225, 0.022, 0.021)),  # chin
    ((0.0885, 0.0, 0.006), (0.0155, 0.022, 0.0100)),  # upper lip
    ((0.0870, 0.0, -0.007), (0.0155, 0.019, 0.0085)),  # lower lip
)


def build_head(model: Model) -> None:
    """Skull and face."""
    for centre, radii in _MIDDLE:
        model.put("head", centre, radii, _FACE)
    for share in np.linspace(0, 1, 5):
        _jaw(model, float(share))
    for share in np.linspace(0, 1, 6):
        _bridge_of_nose(model, float(share))
    for share in np.linspace(0, 1, 3):
        centre = (0.02 * float(share), 0.0, -0.02 + 0.02 * float(share))
        model.put("head", centre, (0.05, 0.05, 0.035), _FACE)
    for sign in (1.0, -1.0):
        model.put("head", (-0.002, sign * 0.076, 0.056), (0.020, 0.011, 0.031), _EAR)
        model.put("head", (0.001, sign * 0.075, 0.040), (0.014, 0.010, 0.024), _EAR)


def _jaw(model: Model, share: float) -> None:
    for sign in (1.0, -1.0):
        centre = (0.005 + 0.067 * share, sign * (0.048 - 0.034 * share), 0.012 - 0.040 * share)
        model.put("head", centre, (0.027, 0.020, 0.023), _FACE)


def _bridge_of_nose(model: Model, share: float) -> None:
    centre = (0.093 + 0.0175 * share, 0.0, 0.080 - 0.034 * share)
    model.put("head", centre, (0.010, 0.007 + 0.006 * share**2, 0.011), _NOSE)
