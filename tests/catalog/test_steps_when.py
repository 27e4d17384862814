"""The printed steps follow the settings: no step may tell what the rung does not do."""

import pytest

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
CASES = [
    ("bird-dog", {"limbs": "leg"}, "Reach the other arm", "Leave both hands on the floor"),
    ("dead-bug", {"limbs": "legs"}, "Reach the other arm", "Leave your arms up"),
    ("side-plank", {"legs": "knees_bent"}, "legs stacked", "knees bent"),
    ("hip-hinge", {"support": "counter"}, "hands on your hips", "fingertips on a counter"),
    ("hip-hinge", {"load_kg": 4.0}, "hands on your hips", "Hug a weight"),
    ("heel-raise", {"legs": "one"}, "both heels", "Lift one foot off the floor"),
    ("heel-raise", {"support": "none"}, "fingertips on it", "near a counter"),
    ("quad-set", {"knee_deg": 15.0}, "Keep one leg straight", "rolled towel"),
    ("bridge", {"lift_deg": 10.0}, "Stop when", "Stop before"),
    ("chin-tuck", {"posture": "lying"}, "Sit tall", "Lie on your back"),
    ("tandem-stand", {"stance": "half_tandem"}, "Touch heel to toe", "half a step in front"),
    ("tandem-stand", {"head": "turning"}, "Look straight ahead", "Turn your head"),
    (
        "kickstand-romanian-deadlift",
        {"weight_at": "same"},
        "in each hand",
        "side of your front leg",
    ),
]


@pytest.mark.parametrize(("exercise_id", "settings", "gone", "there"), CASES)
def test_a_setting_changes_the_steps_it_speaks_about(
    exercise_id: str, settings: dict[str, float | str], gone: str, there: str
) -> None:
    exercise = LIBRARY.exercise(exercise_id)
    usual = " ".join(exercise.steps_for({}, "en"))
    changed = " ".join(exercise.steps_for(settings, "en"))
    assert gone in usual
    assert gone not in changed
    assert there in changed


def test_a_step_can_need_two_settings_and_keep_what_stood_there() -> None:
    exercise = LIBRARY.exercise("single-leg-romanian-deadlift")
    usual = exercise.steps_for({}, "en")[0]
    assert exercise.steps_for({"weight_at": "same"}, "en")[0] == usual, "no weight, no word of it"
    loaded = exercise.steps_for({"weight_at": "same", "load_kg": 4.0}, "en")[0]
    assert loaded == f"{usual} Hold a weight on the side of the leg you stand on."


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_the_usual_settings_give_the_usual_steps_in_every_language(exercise: Exercise) -> None:
    for language, words in exercise.words.items():
        assert exercise.steps_for(exercise.default_settings, language) == words.steps
        assert exercise.steps_for({}, language) == words.steps
    for change in exercise.step_changes:
        assert set(change.texts) == set(exercise.words)
