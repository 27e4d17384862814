"""What a rung adds stands in its steps: silence is found, and words that another takes away."""

from dataclasses import replace

import pytest

from clinic_app.catalog.check_words import untold_problems
from clinic_app.catalog.load import read_exercise
from clinic_app.domain.exercise.exercise import Exercise, StepChange
from clinic_app.shipped_data import EXERCISES

ELSEWHERE = {"tempo": "The dose counts it.", "side": "The dose names it."}


def problems(exercise_id: str, keep: "list[int] | None" = None) -> list[str]:
    """What is found in a shipped exercise, only some of its changed steps left (by their order)."""
    [path] = EXERCISES.glob(f"*/{exercise_id}.yaml")
    exercise, file = read_exercise(path, EXERCISES)
    left = exercise.step_changes if keep is None else [exercise.step_changes[n] for n in keep]
    changed: Exercise = replace(exercise, step_changes=tuple[StepChange, ...](left))
    return [p.message for p in untold_problems(changed, file, ELSEWHERE)]


@pytest.mark.parametrize(
    ("exercise_id", "silent"),
    [
        ("seated-knee-extension", "load_kg: no step changes at 15.0"),
        ("bridge", "band: no step changes at heavy"),
        ("kettlebell-deadlift", "stance: no step changes at wide"),
        ("quad-set", "knee_deg: no step changes at 30.0"),
        ("single-leg-romanian-deadlift", "weight_at: no step changes at same"),
    ],
)
def test_what_no_step_speaks_of_is_named(exercise_id: str, silent: str) -> None:
    assert problems(exercise_id) == []
    assert any(silent in found for found in problems(exercise_id, keep=[]))


def test_one_setting_may_not_take_the_words_of_another_away() -> None:
    weight_and_counter_alone = problems("hip-hinge", keep=[1, 2])
    assert weight_and_counter_alone == [
        "steps_when: load_kg 40.0 is no longer told at support counter"
    ]


def test_a_reason_that_is_not_needed_is_refused() -> None:
    [path] = EXERCISES.glob("*/bridge.yaml")
    exercise, file = read_exercise(path, EXERCISES)
    file.root["settings"]["band"]["told"] = "It is printed."
    found = [p.message for p in untold_problems(exercise, file, ELSEWHERE)]
    assert found == ["settings.band.told: every value changes a step: it needs no reason"]
