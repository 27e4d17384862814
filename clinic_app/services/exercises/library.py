"""The exercise library: open it, search it, check it, and tell it whole."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from clinic_app.catalog.catalog import Catalog, SearchAnswer
from clinic_app.catalog.check import check_and_read
from clinic_app.catalog.check_languages import catalogue_lacks
from clinic_app.catalog.signs import read_signs, sign_problems
from clinic_app.catalog.yaml_file import CatalogError
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Link, Setting
from clinic_app.domain.exercise.held import load_of, pieces_held
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.exercise.sides import counts_each_side
from clinic_app.domain.plan.dose import dose_document
from clinic_app.domain.plan.dose_words import amount_words, load_words, often_words
from clinic_app.domain.plan.signs import SignTable
from clinic_app.services.exercises.figure_checks import figure_problems
from clinic_app.services.folders.paths import library_cache_path
from clinic_app.shipped_data import EXERCISES, LIBRARY, SIGNS
from clinic_app.words import ENGLISH, _

__all__ = ["Catalog", "SearchAnswer", "open_library"]


@cache
def open_library(folder: Path = EXERCISES) -> Catalog:
    """The library in a folder, read once; raises UserError when a file in it is wrong."""
    try:
        return Catalog.read(folder, kept=_kept() if folder == EXERCISES else ())
    except CatalogError as error:
        raise UserError(
            _("The exercise library has a problem: {problem}.", problem=error.problems[0]),
            _("'handrail check' lists every problem."),
        ) from None


def keep_shipped(place: Path) -> None:
    """Write the parsed library that comes with the program."""
    place.unlink(missing_ok=True)
    Catalog.read(EXERCISES, kept=(place,))


def _kept() -> tuple[Path, ...]:
    return (LIBRARY, library_cache_path())


@cache
def open_signs(path: Path = SIGNS) -> SignTable:
    """When to call for help, and the rules a plan may print instead of the pain numbers.

    Raises UserError when the file is wrong.
    """
    try:
        return read_signs(path)
    except CatalogError as error:
        raise UserError(
            _("The table of warning signs has a problem: {problem}", problem=error.problems[0]),
            _("'handrail check' lists every problem."),
        ) from None


def check_files(
    folder: Path | None = None,
    *,
    whole_figures: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[list[str], int]:
    """Every problem as ``FILE:LINE: message``, and how many exercise files there are.

    Figures are looked at on every rung, ``whole_figures`` at the corners of their settings too;
    ``progress`` gets how many of them are done, and of how many.
    """
    where = _folder(folder)
    problems, read = check_and_read(where)
    if folder is None:
        known = open_library()
        problems += sign_problems(SIGNS, known.vocabulary.terms, known.sources)
    problems += figure_problems(where, read, whole=whole_figures, progress=progress)
    return [str(p) for p in sorted(problems)], len(list(where.glob("*/*.yaml")))


def open_folder(folder: Path | None) -> Catalog:
    """The library in a folder that somebody named, the program's own if None. Raises UserError."""
    return open_library(_folder(folder))


def _folder(folder: Path | None) -> Path:
    where = EXERCISES if folder is None else folder
    if not where.is_dir():
        raise UserError(
            _("There is no folder {name}.", name=repr(where.name)),
            _("Name one with exercise files."),
        )
    return where


_SUMMARY = (
    "id", "name", "family", "pattern", "regions", "position", "equipment", "goals", "difficulty",
)  # fmt: skip


def untranslated_texts() -> list[str]:
    """What the program's own texts lack, language by language: ``FILE:LINE: message``."""
    return [str(lack) for lack in catalogue_lacks()]


