"""What a step changes beside its axis, in a clinician's few words."""

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.rung import Step
from clinic_app.domain.exercise.step_changes import Change, axis_of

_DOSE = {"sets": "sets", "reps": "reps", "hold_s": "hold (s)", "rest_s": "rest (s)"}
_OFTEN = {"times_per_day": "times a day", "days_per_week": "days a week"}
_OF_DOSE = frozenset({*_DOSE, *_OFTEN, "tempo"})
_OTHERS = {"position": "position", "laterality": "sides", "load_kg": "weight (kg)"}


def also_changes(step: Step, source: Exercise, target: Exercise) -> tuple[Change, ...]:
    """The changes that the step's axis and label do not speak of, the dose's parts among them."""
    return tuple(c for c in step.changes if axis_of(c, source, target) is not step.axis)


def also_told(step: Step, source: Exercise, target: Exercise) -> str:
    """``weight 8 kg to 0 kg, support none to one hand``; empty where nothing else changes."""
    told = [
        f"{_label(c, source, target)} {_shown(c.what, c.before, source)}"
        f" to {_shown(c.what, c.after, target)}"
        for c in also_changes(step, source, target)
        if not (step.dose and c.what in _OF_DOSE)
    ]
    return ", ".join([*told, "its own dose"] if step.dose else told)


def _label(change: Change, source: Exercise, target: Exercise) -> str:
    setting = target.settings.get(change.what) or source.settings.get(change.what)
    if setting is not None:
        return setting.label.lower()
    return {**_DOSE, **_OFTEN, **_OTHERS}.get(change.what, change.what.replace("_", " "))


def _shown(name: str, value: SettingValue | None, exercise: Exercise) -> str:
    setting = exercise.settings.get(name)
    if value is None or value == "":
        return "none"
    if setting is None:
        return value if isinstance(value, str) else f"{value:g}"
    shown = setting.label_of(value)
    return shown if setting.is_number else shown.lower()
