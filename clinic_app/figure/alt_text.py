"""What a picture shows, in words, for people who do not see it."""

from collections.abc import Mapping

from clinic_app.domain.exercise import Exercise, Settings

_FRAME: Mapping[str, str] = {
    "en": "Picture {number} of {count}, {name}: {words}",
    "es": "Imagen {number} de {count}, {name}: {words}",
}


def alt_text(exercise: Exercise, settings: Settings, number: int, count: int, language: str) -> str:
    """The exercise's own step that the picture shows; picture n shows step n."""
    known = language if language in exercise.words else "en"
    steps = exercise.steps_for(settings, known)
    return _FRAME[known].format(
        number=number,
        count=count,
        name=exercise.words[known].name_for_patient,
        words=steps[min(number, len(steps)) - 1],
    )
