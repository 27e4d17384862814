"""The marks of muscles: smooth, whole across parts and hems, and told apart without colour."""

import numpy as np
import pytest

from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.figure import engine
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.draw import draw
from clinic_app.figure.render.palette import palette_of
from clinic_app.figure.render.swept import Swept
from clinic_app.figure.scene import Camera, Highlight, Scene
from clinic_app.services.exercises.library import open_library
from tests.figure.render.drawn import SIDE, picture, points_of, posed

BACK = Camera(-90, 5)


def drawn(*marked: Highlight, camera: Camera = SIDE, look: Look | None = None) -> Panel:
    return picture(Scene(posed(), highlights=marked, floor=False), camera, look)


def fills(panel: Panel, role: Role, look: Look | None = None) -> list[Shape]:
    fill = palette_of(look or Look()).marks[role].fill
    return [s for s in panel.shapes if s.fill == fill]


def lines(panel: Panel, role: Role) -> list[Shape]:
    mark = palette_of(Look()).marks[role]
    return [s for s in panel.shapes if not s.fill and mark.line and s.stroke == mark.line]


def test_a_muscle_across_a_hem_is_one_region_with_one_outline() -> None:
    (mark,) = fills(drawn(Highlight("hamstrings", "r"), camera=SIDE), Role.WORK)
    assert mark.steps.count("m") == 1
    assert np.ptp(points_of(mark)[:, 1]) > 25  # from the seat to the knee, in cm


def test_a_muscle_over_a_hem_on_a_leg_that_is_lifted_aside_stays_whole() -> None:
    panel = engine.draw(open_library().exercise("side-lying-hip-abduction"))[-1]
    marks = fills(panel, Role.WORK)
    assert marks
    assert [mark.steps.count("m") for mark in marks] == [1] * len(marks)


def test_a_muscle_of_the_neck_is_marked_on_the_scarf() -> None:
    look = LOOKS["woman-headscarf"]
    for muscle, camera in (("deep-neck-flexors", SIDE), ("neck-extensors", BACK)):
        assert fills(drawn(Highlight(muscle), camera=camera, look=look), Role.WORK, look)


@pytest.mark.parametrize("muscle", ["gluteus-maximus", "quadriceps", "hamstrings", "deltoid"])
def test_a_mark_covers_the_same_skin_while_a_slider_moves(muscle: str) -> None:
    marked = Scene(posed(sh_flex=100), highlights=(Highlight(muscle, "r"),), floor=False)
    fine, plain = (
        held(fills(draw(marked, look=Look(), camera=SIDE, resolution=cells), Role.WORK))
        for cells in engine.CELLS_PER_METRE.values()
    )
    assert plain == pytest.approx(fine, rel=0.08)


def held(marks: list[Shape]) -> float:
    """The area of all marks."""
    x, y = np.vstack([points_of(mark) for mark in marks]).T
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2


@pytest.mark.parametrize("muscle", ["gluteus-maximus", "quadriceps", "hamstrings", "deltoid"])
def test_the_edge_of_a_mark_is_smooth(muscle: str) -> None:
    clear = posed(sh_flex=100)  # no hand in front, whose outline the mark would have
    panel = picture(Scene(clear, highlights=(Highlight(muscle, "r"),), floor=False))
    (mark,) = fills(panel, Role.WORK)
    points = points_of(mark)
    way = np.diff(points, axis=0)
    way = way[np.hypot(*way.T) > 0.05]
    turn = np.abs(np.diff(np.unwrap(np.arctan2(way[:, 1], way[:, 0]))))
    # Once round is 2 pi; a rough edge turns back and forth many times more.
    assert turn.sum() < 4.5 * 2 * np.pi


def test_what_a_muscle_does_can_be_told_without_colour() -> None:
    panel = drawn(
        Highlight("gluteus-maximus", "r"),
        Highlight("quadriceps", "r", Role.HELP),
        Highlight("gastrocnemius", "r", Role.STRETCH),
    )
    assert all(len(fills(panel, role)) == 1 for role in Role)
    hatching, fibres = lines(panel, Role.HELP), lines(panel, Role.STRETCH)
    assert len(hatching) == 1
    assert len(fibres) == 1
    assert abs(slope(hatching[0])) == pytest.approx(1.0, abs=0.02)  # slanting
    assert abs(slope(fibres[0])) > 2  # down the calf
    assert not palette_of(Look()).marks[Role.WORK].line


