"""The table of warning signs: its file becomes a SignTable; what can be wrong in it is found."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from clinic_app.catalog.check_languages import lacking
from clinic_app.catalog.schema import Id, SafetyWords
from clinic_app.catalog.yaml_file import CatalogError, Problem, YamlFile, read_yaml
from clinic_app.domain import reading
from clinic_app.domain.plan.signs import Sign, SignCase, SignTable

NAME = "signs.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _CaseFile(_Strict):
    regions: tuple[Id, ...] = ()
    precautions: tuple[Id, ...] = ()
    surgery: StrictBool = False
    anybody: StrictBool = False


class _SignFile(_Strict):
    cases: tuple[_CaseFile, ...] = Field(alias="for", min_length=1)
    short: SafetyWords | None = None
    full: SafetyWords | None = None
    source: Id
    foot: StrictBool = False


class _SignsFile(_Strict):
    surgery_tags: tuple[Id, ...]
    at_once: dict[StrictStr, _SignFile]
    same_day: dict[StrictStr, _SignFile]
    pain_rules: dict[StrictStr, SafetyWords]


def read_signs(path: Path) -> SignTable:
    """Read the table; raises CatalogError."""
    return _read(path)[0]


def _read(path: Path) -> tuple[SignTable, YamlFile]:
    file = read_yaml(path, NAME)
    try:
        parsed = _SignsFile.model_validate(file.root)
    except ValidationError as error:
        raise CatalogError(file.from_pydantic(error)) from None
    signs = [_sign(key, sign, at_once=True) for key, sign in parsed.at_once.items()]
    signs += [_sign(key, sign, at_once=False) for key, sign in parsed.same_day.items()]
    return SignTable(tuple(signs), frozenset(parsed.surgery_tags), parsed.pain_rules), file


def _sign(key: str, sign: _SignFile, *, at_once: bool) -> Sign:
    return Sign(
        id=key,
        at_once=at_once,
        short=sign.short or {},
        full=sign.full or {},
        source_id=sign.source,
        cases=tuple(
            SignCase(frozenset(c.regions), frozenset(c.precautions), c.surgery, c.anybody)
            for c in sign.cases
        ),
        foot=sign.foot,
    )


def sign_problems(
    path: Path,
    terms: Mapping[str, Mapping[str, object]],
    sources: Mapping[str, object],
) -> list[Problem]:
    """Signs without words or source, of regions or precautions that are not known.

    ``terms`` are the vocabulary's, by kind.
    """
    try:
        table, file = _read(path)
    except CatalogError as error:
        return error.problems
    found = [p for sign in table.signs for p in _problems(sign, file, terms, sources)]
    for key, words in table.pain_rules.items():
        found += lacking(file, ("pain_rules", key), words)
        for language, text in words.items():
            if not text.endswith("."):
                where = ("pain_rules", key, language)
                found.append(file.problem(where, "is not a sentence with a full stop"))
    return found


def _problems(
    sign: Sign,
    file: YamlFile,
    terms: Mapping[str, Mapping[str, object]],
    sources: Mapping[str, object],
) -> Iterator[Problem]:
    where = ("at_once" if sign.at_once else "same_day", sign.id)
    if sign.source_id not in sources:
        yield file.problem((*where, "source"), f"{sign.source_id!r} is not in sources.yaml")
    used = {
        "region": {r for case in sign.cases for r in case.regions},
        "precaution": {tag for case in sign.cases for tag in case.precautions},
    }
    for kind, named in used.items():
        for term in sorted(named - set(terms[kind])):
            yield file.problem((*where, "for"), f"{term!r} is not a known {kind}")
    if sign.at_once and not sign.full:
        yield file.problem(where, "needs full words, for the safety page")
    if not sign.at_once and not sign.short:
        yield file.problem(where, "needs short words, which end 'Call me the same day if:'")
    for kind, words in (("short", sign.short), ("full", sign.full)):
        yield from lacking(file, (*where, kind), words)
        for language, text in words.items():
            yield from _word_problems(file, (*where, kind, language), text, language)


def _word_problems(
    file: YamlFile, path: tuple[str, ...], text: str, language: str
) -> Iterator[Problem]:
    if text.endswith((".", ",", ";")):
        yield file.problem(path, "ends a list: no full stop here")
    if language == "en":
        for word in reading.jargon(text):
            yield file.problem(path, f"{word!r} is a word of the trade; use a plain one")
