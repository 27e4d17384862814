"""The checks of the library's figures: on all processors, and once for every state of a file."""

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import cast

from clinic_app.catalog.check_links import Checked
from clinic_app.catalog.load import read_exercise
from clinic_app.catalog.yaml_file import KeyPath, Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, SettingValue
from clinic_app.figure.version import engine_version
from clinic_app.services.folders.paths import figure_check_cache_path

_MOST_KEPT = 1000
_PANEL = re.compile(r"panel (\d+)\b")
_QUOTED = re.compile(r"(?<!\w)'([^']+)'")
_FEW = 3  # so few files are done before a second process has started


@dataclass(frozen=True)
class _Task:
    """One exercise file and the settings to look at; plain values, for another process."""

    folder: Path
    path: Path
    at: tuple[dict[str, SettingValue], ...]
    whole: bool

    def key(self) -> str:
        """SHA-256 over all that the findings follow from."""
        at = [sorted(settings.items()) for settings in self.at]
        whole = f"{engine_version()}\0{at!r}\0{self.whole}\0".encode() + self.path.read_bytes()
        return hashlib.sha256(whole).hexdigest()


def figure_problems(
    folder: Path,
    read: Checked,
    *,
    whole: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> list[Problem]:
    """What is wrong with the figures of the exercises that could be read.

    Each is looked at on all its rungs; ``whole`` adds the corners of its settings.
    """
    tasks = list(_tasks(folder, read, whole=whole))
    keys = [task.key() for task in tasks]
    known = _kept()
    new = [(key, task) for key, task in zip(keys, tasks, strict=True) if key not in known]
    for done, ((key, _), found) in enumerate(
        zip(new, _swept_all([task for _, task in new]), strict=True), 1
    ):
        known[key] = found
        if progress:
            progress(done, len(new))
    if new:
        _keep({**known, **{key: known[key] for key in keys}})
    return [p for key, task in zip(keys, tasks, strict=True) for p in _told(task, read, known[key])]


def _tasks(folder: Path, read: Checked, *, whole: bool) -> Iterator[_Task]:
    with_figure = [(e, file) for e, file in read.values() if e.figure is not None]
    if not with_figure:
        return
    from clinic_app.figure.lint.settings import rungs  # loads numpy, which a start does without

    for exercise, file in with_figure:
        others = [other for other, _ in read.values() if other.id != exercise.id]
        at = tuple(dict(settings) for settings in rungs(exercise, others))
        yield _Task(folder, folder / file.name, at, whole)


def _told(task: _Task, read: Checked, found: Sequence[str]) -> Iterator[Problem]:
    name = task.path.relative_to(task.folder).as_posix()
    exercise, file = next(pair for pair in read.values() if pair[1].name == name)
    for message in found:
        yield Problem(name, file.line_of(_place(exercise, file, message)), f"figure, {message}")


def _place(exercise: Exercise, file: YamlFile, message: str) -> KeyPath:
    """Where the panel stands that a message begins with, or else the word that it quotes."""
    panel, word = _PANEL.match(message), _QUOTED.search(message)
    if panel is None or exercise.figure is None:
        found = _where(file.root["figure"], word[1]) if word else None
        return ("figure", *(found or ()))
    number = int(panel[1])
    if number <= len(exercise.figure.panels):
        return ("figure", "panels", number - 1)
    adding = [n for n, case in enumerate(exercise.figure.cases) if number - 1 in case.panels]
    return ("figure", "cases", *adding[:1], "panels", str(number))


def _where(node: object, word: str) -> KeyPath | None:
    """The first key or value within a node that is a word or has it as one of its own."""
    entries: Iterable[tuple[str | int, object]]
    if isinstance(node, Mapping):
        entries = cast("Mapping[str, object]", node).items()
    elif isinstance(node, list):
        entries = enumerate(cast("list[object]", node))
    else:
        return () if word in (str(node), *str(node).split()) else None
    for key, inner in entries:
        if word == key or (isinstance(key, str) and word in key.split("-")):
            return (key,)
        found = _where(inner, word)
        if found is not None:
            return (key, *found)
    return None


def _swept_all(tasks: Sequence[_Task]) -> Iterator[list[str]]:
    count = min(os.cpu_count() or 1, len(tasks))
    if count < 2 or len(tasks) <= _FEW:
        yield from map(_swept, tasks)
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_swept, tasks)


def _swept(task: _Task) -> list[str]:
    from clinic_app.figure.lint.sweep import sweep, worst

    exercise, _ = read_exercise(task.path, task.folder)
    return [str(found) for found in worst(sweep(exercise, task.at, whole=task.whole))]


def _kept() -> dict[str, list[str]]:
    """Findings by key; nothing where the file is missing or spoilt."""
    try:
        found = json.loads(figure_check_cache_path().read_bytes())
        return {str(key): [str(line) for line in lines] for key, lines in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _keep(known: Mapping[str, list[str]]) -> None:
    """Write the newest; a folder that cannot be written only costs time at the next check."""
    path = figure_check_cache_path()
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    newest = dict(list(known.items())[-_MOST_KEPT:])
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(newest), encoding="utf-8")
        unfinished.replace(path)
