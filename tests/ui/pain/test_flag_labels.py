"""Labels of plan flags never lie over one another, however close the days."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.pain_chart import PlanFlag
from clinic_app.ui.pain.flag_labels import LEAST_WORDS, FlagLabel, place_labels

_RIGHT = 800.0
_START = date(2026, 9, 26)


def _measure(words: str) -> float:
    return 7.0 * len(words) + 18


def _flags(places: list[float], text: str = "Bridge: 3 sets") -> list[PlanFlag]:
    return [PlanFlag(x, _START + timedelta(days=n), text) for n, x in enumerate(sorted(places))]


def _placed(flags: list[PlanFlag], lines: int = 2) -> list[FlagLabel]:
    return place_labels(flags, px=lambda x: x, right=_RIGHT, measure=_measure, lines=lines)


def test_far_apart_every_flag_has_its_words_on_the_first_line() -> None:
    labels = _placed(_flags([0, 300, 600]))
    assert [(label.words, label.line) for label in labels] == [("Bridge: 3 sets", 0)] * 3


def test_neighbouring_days_use_both_lines() -> None:
    labels = _placed(_flags([100, 116]))
    assert [label.line for label in labels] == [0, 1]
    assert all(label.words == "Bridge: 3 sets" for label in labels)


def test_without_room_for_words_the_number_stands_for_them() -> None:
    labels = _placed(_flags([100, 140, 400]), lines=1)
    assert [label.words for label in labels] == ["1", "Bridge: 3 sets", "Bridge: 3 sets"]


def test_numbers_that_would_touch_are_one() -> None:
    labels = _placed(_flags([100, 104, 108, 112]), lines=1)
    assert len(labels) == 1
    assert labels[0].words == "1-4"
    assert len(labels[0].flags) == 4


@given(
    st.lists(st.floats(0, 780), max_size=30, unique=True),
    st.integers(1, 2),
    st.text(max_size=60),
)
def test_no_label_reaches_into_the_next_and_no_flag_is_lost(
    places: list[float], lines: int, text: str
) -> None:
    flags = _flags(places, text)
    labels = _placed(flags, lines)
    assert [flag for label in labels for flag in label.flags] == flags
    for line in range(lines):
        mine = [label for label in labels if label.line == line]
        for label, after in itertools.pairwise(mine):
            assert label.x + min(label.room, _measure(label.words)) <= after.x + 0.001
            assert label.words != text or label.room >= min(LEAST_WORDS, _measure(text))


def test_numbers_go_on_from_the_flags_that_moved_out_of_sight() -> None:
    flags = _flags([100, 104, 400])
    labels = place_labels(
        flags, px=lambda x: x, right=_RIGHT, measure=_measure, lines=1, first_number=8
    )
    assert [label.words for label in labels] == ["8-9", "Bridge: 3 sets"]
