"""Small things in the hands, and what stands in the room since: each where it should be."""

import numpy as np
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import PropSpec
from clinic_app.figure.pose.arrow_words import read_arrow
from clinic_app.figure.pose.contact import Roll
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME
from clinic_app.figure.props import room
from clinic_app.figure.props.handled import crate, flat_towel, hammer, small_ball
from clinic_app.figure.props.setting import loads, planes_of, read_props
from clinic_app.figure.props.solids import Box, Tube
from tests.figure.render.drawn import posed


def at(*x: float) -> list[np.ndarray]:
    return [np.array([value, 0.0, 0.0]) for value in x]


def test_a_ball_is_pressed_as_flat_as_its_room_and_gets_broader() -> None:
    free = small_ball(at(0.0, 0.2), 0.03, "ball", 0.0)
    assert free.radii[0].tolist() == pytest.approx([0.03] * 3)
    pressed = small_ball(at(0.0, 0.05), 0.03, "ball", 0.005)
    half, broad, _ = pressed.radii[0]
    assert half == pytest.approx(0.02)
    assert broad > 0.03
    assert abs(pressed.rotation[0][:, 0]).tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_a_ball_that_nothing_presses_stays_round() -> None:
    assert len(set(small_ball(at(0.0, 0.01), 0.03, "ball", -1.0).radii[0].tolist())) == 1


def test_a_ball_of_an_unknown_stuff_is_refused() -> None:
    with pytest.raises(UserError, match="glass"):
        small_ball(at(0.0), 0.03, "glass", 0.0)


def test_the_head_of_a_hammer_is_on_the_side_of_the_thumb() -> None:
    frames = posed(elbow=90)
    _, head = hammer(frames, "r")
    assert isinstance(head, Tube)
    way = head.points.mean(0) - place(frames, "grip_r")
    assert way @ frames.rotation[0, FRAME["hand_r"], :, 0] > 0.15


def test_a_crate_hangs_level_between_the_hands_and_weighs() -> None:
    frames = posed(sh_flex=40)
    body, _ = crate(frames)
    assert isinstance(body, Box)
    middle = (place(frames, "grip_l") + place(frames, "grip_r")) / 2
    assert body.centre[:2] == pytest.approx(middle[:2])
    assert body.rotation[:, 2].tolist() == [0.0, 0.0, 1.0]
    carried = loads(read_props([PropSpec("crate", {"kg": 6})], {}))
    assert sum(load.kg for load in carried) == pytest.approx(6.0)


def test_a_towel_lies_on_what_is_under_it() -> None:
    (towel,) = flat_towel(np.array([0.3, -0.2, 0.72]), 0.3, 0.2)
    assert isinstance(towel, Box)
    assert towel.centre[2] - towel.half[2] == pytest.approx(0.72)


@pytest.mark.parametrize("slope", [20.0, -15.0])
def test_the_face_of_a_wedge_is_the_top_of_its_board(slope: float) -> None:
    told = {"x": 0.1, "slope": slope, "length": 0.4}
    _, board = room.wedge(told)
    assert isinstance(board, Box)
    face = room.wedge_face(told)
    top = board.centre + board.rotation[:, 2] * board.half[2]
    assert face.normal @ top == pytest.approx(face.distance)
    assert np.sign(face.normal[0]) == np.sign(slope)
    signs = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    corners = board.centre + (signs * board.half) @ board.rotation.T
    assert corners[:, 2].min() == pytest.approx(0.0, abs=0.002)


def test_two_wedges_of_two_slopes_are_not_one_surface() -> None:
    two = [PropSpec("wedge", {"slope": 20}), PropSpec("wedge", {"slope": -20})]
    with pytest.raises(UserError, match="wedge"):
        planes_of(read_props(two, {}))


def test_a_letter_is_on_the_side_that_looks_at_the_person() -> None:
    card, *strokes = room.target({"x": 0.5, "z": 1.2, "stand": 0.0})
    assert isinstance(card, Box)
    for stroke in strokes:
        assert isinstance(stroke, Box)
        assert stroke.centre[0] < card.centre[0]


def test_a_bed_has_its_headboard_where_the_head_is() -> None:
    plain = {"x": 0.0, "height": 0.5}
    without, behind = room.bed(plain), room.bed({**plain, "head": 1.0})
    board = behind[-1]
    assert isinstance(board, Box)
    assert len(behind) == len(without) + 1
    assert board.centre[0] < -1.0


def test_an_arrow_goes_away_from_a_landmark() -> None:
    arrow = read_arrow("away belly up 0.1")
    assert (arrow.kind, arrow.landmark, arrow.way, arrow.numbers) == ("away", "belly", "up", (0.1,))
    with pytest.raises(UserError, match="cannot be read"):
        read_arrow("away belly sideways")


def test_the_edges_to_lean_over_are_where_bench_and_chair_end() -> None:
    bench = PropSpec("bench", {"x": 0.5, "length": 0.4, "height": 0.42})
    edge = planes_of(read_props([bench], {}))["bench_edge"]
    assert isinstance(edge, Roll)
    assert edge.middle[0] + edge.radius == pytest.approx(0.7)
    assert edge.middle[2] + edge.radius == pytest.approx(0.42)


@pytest.mark.parametrize(("back", "side"), [(1, -1), (2, 1)])
def test_a_chair_has_the_edge_of_its_back_where_that_is(back: int, side: int) -> None:
    told = {"x": 0.0, "back": back, "height": 0.45}
    edge = planes_of(read_props([PropSpec("chair", told)], {}))["chair_back"]
    assert isinstance(edge, Roll)
    board = room.chair(told)[-1]
    assert isinstance(board, Box)
    assert edge.middle[0] == pytest.approx(board.centre[0])
    assert np.sign(edge.middle[0]) == side
    assert edge.distance == pytest.approx(board.centre[2] + board.half[2])


def test_a_stool_has_no_back_to_lean_over() -> None:
    stool = PropSpec("chair", {"back": 0, "name": "stool"})
    assert "stool_back" not in planes_of(read_props([stool], {}))
