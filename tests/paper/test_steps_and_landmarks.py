"""Steps that name how far to go follow the setting and never contradict the line under the dose."""

import pytest

from clinic_app.domain.exercise.exercise import Exercise, Laterality
from clinic_app.domain.exercise.landmark import landmark_words
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
# Their steps name the height or depth of the default: at another landmark they read otherwise.
NAMED = {
    "bridge": "lift_deg",
    "dead-bug": "knee_bend_deg",
    "hamstring-stretch-strap": "knee_bend_deg",
    "heel-raise": "lift_deg",
    "hip-hinge-short": "depth_deg",
    "kettlebell-swing": "lift_deg",
    "seated-heel-raise": "lift_deg",
    "seated-knee-extension": "lift_deg",
    "straight-leg-raise": "lift_deg",
}


def values(exercise: Exercise, name: str) -> list[int]:
    setting = exercise.settings[name]
    return list(range(int(setting.minimum), int(setting.maximum) + 1))


@pytest.mark.parametrize(("exercise_id", "name"), NAMED.items())
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_steps_change_with_the_landmark(exercise_id: str, name: str, language: str) -> None:
    exercise = LIBRARY.exercise(exercise_id)
    marks, usual = exercise.settings[name].landmarks, exercise.settings[name].default
    assert not isinstance(usual, str)
    for value in values(exercise, name):
        is_usual = landmark_words(marks, value, language) == landmark_words(marks, usual, language)
        steps = exercise.steps_for({name: value}, language)
        assert (steps == exercise.words[language].steps) == is_usual, (value, steps)


def test_a_hinge_with_less_depth_does_not_say_to_go_all_the_way() -> None:
    all_the_way = "Stop when your hips stop moving back."
    hinges = [e for e in LIBRARY.exercises if all_the_way in " ".join(e.words["en"].steps)]
    assert len(hinges) >= 8
    for exercise in hinges:
        least = values(exercise, "depth_deg")[0]
        assert all_the_way not in " ".join(exercise.steps_for({"depth_deg": least}, "en"))


def test_arms_kept_low_on_the_wall_are_not_told_to_go_as_high_as_feels_good() -> None:
    slide = LIBRARY.exercise("wall-slide")
    assert "as high as feels good" in " ".join(slide.steps_for({}, "en"))
    assert "as high as feels good" not in " ".join(slide.steps_for({"lift_deg": 100}, "en"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_done_on_one_side_alone_never_says_to_change_sides(language: str) -> None:
    """Of a movement whose sides take turns, the steps of one side stay on it."""
    in_turn = [e for e in LIBRARY.exercises if e.laterality is Laterality.ALTERNATING]
    assert in_turn
    for exercise in in_turn:
        both = exercise.steps_for({"side": "both"}, language)
        assert exercise.steps_for({"side": "right"}, language) != both, exercise.id
        assert exercise.steps_for({"side": "both"}, language) == exercise.words[language].steps
        told = " ".join(exercise.steps_for({"side": "left"}, language)).lower()
        for word in ("change sides", "other side", "cambie de lado", "otro lado"):
            assert word not in told, exercise.id
