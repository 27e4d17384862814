"""What a language lacks: words in the library's files, and texts of the program."""

from collections.abc import Iterator, Mapping

from clinic_app.catalog.vocabulary import Vocabulary
from clinic_app.catalog.yaml_file import KeyPath, Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.setting_words import SETTING
from clinic_app.words import Message, catalogue, languages, po_file, wording_in

_WINDOWS = ("clinic_app/ui/", "clinic_app/app/", "clinic_app/cli/")


def lacking(file: YamlFile, path: KeyPath, texts: Mapping[str, object]) -> Iterator[Problem]:
    """Each language that ``texts`` has no words in; none where there are no texts at all."""
    for language in languages() if texts else ():
        if language not in texts:
            yield file.problem(path, f"no words in {language!r}")


def catalogue_lacks() -> Iterator[Problem]:
    """Texts of the program without words in a language; those of windows and commands together."""
    for language in languages()[1:]:
        path = catalogue.FOLDER / language / catalogue.SOURCE
        if not path.is_file():  # an installed copy may have the compiled one alone
            continue
        name = f"translations/{language}/{catalogue.SOURCE}"
        lacks = po_file.untranslated(po_file.read_po(path.read_bytes()))
        windows = [m for m in lacks if all(place.startswith(_WINDOWS) for place, _ in m.locations)]
        for message in lacks:
            if message not in windows:
                yield Problem(name, message.lineno or 1, f"no words for {message.id!r}")
        if windows:
            yield Problem(name, 1, f"no words for {len(windows)} texts of windows and commands")


def exercise_lacks(exercise: Exercise, file: YamlFile) -> Iterator[Problem]:
    """Every place of an exercise's file where a language has no words."""
    yield from lacking(file, ("words",), exercise.words)
    for n, change in enumerate(exercise.step_changes):
        yield from lacking(file, ("steps_when", n), change.texts)
    for direction in ("easier", "harder"):
        for n, link in enumerate(getattr(exercise, direction)):
            yield from lacking(file, (direction, n, "say"), link.say)
    for n, precaution in enumerate(exercise.precautions):
        yield from lacking(file, ("precautions", n, "say"), precaution.say)

    for where, label in setting_labels(exercise):
        for language in languages():
            if not wording_in(language).has(SETTING, Message(label)):
                message = (
                    f"{label!r} has no words in {language!r} as a label of a setting; give it some "
                    f"in translations/{language}/{catalogue.SOURCE}, or take a label that has them"
                )
                yield file.problem(where, message)


def setting_labels(exercise: Exercise) -> Iterator[tuple[KeyPath, str]]:
    """The labels of settings and their options, which the program's catalogues translate."""
    for name, setting in exercise.settings.items():
        yield ("settings", name, "label"), setting.label
        for option, label in zip(setting.options, setting.option_labels, strict=True):
            if any(sign.isalpha() for sign in label):  # a tempo is the same in any language
                yield ("settings", name, "options", option), label


def vocabulary_lacks(vocabulary: Vocabulary, file: YamlFile) -> Iterator[Problem]:
    """Every place of the vocabulary where a language has no words for a patient."""
    for tag, known in vocabulary.precautions.items():
        yield from lacking(file, ("precautions", tag, "say"), known.say)
        for position, say in known.say_at.items():
            yield from lacking(file, ("precautions", tag, "say_at", position), say)
    for kind, lines in vocabulary.landmarks.items():
        for n, line in enumerate(lines):
            yield from lacking(file, ("landmarks", kind, n), line.texts)
