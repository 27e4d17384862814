"""A stick along the spine touches head, upper back and tailbone, on every person."""

from dataclasses import replace

import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.domain.exercise.figure import PropSpec
from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.touches import touch
from clinic_app.figure.motion import Motion, solve_motion
from clinic_app.figure.pose.joints import INDEX, beyond
from clinic_app.figure.pose.skeleton import frames

WITH_DOWEL = exercise_with(replace(HINGE, props=(PropSpec("dowel"),)))


def solved(look: str = "standard", depth_deg: float = 60.0) -> Motion:
    found = solve_motion(WITH_DOWEL, {"depth_deg": depth_deg}, look=look_named(look))
    assert found is not None
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_the_stick_touches_three_places_on_every_person(look: str) -> None:
    motion = solved(look)
    for number in (1, 2):
        assert list(touch(Drawn(motion, number))) == []
        assert not beyond(motion.panels[number - 1].pose)


@pytest.mark.parametrize("depth_deg", [20.0, 45.0, 80.0])
def test_the_stick_touches_at_every_depth(depth_deg: float) -> None:
    assert list(touch(Drawn(solved(depth_deg=depth_deg), 2))) == []


@pytest.mark.parametrize(("joint", "by", "told"), [("neck", 15.0, "head"), ("nod", 15.0, "head")])
def test_a_head_that_leaves_the_stick_is_found(joint: str, by: float, told: str) -> None:
    motion = solved()
    last = motion.panels[1]
    pose = last.pose.copy()
    pose[INDEX[joint]] += by
    bent = replace(last, pose=pose, frames=frames(pose[None]))
    (finding,) = touch(Drawn(replace(motion, panels=(motion.panels[0], bent)), 2))
    assert finding.check == "touch"
    assert f"between the dowel and the {told}" in finding.message
