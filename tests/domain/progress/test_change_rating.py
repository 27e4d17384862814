"""Words for a rating of change: one for each number, worse below zero, better above."""

import pytest

from clinic_app.domain.progress.change_rating import QUESTION, RATINGS, rating_words
from clinic_app.domain.progress.measures import measure_named
from clinic_app.words import wording_in


@pytest.mark.parametrize(
    ("language", "worse", "better"), [("en", "worse", "better"), ("es", "peor", "mejor")]
)
def test_every_number_has_its_own_words(language: str, worse: str, better: str) -> None:
    words = [rating_words(rating, language) for rating in RATINGS]
    assert len(set(words)) == 11
    assert all(w.endswith(worse) for w in words[:5])
    assert all(w.endswith(better) for w in words[6:])
    assert wording_in(language).gettext(QUESTION).endswith("?")


def test_the_numbers_are_those_of_the_measure() -> None:
    measure = measure_named("groc")
    assert (RATINGS[0], RATINGS[-1]) == (measure.low, measure.high)
    for rating in (-6, 6):
        with pytest.raises(IndexError):
            rating_words(rating)
