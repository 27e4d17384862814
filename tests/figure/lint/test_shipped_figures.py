"""Every figure of the library passes every check, at its defaults, its rungs and its cases.

The corners of all settings take longer: ``handrail check --figures`` looks at them.
"""

import numpy as np
import pytest

from clinic_app.domain.exercise.look import LOOKS
from clinic_app.figure.ellipsoid_set import overlaps
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.settings import rungs
from clinic_app.figure.lint.sweep import sweep
from clinic_app.figure.motion import solve_motion
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_its_figure_passes(exercise) -> None:
    others = [other for other in LIBRARY.exercises if other.id != exercise.id]
    found = sweep(exercise, rungs(exercise, others))
    assert [f"{s.finding.check}: {s}" for s in found] == []


def test_the_flesh_of_a_large_person_flattens_on_a_seat() -> None:
    exercise = LIBRARY.exercise("seated-heel-raise")
    motion = solve_motion(exercise, {"support": "hands"}, look=LOOKS["woman-large"])
    assert motion is not None
    assert not [found for found in lint(motion) if found.check == "prop"]


@pytest.mark.parametrize("look", ["standard", "woman-light", "woman-headscarf", "man-large"])
@pytest.mark.parametrize("depth_deg", [20, 90])
def test_no_finger_of_a_hand_on_the_hip_goes_in(look: str, depth_deg: int) -> None:
    exercise = LIBRARY.exercise("hip-hinge")
    motion = solve_motion(exercise, {"depth_deg": depth_deg}, look=LOOKS[look])
    assert motion is not None
    panel = Drawn(motion, 2)
    fingers = np.char.startswith(panel.part, "fingers_")
    near = np.isin(panel.part, ["torso", "glute_l", "glute_r", "thigh_l", "thigh_r"])
    first, second = np.nonzero(fingers[:, None] & near[None])
    assert overlaps(panel.ellipsoids, first, second).max() < 0.013
