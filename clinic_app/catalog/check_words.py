"""What a setting adds to the picture or the load stands in the steps, in every language.

A choice other than the usual one, a weight where there was none, and a number that crosses the
``when`` of a case of the figure each have to change a step. How far a movement goes needs none: the
line under the dose tells it. Else the reason stands in the data: ``told`` of the setting, or
``told_elsewhere`` of vocabulary.yaml for a name of a setting.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

from clinic_app.catalog.yaml_file import Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Setting
from clinic_app.domain.exercise.figure import props_at
from clinic_app.domain.exercise.limit import SettingValue

_At: TypeAlias = tuple[str, SettingValue]


def untold_problems(
    exercise: Exercise, file: YamlFile, told_elsewhere: Mapping[str, str]
) -> Iterator[Problem]:
    """Values of settings that no step speaks of, alone or beside another one."""
    told: list[_At] = []
    for name, setting in exercise.settings.items():
        if name in told_elsewhere:
            continue
        values = list(_changing(exercise, setting))
        silent = [v for v in values if not _speaks(exercise, {name: v})]
        told += [(name, v) for v in values if v not in silent]
        path = ("settings", name)
        if "told" not in file.root["settings"][name]:
            for value in silent:
                yield file.problem(path, f"no step changes at {value}, and no 'told' says why")
        elif not silent:
            yield file.problem((*path, "told"), "every value changes a step: it needs no reason")
    yield from _lost(exercise, file, told)


def _changing(exercise: Exercise, setting: Setting) -> Iterator[SettingValue]:
    """The values to look at, none of them the usual one: options, weights, sides of a case."""
    if not setting.is_number:
        yield from (option for option in setting.options if option != setting.default)
        return
    if setting.unit == "kg" and setting.minimum == 0:
        yield setting.maximum if setting.default == 0 else 0.0
    cases = exercise.figure.cases if exercise.figure else ()
    for limit in (limit for case in cases for limit in case.limits):
        if limit.setting == setting.name and setting.unit != "kg":
            there = limit.holds(setting.default)
            ends = (setting.minimum, setting.maximum)
            yield from (end for end in ends if limit.holds(end) != there)


def _speaks(exercise: Exercise, settings: Mapping[str, SettingValue]) -> bool:
    """Whether a step changes in every language, with some weight if not without."""
    load = exercise.settings.get("load_kg")
    contexts: list[Mapping[str, SettingValue]] = [{}]
    contexts += [{"load_kg": load.maximum}] if load and "load_kg" not in settings else []
    return any(_differ(exercise, {**around, **settings}, around) for around in contexts)


def _differ(
    exercise: Exercise, one: Mapping[str, SettingValue], other: Mapping[str, SettingValue]
) -> bool:
    return all(
        exercise.steps_for(one, language) != exercise.steps_for(other, language)
        for language in exercise.words
    )


def _lost(exercise: Exercise, file: YamlFile, told: Iterable[_At]) -> Iterator[Problem]:
    """Two values of which one takes the other's words away."""
    for (a, one), (b, other) in combinations(told, 2):
        if a == b:
            continue
        both = {a: one, b: other}
        for kept, gone in ((a, b), (b, a)):
            alone = {kept: both[kept]}
            moot = _has_no_part(exercise, alone, {gone: both[gone]})
            if not moot and not _adds(exercise, both, alone):
                message = f"{gone} {both[gone]} is no longer told at {kept} {both[kept]}"
                yield file.problem(("steps_when",), message)


def _has_no_part(
    exercise: Exercise, kept: Mapping[str, SettingValue], gone: Mapping[str, SettingValue]
) -> bool:
    """Whether what ``gone`` shows elsewhere is not in the picture beside ``kept``.

    A hand for a weight means nothing where there is no weight, or where it hangs on the back.
    """
    usual = exercise.default_settings
    shows = _things(exercise, {**usual, **gone}) != _things(exercise, usual)
    beside = _things(exercise, {**usual, **kept, **gone})
    return shows and beside == _things(exercise, {**usual, **kept})


def _things(exercise: Exercise, at: Mapping[str, SettingValue]) -> list[str]:
    """The props of the figure, without a weight of nothing."""
    if exercise.figure is None:
        return []
    found = props_at(exercise.figure, at)
    return [str(p) for p in found if at.get("load_kg") or p.values.get("kg") != "load_kg"]


def _adds(
    exercise: Exercise, both: Mapping[str, SettingValue], alone: Mapping[str, SettingValue]
) -> bool:
    load = exercise.settings.get("load_kg")
    contexts: list[Mapping[str, SettingValue]] = [{}]
    contexts += [{"load_kg": load.maximum}] if load and "load_kg" not in both else []
    return any(_differ(exercise, {**x, **both}, {**x, **alone}) for x in contexts)
