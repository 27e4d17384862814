"""A weight is printed as it was typed: dose line, stored plan and page, in both languages."""

import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.load import Load, read_load
from clinic_app.domain.exercise.marked_loads import from_library, in_clinic_unit
from clinic_app.domain.exercise.setting_words import setting_parts
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.dose_line import parse_dose
from clinic_app.domain.plan.dose_words import load_words
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.plan.plan_document import from_document, to_document, to_told_document
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.exercises.library import open_library

LOOK = open_library().exercise
KG, LB = WeightUnit.KG, WeightUnit.LB
ONE, TWO = "kettlebell-deadlift", "romanian-deadlift"
IN_EACH = {
    "en": "{one} in each hand ({all} in all)",
    "es": "{one} en cada mano ({all} en total)",
}


def printed(item: PlanItem, language: str) -> str:
    """The details under the dose, as a plan shows them after it was kept and read again."""
    kept = json.loads(json.dumps(to_document(Plan((item,)))))
    again = from_document(kept, LOOK).items[0]
    assert again == item
    parts = setting_parts(LOOK(item.exercise_id), again.settings, again.dose, language)
    return parts[0].replace("\N{NO-BREAK SPACE}", " ")


def check_printed(exercise_id: str, value: float, unit: WeightUnit) -> None:
    item = PlanItem.of(LOOK(exercise_id))
    pieces = item.pieces(LOOK(exercise_id))
    dose = parse_dose(f"{value:g}{unit}", base=item.dose, pieces=pieces)
    for language, both in IN_EACH.items():
        one, whole = f"{value:g} {unit}", f"{2 * value:g} {unit}"
        told = one if pieces == 1 else both.format(one=one, all=whole)
        assert printed(replace(item, dose=dose), language) == f"Use {told}"


def test_every_half_from_half_to_a_hundred_is_printed_as_typed() -> None:
    assert [PlanItem.of(LOOK(e)).pieces(LOOK(e)) for e in (ONE, TWO)] == [1, 2]
    for exercise_id, half, unit in product((ONE, TWO), range(1, 201), WeightUnit):
        check_printed(exercise_id, half / 2, unit)


@given(st.sampled_from((ONE, TWO)), st.integers(1, 100_000), st.sampled_from(WeightUnit))
def test_so_is_any_weight(exercise_id: str, thousandths: int, unit: WeightUnit) -> None:
    check_printed(exercise_id, thousandths / 1000, unit)


def test_hands_change_how_a_weight_is_held_never_how_much_it_is() -> None:
    exercise = LOOK("kickstand-romanian-deadlift")
    item = PlanItem.of(exercise)
    item = replace(item, dose=item.dose.with_load(Load(5, LB, 2)))
    one = item.with_setting(exercise, "weight_at", "opposite")
    assert load_words(one.load(exercise), "en") == "10 lb"
    assert one.dose == item.dose
    back = one.with_setting(exercise, "weight_at", "both")
    assert load_words(back.load(exercise), "en") == "5 lb in each hand (10 lb in all)"


def document(**dose: object) -> dict[str, object]:
    return {"items": [{"exercise": TWO, "dose": dose}]}


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ({"load": "5 lb"}, "5 lb in each hand (10 lb in all)"),
        ({"load": "4kg"}, "4 kg in each hand (8 kg in all)"),
        ({"load_kg": 9}, "4.5 kg in each hand (9 kg in all)"),
        ({"load": "4 kg", "load_kg": 8}, "4 kg in each hand (8 kg in all)"),
        ({"load": "5 lb", "load_kg": 4.54}, "5 lb in each hand (10 lb in all)"),
        ({"load_lb": 10, "load_kg": 4.5}, "5 lb in each hand (10 lb in all)"),
        ({"load_lb": 0, "load_kg": 4}, "2 kg in each hand (4 kg in all)"),
        ({"load_kg": 0}, "no weight"),
        ({}, "4 kg in each hand (8 kg in all)"),
    ],
)
def test_a_plan_names_one_piece_or_all_together(dose: dict[str, object], told: str) -> None:
    item = from_document(document(**dose), LOOK).items[0]
    assert load_words(item.load(LOOK(TWO)), "en") == told


@pytest.mark.parametrize(
    ("dose", "named"),
    [
        ({"load": "8 kg", "load_kg": 8}, "contradict: 8 kg in each hand (16 kg in all), 4 kg in"),
        ({"load": "5 lb", "load_lb": 5}, "load and load_lb contradict"),
        ({"load": "5 stone"}, "'5 stone' is not a weight"),
        ({"load": 5}, "load must be text such as '4 kg'"),
        ({"load_lb": "5"}, "load_lb must be a number"),
        ({"load": "1,000 lb"}, "'1,000 lb' is not a weight"),
        ({"load": "400 kg"}, "load_kg must be 0 to 300"),
    ],
)
def test_what_contradicts_or_is_no_weight_is_refused(dose: dict[str, object], named: str) -> None:
    with pytest.raises(UserError, match="Item 1") as error:
        from_document(document(**dose), LOOK)
    assert named in str(error.value)


def test_a_told_plan_gives_one_piece_and_all_and_is_read_back() -> None:
    plan = from_document(document(load="5 lb"), LOOK)
    told = to_told_document(plan, LOOK)
    dose = told["items"][0]["dose"]  # pyright: ignore  # a plain document
    assert (dose["load"], dose["load_kg"]) == ("5 lb", 4.535924)
    assert from_document(json.loads(json.dumps(told)), LOOK) == plan


def test_the_library_gives_whole_pounds_to_a_clinic_that_has_pounds() -> None:
    item = from_document({"items": [{"exercise": TWO}]}, LOOK, unit=LB).items[0]
    assert item.dose.load(2) == Load(8, LB, 2), "4 kg are 8.8 lb"
    assert from_document({"items": [{"exercise": TWO}]}, LOOK).items[0].dose.load(2) == Load(
        4, KG, 2
    )
    typed = from_document(document(load="4 kg"), LOOK, unit=LB).items[0]
    assert typed.dose.load(2) == Load(4, KG, 2), "what was typed stays"


@given(st.floats(0.5, 40), st.floats(0.5, 40), st.sampled_from((ONE, TWO)))
def test_a_step_in_pounds_goes_the_way_the_step_goes(old: float, new: float, name: str) -> None:
    before = PlanItem.of(LOOK(name))
    before = replace(before, dose=before.dose.with_load(Load(round(old), LB, 2)))
    after = replace(before, dose=before.dose.changed(load_kg=round(new * 2) / 2))
    made = from_library(after, before, LOOK(name), KG)
    was, asked, now = (i.dose.load_kg for i in (before, after, made))
    assert (now > was) == (asked > was)
    assert (now < was) == (asked < was)


def test_loads_that_a_step_leaves_are_left() -> None:
    old = PlanItem.of(LOOK(TWO))
    plan = Plan((old, replace(PlanItem.of(LOOK(ONE)), dose=Dose(load_kg=7.5))))
    changed = plan.replaced(replace(old, note="slow"))
    assert in_clinic_unit(plan, changed, LOOK, LB) == changed


@pytest.mark.parametrize("text", ["", "5", "kg", "five lb", "1e3 kg", "-4 kg", "4 kgs lb"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="not a weight"):
        read_load(text)
