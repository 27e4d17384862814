"""Read one YAML 1.2 file strictly, and find the line of any key for an error message."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

KeyPath: TypeAlias = tuple[str | int, ...]

LARGEST_BYTES = 1 << 20
_MAY_ALIAS = re.compile(r"(?:^|[\s\[{,])\*\S", re.MULTILINE)  # the costly look only if so
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)  # %YAML 1.1 would turn "no" into False


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file: where (1-based line), what, and what is allowed."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CatalogError(Exception):
    """One or more problems in the files; ``problems`` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class YamlFile:
    """A file's content as plain values, remembering where each key stands."""

    name: str
    root: CommentedMap

    def line_of(self, path: KeyPath) -> int:
        """The 1-based line of a key path, or of its nearest parent that exists."""
        node: object = self.root
        line = 1
        for step in path:
            if isinstance(node, CommentedMap) and step in node:
                line = _line_of_key(node, step) or line
                node = cast("object", node[step])
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = int(node.lc.item(step)[0]) + 1
                node = cast("object", node[step])
            else:
                break
        return line

    def problem(self, path: KeyPath, message: str) -> Problem:
        """A problem at a key path, with the path spelled out."""
        where = ".".join(map(str, path))
        return Problem(self.name, self.line_of(path), f"{where}: {message}" if where else message)

    def from_pydantic(self, error: ValidationError) -> list[Problem]:
        """Each of pydantic's findings in our own form."""
        return [
            self.problem(_path(e["loc"]), _message(cast("dict[str, object]", e)))
            for e in error.errors()
        ]


def read_yaml(path: Path, name: str) -> YamlFile:
    """Parse a file; raises CatalogError for anything that is not one plain mapping."""
    text = _text(path, name)
    try:
        if _MAY_ALIAS.search(text):
            _refuse_aliases(text, name)
        root: object = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogError([Problem(name, line, f"not valid YAML: {error.problem}")]) from None
    except YAMLError as error:
        first = str(error).splitlines()[0]
        raise CatalogError([Problem(name, 1, f"not valid YAML: {first}")]) from None
    except (RecursionError, ValueError):  # brackets without end; a number of thousands of digits
        raise CatalogError([Problem(name, 1, "not valid YAML: too deep or too long")]) from None
    if not isinstance(root, CommentedMap):
        raise CatalogError([Problem(name, 1, "must hold keys and values")])
    return YamlFile(name, root)


def _text(path: Path, name: str) -> str:
    """The file as text; raises CatalogError for one that is too large, no file or not plain."""
    if not path.is_file():
        raise CatalogError([Problem(name, 1, "is missing or is not a file")])
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise CatalogError([Problem(name, 1, "larger than 1 MiB")])
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CatalogError([Problem(name, 1, f"cannot be read ({error.strerror})")]) from None
    except UnicodeDecodeError as error:
        raise CatalogError([Problem(name, 1, f"is not UTF-8 text ({error.reason})")]) from None
    for n, line in enumerate(text.split("\n"), 1):
        if not line.isascii() and any(unicodedata.category(c) in ("Cf", "Co") for c in line):
            raise CatalogError([Problem(name, n, "holds an invisible character")])
    if found := _DIRECTIVE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CatalogError([Problem(name, line, "directives (%YAML) are not allowed")])
    return text


def _line_of_key(node: CommentedMap, key: str | int) -> int | None:
    """None for a key that a merge ("<<") brought in: it stands nowhere by itself."""
    try:
        return int(node.lc.key(key)[0]) + 1
    except KeyError:
        return None


def _refuse_aliases(text: str, name: str) -> None:
    for event in YAML(typ="rt").parse(text):
        if isinstance(event, AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise CatalogError([Problem(name, line, "aliases (*name) are not allowed")])


def plain(node: object) -> object:
    """Lose ruamel's own types: dicts, lists, numbers, text."""
    if isinstance(node, dict):
        return {k: plain(v) for k, v in cast("dict[object, object]", node).items()}
    if isinstance(node, list):
        return [plain(v) for v in cast("list[object]", node)]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _path(loc: KeyPath) -> KeyPath:
    """Pydantic adds names of union members to the path; keys of ours never look like them."""
    return tuple(
        s
        for s in loc
        if not (isinstance(s, str) and s in ("int", "float", "str", "[key]", "texts"))
    )


def _message(error: dict[str, object]) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return "is not a known key"
    if kind == "missing":
        return "is missing"
    given = error.get("input")
    shown = f", not {given!r}" if isinstance(given, str | int | float) else ""
    words = str(error["msg"])
    return words[0].lower() + words[1:] + shown
