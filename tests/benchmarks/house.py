"""The size of the house, before and after: ``python tests/benchmarks/house.py BEFORE AFTER``.

Both are checkouts. Printed side by side, of clinic_app alone: source lines, files, classes made
from Qt's, functions of more than thirty lines, and pairs of files that share six or more lines, to
the letter or in shape (the same but for names, strings and numbers). Blank lines, comments,
imports and lone punctuation do not count as shared, nor does what stands in more than eight places.
"""

import argparse
import ast
import io
import keyword
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

RUN, MOST_PLACES, LONG = 6, 8, 30
_QT_GRAPHICS = {"GraphicsObject", "GraphicsView", "GraphicsWidget", "ViewBox", "PlotItem"}
_QT_GRAPHICS |= {"AxisItem", "PlotWidget", "GraphicsLayoutWidget"}
_SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}

Sources = dict[str, str]


def main() -> None:
    """Count both and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    chosen = parser.parse_args()
    before, after = (counts(sources_in(folder)) for folder in (chosen.before, chosen.after))
    for what, count in before.items():
        change = after[what] / count - 1 if count else 0.0
        print(f"{what:<52} {count:>8,} {after[what]:>8,} {change:>+8.1%}")


def sources_in(checkout: Path) -> Sources:
    """The text of every Python file of the program, by its path."""
    files = sorted((checkout / "clinic_app").rglob("*.py"))
    return {str(file.relative_to(checkout)): file.read_text(encoding="utf-8") for file in files}


def counts(sources: Sources) -> dict[str, int]:
    """What is measured, each with its count."""
    trees = [ast.parse(text) for text in sources.values()]
    return {
        "source lines": sum(len(text.splitlines()) for text in sources.values()),
        "files": len(sources),
        "classes made from Qt's": len(qt_classes(trees)),
        f"functions of more than {LONG} lines": sum(map(_is_long, _nodes(trees))),
        f"pairs of files that share {RUN} lines to the letter": pairs(sources, by_shape=False),
        f"pairs of files that share {RUN} lines in shape": pairs(sources, by_shape=True),
    }


def qt_classes(trees: Iterable[ast.Module]) -> list[str]:
    """Classes that come from one of Qt's or pyqtgraph's, directly or through our own."""
    found = [node for node in _nodes(trees) if isinstance(node, ast.ClassDef)]
    bases: dict[str, set[str]] = defaultdict(set)
    for node in found:
        bases[node.name] |= {_name(base) for base in node.bases}

    def is_qt(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name in seen:
            return False
        if name in bases:
            return any(is_qt(base, seen | {name}) for base in bases[name])
        return name in _QT_GRAPHICS or (name[:1] == "Q" and name[1:2].isupper())

    return [node.name for node in found if any(is_qt(_name(base)) for base in node.bases)]


def _name(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _nodes(trees: Iterable[ast.Module]) -> Iterator[ast.AST]:
    return (node for tree in trees for node in ast.walk(tree))


def _is_long(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return (node.end_lineno or node.lineno) - node.lineno >= LONG


def pairs(sources: Sources, *, by_shape: bool) -> int:
    """How many pairs of files (one file with itself among them) share a run of `RUN` lines."""
    places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for path, text in sources.items():
        lines = [line for line in _lines(text, by_shape=by_shape) if line]
        for start in range(len(lines) - RUN + 1):
            places[tuple(lines[start : start + RUN])].append((path, start))
    found: set[tuple[str, str]] = set()
    for where in places.values():
        if len(where) <= MOST_PLACES:
            found |= {
                (one, other)
                for (one, first), (other, second) in combinations(where, 2)
                if one != other or second - first >= RUN
            }
    return len(found)


def _lines(text: str, *, by_shape: bool) -> Iterator[str]:
    """Each line that counts, as its words; by shape, names and values are all alike."""
    words: dict[int, list[str]] = defaultdict(list)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _SKIPPED:
            words[token.start[0]].append(_shape(token) if by_shape else token.string)
    for line in words.values():
        joined = " ".join(line).strip()
        is_import = line[0] in ("import", "from")
        yield joined if not is_import and any(c.isalnum() for c in joined) else ""


def _shape(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME:
        return token.string if keyword.iskeyword(token.string) else "name"
    return "value" if token.type in (tokenize.STRING, tokenize.NUMBER) else token.string


if __name__ == "__main__":
    main()
