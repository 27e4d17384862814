"""The parsed library, kept for the next start: only files that changed are parsed anew.

Two files may hold it: one that comes with the program and one in the user's cache. An entry is
used only for a file of just these bytes, and only by the code that wrote it.
"""

import contextlib
import gc
import hashlib
import json
from collections.abc import Generator, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

import clinic_app.catalog
import clinic_app.domain
from clinic_app.catalog.load import read_exercise_file, to_exercise, to_figure
from clinic_app.catalog.schema import ExerciseFile, FigureFile
from clinic_app.catalog.yaml_file import CatalogError, Problem
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.figure import FigureSpec


class _Entry(BaseModel):
    """One file, parsed: its SHA-256, all but the picture, and the picture as JSON text."""

    model_config = ConfigDict(extra="forbid")

    digest: str
    exercise: ExerciseFile
    figure: str = ""


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    files: dict[str, _Entry]


def read_exercises(folder: Path, kept: Iterable[Path] = ()) -> list[Exercise]:
    """Every exercise of a folder; raises CatalogError listing all problems.

    The files in ``kept`` are looked into in turn, until one has all that is needed; the last is
    written where a file was parsed.
    """
    places = tuple(kept)
    digests = {path: _digest(path) for path in sorted(folder.glob("*/*.yaml"))}
    with _without_collecting():
        found: dict[str, _Entry] = {}
        for place in places:
            found |= _entries(place)
            if {entry.digest for entry in found.values()} >= set(digests.values()):
                break
        entries, parsed = _current(folder, digests, found)
        if parsed and places:
            write(places[-1], entries)
        return [_exercise(entry) for entry in entries.values()]


def write(place: Path, entries: Mapping[str, _Entry]) -> None:
    """Keep the entries; a folder that cannot be written only costs time at the next start."""
    document = {
        "code": _code(),
        "files": {
            name: entry.model_dump(mode="json", exclude_defaults=True)
            for name, entry in entries.items()
        },
    }
    text = json.dumps(document, ensure_ascii=False)
    unfinished = place.with_suffix(f".{hashlib.sha256(text.encode()).hexdigest()[:8]}.part")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(place)


def _current(
    folder: Path, digests: Mapping[Path, str], kept: Mapping[str, _Entry]
) -> tuple[dict[str, _Entry], bool]:
    """The entry of every file as it is now, and whether one had to be parsed."""
    entries: dict[str, _Entry] = {}
    problems: list[Problem] = []
    parsed = False
    for path, digest in digests.items():
        name = path.relative_to(folder).as_posix()
        if name in kept and kept[name].digest == digest:
            entries[name] = kept[name]
            continue
        try:
            file = read_exercise_file(path, folder)[0]
        except CatalogError as error:
            problems += error.problems
            continue
        figure = file.figure.model_dump_json(exclude_defaults=True) if file.figure else ""
        plain = file.model_copy(update={"figure": None})
        entries[name] = _Entry(digest=digest, exercise=plain, figure=figure)
        parsed = True
    if problems:
        raise CatalogError(problems)
    return entries, parsed


def _entries(place: Path) -> dict[str, _Entry]:
    """What a file keeps; nothing where there is none, or one that other code wrote."""
    try:
        found = _Kept.model_validate_json(place.read_bytes())
    except (OSError, ValidationError, ValueError):
        return {}
    return found.files if found.code == _code() else {}


def _exercise(entry: _Entry) -> Exercise:
    return to_exercise(entry.exercise, partial(_figure, entry.figure))


def _figure(text: str) -> FigureSpec | None:
    return to_figure(FigureFile.model_validate_json(text)) if text else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:  # no file, or not readable: told when it is parsed
        return ""


@cache
def _code() -> str:
    """A SHA-256 over the code that says what an exercise file may hold."""
    whole = hashlib.sha256()
    for package in (clinic_app.catalog, clinic_app.domain):
        for path in sorted(Path(next(iter(package.__path__))).rglob("*.py")):
            whole.update(path.read_bytes())
    return whole.hexdigest()


@contextlib.contextmanager
def _without_collecting() -> Generator[None]:
    """Thousands of values are made and none is dropped: looking for garbage doubles the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
