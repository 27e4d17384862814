"""YAML is read by the core schema of 1.2, with lines, and strictly."""

import math
from pathlib import Path

import pytest

from clinic_app.plain_yaml import YamlError, load
from clinic_app.shipped_data import EXERCISES, RESOURCES

SCALARS = {
    "no": "no",
    "yes": "yes",
    "on": "on",
    "true": True,
    "False": False,
    "~": None,
    "null": None,
    "": None,
    "012": 12,
    "0o14": 12,
    "0x1F": 31,
    "-3": -3,
    "+3": 3,
    "1_000": "1_000",
    "1e3": 1000.0,
    ".5": 0.5,
    "2.": 2.0,
    "-.inf": -math.inf,
    "1.2.3": "1.2.3",
    "3-0-2": "3-0-2",
    "2020-01-01": "2020-01-01",
    "12:30": "12:30",
    '"12"': "12",
    "'no'": "no",
    '"a\\nb"': "a\nb",
    "¿Hola? ¡Sí!": "¿Hola? ¡Sí!",
}


@pytest.mark.parametrize("text", SCALARS)
def test_a_scalar_is_what_the_core_schema_says(text: str) -> None:
    found = load(f"a: {text}\n").root
    assert found == {"a": SCALARS[text]}
    assert type(found["a"]) is type(SCALARS[text])


def test_keys_and_items_know_their_lines() -> None:
    tree = load("a: 1\n# why\nb:\n  - x\n  - {c: 2,\n     d: 3}\n5: six\n")
    assert tree.root == {"a": 1, "b": ["x", {"c": 2, "d": 3}], 5: "six"}
    lines = {("a",): 1, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "d"): 6, (5,): 7}
    assert {path: tree.line_of(path) for path in lines} == lines
    assert tree.line_of(("b", 1, "nothing", "more")) == 5
    assert tree.line_of(("nowhere",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: [1\n", 3, "expected"),
        ("a: 1\na: 2\n", 2, "duplicate key 'a'"),
        ("a: &x 1\nb: *x\n", 2, "aliases"),
        ("a: 1\nb: [*x]\n", 2, "aliases"),
        ("a: 1\nb: !!str 12\n", 2, "tags"),
        ("a: !thing {}\n", 1, "tags"),
        ("a: 1\n%YAML 1.1\n---\nb: no\n", 2, "directives"),
        ("? [a, b]\n: 1\n", 1, "a key must be a word"),
        ("a: " + "[" * 50_000, 1, "too deep"),
        ("- " * 50_000, 1, "too deep"),
        ("a: " + "9" * 6000, 1, "too deep or too long"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("a: \0\n", 1, "control characters"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(YamlError, match=says) as told:
        load(text)
    assert told.value.line == line


def test_a_star_or_a_mark_inside_words_is_no_alias_and_no_tag() -> None:
    assert load('a: "Stop !now, or *later*"\n').root == {"a": "Stop !now, or *later*"}
    assert load("a: Stop!\nb: 3 * 4\nc: x *4\n").root == {"a": "Stop!", "b": "3 * 4", "c": "x *4"}


@pytest.mark.parametrize("folder", [EXERCISES, RESOURCES / "anatomy", RESOURCES / "templates"])
def test_every_file_of_ours_is_read(folder: Path) -> None:
    paths = sorted(folder.glob("**/*.yaml"))
    assert paths
    for path in paths:
        assert load(path.read_text(encoding="utf-8")).root
