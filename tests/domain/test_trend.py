"""The windowed rule: what it says, what it refuses to say, and what must never matter to it."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend import RULE, Verdict, judge
from clinic_app.domain.trend_rules import rule_for
from tests.domain.diaries import START, ratings, scores


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
    assert first.missing == (
        "Not confirmed: a second week in a row has to say the same, as with 7 more from 16 to"
        " 22 Mar."
    )
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
    assert "2 points or more and 30 % or more" in RULE.words
    assert "5 of 7 days" in RULE.words


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
def test_shifting_all_dates_shifts_the_dates_and_nothing_else(
    given_scores: list[int | None], days: int
) -> None:
    entries = ratings(*given_scores)
    by = timedelta(days=days)
    here, there = judge(entries), judge([replace(e, at=e.at + by) for e in entries])
    moved = {
        name: replace(w, first=w.first + by, last=w.last + by)
        for name in ("baseline", "latest", "previous")
        if (w := getattr(here, name)) is not None
    }
    as_of = here.as_of + by if here.as_of else None
    assert replace(here, as_of=as_of, missing=there.missing, **moved) == there


@given(scores, st.lists(st.sampled_from([-11, -5, 0, 3, 14]), min_size=60, max_size=60))
@settings(max_examples=60)
def test_the_zone_of_a_rating_changes_nothing_while_its_local_day_stays(
    given_scores: list[int | None], hours: list[int]
) -> None:
    entries = ratings(*given_scores)
    elsewhere = [
        replace(e, at=e.at.replace(tzinfo=timezone(timedelta(hours=h))))
        for e, h in zip(entries, hours, strict=False)
    ]
    assert judge(elsewhere) == judge(entries)


@given(scores, st.integers(1, 3))
@settings(max_examples=60)
def test_saying_the_same_again_on_a_day_changes_nothing(
    given_scores: list[int | None], times: int
) -> None:
    entries = ratings(*given_scores)
    again = [
        replace(e, id=f"{e.id}-{n}", at=e.at - timedelta(hours=n + 1))
        for e in entries
        for n in range(times)
    ]
    assert judge(entries + again) == judge(entries)


@given(scores, st.integers(0, 60))
@settings(max_examples=60)
def test_ratings_before_the_counted_days_change_nothing(
    given_scores: list[int | None], day: int
) -> None:
    since = (START + timedelta(days=day)).date()
    entries = ratings(*given_scores)
    counted = judge(entries, RULE.counting_from(since))
    alone = judge([e for e in entries if e.at.date() >= since])
    assert replace(counted, rule=RULE, missing="") == replace(alone, missing="")


@given(scores, st.floats(0, 1))
@settings(max_examples=60)
def test_a_stricter_rule_never_says_improved_more_often(
    given_scores: list[int | None], more: float
) -> None:
    entries = ratings(*given_scores)
    strict = judge(entries, replace(RULE, fall_points=2 + more, swings=3.25 + more))
    if strict.verdict is Verdict.IMPROVED:
        usual = judge(entries)
        assert usual.verdict is Verdict.IMPROVED
        assert usual.confirmed or not strict.confirmed


def test_the_days_of_the_clock_change_and_the_leap_day_are_days_like_others() -> None:
    """Berlin in 2026 goes to summer time on 29 March; 2028 has a 29 February."""
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    for start in (
        datetime(2026, 3, 20, 23, 30, tzinfo=winter),
        datetime(2028, 2, 20, 0, 15, tzinfo=winter),
    ):
        moments = [start + timedelta(days=n) for n in range(21)]
        entries = [
            PainEntry(
                f"{n}",
                "p",
                Series.AVERAGE,
                6 if n < 7 else 3,
                m.replace(tzinfo=winter if (m.month, m.day) < (3, 29) else summer),
            )
            for n, m in enumerate(moments)
        ]
        trend = judge(entries)
        assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, True)
        assert trend.baseline is not None
        assert trend.baseline.rated_days == 7
        assert trend.as_of == moments[-1].date()


def test_up_and_down_days_need_a_larger_fall_to_be_confirmed() -> None:
    """Two weeks that lie 2 points lower are confirmed after calm days, not after wild ones."""
    calm = judge(ratings(*[6] * 7, *[4] * 14))
    assert (calm.confirmed, calm.swings) == (True, 0)
    wild = judge(ratings(*[8, 6, 4, 8, 6, 4, 6], *[6, 4, 2, 6, 4, 2, 4] * 2))
    assert (wild.verdict, wild.confirmed) == (Verdict.IMPROVED, False)
    assert "ups and downs alone may explain up to" in wild.missing
    assert wild.confidence.startswith("Two weeks say so, but not clearly.")
    assert wild.swings is not None
    assert wild.swings > 2


def test_a_week_with_too_few_ratings_between_two_good_ones_does_not_undo_them() -> None:
    gap = [None] * 5
    trend = judge(ratings(*[7] * 7, *[3] * 7, *gap, *[3] * 7))
    assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, True)
    assert trend.previous is not None
    assert trend.previous.last == date(2026, 3, 17)
    long_gap = [None] * 14
    alone = judge(ratings(*[7] * 7, *[3] * 7, *long_gap, *[3] * 7))
    assert (alone.verdict, alone.confirmed, alone.previous) == (Verdict.IMPROVED, False, None)


def test_confidence_says_how_often_chance_does_the_same() -> None:
    one = judge(ratings(*[6] * 7, *[4] * 7))
    assert RULE.odds is not None
    assert one.confidence.startswith("One week says so.")
    assert f"in about {RULE.odds.improved} of 100 twelve-week courses" in one.confidence
    two = judge(ratings(*[6] * 7, *[4] * 14))
    assert f"in about {RULE.odds.improved_confirmed} of 100" in two.confidence
    own = judge(ratings(*[6] * 7, *[4] * 7), RULE.with_limits({"fall_points": 1.5}))
    assert "not known" in own.confidence
    assert judge([]).confidence == ""


def test_regions_have_their_own_limits() -> None:
    fell = ratings(*[6] * 7, *[4] * 14)
    assert judge(fell, rule_for("low-back")).confirmed
    assert judge(fell, rule_for("neck")).verdict is Verdict.UNCERTAIN
    assert judge(fell, rule_for("shoulder")).verdict is Verdict.UNCERTAIN
    third = ratings(*[7, 6, 6, 6, 6, 6, 6], *[4] * 14)
    assert judge(third, rule_for("hip")).confirmed
    assert judge(third, rule_for("knee")).confirmed
    slight = ratings(*[4] * 7, *[3] * 7)
    assert judge(slight, rule_for("hip")).verdict is Verdict.POSSIBLE
    assert judge(slight, rule_for("knee")).verdict is Verdict.UNCERTAIN
