"""How things look: what tells a pillow from a plate, a weight from a ball, a wall from a plank."""

import numpy as np
import pytest

from clinic_app.catalog.load import read_exercise
from clinic_app.domain.exercise.look import look_named
from clinic_app.figure.motion import scene, solve_motion
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.props.held import dumbbell, hugged_plate, kettlebell
from clinic_app.figure.props.room import pillow, post, wall
from clinic_app.figure.props.shapes import iron, kettlebell_radius_m
from clinic_app.figure.props.solids import Box, Disc, Ellipsoids, Prop, Tube
from clinic_app.figure.render.palette import INK, PROPS, palette_of
from clinic_app.figure.scene import Scene
from clinic_app.shipped_data import EXERCISES
from tests.figure.render.drawn import picture, points_of, posed


def reach_of(solid: Ellipsoids, way: tuple[float, float, float]) -> float:
    """How far ellipsoids reach from the middle of the world in a direction."""
    turned = np.einsum("nij,i->nj", solid.rotation, np.array(way))
    return float(
        (solid.centre @ np.array(way) + np.linalg.norm(turned * solid.radii, axis=1)).max()
    )


def test_a_pillow_has_corners_and_keeps_its_size() -> None:
    (made,) = pillow({"height": 0.12, "length": 0.30, "width": 0.46, "from": 0.0})
    assert isinstance(made, Ellipsoids)
    half = reach_of(made, (1.0, 0.0, 0.0)), reach_of(made, (0.0, 1.0, 0.0))
    assert half == pytest.approx((0.15, 0.23), rel=0.08)
    assert reach_of(made, (0.0, 0.0, 1.0)) == pytest.approx(0.12)
    # Towards its corner an ellipse reaches 0.19 m, a rectangle 0.27 m.
    diagonal = np.array([0.15, 0.23]) / np.hypot(0.15, 0.23)
    assert reach_of(made, (*diagonal.tolist(), 0.0)) > 0.23


def test_a_post_stands_on_a_foot() -> None:
    foot, pole = post({"x": 1.0})
    assert isinstance(foot, Box)
    assert isinstance(pole, Box)
    assert foot.centre[2] - foot.half[2] == 0.0
    assert foot.half[1] > 4 * pole.half[1]


def test_a_kettlebell_stands_until_the_panel_where_it_is_lifted() -> None:
    exercise = read_exercise(EXERCISES / "hinge/kettlebell-deadlift.yaml", EXERCISES)[0]
    motion = solve_motion(exercise, {"load_kg": 12.0})
    assert motion is not None
    heights: list[float] = []
    for number in range(3):
        (bell,) = (p for p in scene(motion, number).props if p.kind == "kettlebell")
        ball = next(solid for solid in bell.solids if isinstance(solid, Ellipsoids))
        heights.append(float(ball.centre[0, 2]))
    assert heights[0] == heights[1] == pytest.approx(kettlebell_radius_m(12.0))
    assert heights[2] > 0.45
    weights = [solved.task.loads for solved in motion.panels]
    assert [len(found) for found in weights] == [0, 0, 2], "only what is held is balanced"


@pytest.mark.parametrize("x", [-0.2, 0.4])
def test_a_skirting_board_stands_out_towards_the_person(x: float) -> None:
    face, skirting = wall({"x": x})
    assert isinstance(face, Box)
    assert isinstance(skirting, Box)
    ahead = 1.0 if x <= 0 else -1.0
    out = (skirting.centre[0] - face.centre[0]) * ahead + skirting.half[0] - face.half[0]
    assert out == pytest.approx(0.012)


def ring_of(axis: Numbers, where: Numbers) -> list[Numbers]:
    """The thin dark lines of a plate in the picture, each as its points in m."""
    thing = Prop("plate", (iron(where, axis, 0.10, 0.02),), held=True)
    panel = picture(Scene(posed(), (thing,), floor=False))
    return [
        points_of(s) / panel.scale
        for s in panel.shapes
        if s.stroke == INK and s.fill in ("", PROPS["steel"][1]) and s.width == 0.5
    ]


def test_a_weight_seen_end_on_shows_its_rim_and_its_hub() -> None:
    rings = ring_of(np.array([0, 1.0, 0]), np.array([1, 0, 1.0]))
    sizes = sorted(np.ptp(p, axis=0).max() / 2 for p in rings)
    assert sizes == pytest.approx([0.028, 0.074, 0.10], abs=0.0015)


def test_a_weight_seen_from_its_edge_and_one_behind_the_body_show_neither() -> None:
    edge_on = ring_of(np.array([1.0, 0, 0]), np.array([1, 0, 1.0]))
    assert len(edge_on) == 1
    behind = ring_of(np.array([0, 1.0, 0]), np.array([0.0, 0.4, 1.1]))
    assert all(np.ptp(p, axis=0).max() > 0.1 for p in behind)


def test_every_weight_has_a_rim_and_a_hub() -> None:
    frames = posed()
    made = (*dumbbell(frames, "r", 6), *hugged_plate(frames, 6))
    discs = [s for s in made if isinstance(s, Disc)]
    assert len(discs) == 3
    assert all(d.ring and d.hub for d in discs)


def test_kettlebells_grow_from_two_kilograms_on() -> None:
    radii = [kettlebell_radius_m(kg) for kg in (2, 4, 6, 8, 16)]
    assert radii == sorted(set(radii))


@pytest.mark.parametrize("kg", [4.0, 8.0, 24.0])
def test_the_handle_of_a_hanging_kettlebell_is_in_the_hands(kg: float) -> None:
    frames = posed(sh_flex=40)
    handle, _ = kettlebell(frames, "", kg)
    assert isinstance(handle, Tube)
    grips = (place(frames, "grip_l") + place(frames, "grip_r")) / 2
    assert np.linalg.norm(handle.points - grips, axis=1).min() < 0.02


def luminance(colour: str) -> float:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("colour", PROPS)
def test_the_lines_of_every_prop_are_seen(colour: str) -> None:
    palette = palette_of(look_named("standard"))
    for tone in PROPS[colour][:2]:
        ink = palette.prop_ink(colour)
        ratio = (luminance(tone) + 0.05) / (luminance(ink) + 0.05)
        assert ratio > 3.0, f"{ink} on {tone} of {colour}: {ratio:.2f}"
