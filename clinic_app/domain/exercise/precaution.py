"""Where an exercise, as it is set for this patient, meets one of the patient's precautions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clinic_app.domain.exercise.exercise import Axis, Exercise, ExercisePrecaution, Settings
from clinic_app.words import chosen


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

    Tags in ``quiet`` were switched off by the clinician.
    """
    tags = set(patient_tags) - set(quiet)
    return tuple(said for said, _ in said_by_tags(exercise, settings, tags, language))


def said_by_tags(
    exercise: Exercise, settings: Settings, patient_tags: Iterable[str], language: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sentence for the patient with the tags that say it.

    A flag that a support settles (hands on a counter) speaks on: the support must be kept.
    """
    tags = set(patient_tags)
    said: dict[str, dict[str, None]] = {}
    for p in exercise.precautions:
        is_met = _applies(p, exercise, settings) or _is_settled_by_support(p, exercise)
        if p.tag in tags and p.say and is_met:
            said.setdefault(chosen(p.say, language), {})[p.tag] = None
    return tuple((sentence, tuple(by)) for sentence, by in said.items())


def support_wanted(
    exercise: Exercise, settings: Settings, patient_tags: Iterable[str]
) -> tuple[str, str] | None:
    """The setting and the option of a support that would settle one of the patient's flags.

    The least help that is enough; None where nothing is flagged for want of a support.
    """
    tags = set(patient_tags)
    for p in exercise.precautions:
        if p.tag in tags and _is_settled_by_support(p, exercise) and p.limit:
            setting = exercise.settings[p.limit.setting]
            enough = [option for option in setting.options if option not in p.limit.one_of]
            if enough and _applies(p, exercise, settings):
                return setting.name, enough[-1]
    return None


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
