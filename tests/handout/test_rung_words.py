"""The next rung on paper names all that it changes, in the page's language."""

import pytest
from handout_samples import Maker

from clinic_app.domain.program import ProgramItem
from clinic_app.services.library import open_library

LIBRARY = open_library()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "lift your back foot. Hold a chair. No weight. Support: one hand."),
        ("es", "levante el pie de atrás. Sujete una silla. Sin peso. Apoyo: una mano."),
    ],
)
def test_weight_and_support_that_change_with_the_base_are_said(
    make: Maker, language: str, words: str
) -> None:
    item = ProgramItem.of(LIBRARY.exercise("kickstand-romanian-deadlift"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True, language=language)
    harder = content.cards[0].harder
    assert harder is not None
    assert harder.text.replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_heavier_weight_is_said_in_kilograms(make: Maker) -> None:
    item = ProgramItem.of(LIBRARY.exercise("kettlebell-deadlift"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True)
    harder = content.cards[0].harder
    assert harder is not None
    assert "12 kg" in harder.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_dose_of_its_own_is_said(make: Maker) -> None:
    item = ProgramItem.of(LIBRARY.exercise("prone-on-elbows"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True)
    harder = content.cards[0].harder
    assert harder is not None
    told = harder.text.replace("\N{NO-BREAK SPACE}", " ")
    assert told == "press up with your hands. 10 times, hold 2 seconds, 5 times a day."
