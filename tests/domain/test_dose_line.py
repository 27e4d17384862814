"""The dose line: what is written is read back, however people write it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.dose import Dose, Side
from clinic_app.domain.dose_line import EXAMPLE, format_dose, parse_dose, parse_value
from clinic_app.domain.errors import UserError

WHOLE = Dose(3, 10, 5, 60, "3-0-2", 4, Side.RIGHT, 2, 5)
DOSES = st.builds(
    Dose,
    sets=st.integers(1, 20),
    reps=st.integers(1, 200),
    hold_s=st.integers(0, 600),
    rest_s=st.integers(0, 900),
    tempo=st.sampled_from(("", "3-0-2", "10-1-10")),
    load_kg=st.integers(0, 600).map(lambda n: n / 2),
    side=st.sampled_from(Side),
    times_per_day=st.integers(1, 12),
    days_per_week=st.integers(1, 7),
)


def test_the_example_names_every_piece() -> None:
    assert parse_dose(EXAMPLE, base=Dose()) == WHOLE
    assert format_dose(WHOLE) == EXAMPLE


@given(DOSES)
def test_what_is_written_is_read_back(dose: Dose) -> None:
    assert parse_dose(format_dose(dose), base=Dose()) == dose


@pytest.mark.parametrize(
    "text",
    [
        "3 x 10, hold 5, 2/d, 4 kg, right, 3-0-2, rest 60, 5d/w",
        "3×10 5s hold twice a day 4kg r tempo 3-0-2 60 s rest 5 days a week",
        "3 sets of 10 hold 5 sec 2 times a day 4 kilos right side 3-0-2 rest 1 min 5/w",
        "10 reps 3 sets 5/week 2x/day 4kg Right hold 5s 3-0-2 1 minute rest",
        "rest 60s · 3x10 · hold 5s · 3-0-2 · 2 a day · 9 lb · right · 5 a week",
    ],
)
def test_it_forgives_how_people_write(text: str) -> None:
    assert parse_dose(text, base=Dose()) == WHOLE


def test_what_is_left_out_is_not_asked_for() -> None:
    assert parse_dose("2x8", base=WHOLE) == Dose(sets=2, reps=8, rest_s=0)
    kept = parse_dose("hold 3s", base=WHOLE)
    assert (kept.sets, kept.reps, kept.hold_s) == (3, 10, 3)


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
    assert parse_value("tempo", "") == ""
    assert parse_value("side", "Left") is Side.LEFT
    for name, text in (("sets", "0"), ("tempo", "fast"), ("side", "up"), ("reps", "ten")):
        with pytest.raises(UserError):
            parse_value(name, text)
