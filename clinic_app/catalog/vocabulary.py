"""The words that exercise files may use, with labels and search synonyms; and the sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
)

from clinic_app.catalog.schema import ByLanguage, SafetyWords
from clinic_app.catalog.yaml_file import CatalogError, Problem, YamlFile, read_yaml
from clinic_app.domain.exercise.exercise import Exercise, ExercisePrecaution, Source
from clinic_app.domain.exercise.landmark import Landmark, Landmarks
from clinic_app.words import Message, _
from clinic_app.words.wording import CONTEXT_END

_TRANSLATED = ("region", "pattern", "position", "equipment", "goal", "stage", "precaution")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermFile(_Strict):
    """A word with its label and other spellings."""

    label: StrictStr
    also: tuple[StrictStr, ...] = ()
    stages: tuple[StrictStr, ...] = ()


class PrecautionFile(TermFile):
    """A patient's precaution; ``say`` for the patient, ``say_at`` in some positions."""

    say: SafetyWords
    say_at: dict[str, SafetyWords] = Field(default_factory=dict)

    def said_at(self, position: str) -> dict[str, str]:
        """The patient's sentence by language, for an exercise in a position."""
        return self.say_at.get(position, self.say)


class LandmarkFile(ByLanguage):
    """Words for the values of a setting up to one of them."""

    up_to: StrictInt | StrictFloat


class _VocabularyFile(_Strict):
    families: dict[str, TermFile]
    stages: dict[str, StrictStr]
    patterns: dict[str, TermFile]
    regions: dict[str, TermFile]
    positions: dict[str, TermFile]
    goals: dict[str, TermFile]
    equipment: dict[str, TermFile]
    muscles: dict[str, TermFile]
    precautions: dict[str, PrecautionFile]
    landmarks: dict[str, tuple[LandmarkFile, ...]] = Field(default_factory=dict)
    told_elsewhere: dict[str, StrictStr] = Field(default_factory=dict)


class _SourceFile(_Strict):
    kind: StrictStr
    text: StrictStr
    ref: StrictStr = ""
    read: StrictStr = ""


@dataclass(frozen=True)
class Vocabulary:
    """Terms by kind: ``terms['region']['hip'].label``."""

    terms: Mapping[str, Mapping[str, TermFile]]
    precautions: Mapping[str, PrecautionFile] = field(default_factory=dict[str, PrecautionFile])
    landmarks: Mapping[str, Landmarks] = field(default_factory=dict[str, Landmarks])
    told_elsewhere: Mapping[str, str] = field(default_factory=dict[str, str])

    def label(self, kind: str, term: str) -> str:
        """The label of a term as the interface says it; the term itself where it is not known."""
        known = self.terms[kind].get(term)
        return _shown(kind, known.label) if known else term

    def labels(self, kind: str) -> dict[str, str]:
        """Every term of a kind with its label, in the file's order."""
        return {term: _shown(kind, t.label) for term, t in self.terms[kind].items()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """The labels that the program's catalogues translate, each with its kind: the context."""
        for kind in _TRANSLATED:
            yield from ((kind, term.label) for term in self.terms[kind].values())

    def spoken(self, exercise: Exercise) -> Exercise:
        """The exercise with its words for the patient that the vocabulary keeps.

        Each precaution says its own sentence, else the tag's; each setting has its landmarks.
        """
        spoken = [
            p if p.say or p.tag not in self.precautions else replace(p, say=self._said(p, exercise))
            for p in exercise.precautions
        ]
        settings = {
            name: replace(s, landmarks=self.landmarks.get(s.landmark, ())) if s.landmark else s
            for name, s in exercise.settings.items()
        }
        return replace(exercise, precautions=tuple(spoken), settings=MappingProxyType(settings))

    def _said(self, precaution: ExercisePrecaution, exercise: Exercise) -> Mapping[str, str]:
        return MappingProxyType(self.precautions[precaution.tag].said_at(exercise.position))


def _shown(kind: str, label: str) -> str:
    """A label in the language of the interface; muscles and families keep their names."""
    text = Message(f"{kind}{CONTEXT_END}{label}")
    return _(text) if kind in _TRANSLATED else label


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read ``vocabulary.yaml``; raises CatalogError."""
    file = _own_file(folder, "vocabulary.yaml")
    try:
        parsed = _VocabularyFile.model_validate(file.root)
    except ValidationError as error:
        raise CatalogError(file.from_pydantic(error)) from None
    return Vocabulary(
        {
            "family": parsed.families,
            "stage": {k: TermFile(label=v) for k, v in parsed.stages.items()},
            "pattern": parsed.patterns,
            "region": parsed.regions,
            "position": parsed.positions,
            "goal": parsed.goals,
            "equipment": parsed.equipment,
            "muscle": parsed.muscles,
            "precaution": parsed.precautions,
        },
        parsed.precautions,
        {kind: tuple(map(_landmark, lines)) for kind, lines in parsed.landmarks.items()},
        parsed.told_elsewhere,
    )


def _own_file(folder: Path, name: str) -> YamlFile:
    """What every library has beside its exercises; raises CatalogError."""
    if not (folder / name).is_file():
        message = "is missing or is not a file; every library has its own: copy exercises/"
        raise CatalogError([Problem(name, 1, message + name)])
    return read_yaml(folder / name, name)


def _landmark(line: LandmarkFile) -> Landmark:
    return Landmark(float(line.up_to), MappingProxyType(line.texts))


def read_sources(folder: Path) -> dict[str, Source]:
    """Read ``sources.yaml``; raises CatalogError. `check` looks at the form of each reference."""
    file = _own_file(folder, "sources.yaml")
    sources: dict[str, Source] = {}
    for key in file.root:
        try:
            parsed = _SourceFile.model_validate(file.root[key])
        except ValidationError as error:
            raise CatalogError(
                [file.problem((key, *p["loc"]), p["msg"]) for p in error.errors()]
            ) from None
        sources[key] = Source(key, parsed.text, parsed.kind, parsed.ref)
    return sources
