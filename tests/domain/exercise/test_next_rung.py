"""The next rung that is safe for a patient now, and why the nearest is not offered."""

from dataclasses import replace

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.next_rung import NextRung, next_rung
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise


def item(exercise_id: str, **settings: float | str) -> PlanItem:
    exercise = LOOK(exercise_id)
    made = PlanItem.of(exercise)
    for name, value in settings.items():
        made = made.with_setting(exercise, name, value)
    return made


def test_without_precautions_it_is_the_nearest_rung_both_ways() -> None:
    squat = item("squat")
    for up in (False, True):
        assert next_rung(squat, LOOK, up=up) == NextRung(squat.step(LOOK, up=up), None)


def test_at_the_end_of_the_ladder_nothing_was_refused() -> None:
    assert next_rung(item("quad-set", knee_deg=15), LOOK, up=False) == NextRung(None, None)


def test_a_harder_rung_that_meets_a_precaution_is_refused_with_its_reason() -> None:
    found = next_rung(item("squat", depth_deg=45), LOOK, up=True, precautions=["knee-replacement"])
    assert found.step is None
    assert found.refused is not None
    assert "Deep knee bend under body weight comes late." in found.refused


def test_a_harder_rung_is_refused_for_a_reason_to_stay_and_an_easier_one_is_not() -> None:
    squat = item("squat")
    assert next_rung(squat, LOOK, up=True, hold="It is worse.") == NextRung(None, "It is worse.")
    assert next_rung(squat, LOOK, up=False, hold="It is worse.").step is not None


def test_a_precaution_that_is_met_already_does_not_block_the_way_down() -> None:
    deep = item("squat")
    tags = ["knee-replacement", "fall-risk"]
    assert next_rung(deep, LOOK, up=False, precautions=tags).step == deep.step(LOOK, up=False)


def test_the_way_up_is_open_for_what_is_met_already_only_when_it_was_accepted() -> None:
    stand = item("single-leg-stand")  # without support: met where it stands
    assert next_rung(stand, LOOK, up=True, precautions=["fall-risk"]).step is None
    seen = replace(stand, accepted=("fall-risk",))
    assert next_rung(seen, LOOK, up=True, precautions=["fall-risk"]).step is not None


def test_what_needs_a_look_is_not_offered_as_the_next_rung() -> None:
    below = LOOK("kettlebell-deadlift")
    swing = tuple(link for link in below.harder if link.exercise_id == "kettlebell-swing")
    first = replace(below, harder=swing)

    def look(exercise_id: str) -> Exercise:
        return first if exercise_id == first.id else LOOK(exercise_id)

    found = next_rung(item(first.id), look, up=True)
    assert found.step is None
    assert found.refused is not None
    assert found.refused.endswith("needs a clinician's look at the patient first.")
    step = item(first.id).step(look, up=True)  # the clinician's own key goes there
    assert step is not None
    assert step.rung.exercise_id == "kettlebell-swing"
