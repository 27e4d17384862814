"""The rule "weeks in a row": what it says, and what must never matter to it."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.trend.trend import RULE, Age, Trend, Verdict, judge
from clinic_app.domain.trend.trend_rules import TrendRule, rule_for
from tests.domain.diaries import START, ratings, scores

DAY = timedelta(days=1)


def latest(*given_scores: int | None, rule: TrendRule = RULE) -> Trend:
    """As it stands on the latest rated day."""
    return judge(ratings(*given_scores), rule, today=None)


def test_one_and_two_weeks_are_a_start_and_no_answer() -> None:
    assert latest(*[6] * 7).verdict is Verdict.NOT_ENOUGH_DATA
    two = latest(*[6] * 7, *[7] * 7)
    assert (two.verdict, two.start) == (Verdict.NOT_ENOUGH_DATA, 6.5)


def test_a_fall_is_improved_and_the_third_week_confirms_it() -> None:
    for weeks, confirmed in ((1, False), (2, False), (3, True)):
        trend = latest(*[6] * 14, *[4] * 7 * weeks)
        assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, confirmed)
        assert (trend.in_a_row, trend.needed) == (weeks, 3)
    assert trend.change == -2


def test_a_rise_of_three_points_is_confirmed_by_two_weeks() -> None:
    trend = latest(*[3] * 14, *[6] * 14)
    assert (trend.verdict, trend.confirmed, trend.needed) == (Verdict.WORSE, True, 2)


def test_the_verdict_changes_once_a_week_only() -> None:
    entries = ratings(*[6] * 14, *[3] * 21)
    said = [judge(entries[:n], today=None) for n in range(1, len(entries) + 1)]
    changes = {n for n in range(1, len(said)) if said[n].headline != said[n - 1].headline}
    assert changes == {20, 27}


def test_a_share_of_a_low_start_is_not_told() -> None:
    risen = judge(ratings(*[0, 1] * 7, *[4] * 14), today=None)
    assert (risen.verdict, risen.change_share) == (Verdict.WORSE, None)
    assert latest(*[6] * 14, *[3] * 14).change_share == -0.5


def test_several_ratings_of_a_day_count_once() -> None:
    at = START
    day = [PainRating(f"x{n}", "p", Series.AVERAGE, 9, at + n * DAY / 30) for n in range(5)]
    assert judge(day, today=None).weeks == ()


def test_series_are_never_mixed() -> None:
    worst = ratings(*[9] * 28, series=Series.WORST)
    trend = judge(worst + ratings(*[6] * 14, *[3] * 14), today=None)
    assert (trend.series, trend.verdict) == (Series.AVERAGE, Verdict.IMPROVED)


def test_the_rule_is_told_with_its_own_numbers() -> None:
    words = rule_for("neck").words
    assert "2.1 points and 30 % or more below the start" in words
    assert "4 of 7 days" in words
    assert "standard error" not in words


def test_an_old_verdict_is_history() -> None:
    entries = ratings(*[3] * 14, *[6] * 14)
    last = entries[-1].at.date()
    for gap, age in ((14, Age.FRESH), (15, Age.AGEING), (42, Age.AGEING), (43, Age.OLD)):
        trend = judge(entries, today=last + gap * DAY)
        assert (trend.age, trend.verdict, trend.confirmed) == (age, Verdict.WORSE, True)
        assert trend.is_current == (age is not Age.OLD)


def test_what_came_back_is_remembered_with_both_days() -> None:
    trend = latest(*[6] * 14, *[3] * 14, *[6] * 7)
    assert (trend.verdict, trend.confirmed) == (Verdict.UNCERTAIN, False)
    first = START.date()
    told = [(e.verdict, e.confirmed_on, e.ended_on) for e in trend.ended]
    assert told == [(Verdict.IMPROVED, first + 27 * DAY, first + 34 * DAY)]


@given(scores, st.randoms())
@settings(max_examples=60)
def test_order_of_entry_does_not_matter(
    given_scores: list[int | None], chance: random.Random
) -> None:
    entries = ratings(*given_scores)
    shuffled = entries[:]
    chance.shuffle(shuffled)
    assert judge(shuffled, today=None) == judge(entries, today=None)


@given(scores, st.integers(0, 10), st.integers(0, 70))
@settings(max_examples=60)
def test_a_voided_rating_changes_nothing(
    given_scores: list[int | None], score: int, day: int
) -> None:
    entries, at = ratings(*given_scores), START + day * DAY
    voided = PainRating("v", "p", Series.AVERAGE, score, at, voided=True, void_reason="slip")
    assert judge([*entries, voided], today=None) == judge(entries, today=None)


@given(scores, st.integers(0, 70))
@settings(max_examples=60)
def test_ratings_after_today_change_nothing(given_scores: list[int | None], day: int) -> None:
    entries, today = ratings(*given_scores), (START + day * DAY).date()
    known = [e for e in entries if e.at.date() <= today]
    assert judge(entries, today=today) == judge(known, today=today)


@given(scores, st.integers(-4000, 4000), st.integers(0, 60))
@settings(max_examples=60)
def test_shifting_all_dates_changes_nothing_but_dates(
    given_scores: list[int | None], days: int, gap: int
) -> None:
    entries, by = ratings(*given_scores), days * DAY
    today = START.date() + (60 + gap) * DAY
    here = judge(entries, today=today)
    there = judge([replace(e, at=e.at + by) for e in entries], today=today + by)

    def numbers(trend: Trend) -> list[object]:
        weeks = [(w.number, w.rated_days, w.mean) for w in trend.weeks]
        said = trend.verdict, trend.confirmed, trend.in_a_row, trend.needed, trend.age
        return [weeks, said, trend.start, trend.change, trend.usual_move, trend.chance]

    assert numbers(here) == numbers(there)


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
    assert judge(elsewhere, today=None) == judge(entries, today=None)


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
    assert judge(entries + again, today=None) == judge(entries, today=None)


@given(scores, st.integers(0, 60))
@settings(max_examples=60)
def test_ratings_before_the_counted_days_change_nothing(
    given_scores: list[int | None], day: int
) -> None:
    since = (START + day * DAY).date()
    entries, today = ratings(*given_scores), START.date() + 70 * DAY
    counted = judge(entries, RULE.counting_from(since), today=today)
    alone = judge([e for e in entries if e.at.date() >= since], today=today)
    assert replace(counted, rule=RULE, missing="") == replace(alone, missing="")


@given(scores, st.floats(0, 1))
@settings(max_examples=60)
def test_a_larger_fall_asked_for_never_says_improved_sooner(
    given_scores: list[int | None], more: float
) -> None:
    strict = latest(*given_scores, rule=replace(RULE, fall_points=2 + more))
    usual = latest(*given_scores)
    same_start = strict.starts == usual.starts
    if same_start and strict.verdict is Verdict.IMPROVED:
        assert usual.verdict is Verdict.IMPROVED
        assert usual.confirmed or not strict.confirmed


def test_the_days_of_the_clock_change_and_the_leap_day_are_days_like_others() -> None:
    """Berlin in 2026 goes to summer time on 29 March; 2028 has a 29 February."""
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    for start in (
        datetime(2026, 3, 20, 23, 30, tzinfo=winter),
        datetime(2028, 2, 20, 0, 15, tzinfo=winter),
    ):
        entries = [
            PainRating(f"{n}", "p", Series.AVERAGE, 6 if n < 14 else 3, m)
            for n in range(28)
            for m in [start + n * DAY]
        ]
        local = [
            e if (e.at.month, e.at.day) < (3, 29) else replace(e, at=e.at.replace(tzinfo=summer))
            for e in entries
        ]
        trend = judge(local, today=None)
        assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, True)
        assert [w.rated_days for w in trend.weeks] == [7, 7, 7, 7]
        assert trend.as_of == entries[-1].at.date()


def test_regions_have_their_own_limits() -> None:
    fell = [*[6] * 14, *[4] * 21]
    assert latest(*fell, rule=rule_for("low-back")).confirmed
    for region in ("neck", "shoulder"):
        trend = latest(*fell, rule=rule_for(region))
        assert trend.verdict is Verdict.POSSIBLY_BETTER
    assert latest(*fell, rule=rule_for("hip")).confirmed
    slight = [*[4] * 14, *[3] * 21]
    assert latest(*slight, rule=rule_for("hip")).verdict is Verdict.POSSIBLY_BETTER
    assert latest(*slight, rule=rule_for("knee")).verdict is Verdict.UNCERTAIN


def test_every_verdict_stands_on_a_date_when_the_diary_stops() -> None:
    trend = judge(ratings(*[6] * 14, *[4] * 21), today=date(2028, 1, 1))
    assert trend.headline == "Was improved (5 Apr 2026)"
