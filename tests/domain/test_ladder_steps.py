"""What one key may change: every exercise of the library, at any settings it allows."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clinic_app.domain.exercise import ladder
from clinic_app.domain.exercise.exercise import Axis, Exercise, Setting, SettingValue
from clinic_app.domain.exercise.own_rungs import own_rungs
from clinic_app.domain.plan.dose import DOSE_FIELDS, Side
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise


def values(setting: Setting) -> st.SearchStrategy[SettingValue]:
    if setting.options:
        return st.sampled_from(setting.options)
    count = int((setting.maximum - setting.minimum) / setting.step)
    return st.integers(0, count).map(lambda n: setting.minimum + n * setting.step)


@st.composite
def items(draw: st.DrawFn) -> PlanItem:
    """An exercise as a clinician may have set it, with a dose and a note of its own."""
    exercise = draw(st.sampled_from(LIBRARY.exercises))
    item = PlanItem.of(exercise)
    for name, setting in exercise.settings.items():
        if draw(st.booleans()):
            item = item.with_setting(exercise, name, draw(values(setting)))
    return replace(item, dose=item.dose.changed(sets=draw(st.integers(1, 9))), note="After lunch")


def at(item: PlanItem, exercise: Exercise) -> dict[str, SettingValue]:
    return {n: v for n, v in item.rung.settings.items() if n in exercise.settings}


@given(items(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_step_keeps_its_note_and_a_dose_that_fits_and_stays_within_what_is_allowed(
    item: PlanItem, up: bool
) -> None:
    exercise = LOOK(item.exercise_id)
    rung = ladder.Rung(item.exercise_id, at(item, exercise))
    step = ladder.harder(rung, LOOK) if up else ladder.easier(rung, LOOK)
    assume(step is not None)
    assert step is not None
    after = item.stepped(step, LOOK)
    target = LOOK(after.exercise_id)
    fitting = step.dose or item.dose
    assert (after.dose.sets, after.note, after.id) == (fitting.sets, item.note, item.id)
    for name, value in at(after, target).items():
        assert target.settings[name].refusal(value) is None, (name, value)
    if "load_kg" not in target.settings:
        assert after.dose.load_kg == 0


def place_of(setting: Setting, value: SettingValue) -> float:
    """How hard a value is on the setting's own scale."""
    if setting.options:
        return float(setting.options.index(str(value))) * setting.harder
    return float(value) * setting.harder


def is_helped(item: PlanItem) -> bool:
    """Whether something or somebody helps: the counter, a chair, the own hands."""
    values_ = at(item, LOOK(item.exercise_id))
    helps = [s for s in LOOK(item.exercise_id).settings.values() if s.axis is Axis.ASSISTANCE]
    return any(values_[s.name] != "none" for s in helps)


@given(items())
@settings(max_examples=600, deadline=None)
def test_an_easier_step_never_raises_anything_and_takes_no_support_away(item: PlanItem) -> None:
    step = item.step(LOOK, up=False)
    if step is None:
        return
    after = item.stepped(step, LOOK)
    assert after.dose.load_kg <= item.dose.load_kg
    exercise, target = LOOK(item.exercise_id), LOOK(after.exercise_id)
    before, now = at(item, exercise), at(after, target)
    for name in before.keys() & now.keys():
        setting = target.settings[name]
        is_sat_down = step.axis is Axis.POSITION and setting.axis is Axis.ASSISTANCE
        if setting.harder and not is_sat_down and setting.refusal(before[name]) is None:
            assert place_of(setting, now[name]) <= place_of(setting, before[name]), name
    if step.axis is not Axis.POSITION and is_helped(item):
        assert is_helped(after)
    if item.dose.tempo and after.dose.tempo:
        old, new = ([int(s) for s in t.split("-")] for t in (item.dose.tempo, after.dose.tempo))
        assert new[0] >= old[0]
        assert new[2] >= old[2]


