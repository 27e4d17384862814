"""Whether repetitions count for each side: the one place that decides it."""

from clinic_app.domain.exercise.exercise import Exercise, Laterality, Settings
from clinic_app.domain.plan.dose import Dose, Side


def counts_each_side(exercise: Exercise, settings: Settings, dose: Dose) -> bool:
    """Whether the dose is done on both sides, so that its repetitions are those of each.

    Whether the sides take turns or follow one another makes no difference.
    """
    return dose.side is Side.BOTH and is_one_sided(exercise, settings)


def is_one_sided(exercise: Exercise, settings: Settings) -> bool:
    """Whether one side works at a time at these settings."""
    if exercise.laterality is not Laterality.BOTH:
        return True
    limit = exercise.one_sided_when
    if limit is None:
        return False
    return limit.holds(settings.get(limit.setting, exercise.settings[limit.setting].default))


def was_otherwise(exercise: Exercise, settings: Settings, dose: Dose) -> bool:
    """Whether paper said something else for this dose before version 0.4.

    Up to then the repetitions of sides in turn were printed as those of both together, and one
    leg of an exercise for two had no side at all.
    """
    if not counts_each_side(exercise, settings, dose):
        return False
    return exercise.laterality is not Laterality.PER_SIDE
