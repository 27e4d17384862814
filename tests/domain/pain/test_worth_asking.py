"""Hints come from the data alone, and name the days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart, Span, describe
from clinic_app.domain.pain.worth_asking import silences, worth_asking
from clinic_app.domain.progress.exercise_log import ExerciseLog

_START = datetime(2026, 10, 1, 12, tzinfo=UTC)


def _day(number: int) -> date:
    return (_START + timedelta(days=number)).date()


def _chart(
    rated: list[int], *annotations: ChartAnnotation, last: int, logs: tuple[int, ...] = ()
) -> PainChart:
    entries = [
        PainRating(str(n), "p", Series.AVERAGE, 5, _START + timedelta(days=n)) for n in rated
    ]
    done = [ExerciseLog(str(n), "p", _day(n), "bridge", "", 1, 1) for n in logs]
    return describe(entries, annotations, span=Span.ALL, today=_day(last), logs=done)


def test_a_gap_is_named_with_its_days_and_the_event_before_it() -> None:
    flare = ChartAnnotation(_day(3), "Flare-up: stairs", FlagKind.FLARE_UP)
    chart = _chart([0, 1, 2, 3, 9, 10], flare, last=10)
    assert worth_asking(chart) == ("No ratings from 5 to 9 Oct, after the flare-up.",)


def test_three_days_are_no_gap_and_silence_up_to_today_is_told_as_such() -> None:
    assert worth_asking(_chart([0, 4], last=7)) == ()
    assert worth_asking(_chart([0, 1], last=6)) == ("No ratings since 2 Oct.",)


def test_weeks_without_a_log_are_named_once_some_were_logged() -> None:
    rated = list(range(28))
    assert worth_asking(_chart(rated, last=27)) == ()
    (hint,) = worth_asking(_chart(rated, last=27, logs=(0, 15, 22)))
    assert hint == "Done sessions are not known for the week from 8 Oct."


def test_what_may_have_moved_the_mean_comes_first() -> None:
    flare = ChartAnnotation(_day(26), "Flare-up", FlagKind.FLARE_UP)
    injection = ChartAnnotation(_day(16), "Injection", FlagKind.INJECTION)
    hints = worth_asking(_chart(list(range(28)), flare, injection, last=27))
    assert hints == (
        "Injection on 17 Oct: the change since may not be the plan's alone.",
        "The flare-up of 27 Oct lies within the latest weeks that are compared.",
    )


@given(st.sets(st.integers(0, 60), min_size=1))
def test_gaps_hold_no_rating_and_stand_in_order(rated: set[int]) -> None:
    found = silences(_chart(sorted(rated), last=60))
    days = {_day(n) for n in rated}
    for gap in found:
        inside = {gap.first + timedelta(days=n) for n in range(gap.days)}
        assert gap.days >= 4
        assert not inside & days
        assert gap.first - timedelta(days=1) in days
    assert list(found) == sorted(found, key=lambda gap: gap.first)
