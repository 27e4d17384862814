"""The trunk and the neck: pelvis in shorts, rib cage in a shirt, the slope to the shoulders."""

import numpy as np

from clinic_app.figure.body.modelling import HEM, SIGNS, Model, Point, Skin, hem_long, smooth
from clinic_app.figure.data.people import Person
from clinic_app.figure.pose.girth import belly_m, breadth, depth
from clinic_app.figure.pose.joints import Numbers
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


def _pelvis(model: Model) -> None:
    heights = np.array([-0.060, -0.040, -0.020, 0.0, 0.022, 0.040, *(_WAIST - np.array(HEM)[::-1])])
    for height, section in zip(heights.tolist(), smooth(heights, SECTIONS), strict=True):
        loose = 0.0055 * (1 - max(0.0, height / _WAIST))  # tucked in below the shirt
        long = min(0.10, height + 0.10, hem_long(_WAIST - height))
        radii, forward = _cross_section(model.person, height, section, loose)
        centre = (forward, 0.0, height)
        model.put("pelvis", centre, (*radii, long), _SHORTS, along=height)


def _cross_section(
    person: Person, height: float, section: Numbers, loose: float
) -> tuple[tuple[float, float], float]:
    """Half depth and breadth of a clothed person at a height, and how far ahead its middle is."""
    deep, wide, forward = section.tolist()
    belly = belly_m(person, height)
    half = (deep + loose) * depth(person, height) + belly * _BELLY_DEPTH
    return (
        (half, (wide + loose) * breadth(person, height) + belly * _BELLY_BREADTH),
        forward + belly * _BELLY_DEPTH,
    )


_BELLY_DEPTH, _BELLY_BREADTH = 0.6, 0.25  # of what it stands out
_RIB_LONG = (0.08, 0.20, 0.36, 0.46, 0.51, 0.543)
_LONG = (0.050, 0.13, 0.12, 0.06, 0.028, 0.006)
_HEM_AT, _OVER_SHORTS = 0.066, 0.0145  # m above the hip joints; m outside the body
_LONG_AT_A_WAIST = (0.050, 0.085, 0.085, 0.055, 0.028, 0.006)  # a long one would fill the waist


def _ribs(model: Model) -> None:
    heights = np.concatenate(
        [np.arange(0.08, 0.45, 0.02), np.arange(0.455, 0.535, 0.009), _COLLAR - np.array(HEM[:3])]
    )
    person = model.person
    longs = _LONG_AT_A_WAIST if person.waist < person.ribs else _LONG
    for height, section in zip(heights.tolist(), smooth(heights, SECTIONS), strict=True):
        radii, forward = _cross_section(person, height, section, 0.005)
        shift = 0.012 * max(0.0, 1 - (height - 0.08) / 0.08)
        bone, up = _link(height)
        long = min(float(np.interp(height, _RIB_LONG, longs)), hem_long(height - _HEM_AT))
        model.put(bone, (forward + shift, 0.0, up), (*radii, long), _SHIRT, along=height)
    _shirt_hem(model)
    if person.bust:
        _bust(model)


def _shirt_hem(model: Model) -> None:
    """The lower end of the shirt, level all round and over the shorts, however broad the hips."""
    heights = _HEM_AT + np.array(HEM)[::-1]
    for height, section in zip(heights.tolist(), smooth(heights, SECTIONS), strict=True):
        radii, forward = _cross_section(model.person, height, section, _OVER_SHORTS)
        bone, up = _link(height)
        centre = (forward, 0.0, up)
        model.put(bone, centre, (*radii, hem_long(height - _HEM_AT)), _SHIRT, along=height)


_BUST_AT = 0.372  # m above the hip joints
_BUST: tuple[tuple[Point, Point], ...] = (  # beside the middle, in the shirt; m
    ((0.076, 0.056, 0.0), (0.054, 0.060, 0.056)),
    ((0.060, 0.052, 0.040), (0.050, 0.055, 0.060)),
)
_BETWEEN: tuple[Point, Point] = ((0.070, 0.0, 0.0), (0.050, 0.060, 0.050))


def _bust(model: Model) -> None:
    person = model.person
    bone, up = _link(_BUST_AT)
    sided = [((x, s * y, z), r) for (x, y, z), r in _BUST for _, s in SIGNS]
    for (x, y, z), radii in (*sided, _BETWEEN):
        centre = (x * person.depth / _WOMANS_DEPTH, y * person.ribs, up + z)
        deep, wide, tall = radii
        grown = np.sqrt(person.depth / _WOMANS_DEPTH)
        model.put(
            bone,
            centre,
            (deep * grown, wide * grown, tall * grown),
            _SHIRT,
            along=_BUST_AT + z,
        )


_WOMANS_DEPTH = 0.94  # of the ribs that the bust was drawn on


def _neck(model: Model) -> None:
    heights = np.arange(0.50, 0.645, 0.015)
    slim = model.person.neck
    for height, (deep, wide, forward) in zip(heights, smooth(heights, NECK), strict=True):
        bone, up = _link(float(height))
        radii = (float(deep) * slim, float(wide) * slim, 0.04)
        model.put(bone, (float(forward), 0.0, up), radii, Skin("neck", "skin"), along=float(height))


def _shoulder(model: Model, side: str, sign: float) -> None:
    arm, person = f"uarm_{side}", model.person
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
        (bone, (x, y, z), radius), (to, at, far) = start, end
        from_trunk = (x * person.depth, y * person.shoulders, z)
        near = radius * (person.depth + person.shoulders) / 2
        model.bridge((bone, from_trunk, near), (to, at, far * (1 + person.arms) / 2), _SHIRT)
    # The shoulder blade, and the back of the shoulder beside it.
    for (x, y, z), (deep, wide, tall) in (
        ((-0.090, sign * 0.084, -0.058), (0.036, 0.058, 0.072)),
        ((-0.060, sign * 0.124, -0.020), (0.034, 0.042, 0.044)),
    ):
        thick = person.depth
        centre = (x * thick, y * person.shoulders, z)
        radii = (deep * thick, wide * thick, tall * thick)
        model.put(f"clav_{side}", centre, radii, _SHIRT, along=0.44)
