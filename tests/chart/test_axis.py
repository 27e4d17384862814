"""The dates under the chart are few, even, and say the year where it starts."""

from datetime import date
from itertools import pairwise

import pytest

from clinic_app.chart.axis import ticks
from clinic_app.domain.pain.pain_chart import day_of, x_of


def _labels(first: date, days: int, year: int = 2026) -> list[str]:
    return [tick.label for tick in ticks(x_of(first), x_of(first) + days, year=year)]


def test_two_weeks_are_named_by_days() -> None:
    assert _labels(date(2026, 9, 26), 14)[:3] == ["26 Sep", "28 Sep", "30 Sep"]


def test_eight_weeks_are_named_by_weeks() -> None:
    assert _labels(date(2026, 9, 26), 56)[:3] == ["26 Sep", "3 Oct", "10 Oct"]


def test_a_new_year_is_named_at_its_first_tick_only() -> None:
    labels = _labels(date(2026, 12, 20), 42)
    assert labels == ["20 Dec", "27 Dec", "3 Jan 2027", "10 Jan", "17 Jan", "24 Jan"]


def test_another_year_than_this_one_is_named_from_the_first_tick() -> None:
    labels = _labels(date(2026, 12, 20), 42, year=2027)
    assert labels == ["20 Dec 2026", "27 Dec", "3 Jan 2027", "10 Jan", "17 Jan", "24 Jan"]
    assert _labels(date(2023, 3, 1), 14)[0] == "1 Mar 2023"


def test_a_tick_stands_in_the_middle_of_its_day_however_the_days_were_moved() -> None:
    first = x_of(date(2026, 9, 26))
    for days in (14, 56, 1095):
        for moved in (0.0, 0.3, 0.7):
            found = ticks(first + moved, first + moved + days, year=2026)
            assert {tick.x % 1 for tick in found} == {0.5}


def test_three_years_are_named_by_months_at_their_first() -> None:
    first = date(2023, 11, 23)
    found = ticks(x_of(first), x_of(first) + 1095, year=2026)
    assert [tick.label for tick in found][:4] == ["Jan 2024", "Apr", "Jul", "Oct"]
    assert {day_of(tick.x).day for tick in found} == {1}


@pytest.mark.parametrize("days", [1, 14, 42, 92, 200, 365, 800, 1095, 4000])
def test_date_ticks_are_few_and_inside(days: int) -> None:
    first = 20_000.0
    found = ticks(first, first + days, year=2024)
    assert 1 <= len(found) <= 16
    assert all(first <= tick.x < first + days for tick in found)
    assert all(a.x < b.x for a, b in pairwise(found))
