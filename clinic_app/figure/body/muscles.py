"""Where each muscle of the vocabulary lies on the skin, as bundles of fibres.

Origins, ways and ends follow the textbooks of anatomy; the places on the skin and the widths are
drawing choices. A deep muscle, one that others cover (Gray's Anatomy, 42nd edition, 2020), is shown
at the nearest place of the skin.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.figure.pose.toes import FOOT_HEIGHT


@dataclass(frozen=True)
class Skin:
    """A place on the skin of a ``part`` of the left side.

    ``along`` is 0 to 1 down a limb, on torso and neck the height above the hips in m; ``facing``
    is the direction round the bone (0 front, 90 outside, 180 back), in degrees. ``bone`` is what
    the place moves with where that is another bone than the part's own.
    """

    part: str
    along: float
    facing: float
    bone: str = ""


@dataclass(frozen=True)
class Fixed:
    """A place in the frame of a bone of the left side, in m."""

    bone: str
    xyz: tuple[float, float, float]


Spot = Skin | Fixed


@dataclass(frozen=True)
class Fibres:
    """Strands side by side, each through as many spots, and their half widths there in m."""

    strands: tuple[tuple[Spot, ...], ...]
    half: tuple[float, ...]


@dataclass(frozen=True)
class Muscle:
    """Its bundles of fibres, the parts of the body on which it may show, and if others cover it."""

    bundles: tuple[Fibres, ...]
    on: tuple[str, ...]
    deep: bool = False

    @property
    def of_trunk(self) -> bool:
        """Whether it lies on the trunk alone."""
        return self.on == _TRUNK


def _one(*spots: Spot, half: tuple[float, ...]) -> Fibres:
    return Fibres((spots,), half)


def _t(height: float, facing: float, bone: str = "") -> Skin:
    return Skin("torso", height, facing, bone)


def _n(height: float, facing: float) -> Skin:
    return Skin("neck", height, facing)


def _th(along: float, facing: float, bone: str = "") -> Skin:
    return Skin("thigh", along, facing, bone)


def _sh(along: float, facing: float) -> Skin:
    return Skin("shank", along, facing)


def _ua(along: float, facing: float, bone: str = "") -> Skin:
    return Skin("uarm", along, facing, bone)


def _fa(along: float, facing: float) -> Skin:
    return Skin("farm", along, facing)


def _sole(bone: str, at: tuple[float, float, float]) -> Fixed:
    """A place on a foot; its height is told above the floor under a bare one."""
    x, y, height = at
    return Fixed(bone, (x, y, height - FOOT_HEIGHT))


# From the inner edge of the arch to the middle of the sole, each from the heel to the ball.
_UNDER_ARCH = (
    ((-0.016, -0.027, 0.016), (0.045, -0.036, 0.029), (0.112, -0.044, 0.016)),
    ((-0.022, -0.016, 0.003), (0.045, -0.024, 0.016), (0.106, -0.032, 0.005)),
    ((-0.024, -0.004, 0.000), (0.040, -0.006, 0.009), (0.098, -0.014, 0.002)),
    ((-0.022, 0.007, 0.000), (0.040, 0.013, 0.006), (0.090, 0.012, 0.002)),
)
_OF_THE_FOOT = ("foot", "arch", "fore")  # the bones of its back, its middle and its ball
_OUTER_EDGE = ((-0.020, 0.032, 0.020), (0.045, 0.0445, 0.019), (0.098, 0.0485, 0.015))

_HIP = ("torso", "glute", "thigh")
_TRUNK = ("torso",)

_HIP_SIDE = Fibres(
    (
        (_t(0.100, 58, "pelvis"), _t(0.030, 76, "pelvis"), _th(0.030, 92, "hipmid")),
        (_t(0.118, 96, "pelvis"), _t(0.045, 96, "pelvis"), _th(0.025, 98, "hipmid")),
        (_t(0.100, 132, "pelvis"), _t(0.035, 118, "pelvis"), _th(0.030, 104, "hipmid")),
    ),
    (0.016, 0.016, 0.016),
)
_DEEP_BUTTOCK = Fibres(
    (
        (_t(0.045, 168, "pelvis"), _th(0.005, 140, "hipmid"), _th(0.012, 108, "hipmid")),
        (_t(-0.010, 165, "pelvis"), _th(0.040, 142, "hipmid"), _th(0.045, 112, "hipmid")),
    ),
    (0.017, 0.019, 0.012),
)

# The back of the shoulder blade, narrowing towards the shoulder.
_BLADE = Fibres(
    (
        (
            Fixed("clav", (-0.122, 0.058, -0.028)),
            Fixed("clav", (-0.112, 0.100, -0.020)),
            _ua(0.02, 152, "clav"),
        ),
        (
            Fixed("clav", (-0.124, 0.062, -0.110)),
            Fixed("clav", (-0.116, 0.100, -0.058)),
            _ua(0.06, 156, "clav"),
        ),
    ),
    (0.012, 0.013, 0.009),
)

# Of two that lie over each other the one nearer the skin comes first.
MUSCLES: Mapping[str, Muscle] = {
    # From the back of the pelvis and the sacrum slanting down and out to the thigh bone.
    "gluteus-maximus": Muscle(
        (
            Fibres(
                (
                    (_t(0.085, 140, "pelvis"), _th(0.02, 122, "hipmid"), _th(0.16, 104)),
                    (_t(0.050, 164, "pelvis"), _th(0.06, 140, "glute"), _th(0.22, 118)),
                    (_t(-0.030, 168, "pelvis"), _th(0.12, 160, "glute"), _th(0.25, 138)),
                ),
                (0.022, 0.034, 0.020),
            ),
        ),
        _HIP,
    ),
    "gluteus-medius": Muscle((_HIP_SIDE,), _HIP),
    # Deep: under gluteus medius.
    "gluteus-minimus": Muscle((_HIP_SIDE,), _HIP, deep=True),
    # Deep: under gluteus maximus.
    "hip-external-rotators": Muscle((_DEEP_BUTTOCK,), _HIP, deep=True),
    "piriformis": Muscle((_DEEP_BUTTOCK,), _HIP, deep=True),
    "tensor-fasciae-latae": Muscle(
        (
            _one(
                _t(0.075, 62, "pelvis"),
                _th(0.05, 70, "hipmid"),
                _th(0.26, 82),
                half=(0.014, 0.022, 0.009),
            ),
        ),
        _HIP,
    ),
    "hamstrings": Muscle(
        (
            _one(
                *(_th(0.10, 162), _th(0.30, 142), _th(0.58, 126), _th(0.97, 108)),
                half=(0.018, 0.037, 0.036, 0.010),
            ),
            _one(
                *(_th(0.10, -172), _th(0.30, -164), _th(0.58, -146), _th(0.97, -112)),
                half=(0.018, 0.034, 0.034, 0.010),
            ),
        ),
        ("thigh", "shank"),
    ),
    "quadriceps": Muscle(
        (
            _one(
                _th(0.05, 12),
                _th(0.30, 10),
                _th(0.60, 4),
                _th(0.90, 0),
                half=(0.014, 0.034, 0.036, 0.014),
            ),
            _one(
                _th(0.14, 62),
                _th(0.40, 58),
                _th(0.70, 48),
                _th(0.93, 28),
                half=(0.016, 0.030, 0.030, 0.011),
            ),
            _one(
                _th(0.36, -42),
                _th(0.62, -48),
                _th(0.82, -46),
                _th(0.95, -24),
                half=(0.012, 0.026, 0.028, 0.012),
            ),
        ),
        ("thigh", "shank"),
    ),
    "adductors": Muscle(
        (
            Fibres(
                (
                    (_th(0.06, -48), _th(0.30, -62), _th(0.52, -78)),
                    (_th(0.06, -92), _th(0.38, -96), _th(0.80, -102)),
                ),
                (0.018, 0.022, 0.008),
            ),
        ),
        ("thigh",),
    ),
    # Deep: shown at the back of the inner thigh.
    "adductor-magnus": Muscle(
        (_one(_th(0.08, -135), _th(0.4, -122), _th(0.82, -108), half=(0.020, 0.026, 0.008)),),
        ("thigh",),
        deep=True,
    ),
    # Deep: iliacus and psoas, where they cross the groin.
    "hip-flexors": Muscle(
        (
            _one(
                _t(0.105, 34, "pelvis"),
                _t(0.02, 26, "pelvis"),
                _th(0.08, 8),
                _th(0.20, -14),
                half=(0.016, 0.020, 0.022, 0.010),
            ),
        ),
        ("torso", "thigh"),
        deep=True,
    ),
    "gastrocnemius": Muscle(
        (
            _one(
                _sh(0.01, -165),
                _sh(0.20, -152),
                _sh(0.36, -156),
                _sh(0.47, -168),
                half=(0.012, 0.030, 0.026, 0.010),
            ),
            _one(
                _sh(0.01, 165),
                _sh(0.19, 150),
                _sh(0.33, 154),
                _sh(0.43, 168),
                half=(0.012, 0.028, 0.024, 0.010),
            ),
        ),
        ("shank",),
    ),
    "soleus": Muscle(
        (
            _one(
                *(_sh(0.16, 116), _sh(0.40, 122), _sh(0.56, 138), _sh(0.74, 166)),
                half=(0.007, 0.014, 0.018, 0.008),
            ),
            _one(
                *(_sh(0.28, -122), _sh(0.44, -126), _sh(0.58, -140), _sh(0.74, -166)),
                half=(0.006, 0.013, 0.018, 0.008),
            ),
            _one(_sh(0.52, 180), _sh(0.64, 180), _sh(0.86, 180), half=(0.012, 0.018, 0.007)),
        ),
        ("shank",),
    ),
    "tibialis-anterior": Muscle(
        (
            _one(
                _sh(0.08, 42),
                _sh(0.30, 36),
                _sh(0.55, 26),
                _sh(0.84, 6),
                half=(0.010, 0.020, 0.015, 0.006),
            ),
        ),
        ("shank",),
    ),
    # Deep: shown along the inner edge of the shin.
    "tibialis-posterior": Muscle(
        (_one(_sh(0.30, -108), _sh(0.6, -112), _sh(0.88, -125), half=(0.008, 0.014, 0.006)),),
        ("shank",),
        deep=True,
    ),
    "peroneals": Muscle(
        (_one(_sh(0.07, 88), _sh(0.35, 94), _sh(0.82, 116), half=(0.009, 0.017, 0.007)),),
        ("shank",),
    ),
    "erector-spinae": Muscle(
        (
            _one(
                *(
                    _t(h, a)
                    for h, a in (
                        (0.02, 170),
                        (0.09, 167),
                        (0.16, 164),
                        (0.24, 162),
                        (0.33, 163),
                        (0.42, 166),
                        (0.50, 169),
                    )
                ),
                half=(0.010, 0.019, 0.024, 0.023, 0.019, 0.015, 0.009),
            ),
        ),
        _TRUNK,
    ),
    # Deep: beside the spine of the low back.
    "multifidus": Muscle(
        (_one(_t(-0.01, 171), _t(0.08, 168), _t(0.20, 170), half=(0.012, 0.020, 0.010)),),
        _TRUNK,
        deep=True,
    ),
    # Deep: between the lowest rib and the crest of the pelvis.
    "quadratus-lumborum": Muscle(
        (_one(_t(0.22, 158), _t(0.15, 150), _t(0.085, 142), half=(0.014, 0.019, 0.022)),),
        _TRUNK,
        deep=True,
    ),
    "rectus-abdominis": Muscle(
        (
            _one(
                _t(0.005, 9),
                _t(0.08, 13),
                _t(0.16, 15),
                _t(0.25, 16),
                _t(0.34, 17),
                half=(0.014, 0.024, 0.028, 0.029, 0.024),
            ),
        ),
        _TRUNK,
    ),
    "obliques": Muscle(
        (
            Fibres(
                (
                    (_t(0.335, 92), _t(0.22, 84), _t(0.105, 78)),
                    (_t(0.335, 62), _t(0.23, 46), _t(0.12, 34)),
                ),
                (0.014, 0.018, 0.014),
            ),
        ),
        _TRUNK,
    ),
    # Deep: under the obliques, round the waist.
    "transversus-abdominis": Muscle(
        (
            _one(
                _t(0.13, 8),
                _t(0.135, 35),
                _t(0.145, 62),
                _t(0.155, 92),
                half=(0.030, 0.033, 0.030, 0.020),
            ),
        ),
        _TRUNK,
        deep=True,
    ),
    # In the sole: under the arch from the heel to the ball, and along both edges of the foot.
    "foot-intrinsics": Muscle(
        (
            Fibres(
                tuple(tuple(map(_sole, _OF_THE_FOOT, strand)) for strand in _UNDER_ARCH),
                (0.007, 0.010, 0.009),
            ),
            _one(*(_sole("foot", at) for at in _OUTER_EDGE), half=(0.009, 0.0145, 0.009)),
        ),
        ("foot",),
    ),
    "latissimus-dorsi": Muscle(
        (
            Fibres(
                (
                    (_t(0.115, 160), _t(0.22, 140), _t(0.33, 116), _t(0.425, 104)),
                    (_t(0.24, 172), _t(0.29, 152), _t(0.36, 128), _t(0.430, 108)),
                    (_t(0.35, 173), _t(0.37, 155), _t(0.40, 134), _t(0.438, 114)),
                ),
                (0.012, 0.016, 0.018, 0.012),
            ),
        ),
        _TRUNK,
    ),
    "trapezius-upper": Muscle(
        (
            Fibres(
                (
                    (
                        _n(0.64, 168),
                        _n(0.575, 142),
                        _t(0.525, 116),
                        Fixed("clav", (-0.040, 0.130, 0.034)),
                    ),
                    (
                        _n(0.60, 174),
                        _t(0.545, 158),
                        _t(0.512, 140),
                        Fixed("clav", (-0.068, 0.118, 0.024)),
                    ),
                ),
                (0.010, 0.014, 0.018, 0.011),
            ),
        ),
        ("torso", "neck"),
    ),
    "trapezius-middle": Muscle(
        (
            Fibres(
                (
                    (_t(0.512, 174), _t(0.500, 152), Fixed("clav", (-0.082, 0.112, 0.010))),
                    (_t(0.425, 175), _t(0.445, 160), Fixed("clav", (-0.102, 0.088, -0.018))),
                ),
                (0.013, 0.015, 0.009),
            ),
        ),
        _TRUNK,
    ),
    "trapezius-lower": Muscle(
        (
            Fibres(
                (
                    (_t(0.405, 175), _t(0.420, 164), Fixed("clav", (-0.112, 0.062, -0.030))),
                    (_t(0.27, 178), _t(0.345, 168), Fixed("clav", (-0.112, 0.060, -0.036))),
                ),
                (0.012, 0.014, 0.008),
            ),
        ),
        _TRUNK,
    ),
    "rhomboids": Muscle(
        (
            Fibres(
                (
                    (_t(0.505, 174), _t(0.475, 163), _t(0.450, 152)),
                    (_t(0.445, 174), _t(0.410, 163), _t(0.375, 151)),
                ),
                (0.009, 0.010, 0.009),
            ),
        ),
        _TRUNK,
    ),
    # Its slips on the side of the ribs, pointed in front and one sheet behind.
    "serratus-anterior": Muscle(
        (
            _one(_t(0.400, 104), _t(0.345, 103), _t(0.286, 101), half=(0.012, 0.014, 0.012)),
            *(
                _one(
                    _t(h - 0.006, 46 + k * 5),
                    _t(h + 0.008, 72 + k * 2),
                    _t(h + 0.020, 98),
                    half=(0.0045, 0.0100, 0.0135),
                )
                for k, h in enumerate((0.372, 0.336, 0.300, 0.264))
            ),
        ),
        _TRUNK,
    ),
    "deltoid": Muscle(
        (
            Fibres(
                (
                    (_ua(0.02, 18), _ua(0.22, 44), _ua(0.47, 84)),
                    (_ua(-0.02, 90), _ua(0.22, 90), _ua(0.48, 90)),
                    (_ua(0.03, 160), _ua(0.22, 136), _ua(0.47, 97)),
                ),
                (0.016, 0.022, 0.009),
            ),
        ),
        ("uarm", "torso"),
    ),
    "supraspinatus": Muscle(
        (
            _one(
                Fixed("clav", (-0.098, 0.062, 0.020)),
                Fixed("clav", (-0.082, 0.100, 0.022)),
                Fixed("clav", (-0.058, 0.138, 0.026)),
                half=(0.010, 0.014, 0.008),
            ),
        ),
        ("torso", "uarm"),
    ),
    "infraspinatus": Muscle((_BLADE,), ("torso", "uarm")),
    # Deep: at the front of the shoulder blade, shown over it.
    "subscapularis": Muscle((_BLADE,), ("torso", "uarm"), deep=True),
    "teres-minor": Muscle(
        (
            _one(
                Fixed("clav", (-0.112, 0.104, -0.100)),
                Fixed("clav", (-0.100, 0.130, -0.060)),
                _ua(0.10, 158, "clav"),
                half=(0.009, 0.013, 0.008),
            ),
        ),
        ("torso", "uarm"),
    ),
    "pectorals": Muscle(
        (
            Fibres(
                (
                    (_t(0.478, 22), _t(0.465, 48), _ua(0.12, -8, "clav")),
                    (_t(0.420, 7), _t(0.430, 40), _ua(0.16, -14, "clav")),
                    (_t(0.350, 12), _t(0.395, 42), _ua(0.18, -20, "clav")),
                ),
                (0.012, 0.016, 0.011),
            ),
        ),
        ("torso", "uarm"),
    ),
    "biceps": Muscle(
        (
            _one(
                _ua(0.22, 4),
                _ua(0.45, 0),
                _ua(0.66, -2),
                _ua(0.96, 0),
                half=(0.012, 0.024, 0.025, 0.009),
            ),
        ),
        ("uarm", "farm"),
    ),
    "triceps": Muscle(
        (
            _one(_ua(0.20, 150), _ua(0.42, 152), _ua(0.68, 165), half=(0.012, 0.022, 0.010)),
            _one(_ua(0.22, -158), _ua(0.46, -160), _ua(0.70, -170), half=(0.012, 0.022, 0.010)),
            _one(_ua(0.5, 180), _ua(0.72, 180), _ua(0.95, 180), half=(0.012, 0.014, 0.008)),
        ),
        ("uarm",),
    ),
    "forearm-flexors": Muscle(
        (
            _one(
                _fa(0.02, -62),
                _fa(0.28, -40),
                _fa(0.55, -24),
                _fa(0.80, -8),
                half=(0.012, 0.024, 0.018, 0.008),
            ),
        ),
        ("farm",),
    ),
    # From behind the ear slanting forward and down to the breastbone.
    "sternocleidomastoid": Muscle(
        (
            _one(
                Fixed("head", (-0.030, 0.058, 0.020)),
                _n(0.635, 96),
                _n(0.598, 62),
                _n(0.566, 34),
                Fixed("s45", (0.052, 0.018, 0.002)),
                half=(0.0080, 0.0125, 0.0130, 0.0110, 0.0075),
            ),
        ),
        ("neck", "torso", "head"),
    ),
    # Deep: in front of the vertebrae, behind the throat.
    "deep-neck-flexors": Muscle(
        (_one(_n(0.65, 22), _n(0.60, 26), _n(0.54, 22), half=(0.012, 0.018, 0.012)),),
        ("neck",),
        deep=True,
    ),
    "neck-extensors": Muscle(
        (_one(_n(0.645, 160), _n(0.59, 162), _t(0.53, 168), half=(0.010, 0.015, 0.010)),),
        ("neck", "torso"),
    ),
    "levator-scapulae": Muscle(
        (
            _one(
                _n(0.645, 112),
                _n(0.59, 128),
                _t(0.535, 142),
                Fixed("clav", (-0.100, 0.060, 0.020)),
                half=(0.008, 0.011, 0.012, 0.008),
            ),
        ),
        ("neck", "torso"),
    ),
}
