"""What a verdict says: the person's own numbers, days to come, and no odds of independent days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.trend.trend import RULE, Trend, Verdict, judge
from clinic_app.domain.trend.trend_rules import rule_for
from clinic_app.domain.trend.trend_weeks import flat_chance
from tests.domain.diaries import START, ratings, scores

WORKED = [7, 6, 7, 7, 8, 6, 7, 6, 7, 7, 6, 5, 7, 7, 6, 6, 5, 6, 6, 7, 6]
WORKED += [4, 4, 5, 3, 4, 4, 4, 4, 3, 4, 5, 3, 4, 4, 3, 4, 4, 4, 5, 4, 4]


def on(day: int, *given_scores: int | None) -> Trend:
    """As it stands so many days after the first."""
    return judge(ratings(*given_scores), today=START.date() + timedelta(days=day))


def test_a_confirmed_change_is_told_with_the_persons_own_numbers() -> None:
    trend = on(41, *WORKED)
    assert trend.headline == "Improved, confirmed"
    assert trend.sentence == (
        "Average pain was 6.6 at the start (2 to 15 Mar); the last three weeks were 4.0, 3.9 and"
        " 4.0, each at least 2 points and 30 % lower."
    )
    assert trend.confidence == (
        "From week to week it usually moves by 0.3; of 100 flat diaries like that about 1 look"
        " like this within 8 weeks (simulated). It shows that pain fell, not why."
    )


def test_an_unconfirmed_change_says_when_the_next_week_ends() -> None:
    trend = on(34, *WORKED[:35])
    assert trend.headline == "Improved, 2 of 3 weeks"
    assert (
        "2 weeks say so; 3 in a row confirm it. The third ends on Sun 12 Apr." in trend.confidence
    )
    assert "carry-over .6, simulated" in trend.confidence


def test_what_holds_says_when_it_ends() -> None:
    trend = on(34, *[6] * 14, *[3] * 14, *[5, 5, 5, 4, 4, 4, 4])
    assert (trend.confirmed, trend.in_a_row) == (True, 0)
    assert "Confirmed on 29 Mar, and the latest week is nearer to the start." in trend.sentence
    assert "It ends if a week comes within 1 point of it." in trend.sentence


def test_a_bad_first_week_is_told_beside_a_fall() -> None:
    trend = on(34, *[8] * 7, *[7] * 7, *[4] * 21)
    assert "began in a worse spell (8.0, then 7.0)" in trend.confidence
    assert "worse spell" not in on(34, *[7] * 14, *[4] * 21).confidence


@pytest.mark.parametrize(
    ("start", "says", "never"),
    [
        (5, "A true fall of 3 is confirmed within four weeks", "true fall of 2 is"),
        (2, "A true fall of 2 is confirmed", "true fall of 3"),
        (1, "From so low a start no fall", "true fall"),
        (9, "From so high a start no rise", "true fall of 2 is"),
    ],
)
def test_nothing_impossible_is_said_to_have_been_missed(start: int, says: str, never: str) -> None:
    trend = on(20, *[start] * 21)
    assert trend.verdict is Verdict.UNCERTAIN
    assert says in trend.confidence
    assert never not in trend.confidence


def test_the_open_week_is_a_preview_with_the_day_of_the_next_verdict() -> None:
    trend = on(45, *WORKED, 3, 4, 4)
    assert trend.preview == (
        "This week so far: 3 of 7 days, mean 3.7. Next verdict: Sun 19 Apr, with 1 more rated day."
    )
    empty = on(48, *WORKED)
    assert empty.preview == "This week so far: 0 of 7 days. Next verdict: Sun 26 Apr."


def test_an_ageing_verdict_says_its_date_and_an_old_one_its_year() -> None:
    ageing = on(62, *WORKED)
    assert ageing.headline == "Improved, confirmed (12 Apr)"
    assert "As of 12 Apr, 3 weeks ago." in ageing.sentence
    old = on(400, *WORKED)
    assert old.headline == "Was improved (12 Apr 2026)"
    assert "history" in old.sentence
    assert old.confidence == "Too old to guide what is done now."
    assert old.preview == ""


def test_more_than_six_months_give_both_years_and_no_odds() -> None:
    trend = on(30 * 7 - 1, *[6] * 14, *[3] * 28 * 7)
    assert "(2 to 15 Mar 2026)" in trend.sentence
    assert trend.chance is None
    assert "of 100" not in trend.confidence
    assert "7 months apart" in trend.confidence
    assert "Two chosen dates can be compared" in trend.confidence


def test_no_odds_where_none_are_known() -> None:
    own = RULE.with_limits({"fall_points": 1.5})
    for rule, weeks in ((own, 8), (RULE, 2)):
        trend = judge(ratings(*[6] * 14, *[3] * 7 * weeks), rule, today=None)
        assert trend.confirmed
        assert "of 100" not in trend.confidence
    assert flat_chance(None, 50) is None
    assert flat_chance(0.5, 27 * 7) is None
    assert [flat_chance(0.9, d) for d in (56, 57, 84, 182)] == [(3, 8), (5, 12), (5, 12), (7, 26)]


@pytest.mark.parametrize(
    ("given_scores", "day", "missing"),
    [
        ([6], 0, "1 rated day so far, no full week. With ratings on 4 of 7 days in each week"),
        ([6], 0, "the first answer comes on Sun 22 Mar."),
        ([6] * 14, 13, "The start is known: 6.0 (2 to 15 Mar)."),
        ([6] * 14, 13, "the first answer comes on Sun 22 Mar."),
        ([6] * 14, 30, "The last rating is of 15 Mar. With ratings on 4"),
        ([6] * 7, 60, "1 full week, too long ago or too far apart for a start."),
    ],
)
def test_what_is_missing_is_asked_for_in_days_to_come(
    given_scores: list[int | None], day: int, missing: str
) -> None:
    assert missing in on(day, *given_scores).missing


def test_nothing_rated_says_what_is_needed() -> None:
    assert "4 of 7 days" in judge([], today=date(2026, 3, 2)).missing


@given(scores, st.integers(0, 60))
@settings(max_examples=80, deadline=None)
def test_the_day_that_is_named_brings_the_answer(given_scores: list[int | None], gap: int) -> None:
    """Rate every day from today on: the answer comes on the very day that was named."""
    entries = ratings(*given_scores)
    if not entries:
        return
    today = entries[-1].at.date() + timedelta(days=gap)
    trend = judge(entries, today=today)
    if trend.verdict is not Verdict.NOT_ENOUGH_DATA:
        return
    rated = {e.at.date() for e in entries}
    usual = round(sum(e.score for e in entries) / len(entries))
    more = [
        n
        for n in range((today - START.date()).days, (today - START.date()).days + 42)
        if START.date() + timedelta(days=n) not in rated
    ]
    filled = [None] * (more[-1] + 1)
    for n in more:
        filled[n] = usual
    added = [*entries, *ratings(*filled)]
    answers = [
        day
        for n in range(42)
        for day in [today + timedelta(days=n)]
        if judge(added, today=day).verdict is not Verdict.NOT_ENOUGH_DATA
    ]
    named = f"{answers[0].day} {answers[0]:%b}"
    if abs(usual - sum(e.score for e in entries) / len(entries)) < 0.01:
        assert f"comes on {answers[0]:%a} {named}" in trend.missing


def test_no_sentence_names_standard_errors_or_independent_days() -> None:
    for region in ("", "low-back", "neck", "shoulder", "hip", "knee", "elbow"):
        rule = rule_for(region)
        every = " ".join((rule.words, rule.short_words, *rule.sources, *rule.short_sources))
        assert "standard error" not in every
        assert "PMC9299931" in every
