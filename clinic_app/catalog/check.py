"""`handrail check`: everything that can be wrong in the exercise files, found before a patient."""

import re
from collections.abc import Iterator
from pathlib import Path

from clinic_app.catalog.check_languages import exercise_lacks, vocabulary_lacks
from clinic_app.catalog.check_links import Checked, link_problems
from clinic_app.catalog.check_loads import load_problems
from clinic_app.catalog.check_pictures import picture_problems
from clinic_app.catalog.check_settings import (
    precaution_problems,
    setting_problems,
    side_problems,
    step_change_problems,
    tempo_problems,
)
from clinic_app.catalog.check_steps import step_problems
from clinic_app.catalog.check_words import untold_problems
from clinic_app.catalog.load import read_exercise
from clinic_app.catalog.vocabulary import Vocabulary, read_sources, read_vocabulary
from clinic_app.catalog.yaml_file import CatalogError, KeyPath, Problem, YamlFile, read_yaml
from clinic_app.domain import reading
from clinic_app.domain.exercise.exercise import Exercise, Source, Words

_PLACEHOLDER = re.compile(
    # TODO in capitals only: "todo" is Spanish for "all".
    r"\bTODO\b|(?i:\b(tbd|tbc|fixme|xxx+|lorem|ipsum|placeholder)\b)|\?\?|\{\{|<[a-z]+>"
)
_SENTENCE = re.compile(r"[^\W\d_]\W*[.!?]$")
_MOST_WORDS = 18  # in a sentence for patients; clinical custom
_HALF = "is no whole sentence; one with a comma needs quotes in a YAML list"
_FORMS = {
    "doi": re.compile(r"^10\.[0-9]{4,9}/\S+\Z"),
    "pmid": re.compile(r"^[1-9][0-9]{0,8}\Z"),
    "pmcid": re.compile(r"^PMC[0-9]{4,9}\Z"),
    "url": re.compile(r"^https://[^\s/]+\.[^\s/]+(/\S*)?\Z"),
    "journal": re.compile(r"^[A-Z].* [0-9]+(\([0-9]+\))?:[0-9]+-[0-9]+\Z"),
    "custom": re.compile(r"^$"),
}


def check(folder: Path) -> list[Problem]:
    """Every problem in a folder of exercise files, ordered by file and line."""
    return check_and_read(folder)[0]


def check_and_read(folder: Path) -> tuple[list[Problem], Checked]:
    """The same, and by their ids the exercises that could be read."""
    problems: list[Problem] = []
    try:
        vocabulary, sources = read_vocabulary(folder), read_sources(folder)
    except CatalogError as error:
        return error.problems, {}
    problems += _source_problems(sources, read_yaml(folder / "sources.yaml", "sources.yaml"))
    own = read_yaml(folder / "vocabulary.yaml", "vocabulary.yaml")
    problems += [*_safety_words(vocabulary, own), *_landmark_table(vocabulary, own)]
    problems += [*vocabulary_lacks(vocabulary, own), *_misplaced(folder)]
    unread: set[str] = set()
    read: dict[str, tuple[Exercise, YamlFile]] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            exercise, file = read_exercise(path, folder)
        except CatalogError as error:
            problems += error.problems
            unread.add(path.stem)
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
    problems += link_problems(read, unread)
    problems += step_problems(read)
    return sorted(problems), read


