"""Phrases that a reading of all patient words found odd, childish or local stay away."""

import re
from collections.abc import Iterator

import pytest

from clinic_app.domain.exercise.exercise import Exercise, Words
from clinic_app.services.exercises.library import open_library

ENGLISH = (
    r"back long|long back|neck long|soft knees?|work in your bottom|arms tight|\bbow\b|bend ahead"
    r"|less (high|deep)|side-on|swing your hand|back bone\b|only half way|just half ?way"
    r"|hip bones face|wakes up|wobble less|less wobble|hikes|lifted leg's side"
)
SPANISH = (
    r"(espalda|cuello|pierna) larg[ao]|estirón|colita|cóccix|espinillas|mostrador|apretón"
    r"|carg(ue|ar) (mucho |el )?peso|cargue la|del baño|mano lejana|hallar|cuatro apoyos"
    r"|(peso|pesa|banda) liger[ao]|abra como un libro|la cadera mira|\btú\b|\bvos\b"
)
LIBRARY = open_library()


def _texts(words: Words) -> Iterator[str]:
    yield from (*words.steps, words.feel, *words.cues, *words.benefits)
    yield from (fault.fix for fault in words.faults)


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
@pytest.mark.parametrize(("language", "odd"), [("en", ENGLISH), ("es", SPANISH)])
def test_no_patient_reads_an_odd_phrase(exercise: Exercise, language: str, odd: str):
    texts = [*_texts(exercise.words[language])]
    texts += [change.texts[language] for change in exercise.step_changes]
    texts += [p.say[language] for p in exercise.precautions if p.say]
    texts += [link.say[language] for link in (*exercise.easier, *exercise.harder) if link.say]
    assert [text for text in texts if re.search(odd, text, re.IGNORECASE)] == []
