"""Flat pain and real falls, simulated; the long tables are in tests/benchmarks/verdict.py."""

import random

import pytest

from clinic_app.domain.trend import Verdict, judge
from tests.domain.diaries import ratings


def simulated(chance: random.Random, mean: float, days: int, step: tuple[int, float]) -> list[int]:
    """Daily ratings with day-to-day SD 1.47 and 5 % flares; ``step`` is (day, new mean)."""
    found: list[int] = []
    for day in range(days):
        level = step[1] if day >= step[0] else mean
        flare = 3 if chance.random() < 0.05 else 0
        found.append(max(0, min(10, round(chance.gauss(level, 1.47) + flare))))
    return found


def ever_improved(days: list[int], first: int) -> bool:
    """Judged on every day from ``first`` on: was it confirmed as improved at some time?"""
    everything = ratings(*days)
    judged = (judge(everything[:end]) for end in range(first, len(days) + 1))
    return any(t.confirmed and t.verdict is Verdict.IMPROVED for t in judged)


@pytest.mark.parametrize("start", [4, 5, 6])
def test_flat_pain_is_rarely_confirmed_as_improved_at_any_time(start: int) -> None:
    chance = random.Random(20261122 + start)
    courses = [simulated(chance, start, 84, (999, 0)) for _ in range(100)]
    assert sum(ever_improved(c, 21) for c in courses) <= 3
    assert sum(judge(ratings(*c)).confirmed for c in courses) <= 2


@pytest.mark.parametrize("start", [4, 5, 6])
@pytest.mark.parametrize("step", [7, 28])
def test_a_fall_of_three_is_confirmed_within_three_weeks(start: int, step: int) -> None:
    chance = random.Random(20261122 + start)
    courses = [simulated(chance, start, step + 21, (step, start - 3)) for _ in range(150)]
    assert sum(ever_improved(c, step + 14) for c in courses) / 150 >= 0.78
