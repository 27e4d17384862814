"""What speaks against a step: the rule of `step_settings`, looked at from outside."""

from collections.abc import Iterator

from clinic_app.domain.exercise import Axis, Exercise, Setting, Settings
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.rung import Lookup, Rung, Step, height
from clinic_app.domain.step_changes import NO_HELP
from clinic_app.domain.step_settings import is_faster, present_value

_ORDERED = frozenset(Axis) - {Axis.POSITION, Axis.TEMPO}


def against(rung: Rung, step: Step, lookup: Lookup, *, up: bool) -> str:
    """The first thing that speaks against a step, in a clinician's words; empty when nothing."""
    source, target = lookup(rung.exercise_id), lookup(step.rung.exercise_id)
    before, after = rung.settings, step.rung.settings
    if up:
        return _unrisen(source, before, target, after, step.axis)
    is_moved = step.axis is Axis.POSITION  # in a lower position the floor or seat is the support
    return next(_raised(source, before, target, after, is_moved=is_moved), "")


def _raised(
    source: Exercise, before: Settings, target: Exercise, after: Settings, *, is_moved: bool
) -> Iterator[str]:
    """All that an easier step may not do and does."""
    for name, setting in target.settings.items():
        old, new = present_value(source, before, setting), after.get(name, setting.default)
        if old is None or setting.axis not in _ORDERED or not setting.harder:
            continue
        if setting.axis is Axis.ASSISTANCE and is_moved:
            continue
        if height(setting, new) > height(setting, old):
            yield f"{target.name} raises {_told(setting, old, new)}"
    if _is_helped(source, before) and not _is_helped(target, after) and not is_moved:
        yield f"{target.name} takes the support away"
    if is_faster(str(after.get("tempo", "")), str(before.get("tempo", ""))):
        yield f"{target.name} is faster ({before['tempo']} to {after['tempo']})"


def _is_helped(exercise: Exercise, settings: Settings) -> bool:
    return any(
        settings.get(name, s.default) != NO_HELP
        for name, s in exercise.settings.items()
        if s.axis is Axis.ASSISTANCE
    )


def _unrisen(
    source: Exercise, before: Settings, target: Exercise, after: Settings, axis: Axis
) -> str:
    """Why a harder step does not raise what it is about, where that can be compared."""
    compared = [
        (s, old, after.get(n, s.default))
        for n, s in target.settings.items()
        if s.axis is axis and s.harder and (old := present_value(source, before, s)) is not None
    ]
    if not compared or axis not in (Axis.LOAD, Axis.RANGE):
        return ""
    if any(height(s, new) > height(s, old) for s, old, new in compared):
        return ""
    setting, old, new = compared[0]
    return f"{target.name} does not raise {_told(setting, old, new)}"


def _told(setting: Setting, old: SettingValue, new: SettingValue) -> str:
    return f"{setting.label.lower()} ({setting.label_of(old)} to {setting.label_of(new)})"
