"""Plans as values, their document, their time, and what is said to have changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.plan import Plan, PlanItem, describe_change, fresh_copy
from clinic_app.domain.plan.plan_document import from_document, to_document
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOKUP = LIBRARY.exercise
IDS = [e.id for e in LIBRARY.exercises]


def make_plan(*exercise_ids: str) -> Plan:
    return Plan(tuple(PlanItem.of(LOOKUP(i)) for i in exercise_ids))


def test_the_documented_plan_is_read() -> None:
    dose = {
        "sets": 3, "reps": 10, "hold_s": 0, "rest_s": 60, "tempo": "3-0-2", "load_kg": 4,
        "side": "both", "times_per_day": 1, "days_per_week": 5,
    }  # fmt: skip
    document = {
        "items": [
            {
                "exercise": "hip-hinge",
                "settings": {"depth_deg": 45},
                "dose": dose,
                "note": "Slowly.",
            }
        ]
    }
    item = from_document(document, LOOKUP).items[0]
    assert item.settings["depth_deg"] == 45
    assert item.dose == Dose(3, 10, 0, 60, "3-0-2", 4, Side.BOTH, 1, 5)
    assert item.note == "Slowly."


@given(st.lists(st.sampled_from(IDS), max_size=6), st.text(max_size=40))
def test_a_plan_survives_its_document(exercise_ids: list[str], note: str) -> None:
    plan = make_plan(*exercise_ids)
    plan = Plan(tuple(replace(i, note=note) for i in plan.items))
    assert from_document(to_document(plan), LOOKUP) == plan


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"exercise": "hip-hinge", "dosage": {}}, "'dosage' is not a known key"),
        ({"exercise": "hip-hinge", "dose": {"repetitions": 3}}, "'repetitions' is not a known key"),
        ({"exercise": "hip-hinge", "settings": {"deep": 3}}, "'deep' is not a known key"),
        ({"exercise": "hip-hinge", "settings": {"depth_deg": 95}}, "20 to 90 deg"),
        ({"exercise": "hip-hinge", "settings": {"depth_deg": True}}, "must be a number"),
        ({"exercise": "hip-hinge", "dose": {"sets": 0}}, "sets must be 1 to 20"),
        ({"exercise": "hip-hinge", "dose": {"sets": "3"}}, "sets must be a whole number"),
        ({"exercise": "hip-hinge", "dose": {"tempo": "slow"}}, "tempo must look like 3-0-2"),
        ({"exercise": "hip-hinge", "dose": {"side": "top"}}, "side must be one of"),
        ({"exercise": "hinge"}, "no exercise 'hinge'"),
        ({"settings": {}}, "needs 'exercise'"),
        ("hip-hinge", "must be an object"),
        ({"exercise": "hip-hinge", "note": 3}, "note must be text"),
        ({"exercise": "hip-hinge", "settings": {"load_kg": 2}, "dose": {"load_kg": 4}}, "both"),
    ],
)
def test_a_bad_item_is_named(item: object, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        from_document({"items": [item]}, LOOKUP)
    assert "Item 1" in str(caught.value) or "no exercise" in str(caught.value)


@pytest.mark.parametrize("document", [[], None, {"items": {}}, {"plan": []}])
def test_something_else_than_a_plan_is_refused(document: object) -> None:
    with pytest.raises(UserError):
        from_document(document, LOOKUP)


def test_settings_kept_in_the_dose_may_stand_in_settings() -> None:
    item = from_document(
        {"items": [{"exercise": "hip-hinge", "settings": {"load_kg": 6}}]}, LOOKUP
    ).items[0]
    assert item.dose.load_kg == 6
    assert "load_kg" not in item.settings
    assert item.rung.settings["load_kg"] == 6


def test_moving_replacing_and_removing_keep_the_rest() -> None:
    plan = make_plan("bridge", "bird-dog", "hip-hinge")
    first, second, third = plan.items
    assert plan.moved(third.id, 0).items == (third, first, second)
    assert plan.moved(first.id, 99).items == (second, third, first)
    assert plan.without(second.id).items == (first, third)
    changed = replace(second, note="x")
    assert plan.replaced(changed).items == (first, changed, third)
    with pytest.raises(KeyError):
        plan.item("nobody")


def test_both_sides_of_a_one_sided_exercise_take_twice_as_long() -> None:
    item = PlanItem.of(LOOKUP("clamshell"))
    one = replace(item, dose=item.dose.changed(side=Side.RIGHT))
    exercise = LOOKUP("clamshell")
    assert item.seconds_a_day(exercise) == 2 * one.seconds_a_day(exercise)


def test_minutes_a_day_are_rounded_up_and_nothing_takes_no_time() -> None:
    item = replace(PlanItem.of(LOOKUP("bridge")), dose=Dose(2, 10, 3, 60))
    # 2 sets of 10 x (3 s hold + 3 s) and one rest of 60 s are 180 s.
    assert Plan((item,)).minutes_a_day(LOOKUP) == 3
    assert Plan().minutes_a_day(LOOKUP) == 0


def test_more_than_four_is_many() -> None:
    assert not make_plan(*IDS[:4]).is_many
    assert make_plan(*IDS[:5]).is_many


def test_changes_are_told_in_a_few_words() -> None:
    before = make_plan("hip-hinge", "bridge")
    hinge, bridge = before.items
    deeper = hinge.with_setting(LOOKUP("hip-hinge"), "depth_deg", 45)
    assert describe_change(Plan(), before, LOOKUP) == ("Plan started",)
    assert describe_change(before, before, LOOKUP) == ()
    assert describe_change(before, before.replaced(deeper), LOOKUP) == (
        "Hip hinge, hands on hips: depth 60° to 45°",
    )
    assert describe_change(before, before.without(bridge.id), LOOKUP) == ("Bridge removed",)
    deep = hinge.with_setting(LOOKUP("hip-hinge"), "depth_deg", 80)
    harder = deep.step(LOOKUP, up=True)
    assert harder is not None
    swapped = before.replaced(deep.stepped(harder, LOOKUP))
    assert "Hip hinge, hands on hips to " in describe_change(before, swapped, LOOKUP)[0]
    more = before.replaced(replace(bridge, dose=bridge.dose.changed(sets=5)))
    assert describe_change(before, more, LOOKUP) == ("Bridge: dose changed",)


def test_sentences_left_off_the_paper_survive_the_document_and_no_copy() -> None:
    (item,) = make_plan("bridge").items
    quiet = Plan((replace(item, quiet=("fall-risk",)),))
    assert from_document(to_document(quiet), LOOKUP) == quiet
    assert fresh_copy(quiet).items[0].quiet == ()


def test_a_copy_for_another_patient_has_its_own_ids_and_no_accepted_precautions() -> None:
    plan = make_plan("bridge")
    accepted = plan.replaced(replace(plan.items[0], accepted=("osteoporosis",)))
    copy = fresh_copy(accepted)
    assert copy.items[0].id != plan.items[0].id
    assert copy.items[0].accepted == ()


def test_an_unknown_setting_names_those_there_are() -> None:
    with pytest.raises(UserError, match="depth_deg"):
        make_plan("hip-hinge").items[0].with_setting(LOOKUP("hip-hinge"), "deep", 3)
