"""Where each muscle of the vocabulary lies on the body's surface.

A deep muscle is shown at the nearest place of the surface; a comment says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Patch:
    """A region of the surface.

    ``part`` is the beginning of a name in `PARTS`; ``upper`` and ``lower`` bound
    `EllipsoidSet.along` there: 0 to 1 down a limb, the height in m on torso and neck, the distance
    in m below the hip on a buttock and ahead of the ankle on a foot. ``facing`` is the direction of
    its middle round the bone (0 front, 90 outside, 180 back), ``half_angle`` how far it reaches to
    either side, in degrees.
    """

    part: str
    upper: float
    lower: float
    facing: float
    half_angle: float


# The buttock is part of the pelvis, of the soft tissue behind the hip, and of the thigh.
_BUTTOCK = (
    Patch("glute", 0.0, 1.0, 180, 180),
    Patch("torso", 0.105, -0.16, 149, 38),
    Patch("thigh", -0.25, 0.24, 166, 64),
)
_HIP_SIDE = (
    Patch("torso", 0.115, -0.05, 102, 42),
    Patch("glute", -0.10, 0.03, 108, 40),
    Patch("thigh", -0.17, 0.15, 98, 50),
)
# The small turners of the hip lie under gluteus maximus, between sacrum and thigh bone.
_DEEP_BUTTOCK = (
    Patch("torso", 0.045, -0.045, 148, 26),
    Patch("glute", -0.05, 0.03, 150, 50),
    Patch("thigh", -0.06, 0.06, 135, 32),
)
_INNER_THIGH = Patch("thigh", 0.06, 0.80, -82, 42)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "gluteus-maximus": _BUTTOCK,
    "gluteus-medius": _HIP_SIDE,
    # Deep: under gluteus medius.
    "gluteus-minimus": _HIP_SIDE,
    "hamstrings": (Patch("thigh", 0.12, 0.97, 180, 64),),
    # Deep: shown at the back of the inner thigh.
    "adductor-magnus": (Patch("thigh", 0.08, 0.80, -118, 40),),
    "adductors": (_INNER_THIGH,),
    "erector-spinae": (Patch("torso", 0.52, 0.03, 166, 12),),
    # Deep: beside the spine of the low back.
    "multifidus": (Patch("torso", 0.22, -0.02, 166, 13),),
    # Deep: under the obliques, round the waist.
    "transversus-abdominis": (Patch("torso", 0.22, 0.05, 30, 48),),
    "rectus-abdominis": (Patch("torso", 0.33, -0.03, 17, 15),),
    "obliques": (Patch("torso", 0.33, 0.06, 78, 34),),
    # Deep: between the lowest rib and the crest of the pelvis.
    "quadratus-lumborum": (Patch("torso", 0.22, 0.08, 148, 24),),
    "quadriceps": (Patch("thigh", 0.06, 0.95, 8, 70),),
    # Deep: iliacus and psoas, where they cross the groin.
    "hip-flexors": (Patch("thigh", -0.10, 0.24, 6, 34), Patch("torso", 0.09, -0.07, 32, 20)),
    "hip-external-rotators": _DEEP_BUTTOCK,
    # Deep: under gluteus maximus.
    "piriformis": _DEEP_BUTTOCK,
    "tensor-fasciae-latae": (
        Patch("torso", 0.07, -0.05, 68, 22),
        Patch("thigh", -0.06, 0.26, 62, 26),
    ),
    "gastrocnemius": (Patch("shank", 0.03, 0.52, 180, 74),),
    # Below the bellies of gastrocnemius, which cover its upper part.
    "soleus": (Patch("shank", 0.40, 0.84, 180, 84),),
    "tibialis-anterior": (Patch("shank", 0.10, 0.72, 32, 34),),
    # Deep: shown along the inner edge of the shin.
    "tibialis-posterior": (Patch("shank", 0.30, 0.88, -112, 32),),
    "peroneals": (Patch("shank", 0.08, 0.80, 98, 30),),
    # In the sole: shown on the shoe over the arch.
    "foot-intrinsics": (Patch("foot", 0.0, 0.12, 0, 180),),
    "latissimus-dorsi": (Patch("torso", 0.45, 0.14, 128, 36), Patch("torso", 0.42, 0.08, 152, 25)),
    "trapezius-upper": (Patch("torso", 0.60, 0.485, 160, 75), Patch("neck", 0.62, 0.50, 155, 36)),
    "trapezius-middle": (Patch("torso", 0.51, 0.42, 180, 52),),
    "trapezius-lower": (Patch("torso", 0.44, 0.27, 180, 26),),
    # Under the middle trapezius, between spine and shoulder blade.
    "rhomboids": (Patch("torso", 0.50, 0.36, 162, 17),),
    "serratus-anterior": (Patch("torso", 0.40, 0.26, 78, 26),),
    "deltoid": (Patch("uarm", -0.10, 0.46, 70, 112),),
    # The rotator cuff: over the shoulder blade.
    "supraspinatus": (Patch("torso", 0.52, 0.455, 142, 32),),
    "infraspinatus": (Patch("torso", 0.47, 0.375, 142, 30),),
    "teres-minor": (Patch("torso", 0.42, 0.345, 128, 22),),
    # Deep: at the front of the shoulder blade, shown over it.
    "subscapularis": (Patch("torso", 0.48, 0.36, 138, 28),),
    "pectorals": (Patch("torso", 0.475, 0.33, 42, 37),),
    "biceps": (Patch("uarm", 0.28, 0.98, 0, 60),),
    "triceps": (Patch("uarm", 0.22, 0.98, 180, 62),),
    # With the palm to the front the flexors face forward and inward.
    "forearm-flexors": (Patch("farm", 0.04, 0.70, -35, 70),),
    # Deep: in front of the vertebrae, behind the throat.
    "deep-neck-flexors": (Patch("neck", 0.67, 0.50, 0, 56),),
    "neck-extensors": (Patch("neck", 0.68, 0.48, 160, 19),),
    "levator-scapulae": (
        Patch("neck", 0.68, 0.55, 115, 20),
        Patch("neck", 0.62, 0.48, 130, 22),
        Patch("torso", 0.57, 0.47, 146, 22),
    ),
    # From behind the ear forward and down to the breastbone.
    "sternocleidomastoid": (
        Patch("neck", 0.70, 0.58, 98, 19),
        Patch("neck", 0.65, 0.53, 73, 19),
        Patch("neck", 0.60, 0.48, 48, 18),
    ),
}
