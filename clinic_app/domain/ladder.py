"""The ladder: which rung is easier, which is harder, and where on the way one stands.

A rung is an exercise with its settings. An exercise brings its own short run of rungs (its named
settings, easier and harder than its defaults) and links at both ends to other exercises.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from clinic_app.domain.dose import Dose
from clinic_app.domain.exercise import (
    NO_SETTINGS,
    Axis,
    Exercise,
    Link,
    Setting,
    Settings,
)
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.step_changes import Change, changes
from clinic_app.domain.step_dose import own_dose

Lookup = Callable[[str], Exercise]


@dataclass(frozen=True)
class Rung:
    """An exercise with its settings; one that is not named stands at its default."""

    exercise_id: str
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)


@dataclass(frozen=True)
class Step:
    """One step to a neighbouring rung; ``axis`` is what changes, ``label`` says how.

    ``say`` holds the patient's words for it per language, where the data has some. ``changes``
    names all that changes; of the dose only what settings keep too, until `ProgramItem.step`
    adds the rest. ``dose`` is the target's own dose where that is taken: its load, tempo and
    side still go by the settings.
    """

    rung: Rung
    axis: Axis
    label: str
    say: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    dose: Dose | None = None


@dataclass(frozen=True)
class Place:
    """Where a rung stands on its main way up: ``number`` of ``total``, counted from the easiest."""

    number: int
    total: int


def easier(rung: Rung, lookup: Lookup) -> Step | None:
    """The nearest easier rung, or None on the lowest."""
    return _whole(_step(rung, lookup, up=False), rung, lookup)


def harder(rung: Rung, lookup: Lookup) -> Step | None:
    """The nearest harder rung, or None on the highest."""
    return _whole(_step(rung, lookup, up=True), rung, lookup)


def _whole(step: Step | None, rung: Rung, lookup: Lookup) -> Step | None:
    """The step with all that it changes, and the dose it takes."""
    if step is None:
        return None
    source, target = lookup(rung.exercise_id), lookup(step.rung.exercise_id)
    found = changes(source, rung.settings, target, step.rung.settings)
    return replace(step, changes=found, dose=own_dose(source, target))


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
    while links := _outward(exercise, up=up):
        exercise = lookup(links[0].exercise_id)
        if exercise.id in seen:
            break
        seen.add(exercise.id)
        way.append(exercise)
    return way


def _own_count(exercise: Exercise) -> int:
    return len(_own_rungs(exercise)[0])


def _own_number(rung: Rung, exercise: Exercise) -> int:
    """1 for the exercise's lowest rung; what lies between two counts as the lower one.

    0 for settings easier than that rung: they stand no higher than the exercise below.
    """
    own, _ = _own_rungs(exercise)
    for number, r in enumerate(own, 1):
        if all(rung.settings.get(n, v) == v for n, v in r.settings.items()):
            return number
    heights = [_total_height(exercise, r.settings) for r in own]
    mine = _total_height(exercise, {**own[0].settings, **rung.settings})
    return sum(height <= mine for height in heights)


def _total_height(exercise: Exercise, settings: Settings) -> float:
    return sum(
        _height(s, settings[name])
        for name, s in exercise.settings.items()
        if s.harder and name in settings
    )


def _step(rung: Rung, lookup: Lookup, *, up: bool) -> Step | None:
    exercise = lookup(rung.exercise_id)
    within = _within(rung, exercise, up=up)
    if within is not None:
        return within
    outward = _outward(exercise, up=up)
    if not outward:
        return None
    step = _to_exercise(rung, outward[0], lookup, up=up)
    target = lookup(step.rung.exercise_id)
    # A hinge that is short already is made no easier by the exercise of short hinges: go on.
    further = _within(step.rung, target, up=up) if _is_same_range(rung, step, target) else None
    return further or step


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


def _outward(exercise: Exercise, *, up: bool) -> list[Link]:
    links = exercise.harder if up else exercise.easier
    return [link for link in links if link.exercise_id != exercise.id]


def _to_exercise(rung: Rung, link: Link, lookup: Lookup, *, up: bool) -> Step:
    """Settings that both exercises have are kept, but for the one that the step is about.

    Those that an own rung named are the ladder's, not the clinician's: they stay behind.
    """
    target = lookup(link.exercise_id)
    behind = _named_here(rung, lookup(rung.exercise_id))
    kept = {
        name: _carried(target.settings[name], value, link.axis, up=up)
        for name, value in rung.settings.items()
        if name in target.settings and name not in behind
    }
    settings = {**target.default_settings, **kept, **link.settings}
    return Step(Rung(target.id, settings), link.axis, link.label, link.say)


def _carried(setting: Setting, value: SettingValue, axis: Axis, *, up: bool) -> SettingValue:
    """The value that one setting takes on the way into another exercise."""
    # In another position the same load or range asks something else: begin at the usual one.
    if axis is Axis.POSITION and setting.harder:
        return setting.default
    if setting.is_number and not isinstance(value, str):
        value = min(value, setting.maximum)
    if setting.refusal(value) is not None:
        return setting.default
    if setting.axis != axis:
        return value
    # What the step is about must not run against it: 10 kg is no way up from 4 kg to 8 kg.
    harder = (_height(setting, value) - _height(setting, setting.default)) * (1 if up else -1)
    return value if setting.harder and harder > 0 else setting.default


# --- the rungs that one exercise has of its own -------------------------------------------------


@dataclass(frozen=True)
class _Own:
    settings: Settings
    link: Link | None  # None for the exercise at its defaults


def _own_rungs(exercise: Exercise) -> tuple[list[_Own], int]:
    """The exercise's own rungs from the easiest up, and where its defaults stand among them."""
    below = [link for link in exercise.easier if link.exercise_id == exercise.id]
    above = [link for link in exercise.harder if link.exercise_id == exercise.id]
    named = {name for link in below + above for name in link.settings}
    base = {
        s.name: s.default for s in exercise.settings.values() if s.harder != 0 or s.name in named
    }
    rungs = [_Own({**base, **link.settings}, link) for link in below[::-1]]
    rungs.append(_Own(base, None))
    rungs += [_Own({**base, **link.settings}, link) for link in above]
    return rungs, len(below)


