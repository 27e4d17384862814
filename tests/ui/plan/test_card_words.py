"""What a card says about dose, settings and the next rung."""

from dataclasses import replace

from clinic_app.domain.exercise.load import Load
from clinic_app.domain.exercise.precaution import limit_for
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.dose_words import load_words
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.plan.card_words import (
    dose_chips,
    end_words,
    setting_tags,
    step_words,
    summary_line,
)

LIBRARY = open_library()


def words(dose: Dose, exercise_id: str) -> list[str]:
    exercise = LIBRARY.exercise(exercise_id)
    item = replace(PlanItem.of(exercise), dose=dose)
    return [chip.words for chip in dose_chips(item, exercise)]


def test_chips_leave_out_what_does_not_apply() -> None:
    assert words(Dose(3, 10), "hip-hinge") == ["3 sets", "10 reps", "1 a day"]
    whole = Dose(1, 8, 3, 60, "3-0-2", 4, Side.BOTH, 2, 5)
    assert words(whole, "hip-hinge") == [
        "1 set",
        "8 reps",
        "4 kg",
        "hold 3 s",
        "3-0-2",
        "2 a day",
        "5 a week",
    ]


def test_one_repetition_is_counted_in_times_and_sides_are_said() -> None:
    held = Dose(3, 1, 30, side=Side.RIGHT)
    assert words(held, "hamstring-stretch-strap") == [
        "3 times",
        "hold 30 s",
        "right side",
        "1 a day",
    ]
    assert "8 on each side" in words(Dose(2, 8), "bird-dog"), "the sides take turns"
    assert "8 on each side" in words(Dose(2, 8), "clamshell"), "one side after the other"
    assert words(Dose(3, 1, 30), "single-leg-stand")[0] == "3 times on each side"
    assert "8 reps" in words(Dose(2, 8, side=Side.LEFT), "side-lying-hip-abduction")


def test_only_settings_that_differ_are_tagged() -> None:
    exercise = LIBRARY.exercise("hip-hinge")
    item = PlanItem.of(exercise)
    assert setting_tags(item, exercise) == ()
    item = item.with_setting(exercise, "depth_deg", 45).with_setting(exercise, "load_kg", 4)
    assert setting_tags(item, exercise) == ("45°",)
    item = item.with_setting(exercise, "support", "counter")
    assert setting_tags(item, exercise)[-1] == "Support: counter"
    line = summary_line(item, exercise)
    assert line.startswith("Hip hinge, hands on hips: 45°, Support: counter, 3 sets, 10 reps, 4 kg")


def test_the_changed_axis_is_named_and_the_end_of_the_ladder_too() -> None:
    item = PlanItem.of(LIBRARY.exercise("bridge"))
    assert (
        step_words(item.step(LIBRARY.exercise, up=True), up=True)
        == "Load: light band above the knees"
    )
    assert step_words(None, up=False) == "Lowest rung"


def test_the_strictest_precaution_sets_the_limit() -> None:
    exercise = LIBRARY.exercise("hip-hinge")
    assert limit_for(exercise, "depth_deg", ()) is None
    assert limit_for(exercise, "depth_deg", ("osteoporosis",)) == 60
    both = ("osteoporosis", "hamstring-tendinopathy")
    assert limit_for(exercise, "depth_deg", both) == 45


def test_chips_follow_the_dose_of_the_item() -> None:
    exercise = LIBRARY.exercise("bridge")
    item = replace(PlanItem.of(exercise), dose=Dose(5, 5))
    assert words(item.dose, "bridge")[:2] == ["5 sets", "5 reps"]


def test_the_last_pose_is_named_by_its_angle() -> None:
    hinge = LIBRARY.exercise("hip-hinge")
    item = PlanItem.of(hinge)
    assert end_words(item, hinge) == "To 60°"
    assert end_words(item.with_setting(hinge, "depth_deg", 45), hinge) == "To 45°"
    chair = LIBRARY.exercise("sit-to-stand")
    assert end_words(PlanItem.of(chair), chair) == "End", "a seat height is no range"


def test_two_weights_are_told_by_the_piece_and_together() -> None:
    exercise = LIBRARY.exercise("romanian-deadlift")
    item = replace(PlanItem.of(exercise), dose=Dose().with_load(Load(5, WeightUnit.LB, 2)))
    chip = next(chip for chip in dose_chips(item, exercise) if chip.name == "load_kg")
    assert (chip.value, chip.after) == ("5 lb", "each")
    assert chip.words == load_words(item.load(exercise), "en") == "5 lb in each hand (10 lb in all)"
