"""Repetitions of what is done on two sides are those of each; old plans are asked about."""

from dataclasses import replace

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Laterality
from clinic_app.domain.plan.confirming import confirm_notes, confirm_words, confirmed, halved_reps
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.dose_words import dose_parts, side_boxes
from clinic_app.domain.plan.plan import Plan, PlanItem, check_item
from clinic_app.domain.plan.plan_document import from_document, to_document
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise
RIGHT, LEFT = Dose(3, 8, side=Side.RIGHT), Dose(3, 8, side=Side.LEFT)


def saved(exercise_id: str, reps: int, *, counts: bool = False, **dose: object) -> PlanItem:
    """An item as a plan has it, with or without what version 0.4 writes."""
    item = {"exercise": exercise_id, "dose": {"reps": reps, **dose}}
    item |= {"counts": "each side"} if counts else {}
    return from_document({"items": [item]}, LOOK).items[0]


def test_every_exercise_of_one_side_at_a_time_counts_for_each() -> None:
    for exercise in LIBRARY.exercises:
        item = PlanItem.of(exercise)
        each = exercise.laterality is not Laterality.BOTH
        assert item.counts_each_side(exercise) is each
        one = replace(item, dose=item.dose.changed(side=Side.RIGHT))
        assert not one.counts_each_side(exercise)
        assert item.seconds_a_day(exercise) == one.seconds_a_day(exercise) * (2 if each else 1)


def test_one_leg_of_an_exercise_for_two_counts_for_each_side_too() -> None:
    raise_ = LOOK("heel-raise")
    item = PlanItem.of(raise_)
    assert not item.counts_each_side(raise_)
    for legs in ("one", "lower_on_one"):
        assert item.with_setting(raise_, "legs", legs).counts_each_side(raise_)


@pytest.mark.parametrize(
    ("dose", "each", "en", "es", "boxes"),
    [
        (Dose(3, 8), True, "3 sets of 8 on each side", "3 series de 8 de cada lado", (8, 8)),
        (Dose(1, 8), True, "8 times on each side", "8 veces de cada lado", (8, 8)),
        (Dose(3, 1), True, "3 times on each side", "3 veces de cada lado", (3, 3)),
        (RIGHT, False, "3 sets of 8, right side", "3 series de 8, lado derecho", ()),
        (LEFT, False, "3 sets of 8, left side", "3 series de 8, lado izquierdo", ()),
        (Dose(3, 8), False, "3 sets of 8", "3 series de 8", ()),
    ],
)  # fmt: skip
def test_there_is_one_wording(
    dose: Dose, each: bool, en: str, es: str, boxes: tuple[int, ...]
) -> None:
    for language, told in (("en", en), ("es", es)):
        first = dose_parts(dose, language, each_side=each)[0]
        assert first.replace("\N{NO-BREAK SPACE}", " ") == told
    if each:
        right, left = boxes
        assert side_boxes(dose, "en") == (f"{right} right", f"{left} left")
        assert side_boxes(dose, "es") == (f"{right} derecha", f"{left} izquierda")


def test_plans_saved_before_are_to_confirm_where_paper_said_something_else() -> None:
    old = saved("bird-dog", 8)
    assert confirm_words(old, LOOK("bird-dog")) == (
        "was 4 on each side on paper, now 8 on each side"
    )
    assert "was 7, changing sides, on paper" in confirm_words(
        saved("dead-bug", 7), LOOK("dead-bug")
    )
    notes = list(confirm_notes(Plan((old, saved("bridge", 8))), LOOK))
    assert notes == ["Bird dog: was 4 on each side on paper, now 8 on each side"]
    for same in (
        saved("clamshell", 8),  # was for each side before
        saved("bird-dog", 8, counts=True),
        saved("neck-rotation", 8, side="right"),
        PlanItem.of(LOOK("bird-dog")),
    ):
        assert not same.to_confirm


def test_the_question_is_kept_until_it_is_answered() -> None:
    old = saved("bird-dog", 8)
    assert from_document(to_document(Plan((old,))), LOOK).items == (old,)
    assert halved_reps(old) == 4
    for reps in (8, 4):
        settled = confirmed(old, reps)
        assert (settled.dose.reps, settled.to_confirm) == (reps, False)
        assert from_document(to_document(Plan((settled,))), LOOK).items == (settled,)
    assert not saved("dead-bug", 1).dose.reps - 1
    assert halved_reps(saved("dead-bug", 7)) == 4
    with pytest.raises(UserError, match="'counts' must be 'each side'"):
        from_document({"items": [{"exercise": "bird-dog", "counts": "both"}]}, LOOK)


def test_a_dose_that_takes_hours_is_refused_and_its_parts_are_named() -> None:
    plank = LOOK("side-plank")
    item = PlanItem.of(plank)
    check_item(item, plank)
    much = replace(item, dose=Dose(20, 200, 600, times_per_day=12))
    with pytest.raises(UserError) as error:
        check_item(much, plank)
    assert "20 sets of 200, on each side, hold 600 s" in str(error.value)
    assert "12 times a day" in str(error.value)
    assert "One exercise may take 180" in str(error.value)


@pytest.mark.parametrize(
    ("exercise_id", "dose", "told"),
    [
        ("kettlebell-swing", {"side": "left"}, "no left side"),
        ("seated-heel-raise", {"side": "left"}, "no left side"),
        ("heel-raise", {"side": "right"}, "no right side"),  # on two legs
        ("quad-set", {"load_kg": 2}, "has no weight"),
        ("hip-hinge-weight-at-chest", {"load_kg": 200}, "20 kg at most"),
    ],
)
def test_what_no_picture_shows_is_no_dose(exercise_id: str, dose: dict[str, object], told: str):
    exercise = LIBRARY.exercise(exercise_id)
    item = PlanItem.of(exercise)
    check_item(item, exercise)
    with pytest.raises(UserError, match=told):
        check_item(replace(item, dose=item.dose.changed(**dose)), exercise)


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_every_exercise_as_it_ships_is_a_dose_that_can_be(exercise: Exercise):
    check_item(PlanItem.of(exercise), exercise)


def test_the_side_goes_where_both_work_again():
    exercise = LIBRARY.exercise("heel-raise")
    one = PlanItem.of(exercise).with_setting(exercise, "legs", "one")
    right = one.with_setting(exercise, "side", "right")
    check_item(right, exercise)
    assert right.with_setting(exercise, "legs", "two").dose.side is Side.BOTH