@given(items())
@settings(max_examples=600, deadline=None)
def test_a_harder_step_raises_its_axis_and_starts_low_on_fewer_legs_or_less_support(
    item: PlanItem,
) -> None:
    step = item.step(LOOK, up=True)
    if step is None:
        return
    after = item.stepped(step, LOOK)
    target = LOOK(after.exercise_id)
    before, now = at(item, LOOK(item.exercise_id)), at(after, target)
    low = (Axis.SINGLE_SIDE, Axis.BASE, Axis.ASSISTANCE, Axis.LEVER, Axis.POSITION)
    named = [
        s for s in target.settings.values() if s.axis is step.axis and s.harder and s.name in before
    ]
    if named and step.axis in (Axis.LOAD, Axis.RANGE):
        assert any(place_of(s, now[s.name]) > place_of(s, before[s.name]) for s in named)
    if step.axis in low:
        assert after.dose.load_kg <= min(item.dose.load_kg, target.dose.load_kg)
        for name in before.keys() & now.keys():
            setting = target.settings[name]
            if setting.axis is Axis.RANGE and setting.harder:
                most = max(setting.minimum, float(before[name])) * setting.harder
                assert place_of(setting, now[name]) <= most
                assert place_of(setting, now[name]) <= place_of(setting, setting.default)


