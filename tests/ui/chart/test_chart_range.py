"""Zooming and moving never leave the data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.ui.chart.plot.chart_range import LEAST_DAYS, TimeRange

_WHOLE = (1000.0, 1365.0)
_steps = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.1, 10), st.floats(900, 1500)),
        st.tuples(st.just("move"), st.floats(-500, 500), st.just(0.0)),
        st.tuples(st.just("show"), st.floats(1000, 1365), st.just(0.0)),
    ),
    max_size=12,
)


@given(_steps)
def test_whatever_is_done_the_axis_stays_inside(steps: list[tuple[str, float, float]]) -> None:
    shown = TimeRange.of(_WHOLE, None)
    for what, amount, around in steps:
        if what == "zoom":
            shown = shown.zoomed(amount, around=around)
        elif what == "move":
            shown = shown.moved(amount)
        else:
            shown = shown.showing(amount)
            assert shown.first - 1e-6 <= amount <= shown.last + 1e-6
        assert shown.first >= _WHOLE[0] - 1e-6
        assert shown.last <= _WHOLE[1] + 1e-6
        assert LEAST_DAYS - 1e-6 <= shown.days <= 365 + 1e-6


def test_zooming_keeps_the_place_under_the_mouse() -> None:
    shown = TimeRange.of(_WHOLE, (1100, 1200))
    nearer = shown.zoomed(2, around=1125)
    assert (nearer.first, nearer.last) == (pytest.approx(1112.5), pytest.approx(1162.5))


def test_a_short_chart_is_shown_whole() -> None:
    shown = TimeRange.of((10, 12), None).zoomed(4, around=11)
    assert (shown.first, shown.last) == (10, 12)


def test_what_is_asked_for_is_brought_inside() -> None:
    shown = TimeRange.of(_WHOLE, (900, 950))
    assert (shown.first, shown.last) == (1000, 1050)
