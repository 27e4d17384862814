"""Eyes that follow the gaze, large and small; bones that follow the body."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import HINGE, ON_CHAIR, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.domain.exercise.look import look_named
from clinic_app.domain.exercise.picture import Panel
from clinic_app.figure import engine
from clinic_app.figure.body.eyes import eye_lines
from clinic_app.figure.data.cameras import CAMERAS
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.motion import scene, solve_motion
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.bones import BONES, bone_shapes
from clinic_app.figure.render.palette import INK
from clinic_app.figure.render.view import view_of
from clinic_app.figure.scene import Camera, Scene
from tests.figure.render.drawn import SIDE, picture, points_of, posed

IRIS = "#6B4A33"


def spots(panel: Panel, fill: str) -> list[Numbers]:
    """The middles of all spots of a colour, from left to right."""
    found = [points_of(s).mean(axis=0) for s in panel.shapes if s.fill == fill]
    return sorted(found, key=lambda middle: float(middle[0]))


def face(aside: float, up: float) -> Panel:
    return picture(Scene(posed(), gaze=(aside, up)), CAMERAS["face"])


@pytest.mark.parametrize(
    ("gaze", "way"),
    [((30, 0), (1, 0)), ((-30, 0), (-1, 0)), ((0, 25), (0, -1)), ((0, -25), (0, 1))],
)
def test_both_eyes_look_the_same_way(gaze: tuple[float, float], way: tuple[int, int]) -> None:
    ahead, turned = spots(face(0, 0), IRIS), spots(face(*gaze), IRIS)
    assert len(ahead) == len(turned) == 2
    for before, after in zip(ahead, turned, strict=True):
        moved = after - before
        assert float(moved @ np.array(way)) > 0.7
        assert abs(float(moved @ np.array(way[::-1]))) < 0.6


def test_no_iris_leaves_its_lids() -> None:
    shapes = face(35, 30).shapes
    whites = [points_of(s) for s in shapes if s.fill == "#FFFFFF"]
    iris = [points_of(s) for s in shapes if s.fill == IRIS]
    for white, ring in zip(whites, iris, strict=True):
        assert (ring.min(0) >= white.min(0) - 0.15).all()
        assert (ring.max(0) <= white.max(0) + 0.15).all()


def test_in_a_small_picture_the_dots_move() -> None:
    front = Camera(90, 0)
    ahead, turned = (spots(picture(Scene(posed(), gaze=g), front), INK) for g in ((0, 0), (30, 0)))
    assert not np.allclose(ahead, turned)
    assert not spots(picture(Scene(posed()), front), IRIS)


def looking(*gazes: tuple[float, float]) -> FigureSpec:
    return replace(ON_CHAIR, panels=tuple(Layer(gaze=gaze) for gaze in gazes))


def test_panels_where_only_the_eyes_move_are_not_the_same() -> None:
    moves, rests = (solve_motion(exercise_with(looking((0, 0), g)), {}) for g in ((25, 0), (0, 0)))
    assert moves is not None
    assert rests is not None
    assert {f.check for f in lint(moves)} == set()
    assert {f.check for f in lint(rests)} == {"still"}
    assert scene(moves, 1).gaze == (25.0, 0.0)


def test_a_gaze_follows_a_setting_and_a_wrong_one_is_refused() -> None:
    figure = replace(ON_CHAIR, panels=(Layer(), Layer(gaze=("depth_deg / 2", 0))))
    motion = solve_motion(exercise_with(figure), {"depth_deg": 40})
    assert motion is not None
    assert scene(motion, 1).gaze == (20.0, 0.0)
    with pytest.raises(UserError, match="cannot be read"):
        solve_motion(exercise_with(replace(figure, panels=(Layer(), Layer(gaze=("far", 0))))), {})


def test_bones_are_drawn_where_they_are_asked_for() -> None:
    plain, shown = (picture(Scene(posed(), show=names), SIDE) for names in ((), BONES))
    assert len(shown.shapes) == len(plain.shapes) + 14
    assert picture(Scene(posed(), show=("pelvis",)), SIDE).shapes != plain.shapes


def test_the_pelvis_turns_with_the_body() -> None:
    view = view_of(SIDE)
    upright, tipped = (bone_shapes(("pelvis",), posed(pitch=p), view) for p in (0, 30))
    before, after = (shape[1].lines[0].points for shape in (upright, tipped))
    ways = [points[0] - points[len(points) // 2] for points in (before, after)]
    angles = [np.degrees(np.arctan2(way[1], way[0])) for way in ways]
    assert (angles[1] - angles[0]) % 360 == pytest.approx(30, abs=0.5)


def test_an_animation_looks_where_its_panels_look() -> None:
    figure = replace(HINGE, camera="face", panels=(Layer(), Layer(gaze=(30, 0))))
    exercise = replace(exercise_with(figure), step_changes=())
    frames = engine.motion(exercise, frames=3)
    xs = [float(spots(panel, IRIS)[0][0]) for panel in frames]
    assert xs[0] < xs[1] < xs[2]


@pytest.mark.parametrize("large", [True, False])
def test_closed_eyes_are_a_lid_each_and_look_nowhere(large: bool) -> None:
    look = look_named("standard")
    lids = eye_lines(posed(), look, (0.0, 0.0), "closed", large=large)
    assert [line.filled for line in lids] == [False, False]
    aside = eye_lines(posed(), look, (30.0, 0.0), "closed", large=large)
    for one, other in zip(lids, aside, strict=True):
        assert (one.points == other.points).all()
    assert any(line.filled for line in eye_lines(posed(), look, (0.0, 0.0), large=large))


def test_eyes_close_on_their_panel_alone() -> None:
    panels = (Layer(), Layer(eyes="closed"), Layer())
    motion = solve_motion(exercise_with(replace(HINGE, panels=panels)), {})
    assert motion is not None
    assert [scene(motion, n).eyes for n in range(3)] == ["open", "closed", "open"]
    assert not [f for f in lint(motion) if f.check == "still"]
