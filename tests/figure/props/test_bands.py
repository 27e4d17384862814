"""Bands, towels and ropes go where a figure says, tight on the body that is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import ON_CHAIR, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import FigureSpec, Layer, PropSpec
from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART, Surface
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.depth import depth_in
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.props.bands import MADE_OF
from clinic_app.figure.props.carried import CARRIED, Carried
from clinic_app.figure.props.solids import Tube
from tests.figure.render.drawn import posed


def made(kind: str, frames: Frames, skin: Surface, **told: float | str) -> Tube:
    words = {name: value for name, value in told.items() if isinstance(value, str)}
    numbers = {name: value for name, value in told.items() if not isinstance(value, str)}
    (tube,) = CARRIED[kind](Carried(numbers, words, frames, skin))
    assert isinstance(tube, Tube)
    return tube


def deepest(tube: Tube, frames: Frames, skin: Surface, part: str) -> float:
    body = skin.at(frames)
    return float(depth_in(body, tube)[body.part == PART[part]].max())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("through", "parts"),
    [
        ("above_knee_l above_knee_r", ("thigh_l", "thigh_r")),
        ("above_ankle_l above_ankle_r", ("shank_l", "shank_r")),
        ("ball_l ball_r", ("foot_l", "foot_r")),
        ("ball_r", ("foot_r",)),
    ],
)
def test_a_ring_lies_on_each_limb_of_every_person(
    look: str, through: str, parts: tuple[str, ...]
) -> None:
    frames, skin = posed(hip_abd=14), surface(look_named(look))
    ring = made("ring", frames, skin, through=through)
    for part in parts:
        assert -0.004 < deepest(ring, frames, skin, part) < 0.018
    if len(parts) > 1:
        ends = [place(frames, name) for name in through.split()]
        assert np.ptp(ring.points, axis=0).max() > np.linalg.norm(ends[0] - ends[1])


def test_a_cord_goes_from_hand_to_hand_and_beyond() -> None:
    frames = posed(sh_flex=70)
    cord = made(
        "cord", frames, surface(look_named("standard")), through="grip_l grip_r", beyond=0.1
    )
    grips = [place(frames, f"grip_{side}") for side in "lr"]
    assert np.linalg.norm(cord.points[1] - grips[0]) < 1e-9
    assert np.linalg.norm(cord.points[0] - grips[0]) == pytest.approx(0.1)
    assert np.linalg.norm(cord.points[-1] - grips[1]) == pytest.approx(0.1)


@pytest.mark.parametrize("side", ["l", "r"])
def test_a_cord_under_a_foot_goes_round_its_sole_from_the_nearer_edge(side: str) -> None:
    frames = posed()
    skin = surface(look_named("standard"))
    cord = made("cord", frames, skin, through=f"grip_{side} arch_{side}")
    sole = place(frames, f"arch_{side}")
    under = cord.points[np.linalg.norm(cord.points - sole, axis=1) < 0.07]
    assert -0.012 < (under[:, 2] - sole[2]).min() < -0.004
    assert np.ptp(under[:, 1]) > 0.09
    out = 1.0 if side == "l" else -1.0
    assert (cord.points[1] - sole)[1] * out > 0.04  # the hand hangs outside of the foot


def test_a_cord_may_end_at_a_place_in_the_room() -> None:
    skin = surface(look_named("standard"))
    cord = made("cord", posed(), skin, through="grip_r", x=1.0, y=-0.2, z=1.1)
    assert cord.points[-1].tolist() == [1.0, -0.2, 1.1]


def test_towels_are_thicker_than_bands_and_an_unknown_material_is_refused() -> None:
    assert MADE_OF["towel"][1] > MADE_OF["band"][1] > MADE_OF["rope"][1]
    with pytest.raises(UserError, match="not made of 'wool'") as told:
        made("cord", posed(), surface(look_named("standard")), through="grip_l grip_r", made="wool")
    assert "towel" in str(told.value)


def test_a_ring_round_the_head_is_refused() -> None:
    with pytest.raises(UserError, match="No ring goes round"):
        made("ring", posed(), surface(look_named("standard")), through="nose")


@pytest.mark.parametrize("look", LOOKS)
def test_a_towel_goes_round_the_ribs_and_not_round_the_arms(look: str) -> None:
    frames, skin = posed(sh_abd=40), surface(look_named(look))
    ring = made("ring", frames, skin, through="sternum", made="towel")
    assert (ring.colour, ring.radius) == MADE_OF["towel"]
    assert -0.004 < deepest(ring, frames, skin, "torso") < 0.03
    assert np.ptp(ring.points[:, 1]) < 0.45


STEPPED = FigureSpec(
    base="standing",
    camera="side",
    panels=(
        Layer(),
        Layer(
            joints={"hip_flex_r": "~40", "knee_r": "~60"},
            contacts={"foot_r": "low"},
            anchors={"arch_r": "none"},
            places={"arch_r": (0.30, "none", "none")},
            balance=False,
        ),
    ),
    props=(
        PropSpec("step", {"x": 0.34, "height": 0.12, "name": "low"}),
        PropSpec("step", {"x": 0.70, "height": 0.24, "name": "high"}),
    ),
)


def test_two_steps_are_told_apart_by_their_names() -> None:
    motion = solve_motion(exercise_with(STEPPED), {})
    assert motion is not None
    sole = place(motion.panels[1].frames, "arch_r")
    assert sole[2] == pytest.approx(0.12, abs=0.01)
    assert [f for f in lint(motion) if f.check in ("contact", "prop")] == []
    # The same foot beside the step that it is said to be on is found.
    aside = replace(STEPPED, props=(PropSpec("step", {"x": 0.9, "height": 0.12, "name": "low"}),))
    wrong = solve_motion(exercise_with(aside), {})
    assert wrong is not None
    assert any("beside the low" in f.message for f in lint(wrong))


def test_two_chairs_of_one_name_and_two_heights_are_refused() -> None:
    chairs = (*ON_CHAIR.props, PropSpec("chair", {"x": 1.0, "height": 0.6}))
    with pytest.raises(UserError, match="called 'seat'") as told:
        solve_motion(exercise_with(replace(ON_CHAIR, props=chairs)), {})
    assert "name" in str(told.value)
    named = (*ON_CHAIR.props, PropSpec("chair", {"x": 1.0, "height": 0.6, "name": "other"}))
    assert solve_motion(exercise_with(replace(ON_CHAIR, props=named)), {}) is not None
