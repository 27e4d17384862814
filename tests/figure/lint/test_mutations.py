"""Errors planted into figures that are right: each check finds its own kind, and names it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sample_figures import AT_COUNTER, BRIDGE, HINGE, ON_CHAIR, ONE_LEG, exercise_with

from clinic_app.domain.exercise.figure import FigureSpec, Hold, Layer, PropSpec, Size, Waiver
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.finding import UNITS
from clinic_app.figure.lint.sweep import lint_muscles
from clinic_app.figure.motion import Motion, solve_motion
from clinic_app.figure.pose.joints import INDEX
from clinic_app.figure.pose.skeleton import frames

SOUND = {
    "hinge": HINGE,
    "counter": AT_COUNTER,
    "chair": ON_CHAIR,
    "bridge": BRIDGE,
    "one leg": ONE_LEG,
}


def motion_of(figure: FigureSpec) -> Motion:
    found = solve_motion(exercise_with(figure), {})
    assert found is not None
    return found


def end(figure: FigureSpec, **changed: object) -> FigureSpec:
    """The figure with another last panel."""
    return replace(figure, panels=(*figure.panels[:-1], replace(figure.panels[-1], **changed)))


def bent(figure: FigureSpec, **joints: float | str) -> FigureSpec:
    """The figure with some joints of its last panel told otherwise."""
    return end(figure, joints={**figure.panels[-1].joints, **joints})


def without_hands(figure: FigureSpec) -> FigureSpec:
    return replace(figure, pose=replace(figure.pose, hands={}))


def ahead(kind: str, **measures: float) -> Callable[[FigureSpec], FigureSpec]:
    return lambda figure: replace(figure, props=(PropSpec(kind, dict(measures)),))


@dataclass(frozen=True)
class Mutation:
    """What is planted, where, and the check that has to tell of it."""

    name: str
    figure: FigureSpec
    check: str


LET_GO: dict[str, object] = {
    "contacts": {"foot_l": "none", "foot_r": "none"},
    "trunk": "free",
    "balance": False,
}
MUTATIONS = [
    Mutation("a knee bent backwards", bent(HINGE, knee=-20), "range"),
    Mutation("a shoulder raised to 220", bent(without_hands(HINGE), sh_flex=220), "range"),
    Mutation("a back bent back by 60", bent(BRIDGE, lumbar=-60), "range"),
    Mutation("a head drawn back 9 cm", bent(HINGE, retract=0.09), "range"),
    Mutation("feet let go, pelvis low", bent(end(HINGE, **LET_GO), z=0.80), "floor"),
    Mutation("a wall before a hinge", ahead("wall", x=0.35)(HINGE), "prop"),
    Mutation("a table in the knees", ahead("box", x=0.05, height=0.5)(HINGE), "prop"),
    Mutation("a ball in the back", ahead("ball", x=-0.3, radius=0.5)(HINGE), "prop"),
    Mutation(
        "a kettlebell in the shins",
        replace(
            HINGE, props=(PropSpec("kettlebell", {"at": "floor", "x": 0.0, "y": -0.1, "kg": 16}),)
        ),
        "prop",
    ),
    Mutation(
        "a hand through the trunk",
        bent(without_hands(HINGE), sh_flex=10, elbow=95, sh_rot=-85),
        "body",
    ),
    Mutation("legs crossed through each other", bent(ON_CHAIR, hip_abd=-20), "body"),
    Mutation("everybody let go in the air", bent(end(HINGE, **LET_GO), z=1.3), "floating"),
    Mutation("a foot that forgot to stand", bent(ONE_LEG, hip_flex_l=20, knee_l=60), "floating"),
    Mutation(
        "a foot of a bridge forgotten",
        bent(
            end(BRIDGE, contacts={"pelvis": "none", "foot_l": "none"}),
            hip_flex_l=4,
            knee_l=93,
            ankle_l=-30,
        ),
        "floor",
    ),
    Mutation(
        "a chair too high for the knees",
        replace(
            bent(ON_CHAIR, knee=110, ankle=0),
            props=(PropSpec("chair", {"under": "pelvis", "height": 0.60, "back": 0}),),
        ),
        "contact",
    ),
    Mutation("a chair 50 cm behind", ahead("chair", x=-0.95)(ON_CHAIR), "contact"),
    Mutation("a heel off the floor", bent(HINGE, ankle=-25), "flat"),
    Mutation(
        "hands tilted off the mat",
        bent(BRIDGE, sh_flex=-25, pron=20, wrist=0),
        "flat",
    ),
    Mutation(
        "a weight too far away",
        replace(HINGE, pose=Layer(hands={"both": Hold("rail", (1.4, 0.06, 0.7))})),
        "reach",
    ),
    Mutation(
        "hands on the hips with a hand's breadth of air",
        replace(HINGE, pose=Layer(hands={"both": Hold("hips", (0.0, 0.32, 1.05))})),
        "reach",
    ),
    Mutation("no counter under the fingers", replace(AT_COUNTER, props=()), "reach"),
    Mutation(
        "weights in open hands",
        replace(HINGE, props=(PropSpec("dumbbell", {"kg": 4}),)),
        "grip",
    ),
    Mutation(
        "a cane in a hand that only rests",
        replace(HINGE, props=(PropSpec("cane", {"side": "r", "x": 0.15, "y": -0.3}),)),
        "grip",
    ),
    Mutation("a hinge that nobody balances", bent(end(HINGE, balance=False), ankle=14), "balance"),
    Mutation(
        "one leg, but the weight on the other",
        bent(end(ONE_LEG, balance=False), roll=0, hip_abd_r=4),
        "balance",
    ),
    Mutation("the pelvis fixed upright", bent(HINGE, pitch=0), "angle"),
    Mutation("a hip that stops at 30", bent(end(HINGE, trunk=80), hip_flex=30), "angle"),
    Mutation(
        "a line that a fixed joint turns",
        bent(end(ON_CHAIR, aims={"knee_r-ankle_r": 150}), knee_r=90),
        "angle",
    ),
    Mutation("only one knee edited", bent(HINGE, knee_r=40), "symmetry"),
    Mutation("two things at once", bent(HINGE, hip_flex=10, pitch=10), "residual"),
    Mutation(
        "start and end alike",
        replace(HINGE, panels=(HINGE.panels[0], HINGE.panels[0])),
        "still",
    ),
]


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("depth_deg", [20, 60, 80])
def test_nothing_is_said_of_sound_figures(name: str, depth_deg: int) -> None:
    motion = solve_motion(exercise_with(SOUND[name]), {"depth_deg": depth_deg})
    assert motion is not None
    assert lint(motion) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_a_planted_error_is_found_by_its_own_check(mutation: Mutation) -> None:
    found = lint(motion_of(mutation.figure))
    assert mutation.check in {finding.check for finding in found}, found
    assert all(finding.message for finding in found)


def moved(motion: Motion, panel: int, **joints: float) -> Motion:
    """The motion with a solved pose changed behind the solver's back."""
    solved = motion.panels[panel]
    pose = solved.pose.copy()
    for name, by in joints.items():
        pose[INDEX[name]] += by
    panels = list(motion.panels)
    panels[panel] = replace(solved, pose=pose, frames=frames(pose))
    return replace(motion, panels=tuple(panels))