def slope(shape: Shape) -> float:
    """Of the first run of a path, downward over rightward."""
    points = points_of(shape)
    first = points[: 10 if "c" in shape.steps else 2]
    right, down = first[-1] - first[0]
    return float(down / right)


def test_helping_muscles_are_one_region_and_working_ones_one_each() -> None:
    pair = ("trapezius-middle", "rhomboids")
    works = [Highlight(muscle, "r") for muscle in pair]
    helps = [Highlight(muscle, "r", Role.HELP) for muscle in pair]
    assert len(fills(drawn(*works, camera=BACK), Role.WORK)) == 2
    assert len(fills(drawn(*helps, camera=BACK), Role.HELP)) == 1


@pytest.mark.parametrize("name", LOOKS)
def test_a_pale_rim_runs_round_marks_on_darker_skin_only(name: str) -> None:
    look = LOOKS[name]
    rim = palette_of(look).marks[Role.WORK].rim
    assert bool(rim) == (look.palette == "colour" and look.skin != "light")
    panel = drawn(Highlight("gastrocnemius", "r"), look=look)
    rims = [n for n, s in enumerate(panel.shapes) if rim and s.stroke == rim]
    marks = [n for n, s in enumerate(panel.shapes) if s in fills(panel, Role.WORK, look)]
    assert len(rims) == bool(rim)
    assert all(n < marks[0] for n in rims)


def test_left_is_as_right() -> None:
    front = Camera(90, 5)
    left, right = (
        points_of(*fills(drawn(Highlight("quadriceps", side), camera=front), Role.WORK)[:1])
        for side in ("l", "r")
    )
    spans = [np.sort(np.ptp(points, axis=0)) for points in (left, right)]
    assert np.allclose(*spans, atol=0.3)


def test_a_point_inside_a_fibre_is_as_deep_as_it_is_from_the_edge() -> None:
    fibre = np.array([[0, 0, 0, 0, 0, 1, 0.03, 0.01, 0, 0, 0]], float)
    points: Numbers = np.array([[0, 0, 0], [0.03, 0, 0], [0, 0.02, 0.5], [0.1, 0, 1.0]], float)
    assert Swept.of(fibre).inside(points) == pytest.approx([0.03, 0.0, 0.0, -0.09], abs=0.001)


def test_skin_that_bulges_over_a_fibre_still_belongs_to_it() -> None:
    fibre = np.array([[0, 0, 0, 0, 0, 1, 0.02, 0.02, 1, 0, 0]], float)
    bulging, beside = Swept.of(fibre).inside(np.array([[0.03, 0, 0.5], [0, 0.03, 0.5]]))
    assert bulging > 0 > beside


def test_many_points_at_once_lie_as_deep_as_each_does_alone() -> None:
    made = np.random.default_rng(1)
    fibres = np.zeros((300, 11))
    fibres[:, :3] = made.random((300, 3)) * (0.3, 0.4, 0.02)
    fibres[:, 3:6] = fibres[:, :3] + made.random((300, 3)) * (0.03, 0.01, 0.0)
    fibres[:, 6:8], fibres[:, 10] = 0.012, 1.0
    points: Numbers = made.random((500, 3)) * (0.4, 0.5, 0.03)
    plain = np.array([_melted(point, fibres) for point in points])
    near = plain > -0.02  # what lies farther off is not worked out to the end
    assert 50 < near.sum() < 480
    assert np.allclose(Swept.of(fibres).inside(points)[near], plain[near], atol=1e-5)


def _melted(point: Numbers, fibres: Numbers) -> float:
    """How deep one point lies in fibres, told plainly."""
    start, way = fibres[:, :3], fibres[:, 3:6] - fibres[:, :3]
    share = np.clip(((point - start) * way).sum(1) / (way * way).sum(1), 0, 1)
    off = point - start - share[:, None] * way
    away = np.sqrt((off * off).sum(1) - 0.75 * (off * fibres[:, 8:]).sum(1) ** 2)
    return float(np.log(np.exp((fibres[:, 6] - away) / 0.004).sum()) * 0.004)