def summary_document(exercise: Exercise) -> dict[str, object]:
    """What a list shows of one exercise."""
    values = {name: getattr(exercise, name) for name in _SUMMARY}
    values["name"] = exercise.words[ENGLISH].name  # as in other documents, whatever is spoken here
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def exercise_document(exercise: Exercise, catalog: Catalog) -> dict[str, object]:
    """One exercise, whole, as plain values."""
    words = exercise.words["en"]
    return {
        **summary_document(exercise),
        "stage": exercise.stage,
        "laterality": str(exercise.laterality),
        "other_names": list(words.other_names),
        "muscles": {
            "primary": list(exercise.primary_muscles),
            "secondary": list(exercise.secondary_muscles),
        },
        "steps": list(words.steps),
        "steps_when": [
            {
                "step": c.place + 1,
                "when": [_when(limit) for limit in c.limits],
                "add": c.adds,
                **c.texts,
            }
            for c in exercise.step_changes
        ],
        "feel": words.feel,
        "cues": list(words.cues),
        "faults": [{"fault": f.fault, "fix": f.fix} for f in words.faults],
        "benefits": list(words.benefits),
        "words": {code: _words_document(exercise, code) for code in exercise.words},
        "dose": dose_document(exercise.dose),
        "counts_each_side": counts_each_side(exercise, exercise.default_settings, exercise.dose),
        "pieces_held": pieces_held(exercise, exercise.default_settings),
        "settings": {name: _setting_document(s) for name, s in exercise.settings.items()},
        "easier": [_link_document(k, catalog) for k in exercise.easier],
        "harder": [_link_document(k, catalog) for k in exercise.harder],
        "related": list(exercise.related),
        "precautions": [
            {
                "tag": p.tag,
                "reason": p.reason,
                "source": p.source_id,
                "when": _when(p.limit),
                "say": dict(p.say),
            }
            for p in exercise.precautions
        ],
        "sources": [
            {"id": s.id, "text": s.text, "kind": s.kind, "address": s.address}
            for s in (catalog.sources[i] for i in exercise.source_ids)
        ],
    }


def _words_document(exercise: Exercise, language: str) -> dict[str, object]:
    words = exercise.words_in(language)
    return {
        "name": words.name,
        "patient_name": words.name_for_patient,
        "steps": list(words.steps),
        "feel": words.feel,
        "cues": list(words.cues),
        "reviewed": words.reviewed,
    }


def _setting_document(setting: Setting) -> dict[str, object]:
    shared: dict[str, object] = {
        "label": setting.label,
        "axis": str(setting.axis),
        "default": setting.default,
    }
    if setting.options:
        return {**shared, "options": list(setting.options)}
    limits = {"unit": setting.unit, "min": setting.minimum, "max": setting.maximum}
    return {**shared, **limits, "step": setting.step}


def _link_document(link: Link, catalog: Catalog) -> dict[str, object]:
    return {
        "exercise": link.exercise_id,
        "name": catalog.exercise(link.exercise_id).name,
        "settings": dict(link.settings),
        "axis": str(link.axis),
        "also": list(link.also),
        "label": link.label,
        "say": dict(link.say),
    }


def _when(limit: Limit | None) -> dict[str, object] | None:
    if limit is None:
        return None
    return {k: v for k, v in asdict(limit).items() if v not in (None, ())}


def exercise_lines(exercise: Exercise, catalog: Catalog) -> Iterable[str]:
    """One exercise for a person at a terminal."""
    words = exercise.words["en"]
    dose = exercise.dose
    yield f"{exercise.name}  ({exercise.id})"
    yield from (f"  {n}. {step}" for n, step in enumerate(words.steps, 1))
    yield f"  You should feel {words.feel}."
    each_side = counts_each_side(exercise, exercise.default_settings, dose)
    parts = [amount_words(dose, "en", each_side=each_side)]
    parts += [f"hold {dose.hold_s:g} s"] if dose.hold_s else []
    load = load_of(exercise, exercise.default_settings, dose)
    parts += [load_words(load, "en")] if load else []
    often = often_words(dose, "en")
    yield f"  Dose: {', '.join((*parts, f'{dose.times_per_day} a day', often))}"
    muscles = [catalog.vocabulary.label("muscle", m) for m in exercise.primary_muscles]
    yield f"  Muscles: {', '.join(muscles)}"
    for setting in exercise.settings.values():
        yield f"  Setting {setting.name}: {_span(setting)}, usual {setting.default}"
    for direction, links in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        for link in links:
            name = catalog.exercise(link.exercise_id).name
            yield f"  {direction} ({link.axis}): {link.label}, {name}"
    for source in exercise.source_ids:
        yield f"  Source: {catalog.sources[source].text} {catalog.sources[source].address}".rstrip()


def _span(setting: Setting) -> str:
    if setting.options:
        return ", ".join(setting.options)
    return f"{setting.minimum:g} to {setting.maximum:g} {setting.unit}".strip()


def labels(catalog: Catalog) -> Mapping[str, Mapping[str, str]]:
    """Every term of the vocabulary with its label, by kind."""
    return {kind: catalog.vocabulary.labels(kind) for kind in catalog.vocabulary.terms}
