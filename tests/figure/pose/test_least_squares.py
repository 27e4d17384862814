"""Damped least squares: it finds the least sum of squares, and asks seldom."""

import numpy as np
import pytest

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.least_squares import minimise


def test_the_least_sum_of_squares_is_found_where_a_straight_step_goes_too_far() -> None:
    def valley(values: Numbers) -> Numbers:
        x, y = values.T
        return np.stack([1 - x, 10 * (y - x * x)], 1)

    found = minimise(valley, np.array([-1.2, 1.0]), scale=np.ones(2), most=60)
    assert found.values == pytest.approx([1.0, 1.0], abs=1e-3)
    assert found.cost < 1e-6


def test_a_round_asks_once_where_its_boldest_try_is_the_best() -> None:
    asked: list[int] = []

    def nearly_straight(values: Numbers) -> Numbers:
        asked.append(len(values))
        x, y = values.T
        return np.stack([x - 3 + 0.01 * np.sin(y), y + 2, 0.1 * (x + y)], 1)

    found = minimise(nearly_straight, np.zeros(2), scale=np.ones(2))
    assert found.values == pytest.approx([3.0, -2.0], abs=0.1)
    assert len(asked) == found.rounds + 1
