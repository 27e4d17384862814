"""What can be adjusted, checked: ranges, defaults, and the limits that precautions set on them."""

from collections.abc import Iterator, Mapping

from clinic_app.catalog.yaml_file import Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Laterality, Setting, Source, TempoWords
from clinic_app.domain.exercise.landmark import Landmarks
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.plan.dose import DOSE_FIELDS

_MEASURED = {"deg": "degrees", "cm": "centimetres"}


def tempo_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """A tempo whose directions nobody named: down first, up first, or another way."""
    if "tempo_words" not in file.root and (exercise.dose.tempo or "tempo" in exercise.settings):
        allowed = ", ".join(TempoWords)
        yield file.problem((), f"has a tempo and no tempo_words; known: {allowed}")


def setting_problems(
    exercise: Exercise,
    file: YamlFile,
    name: str,
    setting: Setting,
    landmarks: Mapping[str, Landmarks],
) -> Iterator[Problem]:
    """Every problem of one setting; ``landmarks`` are the vocabulary's, by kind."""
    path = ("settings", name)
    given = file.root["settings"][name]
    yield from _shape_problems(file, path, setting, str(given.get("harder", "")))
    if not setting.options and ("min" not in given or "max" not in given):
        yield file.problem(path, "a number needs min and max; a choice needs options")
        return
    if not setting.options and not setting.minimum < setting.maximum:
        yield file.problem(path, "a number needs min below max")
        return
    refusal = setting.refusal(setting.default)
    if refusal:
        yield file.problem((*path, "default"), refusal)
    elif not setting.options:
        yield from _grid_problems(file, path, setting, given.get("step", 1))
    yield from _landmark_problems(file, path, setting, landmarks)
    if name in DOSE_FIELDS and getattr(exercise.dose, name) != setting.default:
        dose = getattr(exercise.dose, name)
        yield file.problem((*path, "default"), f"differs from the dose's {name} ({dose})")


def _landmark_problems(
    file: YamlFile, path: tuple[str, str], setting: Setting, landmarks: Mapping[str, Landmarks]
) -> Iterator[Problem]:
    """Angles and distances that a patient would read as numbers."""
    if not setting.landmark:
        if setting.unit in _MEASURED:
            unit = _MEASURED[setting.unit]
            yield file.problem(path, f"{unit} mean little to a patient: name a landmark")
        return
    known = landmarks.get(setting.landmark)
    if known is None:
        allowed = ", ".join(landmarks)
        message = (
            f"{setting.landmark!r} is not a known landmark; known: {allowed}; the words of a new "
            "one are written under 'landmarks' in vocabulary.yaml"
        )
        yield file.problem((*path, "landmark"), message)
    elif setting.maximum > known[-1].up_to:
        message = (
            f"{setting.landmark} has words up to {known[-1].up_to:g} only; add a line to it in "
            "vocabulary.yaml, or lower 'max'"
        )
        yield file.problem((*path, "landmark"), message)


def _shape_problems(
    file: YamlFile, path: tuple[str, str], setting: Setting, harder: str
) -> Iterator[Problem]:
    if setting.options and setting.unit:
        yield file.problem(path, "has both options and a unit: it is a choice or a number")
    if setting.options and harder in ("up", "down"):
        yield file.problem((*path, "harder"), "a choice gets harder down_the_list or not at all")
    if not setting.options and harder == "down_the_list":
        yield file.problem((*path, "harder"), "a number gets harder up or down")


def _grid_problems(
    file: YamlFile, path: tuple[str, str], setting: Setting, step: float
) -> Iterator[Problem]:
    if not 0 < step <= setting.maximum - setting.minimum:
        yield file.problem((*path, "step"), "must be above 0 and fit between min and max")
        return
    steps = (float(setting.default) - setting.minimum) / step
    if abs(steps - round(steps)) > 1e-6:
        yield file.problem((*path, "default"), f"is no whole number of steps of {step:g} from min")


def precaution_problems(
    exercise: Exercise, file: YamlFile, sources: dict[str, Source]
) -> Iterator[Problem]:
    """Unknown sources, and limits on settings that could never be met or are not there."""
    for n, precaution in enumerate(exercise.precautions):
        path = ("precautions", n)
        if precaution.source_id not in sources:
            message = f"{precaution.source_id!r} is not in sources.yaml"
            yield file.problem((*path, "source"), message)
        if precaution.limit is not None:
            wrong = _limit_problem(precaution.limit, exercise)
            if wrong:
                yield file.problem((*path, "when"), wrong)


def step_change_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """Steps that are not there, and settings at which a step could never read otherwise."""
    for n, change in enumerate(exercise.step_changes):
        for limit in change.limits:
            wrong = _limit_problem(limit, exercise)
            if wrong:
                yield file.problem(("steps_when", n, "when"), wrong)
        if change.place >= min(len(w.steps) for w in exercise.words.values()):
            yield file.problem(("steps_when", n, "step"), "there are fewer steps")


def side_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """Settings at which one side could never work alone, or always does."""
    limit = exercise.one_sided_when
    if limit is None:
        if exercise.laterality is Laterality.BOTH and "side" in exercise.settings:
            yield file.problem(("settings", "side"), "no side works alone, so none can be chosen")
        return
    wrong = _limit_problem(limit, exercise)
    if exercise.laterality is not Laterality.BOTH:
        wrong = "is for an exercise of both sides; this one has one side working at all settings"
    if wrong:
        yield file.problem(("one_sided_when",), wrong)


def _limit_problem(limit: Limit, exercise: Exercise) -> str | None:
    setting = exercise.settings.get(limit.setting)
    if setting is None:
        return f"there is no setting {limit.setting!r}"
    given = (limit.above is not None, limit.below is not None, bool(limit.one_of))
    if given.count(True) != 1:
        return "needs either above, below or one_of"
    if not limit.one_of and not setting.is_number:
        return f"{limit.setting} is a choice: use one_of"
    span = f"{setting.minimum:g} to {setting.maximum:g}"
    if limit.above is not None and not setting.minimum <= limit.above < setting.maximum:
        return f"above must lie within {span}"
    if limit.below is not None and not setting.minimum < limit.below <= setting.maximum:
        return f"below must lie within {span}"
    if set(limit.one_of) - set(setting.options):
        return f"one_of must be of {', '.join(setting.options)}"
    return None
