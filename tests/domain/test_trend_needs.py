"""What is missing before a verdict could say more, with days and numbers."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend import Verdict, judge
from tests.domain.diaries import ratings, scores


@pytest.mark.parametrize(
    ("scores", "missing"),
    [
        ([6], "1 rated day so far. A first answer needs 5 in 7 days, as with 4 more from 3 to 6"),
        ([6, 6, 6, 6], "5 in 7 days, as with 1 more on 6 Mar, then 5 more in a later week."),
        ([6] * 7, "known (2 to 8 Mar). The next answer needs 5 rated days in 7 later ones, as wit"),
        ([6] * 9, "7 later ones, as with 5 more from 11 to 15 Mar."),
        ([6] * 7 + [None] * 7 + [4] * 3, "hold 3 rated days; 5 are needed, as with 2 more from"),
        (
            [6] * 7 + [7] * 7 + [4] * 7,
            "the week before (9 to 15 Mar) does not say so. It takes 7 mor",
        ),
        ([6] * 14, "Improved would be a mean of 4.0 or less."),
        ([8] * 14, "Improved would be a mean of 5.6 or less."),
        ([1] * 14, "From so low a start no fall is large enough to be called improved."),
    ],
)
def test_what_is_missing_is_said_with_days_and_numbers(
    scores: list[int | None], missing: str
) -> None:
    assert missing in judge(ratings(*scores)).missing


@given(scores)
@settings(max_examples=60)
def test_the_days_that_are_asked_for_would_be_enough(given_scores: list[int | None]) -> None:
    """Rate every day from the latest one on: the answer comes on the very day that was named."""
    entries = ratings(*given_scores)
    trend = judge(entries)
    if not entries or trend.verdict is not Verdict.NOT_ENOUGH_DATA or trend.baseline is None:
        return
    more = int(trend.missing.partition("as with ")[2].partition(" more")[0])
    end = entries[-1].at
    added = [
        PainEntry(f"a{n}", "p", Series.AVERAGE, 5, end + timedelta(days=n))
        for n in range(1, more + 1)
    ]
    assert judge([*entries, *added]).verdict is not Verdict.NOT_ENOUGH_DATA
    assert judge([*entries, *added[:-1]]).verdict is Verdict.NOT_ENOUGH_DATA
