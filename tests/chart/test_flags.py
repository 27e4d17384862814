"""The words and numbers of flags never lie over one another, however close the days."""

from datetime import date, timedelta
from itertools import cycle, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.chart.flags import FlagList, lettered_flags, numbered, place_flags
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind

_LEFT, _RIGHT = 2.0, 600.0  # the plot ends before: names of its lines stand there
_START = date(2026, 9, 26)


def _measure(text: str, size: float, _bold: bool) -> float:
    return 0.55 * size * len(text)


def _flags(
    places: list[float], text: str = "Bridge: 3 sets"
) -> list[tuple[float, ChartAnnotation]]:
    """A flag a day, each at one of these places."""
    days = (_START + timedelta(days=n) for n in range(len(places)))
    return [(x, ChartAnnotation(day, text)) for x, day in zip(sorted(places), days, strict=True)]


def _placed(flags: list[tuple[float, ChartAnnotation]], rows: int = 3, hidden: int = 0) -> FlagList:
    """The flags but the first ``hidden``, which moved out of sight."""
    return place_flags(
        flags[hidden:],
        numbered([flag for _, flag in flags]),
        left=_LEFT,
        right=_RIGHT,
        measure=_measure,
        rows=rows,
    )


def test_far_apart_every_flag_has_its_words_in_the_lowest_row() -> None:
    days = _placed(_flags([0, 200, 400])).worded
    assert [(day.text, day.row) for day in days] == [("Bridge: 3 sets", 0)] * 3


def test_words_of_neighbouring_days_stand_in_rows() -> None:
    days = _placed(_flags([100, 116])).worded
    assert [day.row for day in days] == [1, 0]
    assert all(day.text == "Bridge: 3 sets" for day in days)


def test_without_room_for_all_words_numbers_stand_for_them() -> None:
    found = _placed(_flags([100, 140, 400]), rows=1)
    assert [badge.label for badge in found.badges] == ["1", "2", "3"]
    assert [entry.name for entry in found.entries] == ["1", "2", "3"]


def test_numbers_that_would_touch_are_one() -> None:
    found = _placed(_flags([100, 104, 108, 112]), rows=1)
    assert [badge.label for badge in found.badges] == ["1–4"]
    assert len(found.badges[0].flags) == 4


def test_numbers_go_on_from_the_flags_that_moved_out_of_sight() -> None:
    found = _placed(_flags([10, 20, 100, 104, 400]), rows=1, hidden=2)
    assert [badge.label for badge in found.badges] == ["3–4", "5"]


def test_flags_of_a_day_share_a_number() -> None:
    flags = [ChartAnnotation(_START, "Bridge"), ChartAnnotation(_START, "Squat")]
    later = ChartAnnotation(_START + timedelta(days=1), "Hinge")
    visit = ChartAnnotation(_START + timedelta(days=1), "Visit", FlagKind.VISIT)
    assert numbered([*flags, visit, later]) == {flags[0]: 1, flags[1]: 1, later: 2}


@given(
    st.lists(st.floats(40, 540), max_size=30, unique=True),
    st.integers(1, 3),
    st.text(max_size=60),
)
def test_no_words_reach_into_others_and_no_flag_is_lost(
    places: list[float], rows: int, text: str
) -> None:
    flags = _flags(places, text or "-")
    found = _placed(flags, rows)
    named = found.badges or found.worded
    assert [flag for one in named for flag in one.flags] == [flag for _, flag in flags]
    for one, other in pairwise(found.badges):
        assert one.right < other.left
    for day in found.worded:
        end = day.x + 9 + _measure(day.text, 9.5, False)
        reached = [other for other in found.worded if day.x < other.x < end]
        assert all(other.row < day.row for other in reached)  # nor does a pole cross them


@pytest.mark.parametrize("every", [1, 2, 3, 7, 29])
@pytest.mark.parametrize("days", [14, 42, 200, 1095])
def test_badges_stand_apart_and_reach_every_flag(days: int, every: int) -> None:
    numbers = range(0, min(days, 30 * every), every)
    flags = [
        ChartAnnotation(_START - timedelta(days=n), f"Change {n}", kind)
        for n, kind in zip(numbers, cycle(FlagKind), strict=False)
        if kind is not FlagKind.VISIT
    ]
    flags.sort(key=lambda flag: flag.day)
    placed = [(470 + 430 * (flag.day - _START).days / days, flag) for flag in flags]
    found = lettered_flags(placed, numbered(flags), left=2, right=530, measure=_measure)
    for one, other in pairwise(found.badges):
        assert one.right < other.left
    for x, _ in placed:
        assert any(badge.left <= x <= badge.right for badge in found.badges)
    assert len(found.entries) == len(flags)
