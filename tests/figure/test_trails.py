"""Where the arrows of a panel stand, and which way they go."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import HINGE, ON_CHAIR, exercise_with

from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.domain.exercise.look import look_named
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART, chosen, reach_along
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.render.view import view_of
from clinic_app.figure.render.window import shared_window
from clinic_app.figure.scene import Way
from clinic_app.services.exercises.library import open_library


def solved(figure: FigureSpec, *arrows: str) -> Motion:
    found = solve_motion(exercise_with(replace(figure, arrows=arrows)), {})
    assert found is not None
    return found


def only(figure: FigureSpec, arrow: str) -> Way:
    (found,) = scene(solved(figure, arrow), 1).trails
    return found


def clockwise(trail: Way, motion: Motion) -> float:
    """The turn of a trail in the picture, in degrees; clockwise positive."""
    ahead = np.diff(view_of(motion.camera).plane(trail.points), axis=0)
    turn = np.arctan2(ahead[-1, 1], ahead[-1, 0]) - np.arctan2(ahead[0, 1], ahead[0, 0])
    return float(np.degrees((turn + np.pi) % (2 * np.pi) - np.pi))


def test_a_turn_goes_the_way_its_bone_turned() -> None:
    bowed = solved(HINGE, "turn pelvis 0.2")
    assert clockwise(scene(bowed, 1).trails[0], bowed) == pytest.approx(60, abs=4)
    risen = replace(HINGE, panels=HINGE.panels[::-1])
    up = solved(risen, "turn pelvis 0.2")
    assert clockwise(scene(up, 1).trails[0], up) == pytest.approx(-60, abs=4)


def test_a_turn_between_two_directions_stands_at_them() -> None:
    motion = solved(HINGE, "turn head 0.2 0 90")
    flat = view_of(motion.camera).plane(scene(motion, 1).trails[0].points)
    middle = view_of(motion.camera).plane(place(motion.panels[1].frames, "head"))
    assert np.allclose(flat[0] - middle, (0.2, 0.0))
    assert np.allclose(flat[-1] - middle, (0.0, -0.2))


def test_double_has_two_heads_and_follows_the_way() -> None:
    plain, double = only(HINGE, "head"), only(HINGE, "double head")
    assert (plain.heads, double.heads) == (1, 2)
    assert np.array_equal(plain.points, double.points)


def test_a_ring_is_level_and_round() -> None:
    motion = solved(HINGE, "ring wrist_r 0.13 -0.05")
    off = scene(motion, 1).trails[0].points - place(motion.panels[1].frames, "wrist_r")
    assert np.allclose(off[:, 2], -0.05)
    assert np.allclose(np.hypot(off[:, 0], off[:, 1]), 0.13)


def test_around_follows_a_head_that_turned() -> None:
    turned = Layer(joints={"neck_rot": 20, "head_rot": 25})
    trail = only(replace(ON_CHAIR, panels=(Layer(), turned)), "around crown 0.1")
    start, end = trail.points[0], trail.points[-1]
    middle = trail.points.mean(axis=0)
    assert start[0] > middle[0] - 0.05  # it begins before the face
    assert abs(end[1] - start[1]) > 0.05  # and goes to the side


def head_turned(deg: float, arrow: str) -> tuple[Motion, Way]:
    turned = Layer(joints={"neck_rot": deg / 2, "head_rot": deg / 2})
    motion = solved(replace(ON_CHAIR, camera="front", panels=(Layer(), turned)), arrow)
    return motion, scene(motion, 1).trails[0]


@pytest.mark.parametrize("deg", [-60, 60])
def test_an_arc_round_a_head_is_seen_as_going_round_from_the_front(deg: float) -> None:
    motion, trail = head_turned(deg, "around crown 0.1")
    flat = view_of(motion.camera).plane(trail.points)
    assert np.ptp(flat[:, 1]) > 0.4 * 0.1 * (1 - np.cos(np.radians(60))), "no flat line"
    assert flat[0, 1] > flat[-1, 1], "what is nearer to the viewer lies lower"


def test_an_arc_round_a_head_can_stand_over_it() -> None:
    (_, low), (_, high) = (head_turned(60, f"around crown 0.1 {up}") for up in (0.12, 0.2))
    assert np.allclose(np.linalg.norm(high.points - low.points, axis=1), 0.08)
    assert (high.points[:, 2] > low.points[:, 2] + 0.07).all()


def test_an_arc_of_a_small_turn_is_long_enough_to_be_seen_and_goes_its_way() -> None:
    (_, right), (_, left) = head_turned(-8, "around crown 0.1"), head_turned(8, "around crown 0.1")
    for trail in (right, left):
        assert np.ptp(trail.points[:, 1]) > 0.045
    assert right.points[-1, 1] < right.points[0, 1]
    assert left.points[-1, 1] > left.points[0, 1]


@pytest.mark.parametrize(
    ("arrow", "way"), [("press knee_l right", (0, -1, 0)), ("press head up", (0, 0, 1))]
)
def test_a_push_ends_before_its_landmark(arrow: str, way: tuple[float, ...]) -> None:
    motion = solved(ON_CHAIR, arrow)
    (trail,) = scene(motion, 1).trails
    left = place(motion.panels[1].frames, arrow.split()[1]) - trail.points[-1]
    assert np.allclose(left / np.linalg.norm(left), way)
    assert 0.01 < np.linalg.norm(left) < 0.06


def test_an_arrow_goes_away_from_its_landmark() -> None:
    motion = solved(ON_CHAIR, "away sternum ahead 0.1")
    (trail,) = scene(motion, 1).trails
    start, end = trail.points[[0, -1]] - place(motion.panels[1].frames, "sternum")
    assert start.tolist() == pytest.approx([0.025, 0, 0])
    assert end.tolist() == pytest.approx([0.125, 0, 0])


def test_a_push_goes_to_another_landmark() -> None:
    motion = solved(ON_CHAIR, "press knee_l knee_r")
    ahead = np.diff(scene(motion, 1).trails[0].points[[0, -1]], axis=0)[0]
    assert ahead[1] < 0


def test_a_panel_has_arrows_of_its_own_or_those_of_the_figure() -> None:
    own = replace(HINGE.panels[1], arrows=("hips",))
    none = replace(HINGE.panels[1], arrows=())
    motion = solved(replace(HINGE, panels=(*HINGE.panels, own, none)), "head", "knee_r")
    counts = [len(motion.arrows_of(number)) for number in range(4)]
    assert counts == [2, 2, 1, 0]
    assert motion.arrows_of(2)[0].landmark == "hips"


def test_a_push_that_moves_nothing_is_no_picture_twice() -> None:
    alike = replace(HINGE, panels=(HINGE.panels[0], HINGE.panels[0]))
    assert {f.check for f in lint(solved(alike, "head"))} == {"still"}
    assert lint(solved(alike, "press head down")) == []


@pytest.mark.parametrize("load_kg", [4, 32])
def test_hips_that_snap_forward_have_an_arrow_beside_the_long_one_of_the_bell(
    load_kg: int,
) -> None:
    motion = solve_motion(open_library().exercise("kettlebell-swing"), {"load_kg": load_kg})
    assert motion is not None
    hand, hips = (trail.points for trail in scene(motion, 1).trails)
    assert np.linalg.norm(hand[-1] - hand[0]) > 0.8
    assert hips[-1, 0] - hips[0, 0] > 0.06


@pytest.mark.parametrize("camera", ["side", "front", "front_above"])
def test_an_arc_round_the_head_goes_over_a_bun(camera: str) -> None:
    turned = Layer(joints={"head_rot": -30, "neck_rot": -30})
    figure = replace(ON_CHAIR, panels=(Layer(), turned), arrows=("around crown 0.1",))
    look = look_named("woman-light")
    motion = solve_motion(exercise_with(replace(figure, camera=camera)), {}, look=look)
    assert motion is not None
    shown = scene(motion, 1)
    body = surface(look).at(shown.frames)
    hair = chosen(body, body.part == PART["hair"])
    (trail,) = shown.trails
    up = -view_of(motion.camera).matrix[1]
    assert (trail.points @ up).min() > reach_along(hair, up)[1].max()


def test_a_close_up_of_a_head_has_room_for_the_arc_over_a_bun() -> None:
    turned = Layer(joints={"head_rot": -30, "neck_rot": -30})
    figure = replace(ON_CHAIR, panels=(Layer(), turned), arrows=("around crown 0.13 0.08",))
    look = look_named("woman-light")
    motion = solve_motion(exercise_with(replace(figure, camera="head_front")), {}, look=look)
    assert motion is not None
    scenes = [scene(motion, number) for number in (0, 1)]
    low, high = shared_window(scenes, motion.camera, look)
    points = view_of(motion.camera).plane(scenes[1].trails[0].points)
    assert (points > low + 0.01).all()
    assert (points < high - 0.01).all()
