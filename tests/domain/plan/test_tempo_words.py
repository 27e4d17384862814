"""A tempo is told in seconds and directions, the way that comes first first."""

import pytest

from clinic_app.domain.exercise.exercise import TempoWords
from clinic_app.domain.plan.tempo_words import tempo_words
from clinic_app.services.exercises.library import open_library


@pytest.mark.parametrize(
    ("tempo", "kind", "english", "spanish"),
    [
        ("3-0-2", "down-up", "3 seconds down, 2 seconds up", "3 segundos al bajar, 2 al subir"),
        (
            "3-1-2",
            "down-up",
            "3 seconds down, stay 1 second, 2 seconds up",
            "3 segundos al bajar, espere 1 segundo, 2 al subir",
        ),
        ("3-0-2", "up-down", "2 seconds up, 3 seconds down", "2 segundos al subir, 3 al bajar"),
        (
            "2-1-2",
            "from-floor",
            "2 seconds up, 2 seconds down, leave it down 1 second",
            "2 segundos al subir, 2 al bajar, déjela abajo 1 segundo",
        ),
        (
            "3-0-2",
            "pull-release",
            "pull 2 seconds, let go 3 seconds",
            "jale 2 segundos, suelte 3 segundos",
        ),
        (
            "3-0-2",
            "back-forward",
            "3 seconds back, 2 seconds forward",
            "3 segundos hacia atrás, 2 hacia adelante",
        ),
        ("3-0-0", "down-up", "3 seconds down, fast up", "3 segundos al bajar, suba rápido"),
        (
            "1-0-1",
            "there-back",
            "1 second out, 1 second back",
            "1 segundo de ida, 1 segundo de vuelta",
        ),
    ],
)
def test_a_tempo_in_words(tempo: str, kind: str, english: str, spanish: str) -> None:
    assert tempo_words(tempo, TempoWords(kind), "en") == english
    assert tempo_words(tempo, TempoWords(kind), "es") == spanish


@pytest.mark.parametrize(
    ("exercise", "kind"),
    [
        ("rock-back", "back-forward"),
        ("kettlebell-deadlift", "from-floor"),
        ("straight-leg-raise", "up-down"),
        ("sit-to-stand", "up-down"),
        ("band-row", "pull-release"),
        ("romanian-deadlift", "down-up"),
    ],
)
def test_what_starts_upward_or_goes_another_way_says_so(exercise: str, kind: str) -> None:
    assert open_library().exercise(exercise).tempo_words == kind
