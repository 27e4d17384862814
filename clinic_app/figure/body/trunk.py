"""The trunk and the neck: pelvis in shorts, rib cage in a shirt, the slope to the shoulders."""

import numpy as np

from clinic_app.figure.body.modelling import HEM, SIGNS, Model, Skin, hem_long, smooth
from clinic_app.figure.pose.skeleton import FRAME, SPINE_HEIGHTS, spine_frame

# Heights above the hip joints: half depth, half width, how far forward the middle lies; in m.
SECTIONS = np.array(
    [
        (-0.060, 0.060, 0.085, -0.004),
        (-0.035, 0.090, 0.125, -0.007),
        (0.000, 0.103, 0.150, -0.008),
        (0.040, 0.104, 0.160, -0.001),
        (0.080, 0.098, 0.155, 0.007),
        (0.130, 0.091, 0.145, 0.012),
        (0.185, 0.089, 0.135, 0.015),
        (0.240, 0.093, 0.134, 0.017),
        (0.300, 0.103, 0.142, 0.018),
        (0.360, 0.109, 0.148, 0.019),
        (0.410, 0.107, 0.149, 0.015),
        (0.450, 0.098, 0.140, 0.005),
        (0.485, 0.081, 0.118, -0.007),
        (0.515, 0.065, 0.086, -0.009),
        (0.535, 0.057, 0.067, -0.006),
        (0.548, 0.054, 0.060, -0.003),
    ]
)
NECK = np.array(
    [
        (0.500, 0.056, 0.076, -0.008),
        (0.530, 0.055, 0.066, -0.005),
        (0.550, 0.054, 0.059, -0.002),
        (0.575, 0.053, 0.054, 0.001),
        (0.600, 0.053, 0.052, 0.003),
        (0.640, 0.053, 0.052, 0.005),
    ]
)
_SHORTS = Skin("torso", "shorts")
_SHIRT = Skin("torso", "shirt")
_WAIST, _COLLAR = 0.082, 0.543


def build_trunk(model: Model) -> None:
    """Pelvis, rib cage, neck and what joins them to the arms."""
    _pelvis(model)
    _ribs(model)
    _neck(model)
    for side, sign in SIGNS:
        _shoulder(model, side, sign)


def _link(height: float) -> tuple[int, float]:
    """The link of the spine at a height above the hips, and how far above its middle that is."""
    bone = spine_frame(height)
    return bone, height - float(SPINE_HEIGHTS[bone - FRAME["s0"]])


def _belly(model: Model, height: float) -> float:
    """How much a broad build adds to the waist at a height, in m; a slim one takes less away."""
    more = model.girth - 1
    share = 0.2 if more > 0 else 0.06
    return share * more * float(np.exp(-(((height - 0.15) / 0.1) ** 2)))


def _pelvis(model: Model) -> None:
    heights = np.array([-0.060, -0.040, -0.020, 0.0, 0.022, 0.040, *(_WAIST - np.array(HEM)[::-1])])
    for height, (deep, wide, forward) in zip(heights, smooth(heights, SECTIONS), strict=True):
        belly, loose = _belly(model, float(height)), 0.0055 + 0.0035 * max(0.0, height / _WAIST)
        radii = (
            (deep + loose) * model.girth + belly,
            (wide + loose) * model.girth + belly,
            min(0.10, height + 0.10, hem_long(_WAIST - height)),
        )
        model.put(
            "pelvis", (float(forward) + belly, 0.0, height), radii, _SHORTS, along=float(height)
        )


def _ribs(model: Model) -> None:
    heights = np.concatenate(
        [np.arange(0.08, 0.45, 0.02), np.arange(0.455, 0.535, 0.009), _COLLAR - np.array(HEM[:3])]
    )
    for height, (deep, wide, forward) in zip(heights, smooth(heights, SECTIONS), strict=True):
        belly = _belly(model, float(height))
        radii = (
            (deep + 0.005) * model.girth + belly,
            (wide + 0.005) * model.girth + belly,
            float(
                np.interp(
                    height,
                    (0.08, 0.20, 0.36, 0.46, 0.51, 0.543),
                    (0.050, 0.13, 0.12, 0.06, 0.028, 0.006),
                )
            ),
        )
        shift = 0.012 * max(0.0, 1 - (height - 0.08) / 0.08)
        bone, up = _link(float(height))
        centre = (float(forward) + shift + belly, 0.0, up)
        model.put(bone, centre, radii, _SHIRT, along=float(height))


def _neck(model: Model) -> None:
    heights = np.arange(0.50, 0.645, 0.015)
    for height, (deep, wide, forward) in zip(heights, smooth(heights, NECK), strict=True):
        bone, up = _link(float(height))
        radii = (float(deep), float(wide), 0.04)
        model.put(bone, (float(forward), 0.0, up), radii, Skin("neck", "skin"), along=float(height))


def _shoulder(model: Model, side: str, sign: float) -> None:
    arm = f"uarm_{side}"
    for start, end in (
        # Trapezius, deltoid to the ribs, pectoralis, latissimus.
        (
            (spine_frame(0.53), (-0.010, sign * 0.042, -0.008), 0.022),
            (arm, (-0.004, -sign * 0.014, -0.010), 0.033),
        ),
        (
            (spine_frame(0.47), (-0.004, sign * 0.085, 0.0), 0.058),
            (arm, (0.0, -sign * 0.012, -0.020), 0.042),
        ),
        (
            (spine_frame(0.40), (0.042, sign * 0.070, 0.0), 0.056),
            (arm, (0.006, -sign * 0.006, -0.040), 0.042),
        ),
        (
            (spine_frame(0.36), (-0.030, sign * 0.088, 0.0), 0.058),
            (arm, (-0.012, -sign * 0.004, -0.050), 0.040),
        ),
    ):
        model.bridge(start, end, _SHIRT)
    # The shoulder blade, and the back of the shoulder beside it.
    for centre, radii in (
        ((-0.090, sign * 0.084, -0.058), (0.036, 0.058, 0.072)),
        ((-0.060, sign * 0.124, -0.020), (0.034, 0.042, 0.044)),
    ):
        model.put(f"clav_{side}", centre, radii, _SHIRT, along=0.44)
