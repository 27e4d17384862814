"""Where an exercise, as it is set for this patient, meets one of the patient's precautions."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_app.domain.exercise import Exercise, ExercisePrecaution, Settings


@dataclass(frozen=True)
class Concern:
    """A precaution of the patient that an exercise meets, and why."""

    tag: str
    reason: str
    source_id: str


def concerns(
    exercise: Exercise, settings: Settings, patient_tags: Iterable[str]
) -> tuple[Concern, ...]:
    """Every precaution of the patient that the exercise meets at these settings."""
    tags = set(patient_tags)
    return tuple(
        Concern(p.tag, p.reason, p.source_id)
        for p in exercise.precautions
        if p.tag in tags and _applies(p, exercise, settings)
    )


def _applies(precaution: ExercisePrecaution, exercise: Exercise, settings: Settings) -> bool:
    limit = precaution.limit
    if limit is None:
        return True
    return limit.holds(settings.get(limit.setting, exercise.settings[limit.setting].default))


def limit_for(exercise: Exercise, setting: str, patient_tags: Iterable[str]) -> float | None:
    """The highest value of a setting that none of the patient's precautions speaks against."""
    tags = set(patient_tags)
    limits = [
        p.limit.above
        for p in exercise.precautions
        if p.tag in tags
        and p.limit is not None
        and p.limit.setting == setting
        and p.limit.above is not None
    ]
    return min(limits, default=None)
