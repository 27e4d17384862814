"""Where an exercise, as it is set for this patient, meets one of the patient's precautions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clinic_app.domain.exercise import Axis, Exercise, ExercisePrecaution, Settings


@dataclass(frozen=True)
class Concern:
    """A precaution of the patient that an exercise meets, and why; ``say`` is for the patient."""

    tag: str
    reason: str
    source_id: str
    say: Mapping[str, str] = field(default_factory=dict[str, str])


def concerns(
    exercise: Exercise, settings: Settings, patient_tags: Iterable[str]
) -> tuple[Concern, ...]:
    """Every precaution of the patient that the exercise meets at these settings."""
    tags = set(patient_tags)
    return tuple(
        Concern(p.tag, p.reason, p.source_id, p.say)
        for p in exercise.precautions
        if p.tag in tags and _applies(p, exercise, settings)
    )


def _applies(precaution: ExercisePrecaution, exercise: Exercise, settings: Settings) -> bool:
    limit = precaution.limit
    if limit is None:
        return True
    return limit.holds(settings.get(limit.setting, exercise.settings[limit.setting].default))


def safety_lines(
    exercise: Exercise,
    settings: Settings,
    patient_tags: Iterable[str],
    language: str,
    *,
    quiet: Iterable[str] = (),
) -> tuple[str, ...]:
    """What the patient reads about their precautions at this exercise, each sentence once.

    A flag that a support settles (hands on a counter) speaks on: the support must be kept. Tags
    in ``quiet`` were switched off by the clinician.
    """
    tags = set(patient_tags) - set(quiet)
    told = [
        p.say[language]
        for p in exercise.precautions
        if p.tag in tags
        and language in p.say
        and (_applies(p, exercise, settings) or _is_settled_by_support(p, exercise))
    ]
    return tuple(dict.fromkeys(told))


def _is_settled_by_support(precaution: ExercisePrecaution, exercise: Exercise) -> bool:
    limit = precaution.limit
    return limit is not None and exercise.settings[limit.setting].axis is Axis.ASSISTANCE


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
