"""Each thing of a clinic, or move of the body, with a person whom the solver puts there."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.catalog.load import to_figure
from clinic_app.catalog.schema import FigureFile
from clinic_app.catalog.yaml_file import read_yaml
from clinic_app.domain.exercise.exercise import Laterality
from clinic_app.domain.exercise.figure import PropSpec
from clinic_app.domain.exercise.look import look_named
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.depth import depth_in
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.props.carried import CARRIED, Carried
from clinic_app.figure.props.gym import pulley
from clinic_app.figure.props.setting import planes_of, read_props
from clinic_app.figure.props.solids import Box, Disc, Prop, Tube
from tests.figure.render.drawn import picture, posed

STILL = (
    "ballsqueeze",
    "putty",
    "ribtowel",
    "squeeze",
)  # a push that hardly moves is one on purpose
FILES = sorted((Path(__file__).parent / "kit").glob("*.yaml"))
WITHOUT_THINGS = sorted((Path(__file__).parents[1] / "body" / "kit").glob("*.yaml"))


@cache
def motion_of(path: Path) -> Motion:
    root = read_yaml(path, path.name).root
    assert isinstance(root, dict)
    figure = to_figure(FigureFile.model_validate(root["figure"]))
    found = solve_motion(exercise_with(figure, laterality=Laterality.PER_SIDE), {})
    assert found is not None
    return found


def thing(name: str, kind: str, number: int) -> Prop:
    made = scene(motion_of(Path(__file__).parent / "kit" / f"{name}.yaml"), number)
    return next(prop for prop in made.props if prop.kind == kind)


def landmark(name: str, number: int, spot: str) -> Numbers:
    motion = motion_of(Path(__file__).parent / "kit" / f"{name}.yaml")
    return place(motion.panels[number].frames, spot)


@pytest.mark.parametrize("path", [*FILES, *WITHOUT_THINGS], ids=lambda p: p.stem)
def test_nothing_is_wrong_with_it(path: Path) -> None:
    found = [f for f in lint(motion_of(path)) if not (path.stem in STILL and f.check == "still")]
    assert [f.message for f in found] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_it_is_seen_in_the_picture_and_drawn_the_same_twice(path: Path) -> None:
    motion = motion_of(path)
    with_it = scene(motion, 1, arrows=False)
    bare = replace(with_it, props=())
    drawn = picture(with_it, motion.camera)
    own = {shape.fill for shape in drawn.shapes}
    assert own - {shape.fill for shape in picture(bare, motion.camera).shapes}
    assert drawn == picture(with_it, motion.camera)


@pytest.mark.parametrize("number", [0, 1])
def test_a_walker_stands_where_the_hands_are(number: int) -> None:
    tubes = [s for s in thing("walker", "walker", number).solids if isinstance(s, Tube)]
    points = np.vstack([tube.points for tube in tubes])
    for side in "lr":
        grip = landmark("walker", number, f"grip_{side}")
        assert np.linalg.norm(points - grip, axis=1).min() < 0.12
    assert points[:, 2].min() == 0.0


@pytest.mark.parametrize("number", [0, 1])
def test_the_pedals_of_a_bike_are_under_the_feet(number: int) -> None:
    boxes = [s for s in thing("bike", "bike", number).solids if isinstance(s, Box)]
    for side in "lr":
        ball = landmark("bike", number, f"ball_{side}")
        near = min(boxes, key=lambda b: float(np.linalg.norm(b.centre - ball)))
        assert abs(near.centre[0] - ball[0]) < 0.03
        assert 0.0 < ball[2] - near.centre[2] < 0.05


@pytest.mark.parametrize(("kind", "tube"), [("cane", 0), ("crutch", 0)])
def test_left_is_the_mirror_of_right(kind: str, tube: int) -> None:
    frames, skin = posed(sh_flex=20), surface(look_named("standard"))

    def points(side: str, y: float) -> Numbers:
        told = Carried({"x": 0.3, "y": y}, {"side": side}, frames, skin)
        solid = CARRIED[kind](told)[tube]
        assert isinstance(solid, Tube)
        return solid.points

    left, right = points("l", 0.3), points("r", -0.3)
    assert left * (1.0, -1.0, 1.0) == pytest.approx(right)
    floor = left[np.argmin(left[:, 2])]
    assert floor.tolist() == pytest.approx([0.3, 0.3, 0.0])


def test_each_stair_can_be_stood_on() -> None:
    stairs = PropSpec("stairs", {"x": 0.2, "rise": 0.15, "count": 4})
    planes = planes_of(read_props([stairs], {}))
    heights = [planes[f"stair{k}"].distance for k in (1, 2, 3, 4)]
    assert heights == pytest.approx([0.15, 0.30, 0.45, 0.60])


def test_a_rail_is_on_the_side_that_is_told() -> None:
    for rail, sides in ((0, []), (1, [-1.0]), (2, [1.0]), (3, [-1.0, 1.0])):
        told = PropSpec("stairs", {"x": 0.2, "rail": rail})
        found = solve_motion(exercise_with(replace(HINGE, props=(told,))), {})
        assert found is not None
        tubes = [s for s in scene(found, 0).props[0].solids if isinstance(s, Tube)]
        assert [np.sign(t.points[0, 1]) for t in tubes] == sides


def test_the_rope_of_a_pulley_runs_from_hand_to_hand_over_its_wheel() -> None:
    frames, wheel = posed(sh_flex=120), np.array([0.1, 0.0, 2.0])
    ropes = [s for s in pulley(frames, wheel) if isinstance(s, Tube) and s.radius < 0.005]
    assert len(ropes) == 2
    for rope, side in zip(ropes, "lr", strict=True):
        assert rope.points[0] == pytest.approx(place(frames, f"grip_{side}"))
        assert np.linalg.norm(rope.points[1] - wheel) < 0.04


def test_a_roller_shows_its_end_and_lies_on_the_mat() -> None:
    (roll,) = thing("calves", "roller", 0).solids
    assert isinstance(roll, Disc)
    assert roll.ring > 0
    assert roll.centre[2] - roll.radius == pytest.approx(0.015)


def test_who_lies_on_a_roller_touches_it_and_stays_on_it() -> None:
    motion = motion_of(Path(__file__).parent / "kit" / "rollerback.yaml")
    spots = [place(solved.frames, "midback") for solved in motion.panels]
    assert spots[0][0] == pytest.approx(spots[1][0], abs=0.01)
    for number, solved in enumerate(motion.panels):
        (roll,) = thing("rollerback", "roller", number).solids
        body = solved.task.skin.at(solved.frames)
        deep = depth_in(body, roll)[body.part == PART["torso"]].max()
        assert -0.008 < deep < 0.012
