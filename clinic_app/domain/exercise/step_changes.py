"""Everything that changes between two rungs, derived from both: settings, position, dose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clinic_app.domain.exercise.exercise import Axis, Exercise, Laterality, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.plan.dose import DOSE_FIELDS, Dose

# Without the setting nothing is carried and no count is given.
_WITHOUT: dict[str, SettingValue] = {"load_kg": 0.0, "tempo": ""}
_BY_DOSE = frozenset({"side"})  # told by `with_dose`, which knows the side that is kept
NO_HELP = "none"  # the option of a support that is no support
# What carries the body in a lower position, where no other support is set.
_CARRIED_BY = {
    "sitting": "seat",
    "kneeling": "floor",
    "half-kneeling": "floor",
    "quadruped": "floor",
    "supine": "floor",
    "prone": "floor",
    "side-lying": "floor",
}


@dataclass(frozen=True)
class Change:
    """One thing that a step changes.

    ``what`` is a setting, a part of the dose, ``position`` or ``laterality`` (terms of the
    vocabulary). None stands where a side does not know it.
    """

    what: str
    before: SettingValue | None
    after: SettingValue | None


def changes(
    source: Exercise, before: Settings, target: Exercise, after: Settings
) -> tuple[Change, ...]:
    """What changes of the exercise and its settings; parts of the dose kept there among them.

    A setting that one of the two does not have is named where the other does not stand at its
    default: what its own steps describe is the exercise itself. A support is always named, with
    the seat or the floor where one of these takes its place; how
    far another movement goes, and what has no order, cannot be compared and is not.
    """
    found = list(_of_exercises(source, target))
    for name in dict.fromkeys((*source.settings, *target.settings, *_WITHOUT)):
        if name in _BY_DOSE:
            continue
        old, new = _value(source, before, name), _value(target, after, name)
        if name in _WITHOUT or (name in source.settings and name in target.settings):
            is_told = old != new
        elif name in source.settings:
            is_told = _is_unusual(source, name, old)
            new = _carried_by(source, target, name)
        else:
            is_told = _is_unusual(target, name, new)
        if is_told:
            found.append(Change(name, old, new))
    return tuple(found)


def with_dose(found: Iterable[Change], before: Dose, after: Dose) -> tuple[Change, ...]:
    """What `changes` found and the parts of the dose that change.

    A clinician's own tempo may be kept where a rung names another: the doses tell of it.
    """
    names = [name for name in DOSE_FIELDS if name != "load_kg"]
    both = [(n, getattr(before, n), getattr(after, n)) for n in names]
    parts = (Change(n, old, new) for n, old, new in both if old != new)
    return (*(c for c in found if c.what != "tempo"), *parts)


def axis_of(change: Change, source: Exercise, target: Exercise) -> Axis | None:
    """The axis that a change belongs to; None for parts of the dose that have none."""
    if change.what == "position":
        return Axis.POSITION
    if change.what in ("laterality", "side"):
        return Axis.SINGLE_SIDE
    if change.what == "load_kg":
        return Axis.LOAD
    if change.what == "tempo":
        return Axis.TEMPO
    setting = target.settings.get(change.what) or source.settings.get(change.what)
    return setting.axis if setting else None


def _of_exercises(source: Exercise, target: Exercise) -> Iterator[Change]:
    if source.position != target.position:
        yield Change("position", source.position, target.position)
    if (source.laterality is Laterality.PER_SIDE) != (target.laterality is Laterality.PER_SIDE):
        yield Change("laterality", str(source.laterality), str(target.laterality))


def _value(exercise: Exercise, settings: Settings, name: str) -> SettingValue | None:
    if name in settings:
        return settings[name]
    if name in exercise.settings and name not in _WITHOUT:
        return exercise.settings[name].default
    return _WITHOUT.get(name)


def _carried_by(source: Exercise, target: Exercise, name: str) -> SettingValue | None:
    """What takes the place of a support in another position: the seat, the floor; else None."""
    is_moved = source.position != target.position
    is_help = source.settings[name].axis is Axis.ASSISTANCE
    return _CARRIED_BY.get(target.position) if is_moved and is_help else None


def _is_unusual(exercise: Exercise, name: str, value: SettingValue | None) -> bool:
    """Whether a setting that one exercise has alone says more than its own steps do."""
    setting = exercise.settings[name]
    if not setting.harder or setting.axis in (Axis.RANGE, Axis.POSITION):
        return False
    return value != (NO_HELP if setting.axis is Axis.ASSISTANCE else setting.default)
