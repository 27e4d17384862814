"""What is carried is no heavier than such things are."""

from dataclasses import replace

import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.domain.exercise.figure import PropSpec
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.motion import solve_motion


def loads(kind: str, kg: float, **more: str) -> list[str]:
    figure = replace(HINGE, props=(PropSpec(kind, {"kg": kg, **more}),))
    motion = solve_motion(exercise_with(figure), {})
    assert motion is not None
    return [f.message for f in lint(motion) if f.check == "load"]


@pytest.mark.parametrize(
    ("kind", "kg", "more"),
    [("ankle_weight", 40.0, {"side": "r"}), ("dumbbell", 150.0, {}), ("backpack", 90.0, {})],
)
def test_more_than_there_is_of_a_kind_is_told(kind: str, kg: float, more: dict[str, str]) -> None:
    (first, *_) = loads(kind, kg, **more)
    assert f"the {kind} weighs" in first


def test_a_dumbbell_in_each_hand_shares_the_weight() -> None:
    assert loads("dumbbell", 100.0) == []
    assert loads("dumbbell", 100.0, hands="r") != []