def _misplaced(folder: Path) -> Iterator[Problem]:
    """Files that look like exercises and would be passed over in silence."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        depth = 1 if place.name in ("vocabulary.yaml", "sources.yaml") else 2
        in_place = len(place.parts) == depth and path.suffix == ".yaml"
        if path.suffix.lower() in (".yaml", ".yml") and not in_place:
            yield Problem(place.as_posix(), 1, "is not read: exercises are <family>/<id>.yaml")


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
        yield from setting_problems(exercise, file, name, setting, vocabulary.landmarks)
    yield from tempo_problems(exercise, file)
    yield from precaution_problems(exercise, file, sources)
    wrong_steps = list(step_change_problems(exercise, file))
    yield from wrong_steps or load_problems(exercise, file)
    if not wrong_steps:
        yield from untold_problems(exercise, file, vocabulary.told_elsewhere)
    yield from side_problems(exercise, file)
    yield from picture_problems(exercise, file)
    yield from _repeated(exercise, file)
    for n, source in enumerate(exercise.source_ids):
        if source not in sources:
            yield file.problem(("sources", n), f"{source!r} is not in sources.yaml")
    for language, words in exercise.words.items():
        yield from _word_problems(file, language, words)
    counts = {language: len(words.steps) for language, words in exercise.words.items()}
    if len(set(counts.values())) > 1:
        text = ", ".join(f"{language} {count}" for language, count in counts.items())
        yield file.problem(("words",), f"every language needs as many steps: {text}")
    yield from _changed_steps(exercise, file)
    yield from _say_problems(exercise, file)
    yield from _own_safety_words(exercise, file)
    yield from exercise_lacks(exercise, file)


def _unknown_words(exercise: Exercise, file: YamlFile, vocabulary: Vocabulary) -> Iterator[Problem]:
    muscles = {"primary": exercise.primary_muscles, "secondary": exercise.secondary_muscles}
    used: list[tuple[KeyPath, str, str]] = [
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
            message = f"{term!r} is not a known {kind}; known: {allowed}"
            yield file.problem(path, f"{message}; a new one is written into vocabulary.yaml")
    family = vocabulary.terms["family"].get(exercise.family)
    if family and family.stages and exercise.stage not in family.stages:
        yield file.problem(("stage",), f"must be one of {', '.join(family.stages)}")


def _repeated(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    muscles = (*exercise.primary_muscles, *exercise.secondary_muscles)
    lists: dict[str, tuple[str, ...]] = {
        "regions": exercise.regions,
        "equipment": exercise.equipment,
        "goals": exercise.goals,
        "muscles": muscles,
        "related": exercise.related,
        "sources": exercise.source_ids,
    }
    for key, terms in lists.items():
        for term in sorted({t for t in terms if terms.count(t) > 1}):
            yield file.problem((key,), f"{term!r} stands there twice")


def _word_problems(file: YamlFile, language: str, words: Words) -> Iterator[Problem]:
    base = ("words", language)
    texts = [
        *((("steps", n), t) for n, t in enumerate(words.steps)),
        (("feel",), words.feel),
        *((("cues", n), t) for n, t in enumerate(words.cues)),
        *((("benefits", n), t) for n, t in enumerate(words.benefits)),
        *((("faults", n, "fix"), f.fix) for n, f in enumerate(words.faults)),
    ]
    yield from _placeholder(file, (*base, "name"), words.name)
    if words.patient_name:
        yield from _text_problems(file, (*base, "patient_name"), words.patient_name, language)
    for path, text in texts:
        yield from _text_problems(file, (*base, *path), text, language)
    for n, text in enumerate(words.steps):
        yield from _step_problems(file, (*base, "steps", n), text, language)
    for path, text in texts:
        if path[0] not in ("steps", "feel") and not _is_whole(text):
            yield file.problem((*base, *path), _HALF)
    ease = reading.ease_es(" ".join(words.steps))  # its formula misjudges a short text
    if language == "es" and ease < reading.LOWEST_EASE:
        least = f"{reading.LOWEST_EASE:.0f}"
        yield file.problem((*base, "steps"), f"reading ease {ease:.0f}; {least} at least")


def _changed_steps(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    for n, change in enumerate(exercise.step_changes):
        for language, text in change.texts.items():
            path = ("steps_when", n, language)
            yield from _text_problems(file, path, text, language)
            yield from _step_problems(file, path, text, language)


def _is_whole(text: str) -> bool:
    """A sentence from its capital to its full stop; YAML cuts an unquoted one at its comma."""
    return text.lstrip("¿¡")[:1].isupper() and text.endswith((".", "!", "?"))


def _step_problems(file: YamlFile, path: KeyPath, text: str, language: str) -> Iterator[Problem]:
    if not _SENTENCE.search(text):
        yield file.problem(path, "is not a sentence with a full stop")
    grade = reading.grade(text)
    if language == "en" and grade > reading.HIGHEST_GRADE:
        most = f"{reading.HIGHEST_GRADE:.0f}"
        yield file.problem(path, f"reading grade {grade:.1f}; {most} at most")


def _placeholder(file: YamlFile, path: KeyPath, text: str) -> Iterator[Problem]:
    if _PLACEHOLDER.search(text):
        yield file.problem(path, "looks like a placeholder")


def _text_problems(file: YamlFile, path: KeyPath, text: str, language: str) -> Iterator[Problem]:
    yield from _placeholder(file, path, text)
    if language == "en":
        for word in reading.jargon(text):
            yield file.problem(path, f"{word!r} is a word of the trade; use a plain one")
    longest = max((len(part.split()) for part in re.split(r"[.!?]", text)), default=0)
    if longest > _MOST_WORDS:
        yield file.problem(path, f"a sentence of {longest} words; {_MOST_WORDS} at most")


def _say_problems(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    for direction in ("easier", "harder"):
        for n, link in enumerate(getattr(exercise, direction)):
            for language, text in link.say.items():
                path = (direction, n, "say", language)
                yield from _text_problems(file, path, text, language)
                if not _is_whole(text):
                    yield file.problem(path, _HALF)


def _safety_words(vocabulary: Vocabulary, file: YamlFile) -> Iterator[Problem]:
    """What each precaution says to the patient on paper."""
    for tag, known in vocabulary.precautions.items():
        path = ("precautions", tag)
        for language, text in known.say.items():
            yield from _patient_sentence(file, (*path, "say", language), text, language)
        for position, say in known.say_at.items():
            if position not in vocabulary.terms["position"]:
                yield file.problem((*path, "say_at"), f"{position!r} is not a known position")
            for language, text in say.items():
                yield from _patient_sentence(
                    file, (*path, "say_at", position, language), text, language
                )


def _landmark_table(vocabulary: Vocabulary, file: YamlFile) -> Iterator[Problem]:
    for kind, lines in vocabulary.landmarks.items():
        limits = [line.up_to for line in lines]
        if not limits or sorted(set(limits)) != limits:
            yield file.problem(("landmarks", kind), "needs lines whose up_to rises")
        for n, line in enumerate(lines):
            for language, text in line.texts.items():
                path = ("landmarks", kind, n, language)
                yield from _text_problems(file, path, text, language)


def _own_safety_words(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    for n, precaution in enumerate(exercise.precautions):
        for language, text in precaution.say.items():
            path = ("precautions", n, "say", language)
            yield from _patient_sentence(file, path, text, language)


def _patient_sentence(file: YamlFile, path: KeyPath, text: str, language: str) -> Iterator[Problem]:
    yield from _text_problems(file, path, text, language)
    yield from _step_problems(file, path, text, language)


def _same_names(read: Checked) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for exercise, file in read.values():
        for language, words in exercise.words.items():
            for which in ("name", "patient_name"):
                name = getattr(words, which)
                key = (language, name.casefold())
                if name and seen.get(key, exercise.id) != exercise.id:
                    yield file.problem(
                        ("words", language, which), f"is the name of {seen[key]} too"
                    )
                seen[key] = exercise.id


def _source_problems(sources: dict[str, Source], file: YamlFile) -> Iterator[Problem]:
    for source in sources.values():
        form = _FORMS.get(source.kind)
        if form is None:
            allowed = ", ".join(_FORMS)
            yield file.problem((source.id, "kind"), f"must be one of {allowed}")
        elif not form.match(source.ref):
            yield file.problem((source.id, "ref"), f"{source.ref!r} is not a {source.kind}")
