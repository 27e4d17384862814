"""Stepping on the ladder: on the library itself, and on small ladders made for one question."""

from dataclasses import replace

import pytest

from clinic_app.domain.exercise import ladder
from clinic_app.domain.exercise.exercise import Axis, Exercise, Link, Setting
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.services.exercises.library import open_library
from clinic_app.words import in_language

LIBRARY = open_library()


# A branch leaves the main way: below the fork the way up is another, longer one.
BRANCHES = ("good-morning", "kettlebell-deadlift", "kettlebell-swing")


def base(exercise_id: str) -> Rung:
    return Rung(exercise_id, LIBRARY.exercise(exercise_id).default_settings)


def test_the_classic_pair_lower_less_and_a_weight_near_the_chest() -> None:
    easier = ladder.easier(base("hip-hinge"), LIBRARY.exercise)
    deeper = ladder.harder(base("hip-hinge"), LIBRARY.exercise)
    assert deeper is not None
    assert (deeper.axis, deeper.label) == (Axis.RANGE, "lower the chest farther")
    harder = ladder.harder(deeper.rung, LIBRARY.exercise)
    assert easier is not None
    assert harder is not None
    assert (easier.rung.exercise_id, easier.axis) == ("hip-hinge-short", Axis.RANGE)
    assert (harder.rung.exercise_id, harder.axis) == ("hip-hinge-weight-at-chest", Axis.LOAD)


def test_the_whole_hinge_ladder_is_one_way_up() -> None:
    rung, seen = base("pelvic-tilt"), ["pelvic-tilt"]
    while step := ladder.harder(rung, LIBRARY.exercise):
        rung = step.rung
        if rung.exercise_id != seen[-1]:
            seen.append(rung.exercise_id)
    assert seen[:3] == ["pelvic-tilt", "seated-hinge", "rock-back"]
    assert seen[-1] == "single-leg-romanian-deadlift"
    assert len(seen) == 14
    assert len(set(seen)) == 14


@pytest.mark.parametrize("exercise_id", [e.id for e in LIBRARY.exercises])
def test_every_walk_ends_and_every_place_is_inside_its_ladder(exercise_id: str) -> None:
    rung = base(exercise_id)
    total = ladder.place(rung, LIBRARY.exercise).total
    assert 1 < total < 60
    numbers = [ladder.place(rung, LIBRARY.exercise).number]
    while step := ladder.easier(rung, LIBRARY.exercise):
        rung = step.rung
        place = ladder.place(rung, LIBRARY.exercise)
        numbers.append(place.number)
        assert place.total == total or exercise_id in BRANCHES
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1


@pytest.mark.parametrize("exercise_id", [e.id for e in LIBRARY.exercises])
def test_every_rung_reached_has_settings_its_exercise_allows(exercise_id: str) -> None:
    for direction in (ladder.easier, ladder.harder):
        step = direction(base(exercise_id), LIBRARY.exercise)
        if step is not None:
            target = LIBRARY.exercise(step.rung.exercise_id)
            for name, value in step.rung.settings.items():
                assert target.settings[name].refusal(value) is None


def test_between_two_rungs_easier_goes_down_and_harder_goes_up_by_that_setting_alone() -> None:
    rung = Rung("hip-hinge", {**LIBRARY.exercise("hip-hinge").default_settings, "depth_deg": 45})
    harder = ladder.harder(rung, LIBRARY.exercise)
    assert harder is not None
    assert harder.rung == base("hip-hinge")
    assert (harder.axis, harder.label) == (Axis.RANGE, "60°")


def test_a_hinge_that_is_short_already_gets_shorter_instead_of_the_same_range_again() -> None:
    rung = Rung("hip-hinge", {**LIBRARY.exercise("hip-hinge").default_settings, "depth_deg": 45})
    easier = ladder.easier(rung, LIBRARY.exercise)
    assert easier is not None
    assert (easier.rung.exercise_id, easier.axis) == ("hip-hinge-short", Axis.RANGE)
    assert easier.rung.settings["depth_deg"] == 30


def test_one_step_up_is_one_number_up() -> None:
    rung = Rung("hip-hinge", {**LIBRARY.exercise("hip-hinge").default_settings, "depth_deg": 45})
    up = ladder.harder(rung, LIBRARY.exercise)
    assert up is not None
    numbers = [ladder.place(r, LIBRARY.exercise).number for r in (rung, up.rung)]
    assert numbers[1] == numbers[0] + 1


def small(links_up: tuple[Link, ...] = (), links_down: tuple[Link, ...] = ()) -> Exercise:
    depth = Setting("depth_deg", "Depth", 60, Axis.RANGE, "deg", 20, 90, 5, harder=1)
    return replace(
        LIBRARY.exercise("hip-hinge"),
        id="small",
        settings={"depth_deg": depth},
        easier=links_down,
        harder=links_up,
    )


def test_own_rungs_are_taken_one_by_one_and_back_again() -> None:
    down = Link("small", Axis.RANGE, "less", {"depth_deg": 30})
    up = Link("small", Axis.RANGE, "more", {"depth_deg": 90})
    exercise = small((up,), (down,))
    lookup = {"small": exercise}.__getitem__
    low = Rung("small", {"depth_deg": 30})
    first = ladder.harder(low, lookup)
    assert first is not None
    assert first.rung.settings == {"depth_deg": 60}
    second = ladder.harder(first.rung, lookup)
    assert second is not None
    assert (second.rung.settings, second.label) == ({"depth_deg": 90}, "more")
    assert ladder.harder(second.rung, lookup) is None
    assert ladder.place(second.rung, lookup) == ladder.Place(3, 3)
    back = ladder.easier(second.rung, lookup)
    assert back is not None
    assert back.rung.settings == {"depth_deg": 60}


def test_a_swap_of_one_kind_keeps_dose_and_note() -> None:
    item = PlanItem.of(LIBRARY.exercise("hip-hinge-short"))
    item = replace(item, dose=item.dose.changed(sets=5, reps=7), note="Before breakfast")
    step = item.step(LIBRARY.exercise, up=True)
    assert step is not None
    swapped = item.stepped(step, LIBRARY.exercise)
    assert (swapped.exercise_id, swapped.id) == ("hip-hinge", item.id)
    assert (swapped.dose.sets, swapped.dose.reps, swapped.note) == (5, 7, "Before breakfast")


def test_a_swap_to_a_loaded_exercise_takes_its_dose_and_leaves_it_on_the_way_back() -> None:
    deep = LIBRARY.exercise("hip-hinge")
    item = PlanItem.of(deep).with_setting(deep, "depth_deg", 80)
    item = replace(item, dose=item.dose.changed(sets=5, reps=7), note="Before breakfast")
    step = item.step(LIBRARY.exercise, up=True)
    assert step is not None
    loaded = LIBRARY.exercise("hip-hinge-weight-at-chest")
    swapped = item.stepped(step, LIBRARY.exercise)
    assert step.dose == swapped.dose == loaded.dose
    assert (swapped.note, swapped.id) == ("Before breakfast", item.id)
    back = swapped.step(LIBRARY.exercise, up=False)
    assert back is not None
    assert swapped.stepped(back, LIBRARY.exercise).dose == LIBRARY.exercise("hip-hinge").dose


def test_in_another_language_a_step_says_what_the_patient_is_told() -> None:
    step = ladder.easier(base("bridge"), LIBRARY.exercise)
    assert step is not None
    assert step.words == step.label == "part lift"
    with in_language("es"):
        assert step.words == step.say["es"].removesuffix(".") != step.label