def _named_here(rung: Rung, exercise: Exercise) -> Iterable[str]:
    own, base = _own_rungs(exercise)
    here = _ordered(rung, own[base])
    return next((r.link.settings for r in own if r.link and r.settings == here), ())


def _ordered(rung: Rung, base: _Own) -> Settings:
    """The rung's settings as far as the exercise's own rungs tell them apart."""
    return {name: rung.settings.get(name, value) for name, value in base.settings.items()}


def _within(rung: Rung, exercise: Exercise, *, up: bool) -> Step | None:
    own, base = _own_rungs(exercise)
    here = _ordered(rung, own[base])
    exact = next((n for n, r in enumerate(own) if r.settings == here), None)
    if exact is None:
        return _back_towards(rung, exercise, here, up=up)
    target = exact + 1 if up else exact - 1
    if not 0 <= target < len(own):
        return None
    changes = {n: v for n, v in own[target].settings.items() if here[n] != v}
    # The link that joins two rungs hangs on the one that is farther from the defaults.
    away = target > base if up else target < base
    link = own[target].link if away else own[exact].link
    assert link is not None
    if away:
        return _change(rung, exercise, changes, axis=link.axis, label=link.label, say=link.say)
    return _change(rung, exercise, changes, axis=link.axis)


def _back_towards(rung: Rung, exercise: Exercise, here: Settings, *, up: bool) -> Step | None:
    """From settings between or beyond the named rungs: one setting to its next named value."""
    own, _ = _own_rungs(exercise)
    sign = 1 if up else -1
    ways = {
        name: (_height(s, here[name]) - _height(s, s.default)) * sign
        for name in here
        if (s := exercise.settings[name]).harder
    }
    # First what is on the wrong side of its default, the farthest first; then outwards.
    for name in sorted(ways, key=lambda n: ways[n]):
        setting = exercise.settings[name]
        ahead = [
            value
            for r in own
            if (_height(setting, value := r.settings[name]) - _height(setting, here[name])) * sign
            > 0
        ]
        if ahead:
            nearest = min(
                ahead, key=lambda v: abs(_height(setting, v) - _height(setting, here[name]))
            )
            return _change(rung, exercise, {name: nearest}, axis=setting.axis)
    return None


def _height(setting: Setting, value: SettingValue) -> float:
    """How hard a value is, 0 to 1 within what the setting allows."""
    if setting.options:
        place = setting.options.index(str(value)) if value in setting.options else 0
        return setting.harder * place / max(1, len(setting.options) - 1)
    span = (setting.maximum - setting.minimum) or 1.0
    return setting.harder * (float(value) - setting.minimum) / span


def _change(
    rung: Rung,
    exercise: Exercise,
    changes: Settings,
    *,
    axis: Axis,
    label: str = "",
    say: Mapping[str, str] | None = None,
) -> Step:
    words = label or ", ".join(exercise.settings[n].label_of(v) for n, v in changes.items())
    return Step(Rung(exercise.id, {**rung.settings, **changes}), axis, words, say or {})
