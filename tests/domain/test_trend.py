"""The windowed rule: what it says, what it refuses to say, and what must never matter to it."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend import RULE, Verdict, judge

START = datetime(2026, 3, 2, 20, tzinfo=UTC)


def ratings(*scores: int | None, series: Series = Series.AVERAGE) -> list[PainEntry]:
    """One rating a day from the start; None leaves the day out."""
    return [
        PainEntry(f"e{n}", "p", series, score, START + timedelta(days=n))
        for n, score in enumerate(scores)
        if score is not None
    ]


def test_nothing_rated_says_what_is_needed() -> None:
    trend = judge([])
    assert trend.verdict is Verdict.NOT_ENOUGH_DATA
    assert "5 in 7 days" in trend.missing


def test_one_week_is_a_start_and_no_answer() -> None:
    trend = judge(ratings(6, 6, 6, 6, 6, 6, 6))
    assert trend.verdict is Verdict.NOT_ENOUGH_DATA
    assert trend.baseline is not None
    assert trend.baseline.mean == 6


def test_a_fall_is_improved_and_the_second_week_confirms_it() -> None:
    first = judge(ratings(*[6] * 7, *[4] * 7))
    assert (first.verdict, first.confirmed) == (Verdict.IMPROVED, False)
    assert "second week" in first.missing
    second = judge(ratings(*[6] * 7, *[4] * 14))
    assert (second.verdict, second.confirmed) == (Verdict.IMPROVED, True)
    assert second.change_points == -2


def test_two_points_from_eight_is_less_than_thirty_per_cent() -> None:
    assert judge(ratings(*[8] * 7, *[6] * 7)).verdict is Verdict.UNCERTAIN


def test_a_small_fall_from_a_low_start_is_possible() -> None:
    assert judge(ratings(*[4] * 7, *[3] * 7)).verdict is Verdict.POSSIBLE
    assert judge(ratings(*[5] * 7, *[4] * 7)).verdict is Verdict.UNCERTAIN


def test_a_rise_is_worse() -> None:
    trend = judge(ratings(*[3] * 7, *[5] * 14))
    assert (trend.verdict, trend.confirmed) == (Verdict.WORSE, True)


def test_four_ratings_in_the_latest_week_are_not_enough() -> None:
    trend = judge(ratings(*[6] * 7, *[None] * 7, 2, None, 2, None, 2, None, 2))
    assert trend.verdict is Verdict.NOT_ENOUGH_DATA
    assert "hold 4 rated days" in trend.missing


def test_several_ratings_of_a_day_count_once() -> None:
    day = [
        PainEntry(f"x{n}", "p", Series.AVERAGE, 9, START + timedelta(hours=n / 10))
        for n in range(5)
    ]
    assert judge(day).baseline is None


def test_series_are_never_mixed() -> None:
    worst = ratings(*[9] * 21, series=Series.WORST)
    average = ratings(*[6] * 7, *[3] * 14)
    trend = judge(worst + average)
    assert trend.series is Series.AVERAGE
    assert trend.verdict is Verdict.IMPROVED


def test_the_rule_is_told_with_its_own_numbers() -> None:
    assert "2 points or more and 30% or more" in RULE.words
    assert "5 of 7 days" in RULE.words


scores = st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=60)


@given(scores, st.randoms())
@settings(max_examples=60)
def test_order_of_entry_does_not_matter(
    given_scores: list[int | None], chance: random.Random
) -> None:
    entries = ratings(*given_scores)
    shuffled = entries[:]
    chance.shuffle(shuffled)
    assert judge(shuffled) == judge(entries)


@given(scores, st.integers(0, 10), st.integers(0, 70))
@settings(max_examples=60)
def test_a_voided_rating_changes_nothing(
    given_scores: list[int | None], score: int, day: int
) -> None:
    entries = ratings(*given_scores)
    voided = PainEntry(
        "v",
        "p",
        Series.AVERAGE,
        score,
        START + timedelta(days=day),
        voided=True,
        void_reason="slip",
    )
    assert judge([*entries, voided]) == judge(entries)


@given(scores, st.integers(-4000, 4000))
@settings(max_examples=60)
def test_shifting_all_dates_changes_no_verdict(given_scores: list[int | None], days: int) -> None:
    entries = ratings(*given_scores)
    moved = [
        PainEntry(e.id, e.patient_id, e.series, e.score, e.at + timedelta(days=days))
        for e in entries
    ]
    here, there = judge(entries), judge(moved)
    assert (here.verdict, here.confirmed) == (there.verdict, there.confirmed)
    assert here.change_points == there.change_points


def simulated(chance: random.Random, mean: float, days: int, step: tuple[int, float]) -> list[int]:
    """Daily ratings with day-to-day SD 1.47 and 5 % flares; ``step`` is (day, new mean)."""
    found: list[int] = []
    for day in range(days):
        level = step[1] if day >= step[0] else mean
        flare = 3 if chance.random() < 0.05 else 0
        found.append(max(0, min(10, round(chance.gauss(level, 1.47) + flare))))
    return found


def test_flat_pain_is_rarely_called_improved_and_a_real_fall_is_found() -> None:
    chance = random.Random(20261122)
    flat = [judge(ratings(*simulated(chance, 5, 84, (999, 5)))) for _ in range(400)]
    false = sum(t.confirmed and t.verdict is Verdict.IMPROVED for t in flat)
    assert false / len(flat) <= 0.02
    fell = []
    for _ in range(300):
        days = simulated(chance, 5, 49, (28, 2))
        fell.append(
            any(
                (t := judge(ratings(*days[:end]))).confirmed and t.verdict is Verdict.IMPROVED
                for end in range(35, 50)
            )
        )
    assert sum(fell) / len(fell) >= 0.8
