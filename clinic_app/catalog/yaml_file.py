"""Read one YAML 1.2 file strictly, and find the line of any key for an error message."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from clinic_app.plain_yaml import KeyPath, Tree, YamlError, load

LARGEST_BYTES = 1 << 20


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
    root: dict[str, Any]
    tree: Tree

    def line_of(self, path: KeyPath) -> int:
        """The 1-based line of a key path, or of its nearest parent that exists."""
        return self.tree.line_of(path)

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
        tree = load(text)
    except YamlError as error:
        raise CatalogError([Problem(name, error.line, error.message)]) from None
    if not isinstance(tree.root, dict):
        raise CatalogError([Problem(name, 1, "must hold keys and values")])
    return YamlFile(name, cast("dict[str, Any]", tree.root), tree)


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
    return text


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
