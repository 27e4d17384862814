"""A step takes a dose that fits the exercise it leads to, and names all that it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.step_changes import Change
from clinic_app.domain.exercise.step_dose import Form, form, goal_group, own_dose
from clinic_app.domain.plan.dose import DOSE_FIELDS
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
LOOK = LIBRARY.exercise


def stepped(exercise_id: str, *, up: bool, times: int = 1) -> PlanItem:
    item = PlanItem.of(LOOK(exercise_id))
    for _ in range(times):
        step = item.step(LOOK, up=up)
        assert step is not None
        item = item.stepped(step, LOOK)
    return item


def test_a_long_hold_never_walks_into_a_press_up() -> None:
    up = stepped("prone-on-elbows", up=True)
    assert up.exercise_id == "prone-press-up"
    assert up.dose == LOOK("prone-press-up").dose


def test_a_quad_set_never_loses_its_hold() -> None:
    down = stepped("straight-leg-raise", up=False, times=2)
    assert down.exercise_id == "quad-set"
    assert down.dose == LOOK("quad-set").dose


@pytest.mark.parametrize("start", ["hip-hinge", "hip-hinge-short", "dowel-hinge", "pelvic-tilt"])
def test_a_daily_hinge_never_becomes_a_daily_deadlift(start: str) -> None:
    item = PlanItem.of(LOOK(start))
    while step := item.step(LOOK, up=True):
        item = item.stepped(step, LOOK)
        if goal_group(LOOK(item.exercise_id)) == "loaded":
            assert item.dose.days_per_week <= 3
        assert item.dose.hold_s == LOOK(item.exercise_id).dose.hold_s


def test_the_side_of_the_patient_is_kept_where_both_exercises_have_one() -> None:
    clam = LOOK("clamshell")
    item = PlanItem.of(clam).with_setting(clam, "side", "left")
    while item.exercise_id == "clamshell":
        step = item.step(LOOK, up=True)
        assert step is not None
        item = item.stepped(step, LOOK)
    assert item.dose.side == "left"


def test_forms_are_told_apart_by_the_hold() -> None:
    forms = {i: form(LOOK(i).dose) for i in ("hip-hinge", "quad-set", "single-leg-stand")}
    assert list(forms.values()) == [Form.REPETITIONS, Form.HELD, Form.HOLDS]


@given(st.sampled_from(LIBRARY.exercises), st.sampled_from(LIBRARY.exercises))
def test_the_own_dose_is_taken_exactly_where_form_or_goal_differ(a: Exercise, b: Exercise) -> None:
    differs = form(a.dose) != form(b.dose) or goal_group(a) != goal_group(b)
    assert own_dose(a, b) == (b.dose if differs else None)


@given(st.sampled_from(LIBRARY.exercises), st.booleans())
@settings(deadline=None)
def test_every_difference_of_the_dose_is_among_the_changes(exercise: Exercise, up: bool) -> None:
    item = PlanItem.of(exercise)
    step = item.step(LOOK, up=up)
    if step is None:
        return
    after = item.stepped(step, LOOK)
    told = {c.what: (c.before, c.after) for c in step.changes}
    for name in DOSE_FIELDS:
        old, new = getattr(item.dose, name), getattr(after.dose, name)
        assert told.get(name) == ((old, new) if old != new else None), name


def test_what_changes_beside_the_axis_is_named() -> None:
    item = PlanItem.of(LOOK("romanian-deadlift"))
    up = item.step(LOOK, up=True)
    assert up is not None
    assert up.rung.exercise_id == "kickstand-romanian-deadlift"
    assert Change("laterality", "both", "per-side") in up.changes
