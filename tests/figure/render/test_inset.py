"""Insets: a small second view where the picture leaves room, that lint and words know."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.catalog.load import to_figure
from clinic_app.catalog.schema import FigureFile
from clinic_app.colours import PAPER
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.figure import Case, FigureSpec
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.figure import engine
from clinic_app.figure.data.cameras import CAMERAS
from clinic_app.figure.lint.finding import Finding
from clinic_app.figure.lint.sweep import lint_muscles
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.render.inset import ACROSS, with_inset, within_inset
from clinic_app.figure.render.muscles import muscles_seen
from clinic_app.figure.scene import Highlight, Scene
from clinic_app.services.exercises.library import open_library
from tests.figure.render.drawn import box, posed

FRAME = Shape("mlllz", (0.0, 0.0, 40.0, 0.0, 40.0, 40.0, 0.0, 40.0), stroke=PAPER.rule, width=0.5)
SMALL = Panel(40.0, 40.0, ())


def filled(*corners: float) -> Shape:
    """A dark area from left, top to right, bottom."""
    left, top, right, bottom = corners
    return Shape("mlllz", (left, top, right, top, right, bottom, left, bottom), fill="#000000")


def corner_of(panel: Panel) -> tuple[float, float]:
    """Where the frame of an inset begins: the last shape."""
    assert panel.shapes[-1].stroke == FRAME.stroke
    assert panel.shapes[-1].width == FRAME.width
    return panel.shapes[-1].numbers[:2]


@pytest.mark.parametrize(
    ("drawn", "corner"),
    [
        (filled(0, 60, 200, 100), (158, 2)),  # only below: the upper right corner
        (filled(120, 0, 200, 100), (2, 2)),  # on the right: the upper left one
        (filled(20, 0, 200, 30), (158, 34)),  # above: below it
    ],
)
def test_an_inset_stands_in_a_free_corner_and_the_picture_stays_as_large(
    drawn: Shape, corner: tuple[float, float]
) -> None:
    made = with_inset(Panel(200.0, 100.0, (drawn,), floor=4.0), SMALL)
    assert corner_of(made) == pytest.approx(corner, abs=2.0)
    assert (made.width, made.height, made.floor) == (200.0, 100.0, 4.0)
    assert made.shapes[0] == drawn


def test_a_full_high_picture_grows_wider_and_a_full_flat_one_higher() -> None:
    high = with_inset(Panel(60.0, 200.0, (filled(0, 0, 60, 200),)), SMALL)
    assert (high.width, high.height) == (106.0, 200.0)
    flat = with_inset(Panel(200.0, 50.0, (filled(0, 0, 200, 50),)), SMALL)
    assert (flat.width, flat.height) == (200.0, 96.0)
    assert flat.shapes[0].numbers[1] == 46.0  # what was drawn went down


def test_an_inset_keeps_off_a_line_that_has_no_corner_near_it() -> None:
    upright = Shape("ml", (180.0, -20.0, 180.0, 120.0), stroke="#000000")
    made = with_inset(Panel(200.0, 100.0, (upright,)), SMALL)
    assert corner_of(made) == pytest.approx((2, 2))


def of_figure(exercise: Exercise, **changed: object) -> Exercise:
    assert exercise.figure is not None
    return exercise.with_figure(replace(exercise.figure, **changed))


def test_the_last_picture_alone_has_the_inset_of_the_figure() -> None:
    exercise = open_library().exercise("hip-hinge")
    plain = engine.draw(exercise)
    start, end = engine.draw(of_figure(exercise, inset="hips_back"))
    assert start == plain[0]
    assert len(end.shapes) > len(plain[1].shapes)
    assert end.shapes[-1].stroke == PAPER.rule
    assert end.height == plain[1].height
    frame = np.array(end.shapes[-1].numbers).reshape(-1, 2)
    assert np.ptp(frame, axis=0) == pytest.approx((ACROSS, ACROSS), abs=1.0)


def test_left_is_the_mirrored_picture_with_its_inset() -> None:
    exercise = open_library().exercise("band-external-rotation")
    right, left = (engine.draw(exercise, {"side": side})[1] for side in ("right", "left"))
    for one, other in zip(right.shapes, left.shapes, strict=True):
        assert other.numbers[0] == pytest.approx(right.width - one.numbers[0])


def test_a_panel_and_a_case_have_an_inset_of_their_own_or_none() -> None:
    own = replace(HINGE.panels[1], inset="hips_back")
    figure = replace(HINGE, panels=(HINGE.panels[0], own, HINGE.panels[1]))
    assert [bool(i) for i in insets(figure)] == [False, True, False]
    deep = Case((Limit("depth_deg", 50.0),), inset="none")
    assert insets(replace(HINGE, inset="blades", cases=(deep,))) == (None, None)
    other = replace(deep, inset="hips_back")
    assert insets(replace(HINGE, inset="blades", cases=(other,)))[1] == CAMERAS["hips_back"]


def insets(figure: FigureSpec) -> tuple[object, ...]:
    motion = solve_motion(exercise_with(figure), {})
    assert motion is not None
    return motion.insets


def test_the_file_tells_an_inset_in_three_places() -> None:
    case = {"when": {"setting": "depth_deg", "above": 50}, "inset": "none"}
    told = {
        "base": "standing",
        "camera": "side",
        "inset": "blades",
        "panels": [{}, {"inset": "hips_back"}],
        "cases": [case],
    }
    figure = to_figure(FigureFile.model_validate(told))
    assert (figure.inset, figure.panels[1].inset, figure.cases[0].inset) == (
        "blades",
        "hips_back",
        "none",
    )


@pytest.mark.parametrize("name", ["side", "upstairs"])
def test_an_inset_is_a_close_up_and_the_refusal_names_them(name: str) -> None:
    with pytest.raises(UserError, match=r"Known: .*hips_back") as refused:
        engine.draw(exercise_with(replace(HINGE, inset=name)))
    assert name in str(refused.value)


def test_lint_counts_what_an_inset_shows() -> None:
    exercise = open_library().exercise("band-external-rotation")
    assert {f.subject for f in muscle_findings(of_figure(exercise, inset=""))} == {
        "infraspinatus",
        "teres-minor",
    }
    assert muscle_findings(exercise) == []


def test_an_inset_that_shows_nothing_more_is_told() -> None:
    exercise = open_library().exercise("band-external-rotation")
    found = muscle_findings(of_figure(exercise, inset="knee"))
    assert [(f.check, f.panel) for f in found if f.check == "inset"] == [("inset", 2)]


def muscle_findings(exercise: Exercise, camera: str = "") -> list[Finding]:
    motion = solve_motion(exercise, {}, camera=camera)
    assert motion is not None
    return lint_muscles(motion)


def test_a_mark_in_an_inset_counts_by_its_size_on_paper() -> None:
    scene = Scene(posed(), highlights=(Highlight("erector-spinae"),))
    side, inset = CAMERAS["side"], CAMERAS["waist_back"]
    alone = muscles_seen(scene, look=Look(), camera=side)["erector-spinae"]
    seen = muscles_seen(scene, look=Look(), camera=side, inset=inset)["erector-spinae"]
    behind = muscles_seen(scene, look=Look(), camera=CAMERAS["back"])["erector-spinae"]
    assert seen.in_inset
    assert not alone.in_inset
    assert alone.of_figure < behind.of_figure < seen.of_figure < 2 * behind.of_figure


def test_from_below_an_inset_leaves_the_mat_out() -> None:
    scene = Scene(posed(), (replace(box((-1, -1, 0), (1, 1, 0.02)), kind="mat"),))
    assert within_inset(scene, CAMERAS["waist_below"]).props == ()
    assert within_inset(scene, CAMERAS["waist_back"]).props == scene.props


def test_the_words_tell_of_the_second_view() -> None:
    exercise = of_figure(open_library().exercise("hip-hinge"), inset="hips_back")
    start, end = (panel.alt for panel in engine.draw(exercise))
    assert end.endswith("A small second view shows the muscles from another side.")
    assert "second view" not in start
    spanish = engine.draw(exercise, language="es")[1].alt
    assert spanish.endswith("Una segunda vista pequeña muestra los músculos desde otro lado.")


def test_a_deep_muscle_may_stay_unseen_where_another_is_seen() -> None:
    hinge = exercise_with(HINGE)
    both = replace(hinge, primary_muscles=("gluteus-maximus", "adductor-magnus"))
    assert muscle_findings(both) == []
    alone = replace(hinge, primary_muscles=("adductor-magnus",))
    assert [f.subject for f in muscle_findings(alone)] == ["adductor-magnus"]
    shallow = replace(hinge, primary_muscles=("gluteus-maximus", "rectus-abdominis"))
    assert [f.subject for f in muscle_findings(shallow, "back")] == ["rectus-abdominis"]


def test_a_broad_back_does_not_bury_the_mark_of_the_shoulder_blade() -> None:
    exercise = open_library().exercise("band-external-rotation")
    motion = solve_motion(exercise, {}, look=LOOKS["man-large"])
    assert motion is not None
    assert "infraspinatus" not in [finding.subject for finding in lint_muscles(motion)]
