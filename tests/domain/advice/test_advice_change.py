"""What a suggestion changes: one axis, never into a precaution, on every exercise we ship."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.advice.advice import Advice, AdviceRules
from clinic_app.domain.advice.advice_change import AMOUNT_SOURCE, LOAD_SOURCE, change_for, suggest
from clinic_app.domain.advice.advice_rules import Finding
from clinic_app.domain.exercise.exercise import Axis, Setting, SettingValue
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.exercise.next_rung import next_rung
from clinic_app.domain.exercise.precaution import concerns
from clinic_app.domain.exercise.rung import height
from clinic_app.domain.exercise.step_dose import own_dose
from clinic_app.domain.plan.dose_line import parse_dose
from clinic_app.domain.plan.dose_words import load_words
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise
TAGS = tuple(LIBRARY.vocabulary.terms["precaution"])


def item(exercise_id: str, **settings_: SettingValue) -> PlanItem:
    exercise = LOOK(exercise_id)
    made = PlanItem.of(exercise)
    for name, value in settings_.items():
        made = made.with_setting(exercise, name, value)
    return made


def values(setting: Setting) -> st.SearchStrategy[SettingValue]:
    if setting.options:
        return st.sampled_from(setting.options)
    count = int((setting.maximum - setting.minimum) / setting.step)
    return st.integers(0, count).map(lambda n: setting.minimum + n * setting.step)


@st.composite
def items(draw: st.DrawFn) -> PlanItem:
    exercise = draw(st.sampled_from(LIBRARY.exercises))
    made = PlanItem.of(exercise)
    for name, setting in exercise.settings.items():
        if draw(st.booleans()) and name != "side":
            made = made.with_setting(exercise, name, draw(values(setting)))
    return made


@given(items(), st.sampled_from([Advice.EASIER, Advice.HARDER]), st.sets(st.sampled_from(TAGS)))
@settings(max_examples=500, deadline=None)
def test_one_axis_changes_and_no_precaution_is_met(
    before: PlanItem, advice: Advice, tags: set[str]
) -> None:
    change = change_for(before, advice, precautions=tuple(tags), lookup=LOOK)
    if change.item is None:
        assert change.refusal
        return
    after = change.item
    assert after != before
    assert change.words
    there = concerns(LOOK(after.exercise_id), after.rung.settings, tags)
    here_met = concerns(LOOK(before.exercise_id), before.rung.settings, tags)
    is_easier = advice is Advice.EASIER  # may keep what is met already
    assert {c.tag for c in there} <= ({c.tag for c in here_met} if is_easier else set())
    assert (after.id, after.note) == (before.id, before.note)
    if after.exercise_id == before.exercise_id:
        here = LOOK(before.exercise_id).settings
        old = before.rung.settings
        changed = {n for n in here if after.rung.settings.get(n) != old.get(n)}
        assert Axis(change.axis) in {here[n].axis for n in changed}
        for name in (n for n in changed if here[n].axis is not Axis(change.axis)):
            new, was = (height(here[name], s[name]) for s in (after.rung.settings, old))
            assert new < was, "with less help or fewer legs load and depth start low"
    else:
        step = next_rung(before, LOOK, up=advice is Advice.HARDER, precautions=tags).step
        assert step is not None
        assert after == before.stepped(step, LOOK)
        assert change.axis == step.axis
    kept = ("sets", "reps", "hold_s", "rest_s", "times_per_day", "days_per_week")
    dose = own_dose(LOOK(before.exercise_id), LOOK(after.exercise_id)) or before.dose
    assert all(getattr(after.dose, n) == getattr(dose, n) for n in kept)


def test_every_exercise_goes_both_ways_or_says_that_it_ends() -> None:
    assert len(LIBRARY.exercises) >= 42
    for exercise in LIBRARY.exercises:
        for advice in (Advice.EASIER, Advice.HARDER):
            change = change_for(PlanItem.of(exercise), advice, precautions=(), lookup=LOOK)
            step = PlanItem.of(exercise).step(LOOK, up=advice is Advice.HARDER)
            if step is None and change.source is not LOAD_SOURCE:
                assert "rung" in change.refusal, exercise.id


def load_step(exercise_id: str, load: Load) -> str:
    """What a load becomes, as typed; empty where another step is taken."""
    before = item(exercise_id)
    before = replace(before, dose=before.dose.with_load(load))
    change = change_for(before, Advice.HARDER, precautions=(), lookup=LOOK)
    if change.source is not LOAD_SOURCE:
        return ""
    assert change.item is not None
    assert change.axis == "load"
    return load_words(change.item.load(LOOK(exercise_id)), "en")


def test_a_load_grows_by_the_increment_nearest_to_five_percent() -> None:
    assert load_step("kettlebell-deadlift", Load(8)) == "8.5 kg"
    assert load_step("kettlebell-deadlift", Load(20)) == "21 kg"
    assert not load_step("kettlebell-deadlift", Load(60)), "no room above: the next rung"
    assert not load_step("kettlebell-deadlift", Load(4)), "half a kilogram would be 12.5 %"


def test_every_piece_grows_by_steps_of_its_own_unit() -> None:
    both = load_step("romanian-deadlift", Load(10, pieces=2))
    assert both == "10.5 kg in each hand (21 kg in all)"
    assert not load_step("romanian-deadlift", Load(4, pieces=2)), "no weight of 4.25 kg is sold"
    pounds = Load(20, WeightUnit.LB, 2)
    assert load_step("romanian-deadlift", pounds) == "21 lb in each hand (42 lb in all)"
    assert not load_step("straight-leg-raise", Load(5, WeightUnit.LB)), "a pound would be 20 %"


def test_a_rung_that_meets_a_precaution_is_not_proposed_and_says_why() -> None:
    finding = Finding(Advice.HARDER, "harder.reps-left", "Two sessions at 2 or less.", ())
    for exercise in LIBRARY.exercises:
        before = PlanItem.of(exercise)
        free = change_for(before, Advice.HARDER, precautions=(), lookup=LOOK).item
        if free is None:
            continue
        for concern in concerns(LOOK(free.exercise_id), free.rung.settings, TAGS):
            told = suggest(before, finding, AdviceRules(), precautions=(concern.tag,), lookup=LOOK)
            assert (told.advice, told.changed) == (Advice.SAME, None)
            assert "precaution" in told.because


def test_what_the_clinician_went_on_with_at_this_rung_does_not_stop_the_next_load() -> None:
    before = item("good-morning", load_kg=20)
    met = concerns(LOOK("good-morning"), before.rung.settings, TAGS)
    tags = tuple(c.tag for c in met)
    assert tags
    held = change_for(before, Advice.HARDER, precautions=tags, lookup=LOOK)
    assert held.item is None
    assert met[0].reason in held.refusal
    going = replace(before, accepted=tags)
    assert change_for(going, Advice.HARDER, precautions=tags, lookup=LOOK).item is not None


def test_the_ends_of_the_ladder_are_told() -> None:
    top = item("kettlebell-swing", load_kg=32)
    finding = Finding(Advice.HARDER, "harder.reps-left", "Calm.", ())
    told = suggest(top, finding, AdviceRules(), precautions=(), lookup=LOOK)
    assert (told.advice, told.because) == (Advice.SAME, "Calm. It stands on the highest rung.")
    low = item("bridge")
    while (step := low.step(LOOK, up=False)) is not None:
        low = low.stepped(step, LOOK)
    sore = Finding(Advice.EASIER, "easier.effort", "Effort 9 of 10.", ())
    told = suggest(low, sore, AdviceRules(), precautions=(), lookup=LOOK)
    assert told.advice is Advice.EASIER
    assert told.changed is None
    assert "lowest rung" in told.because


def test_minutes_and_steps_grow_by_a_tenth() -> None:
    def after(line: str) -> tuple[str, object]:
        before = item("bridge")
        before = replace(before, dose=parse_dose(line, base=before.dose))
        change = change_for(before, Advice.HARDER, precautions=(), lookup=LOOK)
        return change.words, change.source

    assert after("20min") == ("Amount 20 minutes \N{RIGHTWARDS ARROW} 22 minutes", AMOUNT_SOURCE)
    assert after("3 min")[0].endswith("4 minutes")
    assert after("100 steps")[0].endswith("110 steps")
    assert after("180 min")[1] is None  # the next rung instead
