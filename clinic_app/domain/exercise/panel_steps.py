"""Which of an exercise's numbered steps each of its pictures shows."""

from collections.abc import Sequence
from dataclasses import replace

from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.figure import cases_at
from clinic_app.domain.exercise.picture import Panel

NOT_DRAWN = 0  # in place of a panel's number: no picture can show the step


def panels_of_steps(exercise: Exercise, settings: Settings) -> tuple[int, ...]:
    """For each step the panel (from 1) that its file names at these settings, the others default.

    Empty where the file names none.
    """
    if exercise.figure is None:
        return ()
    cases = cases_at(exercise.figure, {**exercise.default_settings, **settings})
    told = [case.steps for case in cases if case.steps]
    return told[-1] if told else exercise.figure.steps


def told_by_steps(
    exercise: Exercise, settings: Settings, panels: Sequence[Panel]
) -> tuple[Panel, ...]:
    """The pictures with the numbers of the steps that they show, and which one is the main one."""
    steps = steps_of_panels(exercise, settings, len(panels))
    main = exercise.figure.main if exercise.figure else 0
    return tuple(
        replace(panel, shows=shows, is_main=number == main)
        for number, (panel, shows) in enumerate(zip(panels, steps, strict=True), 1)
    )


def steps_of_panels(
    exercise: Exercise, settings: Settings, count: int
) -> tuple[tuple[int, ...], ...]:
    """The numbers of the steps that each of ``count`` panels shows at these settings.

    Where the exercise's file does not tell, every panel shows the step of its own number.
    """
    told = panels_of_steps(exercise, settings) or tuple(range(1, count + 1))
    return tuple(
        tuple(step for step, shown_by in enumerate(told, 1) if shown_by == number)
        for number in range(1, count + 1)
    )
