"""Read one YAML 1.2 file strictly, and find the line of any key for an error message."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

LARGEST_BYTES = 1 << 20
_MAY_ALIAS = re.compile(r"(?:^|[\s\[{,])\*\S", re.MULTILINE)  # the costly look only if so


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

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The 1-based line of a key path, or of its nearest parent that exists."""
        node: object = self.root
        line = 1
        for step in path:
            if isinstance(node, CommentedMap) and step in node:
                line = int(node.lc.key(step)[0]) + 1
                node = cast("object", node[step])
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = int(node.lc.item(step)[0]) + 1
                node = cast("object", node[step])
            else:
                break
        return line

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
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
    if path.stat().st_size > LARGEST_BYTES:
        raise CatalogError([Problem(name, 1, "larger than 1 MiB")])
    try:
        text = path.read_text(encoding="utf-8")
        if _MAY_ALIAS.search(text):
            _refuse_aliases(text, name)
        root: object = YAML(typ="rt").load(text)
    except UnicodeDecodeError as error:
        raise CatalogError([Problem(name, 1, f"is not UTF-8 text ({error.reason})")]) from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogError([Problem(name, line, f"not valid YAML: {error.problem}")]) from None
    except YAMLError as error:
        first = str(error).splitlines()[0]
        raise CatalogError([Problem(name, 1, f"not valid YAML: {first}")]) from None
    if not isinstance(root, CommentedMap):
        raise CatalogError([Problem(name, 1, "must hold keys and values")])
    return YamlFile(name, root)


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


def _path(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Pydantic adds names of union members to the path; keys of ours never look like them."""
    return tuple(s for s in loc if not (isinstance(s, str) and s in ("int", "float", "str")))


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
