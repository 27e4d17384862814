"""The dose line: what is written is read back, however people write it."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.dose_line import (
    EXAMPLE,
    change_words,
    format_dose,
    parse_dose,
    parse_value,
)
from clinic_app.domain.regional import WeightUnit

WHOLE = Dose(3, 10, 5, 60, "3-0-2", 4, Side.RIGHT, 2, 5)
WEIGHTS = st.integers(1, 800).map(lambda n: n / 8)  # of one piece, in either unit
DOSES = st.builds(
    Dose,
    sets=st.integers(1, 20),
    reps=st.integers(1, 200),
    hold_s=st.integers(0, 600),
    rest_s=st.integers(0, 900),
    tempo=st.sampled_from(("", "3-0-2", "10-1-10")),
    side=st.sampled_from(Side),
    times_per_day=st.integers(1, 12),
    days_per_week=st.integers(1, 7),
)
LOADS = st.none() | st.builds(Load, WEIGHTS, st.sampled_from(WeightUnit))
BARE = Dose(rest_s=0)


def test_the_example_names_every_piece() -> None:
    assert parse_dose(EXAMPLE, base=Dose()) == WHOLE
    assert format_dose(WHOLE) == EXAMPLE


@given(DOSES, LOADS, st.sampled_from((1, 2)))
def test_what_is_written_is_read_back(dose: Dose, load: Load | None, pieces: int) -> None:
    held = load and replace(load, pieces=pieces)
    dose = dose.with_load(held)
    line = format_dose(dose, pieces=pieces)
    for base in (dose, BARE):
        read = parse_dose(line, base=base, pieces=pieces)
        assert read == dose
        assert read.load(pieces) == held


@given(DOSES, LOADS, st.sampled_from((1, 2)))
def test_a_line_keeps_what_it_does_not_name(dose: Dose, load: Load | None, pieces: int) -> None:
    dose = dose.with_load(load)
    assert parse_dose("7 reps", base=dose, pieces=pieces) == dose.changed(reps=7)
    assert parse_dose("no load", base=dose, pieces=pieces) == dose.changed(load_kg=0)
    bare = parse_dose("no hold, no rest without tempo no weight", base=dose, pieces=pieces)
    assert bare == dose.changed(hold_s=0, rest_s=0, tempo="", load_kg=0)


def test_a_weight_is_one_piece_or_all_together() -> None:
    for line in ("4kg", "4 kg each", "load 4 kg in each hand", "8 kg in all", "8kg total"):
        assert parse_dose(line, base=Dose(), pieces=2).load_kg == 8
    assert parse_dose("5 lb", base=Dose(), pieces=2).load(2) == Load(5, WeightUnit.LB, 2)
    assert parse_dose("8 kg in all", base=Dose()).load_kg == 8


def test_what_changed_is_told_part_by_part() -> None:
    after = parse_dose("2 sets no hold 12lb", base=WHOLE)
    assert change_words(WHOLE, after) == "Sets 3 → 2, hold 5 s → none, load 4 kg → 12 lb"
    assert change_words(WHOLE, parse_dose("2kg", base=WHOLE, pieces=2), pieces=2) == ""
    assert change_words(BARE, parse_dose("8lb", base=BARE, pieces=2), pieces=2) == (
        "Load none → 8 lb each"
    )


@pytest.mark.parametrize(
    "text",
    [
        "3 x 10, hold 5, 2/d, 4 kg, right, 3-0-2, rest 60, 5d/w",
        "3×10 5s hold twice a day 4kg r tempo 3-0-2 60 s rest 5 days a week",
        "3 sets of 10 hold 5 sec 2 times a day 4 kilos right side 3-0-2 rest 1 min 5/w",
        "10 reps 3 sets 5/week 2x/day 4kg Right hold 5s 3-0-2 1 minute rest",
        "3 X 10, 4 kg ea., hold 5 s, right, 3-0-2, rest 60 s, 2/d, 5d/w",
        "3x10 4kg each hand hold 5s right 3-0-2 rest 60s 2/d 5d/w",
        "3x10 4kg per hand hold 5s right 3-0-2 rest 60 2/d 5/w",
        "rest 60s · 3x10 · hold 5s · 3-0-2 · 2 a day · 4 kgs · right · 5 a week",
    ],
)
def test_it_forgives_how_people_write(text: str) -> None:
    assert parse_dose(text, base=Dose()) == WHOLE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("3x10 hld 5s", "'hld'"),
        ("40x10", "'40x10': sets must be 1 to 20"),
        ("3x10 hold 5s hold 6s", "hold stands twice"),
        ("2.5x10", "sets must be a whole number"),
        ("3x10 9d/w", "days a week must be 1 to 7"),
        ("   ", "empty"),
        ("3x", "'3x'"),
        ("1,000 reps", "'1,000' is not part"),
        ("1.000 reps", "reps must be a whole number"),
        ("1,000 lb", "'1,000' is not part"),
        ("3x10, 5 lb ea, slow, please", "'slow' is not part"),
    ],
)
def test_an_error_names_the_piece(text: str, named: str) -> None:
    with pytest.raises(UserError, match=named):
        parse_dose(text, base=Dose())


@given(st.text(max_size=40))
def test_any_text_is_a_dose_or_a_plain_error(text: str) -> None:
    with suppress(UserError):
        assert isinstance(parse_dose(text, base=Dose()), Dose)


def test_one_field_by_itself() -> None:
    assert parse_value("sets", " 4 ") == 4
    assert parse_value("hold_s", "7.5 s") == 7.5
    assert parse_value("rest_s", "1.5 min") == 90
    assert parse_value("reps", "10 reps") == 10
    assert parse_value("tempo", "") == ""
    assert parse_value("side", "Left") is Side.LEFT
    wrong = [("sets", "0"), ("tempo", "fast"), ("side", "up"), ("reps", "ten")]
    wrong += [("load_kg", "5 lb"), ("reps", "1,000"), ("sets", "1.000")]
    for name, text in wrong:
        with pytest.raises(UserError):
            parse_value(name, text)
