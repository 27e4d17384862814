"""A rating is a whole number from 0 to 10, given at a time with its zone."""

from datetime import UTC, datetime

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series, parse_score, parse_series


@pytest.mark.parametrize("score", [-1, 11, 4.5, True, "4"])
def test_other_scores_are_refused(score: object) -> None:
    with pytest.raises(UserError):
        PainRating("e", "p", Series.NOW, score, datetime.now(UTC))  # pyright: ignore[reportArgumentType]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(UserError, match="time zone"):
        PainRating("e", "p", Series.NOW, 4, datetime(2026, 1, 1))  # noqa: DTZ001 - the point of it


@pytest.mark.parametrize("text", ["", "11", "-1", "4.0", "five", "٣", "1e1", "100"])
def test_other_texts_are_no_scores(text: str) -> None:
    with pytest.raises(UserError):
        parse_score(text)


@pytest.mark.parametrize(("text", "score"), [("0", 0), (" 10 ", 10), ("07", 7)])
def test_scores_are_read(text: str, score: int) -> None:
    assert parse_score(text) == score


def test_series_are_read_in_any_case_and_others_named() -> None:
    assert parse_series(" Worst ") is Series.WORST
    with pytest.raises(UserError, match="average, worst, least, now"):
        parse_series("vas")
