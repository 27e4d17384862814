"""Steps and pictures, checked: every step names the picture that shows it, every picture a step."""

from collections.abc import Iterable, Iterator
from itertools import product

from clinic_app.catalog.yaml_file import KeyPath, Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Setting, Settings
from clinic_app.domain.exercise.figure import Case, FigureSpec, cases_at, panel_count
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.panel_steps import NOT_DRAWN, panels_of_steps

_STEPS: KeyPath = ("figure", "steps")


def picture_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """Steps that no panel shows and no 0 excuses, panels that no step names or that are not there.

    A case on a setting that is not there is told where the figure is drawn.
    """
    figure = exercise.figure
    if figure is None or not _settings_of(figure.cases) <= exercise.settings.keys():
        return
    if figure.main > (count := len(figure.panels)):
        yield file.problem(("figure", "main"), f"there is no panel {figure.main}, but {count}")
    wrong = list(_of_another_length(exercise, figure, file))
    yield from wrong or _at_some_settings(exercise, figure, file)


def _of_another_length(exercise: Exercise, figure: FigureSpec, file: YamlFile) -> Iterator[Problem]:
    count = min(len(words.steps) for words in exercise.words.values())
    lists = [(_STEPS, figure.steps)]
    lists += [(("figure", "cases", n, "steps"), c.steps) for n, c in enumerate(figure.cases)]
    for path, told in lists:
        if told and len(told) != count:
            yield file.problem(path, f"has {len(told)} numbers, there are {count} steps")


def _at_some_settings(exercise: Exercise, figure: FigureSpec, file: YamlFile) -> Iterator[Problem]:
    """The first settings at which something is wrong."""
    for settings in _choices(exercise, figure):
        message = _wrong(exercise, figure, settings)
        if message:
            at = ", ".join(f"{name} {value}" for name, value in settings.items())
            yield file.problem(_STEPS, f"{message}{at and f', at {at}'}")
            return


def _wrong(exercise: Exercise, figure: FigureSpec, settings: Settings) -> str:
    told = panels_of_steps(exercise, settings)
    count = panel_count(figure, cases_at(figure, {**exercise.default_settings, **settings}))
    if not told:
        steps = min(len(words.steps) for words in exercise.words.values())
        if steps == count:
            return ""
        usual = ", ".join(str(min(n, count)) for n in range(1, steps + 1))
        return (
            f"has to tell which of the {count} panels shows each of the {steps} steps, such as"
            f" [{usual}]; {NOT_DRAWN} where none can"
        )
    for step, panel in enumerate(told, 1):
        if panel > count:
            return f"step {step} names panel {panel}; there are {count}"
    unnamed = [panel for panel in range(1, count + 1) if panel not in told]
    return f"no step names panel {unnamed[0]}" if unnamed else ""


def _choices(exercise: Exercise, figure: FigureSpec) -> Iterator[Settings]:
    """Values of the settings that bring panels or other steps, each with each."""
    names = sorted(_settings_of(c for c in figure.cases if c.steps or c.panels))
    values = [_values(exercise.settings[name]) for name in names]
    for chosen in product(*values):
        yield dict(zip(names, chosen, strict=True))


def _settings_of(cases: Iterable[Case]) -> set[str]:
    return {limit.setting for case in cases for limit in case.limits}


def _values(setting: Setting) -> list[SettingValue]:
    if setting.options:
        return list(setting.options)
    return [setting.minimum, setting.maximum]