def test_feet_that_slide_between_two_panels() -> None:
    slid = lint(moved(motion_of(HINGE), 1, x=0.03))
    assert {finding.check for finding in slid} == {"slide"}
    assert slid[0].panel == 2
    assert slid[0].message == "foot_l slides 3 cm on the floor"


def test_a_knee_that_is_not_drawn_as_its_setting_tells() -> None:
    found = [f for f in lint(moved(motion_of(HINGE), 1, knee_l=3)) if f.check == "angle"]
    assert [f.message for f in found] == ["knee_l is drawn at 18.5 deg, given 15.5 deg"]


def test_a_centimetre_above_the_floor_is_a_gap_and_below_it_is_said() -> None:
    above = lint(moved(motion_of(HINGE), 1, z=0.01))
    assert {(f.check, f.panel) for f in above} == {("contact", 2)}
    below = lint(moved(motion_of(HINGE), 1, z=-0.01))
    assert {f.check for f in below} == {"contact", "floor"}
    assert "1.0 cm below the floor" in next(f.message for f in below if f.check == "floor")


def test_muscles_behind_the_camera_are_told() -> None:
    assert lint_muscles(motion_of(replace(HINGE, camera="back"))) == []
    exercise = replace(exercise_with(HINGE), primary_muscles=("rectus-abdominis",))
    hidden = solve_motion(exercise, {}, camera="back")
    assert hidden is not None
    (finding,) = lint_muscles(hidden)
    assert finding.check == "muscle"
    assert "rectus-abdominis" in finding.message
    assert finding.message.endswith(
        "the camera 'front' shows it: take one like it, or an inset from there"
    )


