"""Weights, checked: what is set is drawn, and the steps speak of as many pieces as are held."""

import re
from collections.abc import Iterator
from itertools import product

from clinic_app.catalog.yaml_file import Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.figure import FigureSpec, props_at
from clinic_app.domain.exercise.held import pieces_held

_MANY = {
    "en": re.compile(r"\b(each hand|weights)\b", re.IGNORECASE),
    "es": re.compile(r"\b(cada mano|pesas)\b", re.IGNORECASE),
}


def load_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """A weight that is drawn nowhere, and one weight that the steps call two, or two one.

    The page divides a load by the pieces that the figure holds, so that both have to agree at
    every choice.
    """
    if exercise.figure is None or "load_kg" not in exercise.settings:
        return
    for chosen in _choices(exercise):
        found = ", ".join(f"{name} {value}" for name, value in chosen.items()) or "its settings"
        at = {**exercise.default_settings, "load_kg": exercise.settings["load_kg"].maximum}
        at = {**at, **chosen}
        if not _is_drawn(exercise.figure, at):
            yield file.problem(("figure",), f"no prop shows load_kg at {found}")
            return
        pieces = pieces_held(exercise, at)
        for language, many in _MANY.items():
            steps = " ".join(exercise.steps_for(at, language))
            if bool(many.search(steps)) != (pieces > 1):
                held = "two weights" if pieces > 1 else "one weight"
                message = f"the picture holds {held} at {found}, the steps say otherwise"
                yield file.problem(("words", language, "steps"), message)
                return


def _choices(exercise: Exercise) -> Iterator[dict[str, str]]:
    """Every combination of what can be chosen, but for side and tempo."""
    names = [n for n, s in exercise.settings.items() if s.options and n not in ("side", "tempo")]
    for options in product(*(exercise.settings[n].options for n in names)):
        yield dict(zip(names, options, strict=True))


def _is_drawn(figure: FigureSpec, settings: Settings) -> bool:
    return any("load_kg" in str(p.values.get("kg", "")) for p in props_at(figure, settings))