@given(items(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_difference_is_among_the_changes(item: PlanItem, up: bool) -> None:
    step = item.step(LOOK, up=up)
    if step is None:
        return
    after = item.stepped(step, LOOK)
    before, now = at(item, LOOK(item.exercise_id)), at(after, LOOK(after.exercise_id))
    differ = {n for n in before.keys() & now.keys() if before[n] != now[n]}
    differ |= {n for n in DOSE_FIELDS if getattr(item.dose, n) != getattr(after.dose, n)}
    assert differ <= {change.what for change in step.changes}
    for change in step.changes:
        if change.what in DOSE_FIELDS:
            assert change.before == getattr(item.dose, change.what), change.what
            assert change.after == getattr(after.dose, change.what), change.what


def test_the_side_goes_along_where_there_are_sides_and_is_told_where_there_are_none() -> None:
    standing = PlanItem.of(LOOK("heel-raise")).with_setting(LOOK("heel-raise"), "side", "right")
    standing = replace(standing, settings={**standing.settings, "lift_deg": 20})
    down = standing.step(LOOK, up=False)
    assert down
    seated = standing.stepped(down, LOOK)
    assert (seated.exercise_id, seated.dose.side) == ("seated-heel-raise", Side.BOTH)
    assert [(c.before, c.after) for c in down.changes if c.what == "side"] == [("right", "both")]
    kickstand = PlanItem.of(LOOK("kickstand-romanian-deadlift"))
    kickstand = replace(kickstand, dose=kickstand.dose.changed(side=Side.LEFT, load_kg=8))
    up = kickstand.step(LOOK, up=True)
    assert up
    single = kickstand.stepped(up, LOOK)
    assert (single.exercise_id, single.dose.side) == (
        "single-leg-romanian-deadlift-supported",
        Side.LEFT,
    )
    down = own_ways_down(kickstand)[0].step
    assert [(c.before, c.after) for c in down.changes if c.what == "side"] == [("left", "both")]
    assert kickstand.stepped(down, LOOK).dose.side is Side.BOTH


def test_a_clinicians_own_tempo_that_is_kept_is_not_told_as_changed() -> None:
    item = PlanItem.of(LOOK("kneeling-hinge"))
    item = replace(item, dose=item.dose.changed(tempo="5-0-5"))
    step = item.step(LOOK, up=True)
    assert step
    assert item.stepped(step, LOOK).dose.tempo == "5-0-5"
    assert "tempo" not in {change.what for change in step.changes}


@pytest.mark.parametrize(
    ("exercise_id", "support"),
    [("heel-raise", "counter"), ("hip-hinge-short", "counter"), ("rock-back", "bench")],
)
def test_where_one_sits_down_the_seat_takes_the_place_of_the_support(
    exercise_id: str, support: str
) -> None:
    exercise = LOOK(exercise_id)
    item = PlanItem.of(exercise).with_setting(exercise, "support", support)
    ways = [w for w in own_ways_down(item) if w.step.axis is Axis.POSITION]
    assert ways
    for way in ways:
        told = [(c.before, c.after) for c in way.step.changes if c.what == "support"]
        assert told == [(support, "seat")]
        assert "to none" not in way.step.also


def own_ways_down(item: PlanItem) -> tuple[ladder.Way, ...]:
    """The ways down from the lowest of the exercise's own rungs."""
    while (step := item.step(LOOK, up=False)) and step.rung.exercise_id == item.exercise_id:
        item = item.stepped(step, LOOK)
    return item.ways(LOOK, up=False)


NAMED = [(e.id, n) for e in LIBRARY.exercises for n in range(len(own_rungs(e)[0]))]


@pytest.mark.parametrize(("exercise_id", "n"), NAMED)
def test_up_and_down_again_never_ends_harder_than_the_start(exercise_id: str, n: int) -> None:
    exercise = LOOK(exercise_id)
    item = PlanItem.of(exercise)
    for name, value in own_rungs(exercise)[0][n].settings.items():
        item = item.with_setting(exercise, name, value)
    up = item.step(LOOK, up=True)
    if up is None:
        return
    back = item.stepped(up, LOOK)
    for _ in range(4):  # the harder exercise may have easier rungs of its own on the way
        down = back.step(LOOK, up=False)
        assert down is not None
        back = back.stepped(down, LOOK)
        if back.exercise_id == exercise_id:
            break
    assert back.exercise_id == exercise_id
    assert back.dose.changed(load_kg=0) == item.dose.changed(load_kg=0)
    assert back.dose.load_kg <= item.dose.load_kg
    before, now = at(item, exercise), at(back, exercise)
    for name, setting in exercise.settings.items():
        if setting.harder:
            assert place_of(setting, now[name]) <= place_of(setting, before[name]), name


@given(items(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_walk_from_any_settings_ends(item: PlanItem, up: bool) -> None:
    for _ in range(80):
        step = item.step(LOOK, up=up)
        if step is None:
            return
        item = item.stepped(step, LOOK)
    pytest.fail(f"the walk goes on at {item.exercise_id}")


def test_a_clinicians_own_load_and_depth_go_along() -> None:
    chest = LOOK("hip-hinge-weight-at-chest")
    item = PlanItem.of(chest).with_setting(chest, "load_kg", 10)
    up = item.step(LOOK, up=True)
    assert up is not None
    assert item.stepped(up, LOOK).dose.load_kg == 10.5  # not down to the usual 8 kg
    hinge = LOOK("hip-hinge")
    bow = PlanItem.of(hinge).with_setting(hinge, "depth_deg", 90)
    bow = replace(bow, dose=bow.dose.changed(tempo="5-0-5"))
    up = bow.step(LOOK, up=True)
    assert up is not None
    after = bow.stepped(up, LOOK)
    assert (after.settings["depth_deg"], after.dose.tempo, after.dose.load_kg) == (90, "5-0-5", 4)


def test_a_tempo_step_changes_the_tempo_and_keeps_the_load() -> None:
    lift = LOOK("kettlebell-deadlift-block")
    item = PlanItem.of(lift).with_setting(lift, "load_kg", 20)
    up = item.step(LOOK, up=True)
    assert up is not None
    assert up.axis is Axis.TEMPO
    after = item.stepped(up, LOOK)
    assert (item.dose.tempo, after.dose.tempo, after.dose.load_kg) == ("3-1-2", "3-0-2", 20)
    assert set(DOSE_FIELDS).isdisjoint(after.settings)


def test_a_first_swing_starts_with_a_light_bell() -> None:
    lift = LOOK("kettlebell-deadlift")
    item = PlanItem.of(lift).with_setting(lift, "load_kg", 40)
    up = item.step(LOOK, up=True)
    assert up is not None
    after = item.stepped(up, LOOK)
    assert (after.exercise_id, after.dose.load_kg) == ("kettlebell-swing", 8)


def test_a_supported_single_leg_deadlift_steps_down_to_a_kickstand_at_the_chair() -> None:
    """Once it led to 8 kg without a chair."""
    exercise = LOOK("single-leg-romanian-deadlift-supported")
    item = PlanItem.of(exercise).with_setting(exercise, "support", "two-hands")
    down = item.step(LOOK, up=False)
    assert down is not None
    after = item.stepped(down, LOOK)
    assert after.exercise_id == "kickstand-romanian-deadlift"
    assert (after.dose.load_kg, after.settings["support"]) == (0, "two-hands")
    assert {c.what for c in down.changes} == set()


def test_where_the_first_way_down_would_add_weight_the_next_is_taken() -> None:
    exercise = LOOK("kickstand-romanian-deadlift")
    item = PlanItem.of(exercise).with_setting(exercise, "load_kg", 0)
    item = item.with_setting(exercise, "support", "one-hand")
    down = item.step(LOOK, up=False)
    assert down is not None
    after = item.stepped(down, LOOK)
    assert (after.exercise_id, after.dose.load_kg) == ("hip-hinge", 0)
    assert after.settings["support"] == "counter"
