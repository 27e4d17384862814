"""YAML 1.2 read strictly into plain values, with the line of every key.

PyYAML's parser in C makes the tree; what a scalar means is decided here by the core schema of
YAML 1.2 (``no`` is a word, ``012`` twelve). Aliases, tags and directives are errors.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import yaml

KeyPath: TypeAlias = tuple[str | int, ...]

_DEEPEST = 100  # levels; the parser itself would run out of stack far below
_LEVEL = re.compile(rf"(?:[-?:][ \t]+){{{_DEEPEST}}}")  # "- - - -" on one line
_MAY_ALIAS_OR_TAG = re.compile(r"(?:^|[\s\[{,:])[*!]", re.MULTILINE)  # the costly look only if so
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_TEXT, _MAP, _LIST = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text[2:], 16)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)"), lambda text: float(text.replace(".", ""))),
    (re.compile(r"\.(?:nan|NaN|NAN)"), lambda _text: float("nan")),
)


class YamlError(Exception):
    """Not the YAML that is allowed; ``line`` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass(frozen=True)
class Tree:
    """What a text holds as plain values: ``root``; it still knows where each key stands."""

    root: object
    _node: yaml.Node | None

    def line_of(self, path: KeyPath) -> int:
        """The 1-based line of a key path, or of its nearest parent that exists."""
        node, line = self._node, 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where it is
    """Leaves every scalar as text."""

    yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012  # PyYAML's own way to say it


def load(text: str) -> Tree:
    """Read a text; raises YamlError."""
    _refuse_depth(text)
    if found := _DIRECTIVE.search(text):
        raise YamlError(_line_at(text, found.start()), "directives (%YAML) are not allowed")
    try:
        if _MAY_ALIAS_OR_TAG.search(text):
            _refuse_aliases_and_tags(text)
        node = yaml.compose(text, Loader=_Loader)
        return Tree(None if node is None else _plain(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlError(line, f"not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise YamlError(1, f"not valid YAML: {str(error).splitlines()[0]}") from None
    except (RecursionError, ValueError):  # a number of thousands of digits
        raise YamlError(1, "not valid YAML: too deep or too long") from None


def _refuse_depth(text: str) -> None:
    depth = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        if depth > _DEEPEST:
            raise YamlError(1, "not valid YAML: too deep or too long")
    if _LEVEL.search(text):
        raise YamlError(1, "not valid YAML: too deep or too long")


def _refuse_aliases_and_tags(text: str) -> None:
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(line, "aliases (*name) are not allowed")
        if getattr(event, "tag", None):
            raise YamlError(line, "tags (!name) are not allowed")


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    values: dict[object, object] = {}
    for key_node, value_node in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        key = _plain(key_node)
        line = key_node.start_mark.line + 1
        if isinstance(key, dict | list):
            raise YamlError(line, "not valid YAML: a key must be a word or a number")
        if key in values:
            raise YamlError(line, f"not valid YAML: found duplicate key {key!r}")
        values[key] = _plain(value_node)
    return values


def _scalar(node: yaml.ScalarNode) -> object:
    text = cast("str", node.value)
    if node.style not in (None, ""):  # quoted, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "0123456789.+-":
        for pattern, value in _NUMBERS:
            if pattern.fullmatch(text):
                return value(text)
    return text


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """The line and the node that a step leads to."""
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[Any, Any]]", node.value)
        for key, value in pairs:
            if isinstance(key, yaml.ScalarNode) and _scalar(key) == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
