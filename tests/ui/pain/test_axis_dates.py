"""The dates under the chart are few, even, and say the year where it starts."""

import itertools
from datetime import date, timedelta

import pytest

from clinic_app.ui.pain.axis_dates import date_ticks, long_date

_EPOCH = date(1970, 1, 1)


def _x(day: date) -> float:
    return float((day - _EPOCH).days)


def _words(first: date, days: int, width: float = 900, year: int = 2026) -> list[str]:
    return [t.words for t in date_ticks(_x(first), _x(first) + days, width=width, year=year)]


def test_two_weeks_are_named_by_days() -> None:
    assert _words(date(2026, 9, 26), 14)[:3] == ["26 Sep", "28 Sep", "30 Sep"]


def test_eight_weeks_are_named_by_weeks() -> None:
    assert _words(date(2026, 9, 26), 56)[:3] == ["26 Sep", "3 Oct", "10 Oct"]


def test_a_new_year_is_named_at_its_first_tick_only() -> None:
    words = _words(date(2026, 12, 20), 42)
    assert words == ["20 Dec", "27 Dec", "3 Jan 2027", "10 Jan", "17 Jan", "24 Jan"]


def test_another_year_than_this_one_is_named_from_the_first_tick() -> None:
    words = _words(date(2026, 12, 20), 42, year=2027)
    assert words == ["20 Dec 2026", "27 Dec", "3 Jan 2027", "10 Jan", "17 Jan", "24 Jan"]
    assert _words(date(2023, 3, 1), 14)[0] == "1 Mar 2023"


def test_a_tick_stands_in_the_middle_of_its_day() -> None:
    first = _x(date(2026, 9, 26))
    for days in (14, 56, 1095):
        assert {t.x % 1 for t in date_ticks(first, first + days, width=900, year=2026)} == {0.5}


def test_three_years_are_named_by_months_at_their_first() -> None:
    first = date(2023, 11, 23)
    ticks = date_ticks(_x(first), _x(first) + 1095, width=900, year=2026)
    assert [t.words for t in ticks][:4] == ["Jan 2024", "May", "Sep", "Jan 2025"]
    assert {(_EPOCH + timedelta(days=int(t.x))).day for t in ticks} == {1}


@pytest.mark.parametrize("days", [1, 3, 14, 42, 92, 200, 400, 1095, 4000])
@pytest.mark.parametrize("width", [120, 500, 900])
def test_ticks_keep_their_distance_and_lie_inside(days: int, width: float) -> None:
    first = _x(date(2024, 2, 29))
    ticks = date_ticks(first, first + days, width=width, year=2026)
    places = [(t.x - first) / days * width for t in ticks]
    assert all(0 <= p < width for p in places)
    assert all(b - a >= 60 for a, b in itertools.pairwise(places))


def test_dates_read_the_same_in_every_locale() -> None:
    assert long_date(date(2026, 10, 3)) == "Sat 3 Oct 2026"
