"""The arm: a sleeve over the deltoid, the elbow, the forearm down to the wrist."""

from clinic_app.figure.body.modelling import SIGNS, Model, Skin, row
from clinic_app.figure.pose.skeleton import FOREARM, UPPER_ARM

# Place, half depth, half width, forward, outward: see `Row`.
UPPER = row(
    UPPER_ARM,
    [
        (0.36, 0.047, 0.043, 0.003, 0.002),
        (0.50, 0.045, 0.041, 0.003, 0.001),
        (0.70, 0.041, 0.038, 0.002, 0.000),
        (0.90, 0.036, 0.036, -0.002, 0.000),
        (1.00, 0.035, 0.036, -0.003, 0.000),
    ],
)
SLEEVE = row(
    UPPER_ARM,
    [
        (0.06, 0.040, 0.032, 0.000, -0.006),
        (0.13, 0.049, 0.041, 0.000, -0.001),
        (0.24, 0.058, 0.048, -0.001, 0.003),
        (0.36, 0.055, 0.049, 0.001, 0.003),
        (0.54, 0.049, 0.045, 0.003, 0.001),
    ],
)
FORE = row(
    FOREARM,
    [
        (0.00, 0.036, 0.036, 0.000, 0.000),
        (0.14, 0.041, 0.041, 0.004, 0.002),
        (0.30, 0.040, 0.040, 0.005, 0.000),
        (0.60, 0.032, 0.033, 0.002, 0.000),
        (0.72, 0.029, 0.030, 0.001, 0.000),
    ],
    step=0.02,
)
WRIST = row(
    FOREARM,
    [
        (0.60, 0.033, 0.031, 0.002, 0.000),
        (0.85, 0.029, 0.022, 0.000, 0.000),
        (1.00, 0.028, 0.019, 0.000, 0.000),
    ],
    step=0.018,
)

LONG_SLEEVE = row(
    FOREARM,
    [
        (0.00, 0.045, 0.044, 0.000, 0.000),
        (0.14, 0.047, 0.047, 0.003, 0.002),
        (0.30, 0.046, 0.045, 0.004, 0.000),
        (0.66, 0.037, 0.037, 0.002, 0.000),
    ],
    step=0.02,
)
CUFF = row(
    FOREARM,
    [
        (0.60, 0.039, 0.038, 0.002, 0.000),
        (0.80, 0.036, 0.030, 0.000, 0.000),
        (0.94, 0.035, 0.027, 0.000, 0.000),
    ],
    step=0.018,
)
LONG_UPPER = row(
    UPPER_ARM,
    [
        (0.30, 0.056, 0.050, 0.000, 0.003),
        (0.60, 0.050, 0.046, 0.002, 0.001),
        (1.00, 0.045, 0.044, -0.003, 0.000),
    ],
)


def build_arms(model: Model) -> None:
    """Both arms, without their hands."""
    for side, sign in SIGNS:
        _arm(model, side, sign)


def _arm(model: Model, side: str, sign: float) -> None:
    upper, fore, wrist = f"uarm_{side}", f"farm_{side}", f"wrist_{side}"
    thick = model.person.arms
    thin = (1 + thick) / 2  # a wrist is more bone than flesh
    whole, end = (thick, thick), (thick, thin)
    model.loft(upper, sign, SLEEVE, Skin(upper, "shirt"), girth=whole, hem=True)
    if model.wear == "long":
        model.loft(upper, sign, LONG_UPPER, Skin(upper, "shirt"), girth=whole)
        model.loft(fore, sign, LONG_SLEEVE, Skin(fore, "shirt"), girth=end)
        model.loft(wrist, sign, CUFF, Skin(fore, "shirt"), girth=end, hem=True)
    else:
        model.loft(upper, sign, UPPER, Skin(upper, "skin"), girth=whole)
        model.loft(fore, sign, FORE, Skin(fore, "skin"), girth=end)
    model.loft(wrist, sign, WRIST, Skin(fore, "skin"), girth=end)
