"""README is true of the tree: the map, the files that its tasks name, the words it avoids."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from test_house import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = ROOT / "clinic_app"


def section(title: str) -> str:
    """What stands under a heading of the second level."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def avoided_names() -> list[str]:
    """The names of code in the glossary's last column."""
    rows = [line.split("|") for line in section("Glossary").splitlines() if line.startswith("| ")]
    return list(chain.from_iterable(re.findall(r"`(\w+)`", row[-2]) for row in rows))


def folders(inside: str) -> set[str]:
    return {p.name for p in (CODE / inside).iterdir() if (p / "__init__.py").exists()}


def test_no_name_in_the_code_is_one_that_the_glossary_avoids() -> None:
    avoided = set(avoided_names())
    assert len(avoided) > 5
    found: set[str] = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "")
            if name in avoided:
                found.add(f"{path.relative_to(ROOT)}: {name}")
    assert not found


def test_the_map_names_every_folder_of_the_program_and_no_other() -> None:
    shown = section("Map of the house").split("```")[1].split("\nclinic_app/\n")[1]
    named = set(re.findall(r"^  (\w+)/ ", shown, flags=re.MULTILINE))
    assert named == folders("")


def test_the_map_names_every_folder_of_the_window() -> None:
    shown = section("Map of the house").split("```")[1]
    line = shown.split("\n  ui/", 1)[1].split("\n  services/", 1)[0]
    assert folders("ui") <= set(re.findall(r"\w+", line))


@pytest.mark.parametrize("task", re.findall(r"^## (Add .*)$", README, flags=re.MULTILINE))
def test_the_files_that_a_task_names_are_there(task: str) -> None:
    named = re.findall(r"`((?:\w+/)+[\w.-]*)`", section(task))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """A path from the top, or from the program's own folder, as pages write them."""
    named = re.findall(r"`((?:\w+/)+[\w./-]*)`", page.read_text(encoding="utf-8"))
    tops = {path.name for path in (*ROOT.iterdir(), *CODE.iterdir()) if path.is_dir()}
    gone = [
        path
        for path in named
        if path.split("/")[0] in tops and not any((top / path).exists() for top in (ROOT, CODE))
    ]
    assert gone == []
