"""The verdict against a slow second telling of the rule, and diaries worked out by hand."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend import Verdict, judge

START = date(2026, 3, 1)  # the weeks around it hold the change of the clocks


def entry(day: int, score: int, *, hour: int = 20, offset: int = 0) -> PainEntry:
    zone = timezone(timedelta(hours=offset))
    at = datetime.combine(START, datetime.min.time(), zone) + timedelta(days=day, hours=hour)
    return PainEntry(f"{day}-{hour}-{score}", "p", Series.AVERAGE, score, at)


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def says(base: Fraction, now: Fraction) -> str:
    if base - now >= 2 and base - now >= Fraction(3, 10) * base:
        return "improved"
    if now - base >= 2:
        return "worse"
    if base <= 4 and base - now >= 1:
        return "possible"
    return "uncertain"


def is_beyond_the_ups_and_downs(weeks: list[list[Fraction]]) -> bool:
    """The change of both later weeks together against 3.25 standard errors, all squared."""
    start, later = weeks[0], weeks[1] + weeks[2]
    squares = sum(((v - mean(week)) ** 2 for week in weeks for v in week), Fraction())
    variance = squares / (sum(len(week) for week in weeks) - 3)
    error = variance * (Fraction(1, len(start)) + Fraction(1, len(later)))
    return (mean(later) - mean(start)) ** 2 >= Fraction(13, 4) ** 2 * error


def slowly(rated: dict[int, list[int]]) -> tuple[str, bool]:
    """The rule once more, day by day, in fractions: the verdict, and whether it is confirmed."""

    def window(last: int) -> list[Fraction]:
        days = [rated[d] for d in range(last - 6, last + 1) if d in rated]
        return [Fraction(sum(s), len(s)) for s in days]

    starts = [d for d in sorted(rated) if len(window(d + 6)) >= 5]
    last = max(rated, default=0)
    if not starts or last - 6 <= starts[0] + 6 or len(window(last)) < 5:
        return "not_enough_data", False
    start, latest = window(starts[0] + 6), window(last)
    verdict = says(mean(start), mean(latest))
    ends = range(last - 7, max(last - 14, starts[0] + 12), -1)
    full = [window(end) for end in ends if len(window(end)) >= 5]
    if verdict not in ("improved", "worse") or not full:
        return verdict, False
    same = says(mean(start), mean(full[0])) == verdict
    return verdict, same and is_beyond_the_ups_and_downs([start, full[0], latest])


@given(st.dictionaries(st.integers(0, 45), st.lists(st.integers(0, 10), min_size=1, max_size=3)))
@settings(max_examples=500, deadline=None)
def test_both_tellings_agree(rated: dict[int, list[int]]) -> None:
    entries = [entry(d, s, hour=8 + n) for d, ss in rated.items() for n, s in enumerate(ss)]
    trend = judge(reversed(entries))
    assert (trend.verdict, trend.confirmed) == slowly(rated)


@given(
    st.lists(st.sampled_from(range(11)), min_size=14, max_size=40),
    st.integers(-5, 5),
    st.sets(st.integers(0, 39), max_size=10),
)
@settings(max_examples=500, deadline=None)
def test_both_tellings_agree_on_steps_with_days_left_out(
    scores: list[int], fall: int, left_out: set[int]
) -> None:
    step = [min(10, max(0, s - fall)) if n > 9 else s for n, s in enumerate(scores)]
    rated = {d: s for d, s in enumerate(step) if d not in left_out}
    trend = judge([entry(d, s) for d, s in rated.items()])
    assert (trend.verdict, trend.confirmed) == slowly({d: [s] for d, s in rated.items()})


@given(st.integers(4, 8), st.integers(2, 4), st.lists(st.sampled_from((-1, 0, 0, 1)), min_size=28))
@settings(max_examples=300, deadline=None)
def test_both_tellings_agree_near_the_limits(start: int, fall: int, ups: list[int]) -> None:
    step = [start - (fall if n > 6 else 0) + up for n, up in enumerate(ups)]
    scores = [min(10, max(0, s)) for s in step]
    trend = judge([entry(d, s) for d, s in enumerate(scores)])
    assert (trend.verdict, trend.confirmed) == slowly({d: [s] for d, s in enumerate(scores)})


DIARIES = [
    # 6 6 6 6 6 6 6 | 4 4 4 4 4 4 4: down 2.0 of 6.0, a third
    ([6] * 7 + [4] * 7, Verdict.IMPROVED, False),
    # the same for two weeks running
    ([6] * 7 + [4] * 14, Verdict.IMPROVED, True),
    # down 2.0 of 7.0 is 29 %
    ([7] * 7 + [5] * 7, Verdict.UNCERTAIN, False),
    # down 1.0 from a start of 3.0
    ([3] * 7 + [2] * 7, Verdict.POSSIBLE, False),
    # up 2.0
    ([3] * 7 + [5] * 7, Verdict.WORSE, False),
    # 13 days: the second week is not over
    ([6] * 7 + [2] * 6, Verdict.NOT_ENOUGH_DATA, False),
]


@pytest.mark.parametrize(("scores", "verdict", "confirmed"), DIARIES)
def test_diaries_worked_out_by_hand(scores: list[int], verdict: Verdict, confirmed: bool) -> None:
    trend = judge([entry(d, s) for d, s in enumerate(scores)])
    assert (trend.verdict, trend.confirmed) == (verdict, confirmed)


def test_a_rating_belongs_to_the_day_where_it_was_given() -> None:
    # Late at night west of Greenwich it is the next day in UTC already.
    west = [entry(d, 6 if d < 7 else 4, hour=23, offset=-8) for d in range(14)]
    assert judge(west).verdict is Verdict.IMPROVED
    utc = [PainEntry(e.id, "p", e.series, e.score, e.at.astimezone(UTC)) for e in west]
    trend = judge(utc)
    assert trend.baseline is not None
    assert trend.baseline.first == START + timedelta(days=1)
