"""The ladder: which rung is easier, which is harder, and where on the way one stands.

A rung is an exercise with its settings. An exercise brings its own short run of rungs (its named
settings, easier and harder than its defaults) and links at both ends to other exercises.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clinic_app.domain.exercise.exercise import Axis, Exercise, Link, Setting, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.own_rungs import named_here, outward, own_rungs, within
from clinic_app.domain.exercise.rung import Lookup, Rung, Step, height
from clinic_app.domain.exercise.step_changes import NO_HELP, changes
from clinic_app.domain.exercise.step_dose import own_dose
from clinic_app.domain.exercise.step_settings import carried, is_faster, present_value, started_low
from clinic_app.words import _

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
            yield _("{name} raises {what}", name=target.name, what=_told(setting, old, new))
    if _is_helped(source, before) and not _is_helped(target, after) and not is_moved:
        yield _("{name} takes the support away", name=target.name)
    if is_faster(str(after.get("tempo", "")), str(before.get("tempo", ""))):
        yield _(
            "{name} is faster ({before} to {after})",
            name=target.name,
            before=before["tempo"],
            after=after["tempo"],
        )


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
    return _("{name} does not raise {what}", name=target.name, what=_told(setting, old, new))


def _told(setting: Setting, old: SettingValue, new: SettingValue) -> str:
    return _(
        "{what} ({before} to {after})",
        what=setting.shown_label.lower(),
        before=setting.shown_value(old),
        after=setting.shown_value(new),
    )


__all__ = ["Lookup", "Place", "Rung", "Step", "Way", "easier", "harder", "place", "ways"]


@dataclass(frozen=True)
class Place:
    """Where a rung stands on its main way up: ``number`` of ``total``, counted from the easiest."""

    number: int
    total: int


@dataclass(frozen=True)
class Way:
    """A step that the ladder names; ``against`` says why it cannot be taken from these settings.

    ``link`` is None where the step only goes back towards the exercise's named settings.
    """

    step: Step
    link: Link | None
    against: str


def easier(rung: Rung, lookup: Lookup) -> Step | None:
    """The nearest easier rung, or None on the lowest."""
    return _first(rung, lookup, up=False)


def harder(rung: Rung, lookup: Lookup) -> Step | None:
    """The nearest harder rung, or None on the highest."""
    return _first(rung, lookup, up=True)


def ways(rung: Rung, lookup: Lookup, *, up: bool) -> tuple[Way, ...]:
    """The exercise's own next rung, or at the end of its own the links to other exercises.

    The nearest comes first. A step that would break the rule of `step_settings` is told too.
    """
    exercise = lookup(rung.exercise_id)
    own = within(rung, exercise, up=up)
    if own is not None:
        step, link = own
        low = started_low(exercise, step.rung.settings, step.axis) if up else {}
        step = replace(step, rung=Rung(exercise.id, {**step.rung.settings, **low}))
        return (_way(rung, step, link, lookup, up=up),)
    return tuple(
        _way(rung, _to_exercise(rung, link, lookup, up=up), link, lookup, up=up)
        for link in outward(exercise, up=up)
    )


def _first(rung: Rung, lookup: Lookup, *, up: bool) -> Step | None:
    return next((w.step for w in ways(rung, lookup, up=up) if not w.against), None)


def _way(rung: Rung, step: Step, link: Link | None, lookup: Lookup, *, up: bool) -> Way:
    """The step with all that it changes, the dose it takes, and what speaks against it."""
    source, target = lookup(rung.exercise_id), lookup(step.rung.exercise_id)
    found = changes(source, rung.settings, target, step.rung.settings)
    whole = replace(step, changes=found, dose=own_dose(source, target))
    return Way(whole, link, against(rung, whole, lookup, up=up))


def place(rung: Rung, lookup: Lookup) -> Place:
    """Where a rung stands among all rungs of its main way (the first link each time).

    Settings between two rungs count as the lower one.
    """
    exercise = lookup(rung.exercise_id)
    below = [_own_count(e) for e in _main_way(exercise, lookup, up=False)]
    above = [_own_count(e) for e in _main_way(exercise, lookup, up=True)]
    number = sum(below) + _own_number(rung, exercise)
    return Place(max(1, number), sum(below) + _own_count(exercise) + sum(above))


def _main_way(exercise: Exercise, lookup: Lookup, *, up: bool) -> list[Exercise]:
    """The other exercises passed on the way to one end of the ladder."""
    way: list[Exercise] = []
    seen = {exercise.id}
    while links := outward(exercise, up=up):
        exercise = lookup(links[0].exercise_id)
        if exercise.id in seen:
            break
        seen.add(exercise.id)
        way.append(exercise)
    return way


def _own_count(exercise: Exercise) -> int:
    return len(own_rungs(exercise)[0])


def _own_number(rung: Rung, exercise: Exercise) -> int:
    """1 for the exercise's lowest rung; what lies between two counts as the lower one.

    0 for settings easier than that rung: they stand no higher than the exercise below.
    """
    own, _ = own_rungs(exercise)
    for number, r in enumerate(own, 1):
        if all(rung.settings.get(n, v) == v for n, v in r.settings.items()):
            return number
    totals = [_total_height(exercise, r.settings) for r in own]
    mine = _total_height(exercise, {**own[0].settings, **rung.settings})
    return sum(total <= mine for total in totals)


def _total_height(exercise: Exercise, settings: Settings) -> float:
    return sum(
        height(s, settings[name])
        for name, s in exercise.settings.items()
        if s.harder and name in settings
    )


def _to_exercise(rung: Rung, link: Link, lookup: Lookup, *, up: bool) -> Step:
    source, target = lookup(rung.exercise_id), lookup(link.exercise_id)
    behind = named_here(rung, source)
    settings = carried(source, rung.settings, target, link, behind, up=up)
    step = Step(Rung(target.id, settings), link.axis, link.label, link.say)
    # A hinge that is short already is made no easier by the exercise of short hinges: go on.
    further = within(step.rung, target, up=up) if _is_same_range(rung, step, target) else None
    return further[0] if further else step


def _is_same_range(rung: Rung, step: Step, target: Exercise) -> bool:
    """Whether a step about the range leaves every range that both exercises set as it was."""
    ranges = [
        s.name
        for s in target.settings.values()
        if s.axis is Axis.RANGE and s.harder and s.name in rung.settings
    ]
    return (
        step.axis is Axis.RANGE
        and bool(ranges)
        and all(step.rung.settings[name] == rung.settings[name] for name in ranges)
    )
