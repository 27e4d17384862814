"""Figures checked from files: problems at their line, and nothing checked twice."""

import json
from pathlib import Path

import pytest

from clinic_app.catalog.check import check_and_read
from clinic_app.services.exercises.figure_checks import figure_problems
from clinic_app.services.folders.paths import figure_check_cache_path
from clinic_app.shipped_data import EXERCISES

SOUND = """figure:
  base: standing
  camera: side
  pose: {hands: {both: hang}}
  panels:
    - joints: {knee: 4}
    - {trunk: depth_deg, joints: {knee: 8 + depth_deg / 8}}

"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one exercise with a figure of its own, and a cache of our own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("vocabulary.yaml", "sources.yaml"):
        (tmp_path / name).write_bytes((EXERCISES / name).read_bytes())
    draw(tmp_path, SOUND)
    return tmp_path


def draw(folder: Path, figure: str) -> None:
    """Give the exercise another figure, and the muscles that a side view shows."""
    text = (EXERCISES / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8")
    start, end = text.index("figure:\n"), text.index("\ndose:")
    text = text[:start] + figure + text[end + 1 :]
    text = text.replace("gluteus-maximus, hamstrings, adductor-magnus", "gluteus-maximus")
    (folder / "hinge").mkdir(exist_ok=True)
    (folder / "hinge" / "hip-hinge.yaml").write_text(text, encoding="utf-8")


def problems(folder: Path, *, whole: bool = False) -> list[str]:
    return [str(p) for p in figure_problems(folder, check_and_read(folder)[1], whole=whole)]


def test_a_sound_figure_has_no_problem(folder: Path) -> None:
    assert problems(folder) == []


def test_a_problem_stands_at_the_line_of_its_panel(folder: Path) -> None:
    draw(folder, SOUND.replace("knee: 8 +", "knee: -20 -"))
    lines = (folder / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8").splitlines()
    found = problems(folder)
    assert any("knee_r is at" in line and "past its range" in line for line in found)
    panel = next(n for n, line in enumerate(lines, 1) if "knee: -20" in line)
    where = f"hinge/hip-hinge.yaml:{panel}: figure, panel 2"
    assert all(line.startswith(where) for line in found)


def test_a_problem_of_a_panel_that_a_case_adds_stands_at_its_line(folder: Path) -> None:
    case = """  cases:
    - when: {setting: load_kg, above: -1}
      panels:
        "3": {joints: {knee: -20}}
"""
    draw(folder, SOUND.rstrip() + "\n" + case + "\n")
    lines = (folder / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8").splitlines()
    panel = next(n for n, line in enumerate(lines, 1) if "knee: -20" in line)
    found = problems(folder)
    assert found
    assert all(line.startswith(f"hinge/hip-hinge.yaml:{panel}: figure, panel 3") for line in found)


def test_what_is_wrong_at_many_settings_is_told_once_where_it_is_worst(folder: Path) -> None:
    draw(folder, SOUND.replace("knee: 8 +", "knee: -20 -"))
    bent = [line for line in problems(folder, whole=True) if "knee_r is at" in line]
    assert len(bent) == 1
    assert "depth_deg=90" in bent[0]
    assert "knee_r is at -31.25" in bent[0]
    assert "(the worst of " in bent[0]


def test_what_differs_is_told_apart(folder: Path) -> None:
    draw(folder, SOUND.replace("knee: 8 +", "knee: -20 -").replace("knee: 4", "knee: -9"))
    found = problems(folder)
    assert {"knee_l", "knee_r"} <= {w for line in found for w in line.split() if "past" in line}
    assert sum("panel 1" in line and "knee_r is at -9" in line for line in found) == 1
    assert sum("panel 2" in line and "knee_r is at" in line for line in found) == 1


def test_a_target_that_was_missed_is_named(folder: Path) -> None:
    low = SOUND.replace("knee: 8 + depth_deg / 8", "knee: 8, hip_flex: 10, pitch: 10")
    draw(folder, low)
    assert any("the pose cannot do all it should: trunk is drawn at" in f for f in problems(folder))


def test_only_the_corners_show_a_setting_that_nothing_follows(folder: Path) -> None:
    assert not any("changes nothing" in line for line in problems(folder))
    found = problems(folder, whole=True)
    assert any("load_kg changes nothing in the picture" in line for line in found)


def test_an_unknown_name_is_told_with_the_known_ones(folder: Path) -> None:
    draw(folder, SOUND.replace("both: hang", "both: pockets"))
    found = problems(folder)
    assert found
    assert all("Unknown hold 'pockets'" in line and "Known: hang, " in line for line in found)


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        ("both: hang", "both: pockets", "pockets"),
        ("knee: 8 +", "knees: 8 +", "knees"),
        ("{trunk: depth_deg,", "{trunk: depth_degrees,", "depth_degrees"),
        ("{trunk: depth_deg,", "{aims: {hip_r-toenail_r: 9},", "toenail_r"),
        ("  camera: side", "  arrows: [spin head]\n  camera: side", "spin head"),
        ("  camera: side", "  props: [{kind: anvil}]\n  camera: side", "anvil"),
    ],
)
def test_a_word_that_is_not_known_is_found_in_its_line(
    right: str, wrong: str, word: str, folder: Path
) -> None:
    draw(folder, SOUND.replace(right, wrong))
    lines = (folder / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("figure:")
    line = next(n for n, text in enumerate(lines[start:], start + 1) if word in text)
    found = problems(folder)
    assert found
    assert all(told.startswith(f"hinge/hip-hinge.yaml:{line}: figure") for told in found)


def test_what_was_found_is_kept_until_the_file_changes(folder: Path) -> None:
    assert problems(folder) == []
    kept = json.loads(figure_check_cache_path().read_bytes())
    figure_check_cache_path().write_text(json.dumps({key: ["panel 1: as kept"] for key in kept}))
    assert problems(folder)[0].endswith("figure, panel 1: as kept")
    draw(folder, SOUND.replace("knee: 4", "knee: 5"))
    assert problems(folder) == []


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "\0"])
def test_a_spoilt_cache_is_made_anew(folder: Path, content: str) -> None:
    figure_check_cache_path().parent.mkdir(parents=True)
    figure_check_cache_path().write_text(content)
    assert problems(folder) == []


def test_progress_counts_what_is_checked(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    read = check_and_read(folder)[1]
    for _ in range(2):
        figure_problems(folder, read, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_several_processes_find_the_same(folder: Path) -> None:
    draw(folder, SOUND.replace("knee: 4", "knee: -20"))
    alone, *_ = sorted({line.split("figure, ")[1] for line in problems(folder) if "knee_l" in line})
    whole = (folder / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8")
    for n in range(4):
        path = folder / "hinge" / f"hinge-{n}.yaml"
        path.write_text(whole.replace("id: hip-hinge\n", f"id: hinge-{n}\n"), encoding="utf-8")
    found = [line for line in problems(folder) if alone in line]
    assert len(found) == 5
    assert {line.split(":")[0] for line in found} >= {f"hinge/hinge-{n}.yaml" for n in range(4)}
