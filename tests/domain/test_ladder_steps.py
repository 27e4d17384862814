"""What one key may change: every exercise of the library, at any settings it allows."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clinic_app.domain import ladder
from clinic_app.domain.dose import DOSE_FIELDS
from clinic_app.domain.exercise import Axis, Exercise, Setting, SettingValue
from clinic_app.domain.program import ProgramItem
from clinic_app.services.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise


def values(setting: Setting) -> st.SearchStrategy[SettingValue]:
    if setting.options:
        return st.sampled_from(setting.options)
    count = int((setting.maximum - setting.minimum) / setting.step)
    return st.integers(0, count).map(lambda n: setting.minimum + n * setting.step)


@st.composite
def items(draw: st.DrawFn) -> ProgramItem:
    """An exercise as a clinician may have set it, with a dose and a note of its own."""
    exercise = draw(st.sampled_from(LIBRARY.exercises))
    item = ProgramItem.of(exercise)
    for name, setting in exercise.settings.items():
        if draw(st.booleans()) and name != "side":
            item = item.with_setting(exercise, name, draw(values(setting)))
    return replace(item, dose=item.dose.changed(sets=draw(st.integers(1, 9))), note="After lunch")


def at(item: ProgramItem, exercise: Exercise) -> dict[str, SettingValue]:
    return {n: v for n, v in item.rung.settings.items() if n in exercise.settings}


@given(items(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_step_keeps_its_note_and_a_dose_that_fits_and_stays_within_what_is_allowed(
    item: ProgramItem, up: bool
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


@given(items(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_step_changes_its_own_axis_and_what_its_link_names_alone(
    item: ProgramItem, up: bool
) -> None:
    step = item.step(LOOK, up=up)
    if step is None or step.axis is Axis.POSITION:
        return
    exercise, target = LOOK(item.exercise_id), LOOK(step.rung.exercise_id)
    links = exercise.harder if up else exercise.easier
    named = {n for k in links if k.exercise_id == target.id for n in k.settings}
    if exercise.id != target.id:  # what an own rung named stays behind with it
        own = (*exercise.easier, *exercise.harder)
        named |= {n for k in own if k.exercise_id == exercise.id for n in k.settings}
    before, after = at(item, exercise), at(item.stepped(step, LOOK), target)
    for name in sorted(set(before) & set(after)):
        setting = target.settings[name]
        foreign = setting.refusal(before[name]) is not None
        if setting.axis != step.axis and name not in named and not foreign:
            assert after[name] == before[name], (exercise.id, target.id, name)


@given(items(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_what_a_step_is_about_never_runs_against_it(item: ProgramItem, up: bool) -> None:
    step = item.step(LOOK, up=up)
    if step is None or step.axis is Axis.POSITION:
        return
    exercise, target = LOOK(item.exercise_id), LOOK(step.rung.exercise_id)
    before, after = at(item, exercise), at(item.stepped(step, LOOK), target)
    for name, setting in target.settings.items():
        same = name in before and setting.axis is step.axis and setting.is_number
        if same and setting.harder and exercise.id == target.id:
            rise = (float(after[name]) - float(before[name])) * setting.harder
            assert rise >= 0 if up else rise <= 0, (exercise.id, name)


@given(items(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_walk_from_any_settings_ends(item: ProgramItem, up: bool) -> None:
    for _ in range(80):
        step = item.step(LOOK, up=up)
        if step is None:
            return
        item = item.stepped(step, LOOK)
    pytest.fail(f"the walk goes on at {item.exercise_id}")


@pytest.mark.parametrize("exercise_id", [e.id for e in LIBRARY.exercises])
def test_harder_then_easier_leads_back_to_where_it_began(exercise_id: str) -> None:
    item = ProgramItem.of(LOOK(exercise_id))
    up = item.step(LOOK, up=True)
    if up is None:
        return
    back = item.stepped(up, LOOK)
    for _ in range(3):  # the harder exercise may have easier rungs of its own on the way
        down = back.step(LOOK, up=False)
        assert down is not None
        back = back.stepped(down, LOOK)
        if back.exercise_id == item.exercise_id:
            break
    assert (back.exercise_id, back.settings) == (item.exercise_id, item.settings)
    assert back.dose == item.dose


def test_a_clinicians_own_load_depth_and_tempo_go_along() -> None:
    chest = LOOK("hip-hinge-weight-at-chest")
    item = ProgramItem.of(chest).with_setting(chest, "load_kg", 10)
    up = item.step(LOOK, up=True)
    assert up is not None
    assert item.stepped(up, LOOK).dose.load_kg == 10  # not down to the usual 8 kg
    hinge = LOOK("hip-hinge")
    bow = ProgramItem.of(hinge).with_setting(hinge, "depth_deg", 90)
    bow = replace(bow, dose=bow.dose.changed(tempo="5-0-5"))
    up = bow.step(LOOK, up=True)
    assert up is not None
    after = bow.stepped(up, LOOK)
    assert (after.settings["depth_deg"], after.dose.tempo, after.dose.load_kg) == (90, "5-0-5", 4)


def test_a_tempo_step_changes_the_tempo_and_keeps_the_load() -> None:
    lift = LOOK("kettlebell-deadlift")
    item = ProgramItem.of(lift).with_setting(lift, "load_kg", 20)
    up = item.step(LOOK, up=True)
    assert up is not None
    assert up.axis is Axis.TEMPO
    after = item.stepped(up, LOOK)
    assert (item.dose.tempo, after.dose.tempo, after.dose.load_kg) == ("2-1-2", "3-0-2", 20)
    assert set(DOSE_FIELDS).isdisjoint(after.settings)