def waived(figure: FigureSpec, check: str, size: Size | None) -> FigureSpec:
    return replace(figure, waivers=(Waiver(check, "For the test alone.", size),))


def messages(figure: FigureSpec, check: str) -> list[str]:
    return [f.message for f in lint(motion_of(figure)) if f.check == check]


def test_a_waiver_drops_what_it_names_and_nothing_else() -> None:
    planted = bent(HINGE, knee_r=40, retract=0.09)
    left = lint(motion_of(waived(planted, "symmetry", Size(60, "deg"))))
    assert {f.check for f in lint(motion_of(planted))} >= {"symmetry", "range"}
    assert "symmetry" not in {f.check for f in left}
    assert "range" in {f.check for f in left}


def test_a_miss_larger_than_its_waiver_is_an_error_that_names_both() -> None:
    low = bent(end(HINGE, **LET_GO), z=0.80)
    foot = {f.subject: f for f in lint(motion_of(low)) if f.check == "floor"}["foot_l"]
    assert foot.size is not None
    deep = foot.size.amount
    assert not messages(waived(low, "floor", Size(deep + 0.01, "cm")), "floor")
    (told,) = [
        m
        for m in messages(waived(low, "floor", Size(deep - 0.01, "cm")), "floor")
        if m.startswith("foot_l ")
    ]
    shown = Size(deep - 0.01, "cm")
    assert told == f"{foot.message}; the waiver of 'floor' allows {shown}"


def test_every_check_that_can_be_waived_says_how_large_the_miss_is() -> None:
    for mutation in MUTATIONS:
        for found in lint(motion_of(mutation.figure)):
            unit = found.size.unit if found.size else None
            assert unit in UNITS.get(found.check, (None,)), (mutation.name, found)


def test_a_waiver_may_name_the_parts_that_it_means() -> None:
    planted = bent(without_hands(HINGE), sh_flex=10, elbow=95, sh_rot=-85)
    pairs = {f.subject for f in lint(motion_of(planted)) if f.check == "body"}
    assert {"hand_r torso", "hand_l torso"} < pairs
    figure = waived(planted, "body hand_r torso", Size(20, "cm"))
    left = {f.subject for f in lint(motion_of(figure)) if f.check == "body"}
    assert left == pairs - {"hand_r torso"}


def test_a_waiver_of_no_check_is_told_with_the_checks() -> None:
    (finding,) = lint(motion_of(waived(HINGE, "colour", Size(1, "cm"))))
    assert finding.check == "waiver"
    assert "'colour'" in finding.message
    assert "balance" in finding.message


@pytest.mark.parametrize(
    ("check", "size", "told"),
    [
        ("floor", None, "the waiver of 'floor' needs a size, as in 'up_to: 2 cm' (cm)"),
        ("flat", Size(2, "cm"), "the waiver of 'flat' needs a size, as in 'up_to: 2 deg' (deg)"),
        ("setting", Size(1, "%"), "the waiver of 'setting' takes no 'up_to'; leave it out"),
        ("residual", Size(1, "cm"), "'residual' cannot be waived; mend the figure"),
    ],
)
def test_a_waiver_without_a_size_of_its_check_is_told(
    check: str, size: Size | None, told: str
) -> None:
    assert messages(waived(HINGE, check, size), "waiver") == [told]


@pytest.mark.parametrize(("kg", "falls"), [(0, False), (90, True)])
def test_loads_count_for_the_balance(kg: int, falls: bool) -> None:
    """Nobody balances this pose: it stands with a stick and falls with a heavy bar."""
    stiff = {"knee": 0, "hip_flex": 0, "ankle": 0, "pitch": 0}
    held_out = Layer(hands={"both": Hold("handle", (0.35, 0.25, 1.15))})
    unbalanced = Layer(joints=stiff, balance=False)
    figure = replace(
        HINGE,
        pose=held_out,
        panels=(HINGE.panels[0], unbalanced),
        props=(PropSpec("bar", {"kg": kg}),),
    )
    told = [f for f in lint(motion_of(figure)) if f.check == "balance"]
    assert [f.panel for f in told] == [2] * falls


