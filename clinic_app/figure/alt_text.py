"""What a picture shows, in words, for people who do not see it."""

from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.words import wording_in


def alt_text(exercise: Exercise, settings: Settings, number: int, count: int, language: str) -> str:
    """The exercise's own step that the picture shows; picture n shows step n."""
    steps = exercise.steps_for(settings, language)
    return wording_in(language).gettext(
        "Picture {number} of {count}, {name}: {words}",
        number=number,
        count=count,
        name=exercise.words_in(language).name_for_patient,
        words=steps[min(number, len(steps)) - 1],
    )
