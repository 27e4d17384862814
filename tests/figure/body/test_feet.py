"""Exercises of the foot: drawn without a fault, close up, in several looks; marks on a shoe."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.catalog.load import to_figure
from clinic_app.catalog.schema import FigureFile
from clinic_app.catalog.yaml_file import read_yaml
from clinic_app.domain.exercise.exercise import Exercise, Laterality
from clinic_app.domain.exercise.figure import Layer, MarkedMuscles, Role
from clinic_app.domain.exercise.look import LOOKS, Look, look_named
from clinic_app.domain.exercise.picture import Panel
from clinic_app.figure.body.features import feature_lines
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.cameras import CAMERAS
from clinic_app.figure.data.feet import toes_named
from clinic_app.figure.data.people import person_of
from clinic_app.figure.ellipsoid_set import MATERIALS, PARTS
from clinic_app.figure.lint import grey
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.grey import lint_grey
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.pose.joints import INDEX, TOES, resting_pose
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import frames
from clinic_app.figure.props.handled import gathered_by
from clinic_app.figure.props.solids import Tube
from clinic_app.figure.render.palette import palette_of
from clinic_app.figure.render.stack import Stack, stacked
from clinic_app.figure.render.view import grid_over, view_of
from clinic_app.figure.render.window import shared_window
from clinic_app.figure.scene import Scene
from clinic_app.services.exercises.library import open_library
from tests.figure.render.drawn import picture

FILES = sorted((Path(__file__).parent / "feet").glob("*.yaml"))
LOOKED_AT = ("standard", "woman-large", "man-dark", "man-older-slim")


@cache
def exercise_of(path: Path) -> Exercise:
    root = read_yaml(path, path.name).root
    assert isinstance(root, dict)
    figure = to_figure(FigureFile.model_validate(root["figure"]))
    return exercise_with(figure, laterality=Laterality.PER_SIDE)


@cache
def motion_of(name: str, look: str = "standard") -> Motion:
    path = Path(__file__).parent / "feet" / f"{name}.yaml"
    found = solve_motion(exercise_of(path), {}, look=look_named(look))
    assert found is not None
    return found


def close_up(motion: Motion, panel: int) -> Stack:
    """A panel as its close-up draws it, coarser."""
    shown = scene(motion, panel)
    window = shared_window([shown], motion.camera, motion.look)
    grid = grid_over(*window, 400.0)
    return stacked(shown, motion.look, view_of(motion.camera), grid, motion.camera)


@pytest.mark.parametrize("look", LOOKED_AT)
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_is_wrong_with_it(path: Path, look: str) -> None:
    assert [f.message for f in lint(motion_of(path.stem, look))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_it_is_drawn_the_same_twice_and_otherwise_than_before(path: Path) -> None:
    motion = motion_of(path.stem)
    first, second = (scene(motion, number, arrows=False) for number in (0, 1))

    def drawn(shown: Scene) -> Panel:
        return picture(shown, motion.camera, motion.look)

    assert drawn(second) == drawn(second)
    assert drawn(second).shapes != drawn(first).shapes


def test_a_close_up_shows_single_toes_and_no_other_leg() -> None:
    parts = {PARTS[layer.part] for layer in close_up(motion_of("big-toe-alone"), 1).parts}
    assert parts == {"shank_r", "foot_r", *(f"{toe}_r" for toe in TOES)}


def test_a_hand_at_the_foot_and_the_knee_below_it_belong_to_the_close_up() -> None:
    before, after = (
        {PARTS[layer.part] for layer in close_up(motion_of("plantar-stretch"), panel).parts}
        for panel in (0, 1)
    )
    assert "thigh_l" in before
    assert "hand_l" not in before
    assert {"hand_l", "farm_l"} <= after


@pytest.mark.parametrize(
    ("feet", "material"), [("bare", "skin"), ("socks", "sock"), ("shoes", "shoe")]
)
def test_feet_are_made_of_what_they_wear(feet: str, material: str) -> None:
    body = surface(Look(feet=feet))
    rows = body.part == PARTS.index("foot_r")
    assert material in {MATERIALS[number] for number in body.material[rows]}


def test_nails_are_drawn_close_up_and_laces_on_shoes_alone() -> None:
    pose = resting_pose()

    def lines(feet: str, *, fingers: bool) -> int:
        look = Look(feet=feet)
        return len(feature_lines(frames(pose, person_of(look)), look, fingers=fingers))

    assert lines("socks", fingers=True) + 2 * (5 + 2) == lines("bare", fingers=True)
    assert lines("socks", fingers=False) + 2 * 3 == lines("shoes", fingers=False)


def test_toes_gather_the_towel_in_folds() -> None:
    towels = [
        next(p for p in scene(motion_of("towel-scrunch"), n).props if p.kind == "towel")
        for n in (0, 1)
    ]
    folds = [[s for s in towel.solids if isinstance(s, Tube)] for towel in towels]
    assert [len(found) for found in folds] == [0, 3]


@pytest.mark.parametrize("number", [0, 1])
def test_a_towel_roll_fills_the_room_below_the_toes(number: int) -> None:
    motion = motion_of("towel-heel-raise")
    tip = place(motion.panels[number].frames, "big_toe_r")
    rolls = [p for p in scene(motion, number).props if p.kind == "towel_roll"]
    (roll,) = rolls[0].solids
    assert isinstance(roll, Tube)
    assert roll.points[:, 2].min() == pytest.approx(roll.radius)  # on the floor
    assert 2 * roll.radius == pytest.approx(tip[2] - 0.012, abs=0.001)
    assert abs(roll.points[:, 0].mean() - tip[0]) < 0.05


def test_only_curled_toes_gather() -> None:
    person = person_of(Look(feet="bare"))

    def share(name: str) -> float:
        pose = resting_pose()
        for joint, angle in toes_named(name).items():
            pose[INDEX[f"{joint}_r"]] = angle
        return gathered_by(frames(pose, person), "r").share

    assert share("relaxed") == share("spread") == share("big_toe_up") == pytest.approx(0.0)
    assert share("scrunch") > 0.9


def test_a_small_move_is_seen_close_up_and_not_from_afar() -> None:
    def told(camera: str) -> list[str]:
        panels = (Layer(), Layer(joints={"arch_r": 1}))
        figure = replace(HINGE, feet="bare", camera=camera, pose=Layer(), panels=panels, arrows=())
        found = solve_motion(exercise_with(figure, laterality=Laterality.PER_SIDE), {})
        assert found is not None
        return [f.check for f in lint(found) if f.check == "still"]

    assert told("foot_inner") == []
    assert told("side") == ["still"]


def rims(look: Look, feet: str) -> int:
    """How many pale rims a stander's marked foot has."""
    marked = MarkedMuscles(work=("foot-intrinsics",), side="right")
    figure = replace(
        HINGE,
        feet=feet,
        pose=Layer(muscles=marked),
        panels=(Layer(), Layer(joints={"elbow": 60})),
        arrows=(),
    )
    found = solve_motion(exercise_with(figure), {}, look=look)
    assert found is not None
    drawn = picture(scene(found, 1), CAMERAS["side"], look=found.look)
    colour = palette_of(found.look).rim_on_shoe
    return sum(shape.stroke == colour for shape in drawn.shapes) if colour else 0


def test_a_mark_on_a_shoe_has_a_rim_that_light_skin_does_not_need() -> None:
    assert rims(Look(), "shoes") > 0
    assert rims(Look(), "bare") == 0
    assert rims(Look(skin="dark"), "bare") > 0


def test_without_that_rim_a_mark_on_a_shoe_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(lint_grey(LOOKS["standard"], Role))
    without = replace(palette_of(LOOKS["standard"]), rim_on_shoe="")
    monkeypatch.setattr(grey, "palette_of", lambda look: without)
    found = list(lint_grey(LOOKS["standard"], [Role.WORK]))
    assert [f.subject for f in found] == ["work shoe"]


@pytest.mark.parametrize("name", ["tandem-stand", "single-leg-stand", "heel-raise"])
def test_who_may_fall_keeps_the_shoes_on(name: str) -> None:
    figure = open_library().exercise(name).figure
    assert figure is not None
    assert figure.feet == "shoes"
