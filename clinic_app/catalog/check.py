"""`handrail check`: everything that can be wrong in the exercise files, found before a patient."""

import re
from collections.abc import Iterator
from pathlib import Path

from clinic_app.catalog.check_links import Checked, link_problems
from clinic_app.catalog.load import read_exercise
from clinic_app.catalog.vocabulary import Vocabulary, read_sources, read_vocabulary
from clinic_app.catalog.yaml_file import CatalogError, Problem, YamlFile
from clinic_app.domain import reading
from clinic_app.domain.dose import DOSE_FIELDS
from clinic_app.domain.exercise import Exercise, Setting, Source, Words

_PLACEHOLDER = re.compile(
    # TODO in capitals only: "todo" is Spanish for "all".
    r"\bTODO\b|(?i:\b(tbd|tbc|fixme|xxx+|lorem|ipsum|placeholder)\b)|\?\?|\{\{|<[a-z]+>"
)
_FORMS = {
    "doi": re.compile(r"^10\.\d{4,9}/\S+$"),
    "pmid": re.compile(r"^[1-9]\d{0,8}$"),
    "pmcid": re.compile(r"^PMC\d{4,9}$"),
    "url": re.compile(r"^https://[^\s/]+\.[^\s/]+(/\S*)?$"),
    "custom": re.compile(r"^$"),
}


def check(folder: Path) -> list[Problem]:
    """Every problem in a folder of exercise files, ordered by file and line."""
    problems: list[Problem] = []
    try:
        vocabulary, sources = read_vocabulary(folder), read_sources(folder)
    except CatalogError as error:
        return error.problems
    problems += _source_problems(sources)
    read: dict[str, tuple[Exercise, YamlFile]] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            exercise, file = read_exercise(path, folder)
        except CatalogError as error:
            problems += error.problems
            continue
        if exercise.id in read:
            first = read[exercise.id][1].name
            problems.append(file.problem(("id",), f"{exercise.id!r} is taken by {first}"))
            continue
        read[exercise.id] = (exercise, file)
        problems += _own_problems(exercise, file, path, vocabulary, sources)
    if not read:
        problems.append(Problem(folder.name, 1, "holds no exercise files (<family>/<id>.yaml)"))
    problems += _same_names(read)
    problems += link_problems(read)
    return sorted(problems)


def _own_problems(
    exercise: Exercise,
    file: YamlFile,
    path: Path,
    vocabulary: Vocabulary,
    sources: dict[str, Source],
) -> Iterator[Problem]:
    if path.stem != exercise.id:
        yield file.problem(("id",), f"must be {path.stem!r}, as the file is named")
    if path.parent.name != exercise.family:
        yield file.problem(("family",), f"must be {path.parent.name!r}, as the folder is named")
    yield from _unknown_words(exercise, file, vocabulary)
    for name, setting in exercise.settings.items():
        yield from _setting_problems(exercise, file, name, setting)
    yield from _precaution_problems(exercise, file, sources)
    for n, source in enumerate(exercise.source_ids):
        if source not in sources:
            yield file.problem(("sources", n), f"{source!r} is not in sources.yaml")
    for language, words in exercise.words.items():
        yield from _word_problems(file, language, words)
    yield from _say_problems(exercise, file)


def _unknown_words(exercise: Exercise, file: YamlFile, vocabulary: Vocabulary) -> Iterator[Problem]:
    muscles = {"primary": exercise.primary_muscles, "secondary": exercise.secondary_muscles}
    used: list[tuple[tuple[str | int, ...], str, str]] = [
        (("family",), "family", exercise.family),
        (("pattern",), "pattern", exercise.pattern),
        (("position",), "position", exercise.position),
        *((("regions", n), "region", t) for n, t in enumerate(exercise.regions)),
        *((("goals", n), "goal", t) for n, t in enumerate(exercise.goals)),
        *((("equipment", n), "equipment", t) for n, t in enumerate(exercise.equipment)),
        *(
            (("precautions", n, "tag"), "precaution", p.tag)
            for n, p in enumerate(exercise.precautions)
        ),
        *((("muscles", k, n), "muscle", m) for k, ms in muscles.items() for n, m in enumerate(ms)),
    ]
    for path, kind, term in used:
        if term not in vocabulary.terms[kind]:
            allowed = ", ".join(vocabulary.terms[kind])
            yield file.problem(path, f"{term!r} is not a known {kind}; known: {allowed}")
    family = vocabulary.terms["family"].get(exercise.family)
    if family and family.stages and exercise.stage not in family.stages:
        yield file.problem(("stage",), f"must be one of {', '.join(family.stages)}")


