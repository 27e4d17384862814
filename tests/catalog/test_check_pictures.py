"""`check` finds a step without a picture and a picture without a step, planted one by one."""

import shutil
from pathlib import Path

import pytest

from clinic_app.catalog.check import check
from clinic_app.catalog.yaml_file import Problem
from clinic_app.shipped_data import EXERCISES

PRESS_UP, CAT_COW = "back/prone-press-up.yaml", "back/cat-cow.yaml"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An exercise with a third panel at one setting, and one that always has three."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(EXERCISES / name, folder / name)
    (folder / "back").mkdir()
    for name in (PRESS_UP, CAT_COW):
        shutil.copy(EXERCISES / name, folder / name)
    return folder


def figure_problems(library: Path, file: str) -> list[Problem]:
    """What is wrong with a figure; the links to what was not copied do not matter."""
    return [p for p in check(library) if p.file == file and p.message.startswith("figure")]


def planted(library: Path, old: str, new: str) -> list[str]:
    """What `check` says of the pictures after a text was replaced everywhere."""
    path = library / PRESS_UP
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = figure_problems(library, PRESS_UP)
    assert all(0 < p.line <= text.count("\n") for p in found)
    return [p.message for p in found]


USUAL, SAGGING = "  steps: [1, 2, 2, 1]\n", "      steps: [1, 2, 3, 1]\n"
PLANTED = [
    (
        USUAL,
        "",
        "figure.steps: has to tell which of the 2 panels shows each of the 4 steps, such as"
        " [1, 2, 2, 2]; 0 where none can, at at_top lower",
    ),
    (USUAL, "  steps: [1, 2, 2]\n", "figure.steps: has 3 numbers, there are 4 steps"),
    (SAGGING, "      steps: [1, 2]\n", "figure.cases.0.steps: has 2 numbers, there are 4 steps"),
    (SAGGING, "", "figure.steps: no step names panel 3, at at_top sag"),
    (
        USUAL,
        "  steps: [1, 2, 3, 1]\n",
        "figure.steps: step 3 names panel 3; there are 2, at at_top lower",
    ),
    (USUAL, f"{USUAL}  main: 3\n", "figure.main: there is no panel 3, but 2"),
    (USUAL, "  steps: [1, 1, 1, 1]\n", "figure.steps: no step names panel 2, at at_top lower"),
    (
        USUAL,
        "  steps: [1, 2, 9, 1]\n",
        "figure.steps.2: input should be less than or equal to 8, not 9",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), PLANTED)
def test_a_wrong_pairing_is_found(library: Path, old: str, new: str, message: str) -> None:
    assert planted(library, old, new) == [message]


def test_a_step_that_cannot_be_drawn_is_fine(library: Path) -> None:
    assert planted(library, USUAL, "  steps: [1, 2, 2, 0]\n") == []


def test_as_many_pictures_as_steps_need_no_word(library: Path) -> None:
    assert "steps: [" not in (library / CAT_COW).read_text(encoding="utf-8")
    assert figure_problems(library, CAT_COW) == []
