"""Two weeks that somebody chose, compared by the same limits."""

from datetime import date

import pytest

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.trend.trend import Verdict, between, by_series
from tests.domain.diaries import ratings

WEEKS = by_series(ratings(*[6] * 7, *[5] * 7, *[None] * 3, *[3] * 7))


def test_two_dates_compare_the_weeks_up_to_them_by_the_same_limits() -> None:
    trend = between(
        WEEKS, today=date(2026, 3, 25), before=date(2026, 3, 8), after=date(2026, 3, 25)
    )
    assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, False)
    assert trend.change == -3
    assert trend.chosen
    back = between(WEEKS, today=date(2026, 3, 25), before=date(2026, 3, 8), after=date(2026, 3, 15))
    assert back.verdict is Verdict.UNCERTAIN
    assert "chance" in trend.confidence


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        (8, 29, "needs 4 rated days; there are 3 of 23 to 29 Mar."),
        (4, 29, "there are 3 of 26 Feb to 4 Mar and 3 of 23 to 29 Mar."),
        (8, 14, "7 days or more after the first"),
        (20, 8, "7 days or more after the first"),
    ],
)
def test_two_dates_that_cannot_be_compared_say_why(before: int, after: int, missing: str) -> None:
    trend = between(
        WEEKS, today=date(2026, 3, 25), before=date(2026, 3, before), after=date(2026, 3, after)
    )
    assert trend.verdict is Verdict.NOT_ENOUGH_DATA
    assert missing in trend.sentence


def test_two_dates_take_the_first_series_that_can_answer() -> None:
    mixed = by_series(ratings(5) + ratings(*[8] * 7, *[5] * 7, series=Series.WORST))
    trend = between(
        mixed, today=date(2026, 3, 25), before=date(2026, 3, 8), after=date(2026, 3, 15)
    )
    assert (trend.series, trend.verdict) == (Series.WORST, Verdict.IMPROVED)
    assert between(
        {}, today=date(2026, 3, 25), before=date(2026, 3, 8), after=date(2026, 3, 15)
    ).missing
