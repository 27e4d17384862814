"""The settings that a step carries into the next exercise, so that it never goes too far.

The rule (clinical custom). An easier step never raises load, depth, lever or speed and never
takes a support away. A harder step raises its named axis; with fewer legs, less support, a
longer lever or another position, load and depth start at the lower of the present and the
target's default, and so does the load of a first swing.
"""

from collections.abc import Container

from clinic_app.domain.exercise.exercise import Axis, Exercise, Link, Setting, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.rung import height
from clinic_app.domain.exercise.step_changes import NO_HELP
from clinic_app.domain.exercise.step_dose import goal_group

FRESH = frozenset({Axis.SINGLE_SIDE, Axis.BASE, Axis.ASSISTANCE, Axis.LEVER, Axis.POSITION})
_START_LOW = frozenset({Axis.LOAD, Axis.RANGE})


def carried(
    source: Exercise,
    now: Settings,
    target: Exercise,
    link: Link,
    behind: Container[str],
    *,
    up: bool,
) -> Settings:
    """Every setting of the target after the step.

    What both exercises have is kept, but for the one that the step is about. ``behind`` are
    settings that an own rung named: the ladder's, not the clinician's, they stay there.
    """
    found: dict[str, SettingValue] = dict(target.default_settings)
    for name, setting in target.settings.items():
        present = present_value(source, now, setting)
        if name in now and name not in behind:
            found[name] = _kept(setting, now[name], link.axis, up=up)
        if setting.axis is Axis.ASSISTANCE and (link.axis is not Axis.ASSISTANCE or not up):
            found[name] = _help(
                setting, found[name], now.get(name), is_moved=link.axis is Axis.POSITION
            )
        if present is not None and setting.harder and name not in link.settings:
            found[name] = _guarded(setting, found[name], present, source, target, link, up=up)
        if name == "tempo" and not up:
            found[name] = _no_faster(setting, str(found[name]), str(now.get(name, "")))
    return {**found, **link.settings}


def present_value(source: Exercise, now: Settings, setting: Setting) -> SettingValue | None:
    """Where the patient stands in a setting of the target; None where that cannot be compared.

    An exercise that has no weight is done with 0 kg.
    """
    if setting.name == "load_kg":
        return now.get("load_kg", 0.0)
    value = now.get(setting.name)
    if setting.options and value not in setting.options:
        return None
    return value if setting.name in source.settings else None


def started_low(exercise: Exercise, now: Settings, axis: Axis) -> Settings:
    """What a harder step within an exercise puts back: load and depth beyond their defaults."""
    if axis not in FRESH:
        return {}
    return {
        name: s.default
        for name, s in exercise.settings.items()
        if s.axis in _START_LOW - {axis}
        and s.harder
        and height(s, now.get(name, s.default)) > height(s, s.default)
    }


def is_faster(after: str, before: str) -> bool:
    """Whether a tempo lowers or lifts faster than another; a pause is no speed."""
    if not after or not before:
        return False
    new, old = after.split("-"), before.split("-")
    return any(int(new[n]) < int(old[n]) for n in (0, 2))


def _kept(setting: Setting, value: SettingValue, axis: Axis, *, up: bool) -> SettingValue:
    # In another position the same load or range asks something else: begin at the usual one.
    if axis is Axis.POSITION and setting.harder:
        return setting.default
    value = _within(setting, value)
    if setting.refusal(value) is not None:
        return setting.default
    if setting.axis != axis:
        return value
    # What the step is about must not run against it: 10 kg is no way up from 4 kg to 8 kg.
    harder = (height(setting, value) - height(setting, setting.default)) * (1 if up else -1)
    return value if setting.harder and harder > 0 else setting.default


def _guarded(
    setting: Setting,
    value: SettingValue,
    present: SettingValue,
    source: Exercise,
    target: Exercise,
    link: Link,
    *,
    up: bool,
) -> SettingValue:
    """The value held to the rule of this module."""
    if not up:
        return _easier_of(setting, value, present)
    if setting.axis is link.axis and setting.is_number and link.axis in _START_LOW:
        more = float(present) + setting.step * setting.harder
        is_risen = height(setting, value) > height(setting, present)
        return value if is_risen else _within(setting, more)
    is_first_swing = goal_group(target) == "power" != goal_group(source)
    if setting.axis in _START_LOW and (link.axis in FRESH or is_first_swing):
        return _easier_of(setting, setting.default, present)
    return value


def _easier_of(setting: Setting, one: SettingValue, other: SettingValue) -> SettingValue:
    easier = one if height(setting, one) <= height(setting, other) else other
    return _within(setting, easier)


def _within(setting: Setting, value: SettingValue) -> SettingValue:
    """The nearest number that the setting allows; a choice as it is."""
    if not setting.is_number or isinstance(value, str):
        return value
    return min(max(value, setting.minimum), setting.maximum)


def _help(
    setting: Setting, value: SettingValue, now: SettingValue | None, *, is_moved: bool
) -> SettingValue:
    """A support is kept; one that the target does not know becomes the most help it has.

    In a lower position the floor or the seat is the support.
    """
    is_unknown = now is not None and now != NO_HELP and now not in setting.options
    return setting.options[0] if is_unknown and not is_moved else value


def _no_faster(setting: Setting, value: str, now: str) -> str:
    """A tempo no faster than the present one: an allowed one where there is any."""
    allowed = (value, *setting.options)
    return next((t for t in allowed if not is_faster(t, now)), now)
