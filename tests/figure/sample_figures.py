"""Small figures for the tests of the engine and its checks, each right in every respect."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from clinic_app.catalog.load import read_exercise
from clinic_app.domain.exercise.exercise import Axis, Exercise, Laterality, Setting
from clinic_app.domain.exercise.figure import FigureSpec, Hold, Layer, PropSpec
from clinic_app.shipped_data import EXERCISES

_FILE = EXERCISES / "hinge" / "hip-hinge.yaml"  # for its words; figure and settings are our own
DEPTH = Setting("depth_deg", "Depth", 60.0, Axis.RANGE, "deg", 20.0, 80.0, 5.0, 1)
HIDDEN = ("rectus-abdominis",)

HINGE = FigureSpec(
    base="standing",
    camera="side",
    pose=Layer(hands={"both": Hold("hang")}),
    panels=(
        Layer(joints={"knee": 4}),
        Layer(trunk="depth_deg", joints={"knee": "8 + depth_deg / 8"}),
    ),
    arrows=("head",),
)
AT_COUNTER = FigureSpec(
    base="standing",
    camera="side",
    pose=Layer(hands={"both": Hold("fingertips", (0.46, 0.20, 0.912))}),
    panels=(Layer(joints={"knee": 4}), Layer(trunk=6, joints={"knee": "depth_deg / 2"})),
    props=(PropSpec("counter", {"x": 0.40}),),
)
ON_CHAIR = FigureSpec(
    base="seated",
    camera="side",
    panels=(Layer(), Layer(trunk="depth_deg / 4")),
    props=(PropSpec("chair", {"under": "pelvis", "x": 0.02, "back": 0}),),
)
BRIDGE = FigureSpec(
    base="hooklying",
    camera="side",
    panels=(
        Layer(joints={"knee": 112}),
        Layer(
            trunk="-90 - depth_deg / 4",
            joints={
                "lumbar": 0,
                "knee": "~95",
                "hip_flex": "~2",
                "pitch": "~-92 - depth_deg / 4",
                "z": "~0.14 + depth_deg / 640",
                "neck": "~depth_deg / 4",
                "sh_flex": "~0 - depth_deg / 4",
            },
            contacts={"pelvis": "none"},
            anchors={"nape": "x"},
        ),
    ),
    pose=Layer(
        joints={"sh_flex": "~0", "pron": "~80", "wrist": "~0", "hip_abd": 5},
        contacts={"hand_l": "mat", "hand_r": "mat"},
    ),
    props=(PropSpec("mat"),),
)
ONE_LEG = FigureSpec(
    base="single_leg",
    camera="side",
    panels=(
        Layer(joints={"hip_flex_l": 25, "knee_l": 70}),
        Layer(joints={"hip_flex_l": "20 + depth_deg", "knee_l": "60 + depth_deg / 2"}),
    ),
)


def exercise_with(
    figure: FigureSpec, *, laterality: Laterality | None = None, **settings: Setting
) -> Exercise:
    """An exercise with this figure; ``depth_deg`` is its one setting unless others are given."""
    known: Mapping[str, Setting] = settings or {"depth_deg": DEPTH}
    usual = Laterality.PER_SIDE if figure.base == "single_leg" else Laterality.BOTH
    return replace(
        read_exercise(_FILE, EXERCISES)[0],
        figure_of=lambda: figure,
        settings=MappingProxyType(dict(known)),
        laterality=laterality or usual,
        primary_muscles=("gluteus-maximus",),
        secondary_muscles=(),
        easier=(),
        harder=(),
    )
