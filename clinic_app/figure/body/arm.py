"""The arm and the hand: a sleeve over the deltoid, forearm, palm, four fingers and a thumb."""

from clinic_app.figure.body.modelling import SIGNS, Model, Skin, row
from clinic_app.figure.pose.skeleton import FOREARM, PALM, UPPER_ARM

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

# Of each finger: how far towards the thumb, radius, how much shorter than the middle one; m.
FINGERS = (
    (0.0285, 0.0094, 0.006),
    (0.0097, 0.0096, 0.000),
    (-0.0090, 0.0093, 0.005),
    (-0.0265, 0.0083, 0.018),
)
SECOND_LINK = 0.040
SPLAY = 0.5  # how much further apart the fingers are, per metre from the knuckles
_FIRST_PLACES = (0.004, 0.018, 0.032, 0.042)


def build_arms(model: Model) -> None:
    """Both arms with their hands."""
    for side, sign in SIGNS:
        _arm(model, side, sign)
        _palm(model, side, sign)
        _fingers(model, side, sign)
        _thumb(model, side, sign)


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


def _palm(model: Model, side: str, sign: float) -> None:
    """Two rows side by side, so that the palm is flat, and the balls of thumb and little finger."""
    bone, skin = f"hand_{side}", Skin(f"hand_{side}", "skin")
    for place, half, thick in (
        (0.05, 0.012, 0.0175),
        (0.30, 0.015, 0.0165),
        (0.55, 0.018, 0.0150),
        (0.80, 0.0195, 0.0140),
        (0.94, 0.0195, 0.0120),
    ):
        for towards in (-1.0, 1.0):
            centre = (towards * half, 0.0, -place * PALM)
            long = min(0.032, 0.016 + (1 - place) * PALM)
            model.put(bone, centre, (0.0205, thick, long), skin, along=place)
    model.put(bone, (0.020, -sign * 0.008, -0.036), (0.018, 0.015, 0.028), skin, along=0.4)
    model.put(bone, (-0.020, -sign * 0.006, -0.040), (0.015, 0.013, 0.030), skin, along=0.4)


def _fingers(model: Model, side: str, sign: float) -> None:
    skin = Skin(f"fingers_{side}", "skin")
    for across, radius, shorter in FINGERS:
        for place in _FIRST_PLACES:
            centre = (across * (1 + SPLAY * place), 0.0, -place * (1 - shorter / 0.1))
            model.put(f"fin1_{side}", centre, (radius, radius * 0.98, 0.014), skin, along=place)
        for share in (0.05, 0.35, 0.65, 0.92):
            place = share * (SECOND_LINK - shorter * 0.6)
            thin = radius * (0.96 - 0.14 * share)
            centre = (across * (1 + SPLAY * (0.042 + place)), 0.0, -place + shorter * 0.42)
            long = 0.013 if share < 0.9 else 0.0095
            model.put(f"fin2_{side}", centre, (thin, thin * 0.95, long), skin, along=0.042 + place)


def _thumb(model: Model, side: str, sign: float) -> None:
    bone, skin = f"thumb_{side}", Skin(f"thumb_{side}", "skin")
    for place, radius in (
        (0.000, 0.0165),
        (0.014, 0.0155),
        (0.028, 0.0130),
        (0.040, 0.0115),
        (0.050, 0.0112),
        (0.058, 0.0100),
    ):
        long = 0.016 if place < 0.055 else 0.011
        model.put(
            bone,
            (0.003 * place / 0.06, 0.0, -place),
            (radius, radius * 0.92, long),
            skin,
            along=place,
        )
