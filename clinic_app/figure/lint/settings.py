"""At which settings a figure is checked: the rungs of the ladder, its cases, and all corners."""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product
from typing import TypeAlias

import numpy as np

from clinic_app.domain.exercise.exercise import Axis, Exercise, Setting, Settings, SettingValue
from clinic_app.domain.exercise.limit import Limit

MOST = 40
MOST_STEPS = 10
_MOST_TRIED = 3000

_Choice: TypeAlias = tuple[tuple[str, SettingValue], ...]


def shown(exercise: Exercise) -> list[Setting]:
    """The settings that a picture can show: no tempo, no time, and not the side, its mirror."""
    return [
        s
        for s in exercise.settings.values()
        if s.axis is not Axis.TEMPO and s.unit != "s" and s.name not in ("side", "tempo")
    ]


def rungs(exercise: Exercise, others: Iterable[Exercise] = ()) -> list[Settings]:
    """The defaults, and what each link to this exercise names, its own and the others'."""
    links = [k for e in (exercise, *others) for k in (*e.easier, *e.harder)]
    named = [k.settings for k in links if k.exercise_id == exercise.id]
    return _unlike(({}, *named, *_cases(exercise)), exercise)


def _cases(exercise: Exercise) -> Iterator[Settings]:
    """For each case of the figure one setting of values at which it counts."""
    for case in exercise.figure.cases if exercise.figure else ():
        yield {
            limit.setting: value
            for limit in case.limits
            for value in islice(_held(exercise, limit), 1)
        }


def _held(exercise: Exercise, limit: Limit) -> Iterator[SettingValue]:
    """The values of a limit's setting that lie within it."""
    setting = exercise.settings.get(limit.setting)
    return (v for v in (_values(setting) if setting else ()) if limit.holds(v))


def corners(exercise: Exercise) -> list[Settings]:
    """Every combination of the ends, the defaults and the options; where they are too many, so
    few that every two values still meet, at most `MOST`.
    """
    axes = [[(s.name, v) for v in _values(s)] for s in shown(exercise)]
    count = 1
    for axis in axes:
        count *= len(axis)
    found = product(*axes) if count <= MOST else _pairwise(axes)
    return _unlike((dict(choice) for choice in found), exercise)


def between(exercise: Exercise) -> list[Settings]:
    """The steps of each number from end to end, a few of many, alone and with each option."""
    settings = shown(exercise)
    options = [{s.name: option} for s in settings for option in s.options]
    steps = ({s.name: value} for s in settings if not s.options for value in _steps(s))
    return _unlike(({**step, **option} for step in steps for option in [{}, *options]), exercise)


def _steps(setting: Setting) -> list[float]:
    """Evenly spread values that a slider stops at, at most `MOST_STEPS`, both ends among them."""
    count = round((setting.maximum - setting.minimum) / setting.step)
    taken = {round(share * count) for share in np.linspace(0, 1, MOST_STEPS)}
    return [setting.minimum + number * setting.step for number in sorted(taken)]


def _values(setting: Setting) -> list[SettingValue]:
    if setting.options:
        return list(setting.options)
    return sorted({setting.minimum, float(setting.default), setting.maximum})


def _pairwise(axes: list[list[tuple[str, SettingValue]]]) -> Iterator[_Choice]:
    """Greedily the choice that brings the most pairs of values together for the first time."""
    every = list(product(*axes))
    tried = every[:: max(1, len(every) // _MOST_TRIED)]
    missing = {pair for choice in tried for pair in combinations(choice, 2)}
    for _ in range(MOST):
        if not missing:
            return
        best = max(tried, key=lambda choice: sum(p in missing for p in combinations(choice, 2)))
        missing -= set(combinations(best, 2))
        yield best


def _unlike(found: Iterable[Settings], exercise: Exercise) -> list[Settings]:
    """Each once, as what differs from the defaults; nothing the exercise does not allow."""
    found_once: dict[_Choice, Settings] = {}
    names = {s.name: s for s in shown(exercise)}
    for settings in found:
        differs = {
            name: value
            for name, value in settings.items()
            if name in names and value != names[name].default and not names[name].refusal(value)
        }
        found_once.setdefault(tuple(sorted(differs.items())), differs)
    return list(found_once.values())