def _setting_problems(
    exercise: Exercise, file: YamlFile, name: str, setting: Setting
) -> Iterator[Problem]:
    path = ("settings", name)
    if setting.options and setting.unit:
        yield file.problem(path, "has both options and a unit: it is a choice or a number")
    if not setting.options and setting.minimum >= setting.maximum:
        yield file.problem(path, "a number needs min below max; a choice needs options")
        return
    refusal = setting.refusal(setting.default)
    if refusal:
        yield file.problem((*path, "default"), refusal)
    if name in DOSE_FIELDS and getattr(exercise.dose, name) != setting.default:
        given = getattr(exercise.dose, name)
        yield file.problem((*path, "default"), f"differs from the dose's {name} ({given})")


def _precaution_problems(
    exercise: Exercise, file: YamlFile, sources: dict[str, Source]
) -> Iterator[Problem]:
    for n, precaution in enumerate(exercise.precautions):
        path = ("precautions", n)
        if precaution.source_id not in sources:
            yield file.problem(
                (*path, "source"), f"{precaution.source_id!r} is not in sources.yaml"
            )
        limit = precaution.limit
        if limit is None:
            continue
        setting = exercise.settings.get(limit.setting)
        if setting is None:
            yield file.problem((*path, "when"), f"there is no setting {limit.setting!r}")
        elif (limit.above is None) == (not limit.one_of):
            yield file.problem((*path, "when"), "needs either above or one_of")
        elif limit.above is not None and not setting.is_number:
            yield file.problem((*path, "when"), f"{limit.setting} is a choice: use one_of")
        elif set(limit.one_of) - set(setting.options):
            yield file.problem((*path, "when"), f"one_of must be of {', '.join(setting.options)}")


def _word_problems(file: YamlFile, language: str, words: Words) -> Iterator[Problem]:
    base = ("words", language)
    texts = [
        *((("steps", n), t) for n, t in enumerate(words.steps)),
        (("feel",), words.feel),
        *((("cues", n), t) for n, t in enumerate(words.cues)),
        *((("benefits", n), t) for n, t in enumerate(words.benefits)),
        *((("faults", n, "fix"), f.fix) for n, f in enumerate(words.faults)),
    ]
    for path, text in [(("name",), words.name), *texts]:
        if _PLACEHOLDER.search(text):
            yield file.problem((*base, *path), "looks like a placeholder")
    for path, text in texts:
        yield from _reading_problems(file, (*base, *path), text, language)
    yield from _too_hard(file, language, words)


def _too_hard(file: YamlFile, language: str, words: Words) -> Iterator[Problem]:
    """Each English step by itself; Spanish steps together, for its formula misjudges short ones."""
    path = ("words", language, "steps")
    if language == "en":
        for n, step in enumerate(words.steps):
            if (grade := reading.grade(step)) > reading.HIGHEST_GRADE:
                yield file.problem((*path, n), f"reading grade {grade:.1f}; 6 at most")
    elif (ease := reading.ease_es(" ".join(words.steps))) < reading.LOWEST_EASE:
        yield file.problem(path, f"reading ease {ease:.0f}; 70 at least")


def _reading_problems(
    file: YamlFile, path: tuple[str | int, ...], text: str, language: str
) -> Iterator[Problem]:
    if language == "en":
        for word in reading.jargon(text):
            yield file.problem(path, f"{word!r} is a word of the trade; use a plain one")
    longest = max((len(part.split()) for part in re.split(r"[.!?]", text)), default=0)
    if longest > 18:
        yield file.problem(path, f"a sentence of {longest} words; 18 at most")


def _say_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    for direction in ("easier", "harder"):
        for n, link in enumerate(getattr(exercise, direction)):
            for language, text in link.say.items():
                path = (direction, n, "say", language)
                if _PLACEHOLDER.search(text):
                    yield file.problem(path, "looks like a placeholder")
                yield from _reading_problems(file, path, text, language)


def _same_names(read: Checked) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for exercise, file in read.values():
        for language, words in exercise.words.items():
            key = (language, words.name.casefold())
            if key in seen:
                yield file.problem(("words", language, "name"), f"is the name of {seen[key]} too")
            seen[key] = exercise.id


def _source_problems(sources: dict[str, Source]) -> Iterator[Problem]:
    for source in sources.values():
        form = _FORMS.get(source.kind)
        if form is None:
            message = f"{source.id}.kind: must be one of {', '.join(_FORMS)}"
        elif not form.match(source.ref):
            message = f"{source.id}.ref: {source.ref!r} is not a {source.kind}"
        else:
            continue
        yield Problem("sources.yaml", 1, message)
