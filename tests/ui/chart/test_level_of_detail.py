"""Fewer points, but never a lost peak."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.ui.chart.level_of_detail import LevelOfDetail


def _line(count: int) -> LevelOfDetail:
    chance = np.random.default_rng(4)
    return LevelOfDetail(np.arange(count, dtype=float), chance.integers(0, 11, count).astype(float))


@given(st.integers(1, 5000), st.floats(0, 1), st.floats(0, 1), st.integers(50, 900))
def test_it_is_short_and_keeps_least_and_greatest(
    count: int, start: float, length: float, columns: int
) -> None:
    line = _line(count)
    first = start * count
    last = first + length * count
    xs, ys = line.between(first, last, columns=columns)
    assert len(xs) == len(ys) <= max(2 * columns + 4, min(count, 514) * 2)
    inside = line.ys[(line.xs >= first) & (line.xs <= last)]
    if len(inside):
        assert np.nanmin(ys) <= inside.min()
        assert np.nanmax(ys) >= inside.max()
    assert np.all(np.diff(xs) >= 0)


def test_few_points_come_as_they_are_with_one_beyond_each_end() -> None:
    xs, ys = _line(100).between(10, 20, columns=400)
    assert xs.tolist() == list(range(9, 22))
    assert len(ys) == 13


def test_a_long_gap_stays_a_gap_at_every_level() -> None:
    ys = np.full(100_000, 5.0)
    ys[40_000:60_000] = np.nan
    line = LevelOfDetail(np.arange(100_000, dtype=float), ys)
    xs, shown = line.between(0, 100_000, columns=400)
    assert len(xs) <= 804
    assert np.isnan(shown[(xs > 41_000) & (xs < 59_000)]).all()
    assert not np.isnan(shown[xs < 39_000]).any()
