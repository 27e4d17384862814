"""Every figure of the library passes every check, at its defaults, its rungs and its cases.

The corners of all settings take longer: ``handrail check --figures`` looks at them.
"""

import pytest

from clinic_app.domain.exercise.look import LOOKS
from clinic_app.figure.lint.checks import lint
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
