"""What a picture shows, in words, for people who do not see it."""

from collections.abc import Sequence

from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.panel_steps import steps_of_panels
from clinic_app.words import wording_in


def alt_text(
    exercise: Exercise,
    settings: Settings,
    number: int,
    count: int,
    language: str,
    inset: bool,
) -> str:
    """The exercise's own steps that picture ``number`` (from 1) shows; several with numbers.

    ``inset`` says that a small second view is set beside it.
    """
    steps = exercise.steps_for(settings, language)
    shown = [n for n in steps_of_panels(exercise, settings, count)[number - 1] if n <= len(steps)]
    told = wording_in(language)
    words = told.gettext(
        "Picture {number} of {count}, {name}: {words}",
        number=number,
        count=count,
        name=exercise.words_in(language).name_for_patient,
        words=_joined(steps, shown or [min(number, len(steps))]),
    )
    if not inset:
        return words
    second = told.gettext("A small second view shows the muscles from another side.")
    return f"{words} {second}"


def _joined(steps: Sequence[str], numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return steps[numbers[0] - 1]
    return " ".join(f"{number}. {steps[number - 1]}" for number in numbers)
