"""What the paper shows of a prescription: planted cameras that hide it are told."""

from dataclasses import replace

import pytest
from sample_figures import DEPTH, HINGE, exercise_with

from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.paper import apart
from clinic_app.figure.motion import solve_motion
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()


def read(figure: FigureSpec, depth_deg: float = 45) -> list[str]:
    motion = solve_motion(exercise_with(figure, depth_deg=DEPTH), {"depth_deg": depth_deg})
    assert motion is not None
    return [finding.message for finding in lint(motion) if finding.check == "paper"]


@pytest.mark.parametrize("camera", ["side", "side_quarter", "side_raised"])
@pytest.mark.parametrize("depth_deg", [20, 45, 80])
def test_a_lean_reads_from_the_paper_as_it_is_given(camera: str, depth_deg: float) -> None:
    assert read(replace(HINGE, camera=camera), depth_deg) == []


def test_a_camera_that_foreshortens_a_lean_is_told() -> None:
    assert read(replace(HINGE, camera="three_quarter_back")) == [
        "trunk reads as 36 deg on paper, 9 deg otherwise than given; "
        "choose a camera that faces the movement"
    ]


def test_a_lean_that_follows_no_setting_is_no_prescription() -> None:
    fixed = replace(HINGE.panels[1], trunk=45)
    assert read(replace(HINGE, camera="front", panels=(HINGE.panels[0], fixed))) == []


@pytest.mark.parametrize(
    ("exercise_id", "camera"),
    [("side-lying-hip-abduction", "side_over"), ("good-morning", "three_quarter_back")],
)
def test_cameras_that_hid_the_prescription_are_told(exercise_id: str, camera: str) -> None:
    motion = solve_motion(LIBRARY.exercise(exercise_id), {}, camera=camera)
    assert motion is not None
    assert "paper" in {finding.check for finding in lint(motion)}


def test_settings_far_apart_show_in_print() -> None:
    assert list(apart(exercise_with(HINGE, depth_deg=DEPTH))) == []


def test_settings_that_look_the_same_in_print_are_told_with_both_values() -> None:
    little = replace(HINGE.panels[1], trunk=None, joints={"knee": 30, "neck": "-depth_deg / 10"})
    exercise = exercise_with(replace(HINGE, panels=(Layer(), little)), depth_deg=DEPTH)
    (finding,) = apart(exercise)
    assert finding.check == "apart"
    assert finding.subject == "depth_deg"
    assert finding.message.startswith("depth_deg 50 and 70 look the same in print: ")
    assert finding.size is not None
    assert 0 < finding.size.amount <= 2.5


def pumped(camera: str, arrow: str = "tip_r") -> list[str]:
    """A foot pulled up, seen by a camera: what that cuts off."""
    figure = FigureSpec(
        base="supine",
        camera=camera,
        pose=Layer(anchors={"heel_l": "none", "heel_r": "none"}),
        panels=(Layer(joints={"ankle": -45}), Layer(joints={"ankle": 30})),
        arrows=(arrow,),
    )
    motion = solve_motion(exercise_with(figure), {})
    assert motion is not None
    return [finding.message for finding in lint(motion) if finding.check == "cut"]


def test_a_close_up_that_cuts_off_what_its_arrow_follows_is_told() -> None:
    (told,) = pumped("hand_side", "tip_r")
    assert told.startswith("the close-up cuts off tip_r, which an arrow follows: ")
    assert told.endswith("take a wider close-up, or a camera that shows all")


def test_a_whole_view_and_a_close_up_of_the_part_itself_cut_nothing_off() -> None:
    assert pumped("side") == []
    assert pumped("foot", "ankle_r") == []
    assert pumped("hand_side", "turn tip_r 0.1") == []  # its own place, no way of a landmark
