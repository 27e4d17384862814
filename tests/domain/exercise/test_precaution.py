"""Precautions are met at some settings and not at others."""

from clinic_app.domain.exercise.exercise import Axis
from clinic_app.domain.exercise.precaution import concerns, safety_lines
from clinic_app.services.exercises.library import open_library

HINGE = open_library().exercise("hip-hinge")


def tags(depth_deg: float, *patient: str) -> list[str]:
    return [c.tag for c in concerns(HINGE, {"depth_deg": depth_deg}, patient)]


def test_a_limit_on_depth_counts_only_beyond_it() -> None:
    assert tags(80, "osteoporosis") == ["osteoporosis"]
    assert tags(45, "osteoporosis") == []


def test_a_patient_without_the_precaution_meets_none() -> None:
    assert tags(90) == []


def test_defaults_stand_in_for_settings_that_are_not_named() -> None:
    [found] = concerns(HINGE, {}, ("fall-risk",))
    assert "counter" in found.reason


def test_a_weight_is_a_precaution_of_its_own_at_any_depth() -> None:
    found = concerns(HINGE, {"depth_deg": 30, "load_kg": 4}, ("osteoporosis", "hernia-repair"))
    assert [c.tag for c in found] == ["osteoporosis", "hernia-repair"]
    assert concerns(HINGE, {"depth_deg": 30, "load_kg": 0}, ("osteoporosis",)) == ()


SIT = open_library().exercise("sit-to-stand")
WALL = "Chair against a wall. Hands on it to push. Somebody near."


def test_a_flag_speaks_to_the_patient_in_the_language_of_the_page() -> None:
    assert safety_lines(SIT, {}, ("fall-risk",), "en") == (WALL,)
    assert safety_lines(SIT, {}, ("fall-risk",), "es")[0].startswith("Silla contra la pared.")


def test_a_support_that_settles_the_flag_does_not_silence_its_sentence() -> None:
    assert not concerns(SIT, {"support": "chair"}, ("fall-risk",))
    assert safety_lines(SIT, {"support": "chair"}, ("fall-risk",), "en") == (WALL,)


def test_a_flag_at_other_settings_and_one_switched_off_say_nothing() -> None:
    shallow = {"depth_deg": 30, "load_kg": 0}
    assert safety_lines(HINGE, shallow, ("osteoporosis",), "en") == ()
    deep = {"depth_deg": 90, "load_kg": 4}
    told = safety_lines(HINGE, deep, ("osteoporosis", "vertebral-fracture"), "en")
    assert told == (
        "Back straight all the way. Do not bend low.",
    )  # once, though four flags are met
    assert not safety_lines(HINGE, deep, ("osteoporosis",), "en", quiet=("osteoporosis",))


def test_every_flag_of_the_library_has_words_for_the_patient() -> None:
    for found in open_library().exercises:
        for precaution in found.precautions:
            assert set(precaution.say) == {"en", "es"}, (found.id, precaution.tag)


def test_nobody_is_sent_to_a_counter_whose_hands_are_full() -> None:
    """Where no support can be set, the sentence asks for one in reach, not for hands on it."""
    for found in open_library().exercises:
        can_hold = any(s.axis is Axis.ASSISTANCE for s in found.settings.values())
        for precaution in found.precautions:
            if precaution.say["en"].startswith("Stand at the kitchen counter"):
                assert can_hold, found.id
