"""Every step of the ladder, taken from every allowed setting: no harm, nothing left unsaid."""

from collections.abc import Iterator, Mapping
from itertools import product

from clinic_app.catalog.check_links import Checked
from clinic_app.catalog.yaml_file import Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Link, Setting, Settings
from clinic_app.domain.exercise.ladder import Lookup, Rung, Way, ways
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.own_rungs import own_rungs
from clinic_app.domain.exercise.step_changes import axis_of
from clinic_app.domain.plan.dose import DOSE_FIELDS

_Named = dict[tuple[str, int], dict[str, str]]


def step_problems(all_: Checked) -> Iterator[Problem]:
    """Settings from which no way down keeps the rule, own rungs without a way up, and links that
    change more, or less, than they say. Exercises with a link that leads nowhere are passed over.
    """
    whole = {i: e for i, (e, _) in all_.items() if _is_whole(e, all_)}
    for exercise in whole.values():
        if all(k.exercise_id in whole for k in _links(exercise)):
            yield from _of_exercise(exercise, all_[exercise.id][1], whole.__getitem__)


def walked(exercise: Exercise) -> Iterator[Settings]:
    """Settings that stand for all allowed ones: every option, and of each number the ends, the
    default, what links name, and one step beside each. The side changes nothing: one is enough.
    """
    names = list(exercise.settings)
    choices = [_values(exercise, s) for s in exercise.settings.values()]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


def _of_exercise(exercise: Exercise, file: YamlFile, lookup: Lookup) -> Iterator[Problem]:
    found: _Named = {}
    stuck: dict[bool, str] = {}
    own = [{**exercise.default_settings, **r.settings} for r in own_rungs(exercise)[0]]
    for settings in (*own, *walked(exercise)):
        for up in (False, True):
            tried = ways(Rung(exercise.id, settings), lookup, up=up)
            open_ = [w for w in tried if not w.against]
            if tried and not open_ and (not up or settings in own):
                stuck.setdefault(up, f"{tried[0].against}, from {_told(settings)}")
            for way in open_:
                _note(found, exercise, way, settings, lookup, up=up)
    for up, why in stuck.items():
        direction = "harder" if up else "easier"
        yield file.problem((direction,), f"no {direction} step keeps the rule: {why}")
    yield from _unnamed(exercise, file, found)


def _note(
    found: _Named, exercise: Exercise, way: Way, settings: Settings, lookup: Lookup, *, up: bool
) -> None:
    """What the link of a step changes: by axis or setting, the first settings where it did."""
    links = exercise.harder if up else exercise.easier
    if way.link is None or way.link not in links:  # a step back hangs on the other rung's link
        return
    target = lookup(way.step.rung.exercise_id)
    changed = found.setdefault(("harder" if up else "easier", links.index(way.link)), {})
    for change in way.step.changes:
        if change.what in DOSE_FIELDS and way.step.dose and change.what not in ("load_kg", "side"):
            continue  # a dose of its own is told as a whole
        axis = axis_of(change, exercise, target)
        if axis is not None and axis is not way.step.axis and change.what not in way.link.settings:
            what = f"{change.what} ({change.before} to {change.after}), from {_told(settings)}"
            changed.setdefault(f"{axis}/{change.what}", what)


def _unnamed(exercise: Exercise, file: YamlFile, found: _Named) -> Iterator[Problem]:
    for (direction, n), changed in found.items():
        also = getattr(exercise, direction)[n].also
        for key, what in changed.items():
            axis, name = key.split("/")
            if axis not in also and name not in also:
                yield file.problem(
                    (direction, n), f"also changes the {axis}: {what}; name it under 'also'"
                )
        values = {part for key in changed for part in key.split("/")}
        for name in also:
            if name not in values:
                yield file.problem((direction, n, "also"), f"names {name!r}, which never changes")


def _values(exercise: Exercise, setting: Setting) -> list[SettingValue]:
    if setting.name == "side":
        return [setting.default]
    if setting.options:
        return list(setting.options)
    named = [k.settings[setting.name] for k in _links(exercise) if setting.name in k.settings]
    points = [setting.minimum, setting.maximum, setting.default, *named]
    beside = [float(p) + d * setting.step for p in points for d in (-1, 0, 1)]
    return sorted({p for p in beside if setting.refusal(p) is None})


def _links(exercise: Exercise) -> tuple[Link, ...]:
    return (*exercise.easier, *exercise.harder)


def _is_whole(exercise: Exercise, all_: Checked) -> bool:
    """Whether every link leads somewhere with settings that are there; others are told already."""
    return all(
        k.exercise_id in all_
        and all(
            n in (there := all_[k.exercise_id][0].settings) and there[n].refusal(v) is None
            for n, v in k.settings.items()
        )
        for k in _links(exercise)
    )


def _told(settings: Mapping[str, SettingValue]) -> str:
    return ", ".join(
        f"{n}={v:g}" if isinstance(v, float) else f"{n}={v}" for n, v in settings.items()
    )