def test_sides_may_differ_where_hands_or_feet_are_told_to() -> None:
    one_hand = replace(HINGE, pose=Layer(hands={"right": Hold("hips"), "left": Hold("chest")}))
    one_foot = bent(end(HINGE, contacts={"foot_l": "none"}, balance=False), knee_l=70)
    for figure in (one_hand, one_foot):
        assert "symmetry" not in {f.check for f in lint(motion_of(figure))}
    both = bent(one_hand, knee_r=40)
    assert "symmetry" in {f.check for f in lint(motion_of(both))}


def test_a_hand_that_misses_says_whether_the_arm_is_too_short_or_cannot_turn() -> None:
    far = replace(HINGE, pose=Layer(hands={"both": Hold("rail", (1.4, 0.06, 0.7))}))
    assert all(
        "the arm is straight, bring the place nearer" in told for told in messages(far, "reach")
    )
    behind = replace(HINGE, pose=Layer(hands={"both": Hold("flat", (), "low_back")}))
    assert any("cannot turn so; take another hold" in told for told in messages(behind, "reach"))


def test_an_anchor_that_nobody_wrote_says_what_keeps_it_and_how_to_let_go() -> None:
    step = end(HINGE, places={"heel_r": ("0.30", "none", "none")})
    (told, *_) = messages(step, "residual")
    assert "(foot_r rests there; 'anchors: {arch_r: none}' lets it move)" in told
    mended = end(HINGE, places={"heel_r": ("0.30", "none", "none")}, anchors={"arch_r": "none"})
    assert not any("arch_r" in message for message in messages(mended, "residual"))


def on_a_pillow(height: float) -> FigureSpec:
    """Somebody with much hair on the back, the head turned to a pillow of this height."""
    return replace(
        BRIDGE,
        panels=(BRIDGE.panels[0], replace(BRIDGE.panels[0], joints={"knee": 112, "head_rot": 35})),
        props=(*BRIDGE.props, PropSpec("pillow", {"under": "head", "height": height})),
    )


def test_hair_is_pressed_flat_in_a_pillow_but_a_head_is_not() -> None:
    def inside(height: float) -> set[str]:
        motion = solve_motion(exercise_with(on_a_pillow(height)), {}, look=LOOKS["woman-dark"])
        assert motion is not None
        return {f.subject for f in lint(motion) if f.check == "prop"}

    assert inside(0.08) == set()
    assert "head pillow" in inside(0.20)


@pytest.mark.parametrize(
    "closed", [{"hands": {"both": Hold("hang_grip")}}, {"fingers": {"both": "grip"}}]
)
def test_a_closed_hand_holds_its_weight(closed: dict[str, Any]) -> None:
    held = replace(
        HINGE, pose=replace(HINGE.pose, **closed), props=(PropSpec("dumbbell", {"kg": 4}),)
    )
    assert messages(held, "grip") == []


def test_open_fingers_are_told_with_a_way_to_close_them() -> None:
    held = replace(HINGE, props=(PropSpec("dumbbell", {"kg": 4, "hands": "r"}),))
    assert (
        messages(held, "grip")
        == [
            "hand_r holds the dumbbell with open fingers, bent by 20 deg; take a hold that closes"
            " them, such as hang_grip, or 'fingers: grip'"
        ]
        * 2
    )


def test_a_line_that_only_the_posture_keeps_says_how_to_let_it_go() -> None:
    right, left = messages(bent(ON_CHAIR, knee=60), "angle")
    assert left.startswith("knee_l-ankle_l is drawn at ")
    assert right.endswith("deg by the posture; 'aims: {knee_r-ankle_r: free}' lets it go")
    own = bent(end(ON_CHAIR, aims={"knee_r-ankle_r": 150, "knee_l-ankle_l": 150}), knee=60)
    assert not any("by the posture" in told for told in messages(own, "angle"))
