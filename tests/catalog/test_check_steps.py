"""`check` takes every step from every allowed setting: planted faults of the ladder are told."""

import shutil
from pathlib import Path

import pytest

from clinic_app.catalog.check import check
from clinic_app.catalog.check_steps import walked
from clinic_app.services.exercises.library import open_library
from clinic_app.shipped_data import EXERCISES

KICKSTAND = "hinge/kickstand-romanian-deadlift.yaml"
SUPPORTED = "hinge/single-leg-romanian-deadlift-supported.yaml"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The families of hinge, bridge, squat and knee."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(EXERCISES / name, folder / name)
    for family in ("hinge", "bridge", "squat", "knee"):
        shutil.copytree(EXERCISES / family, folder / family)
    return folder


def plant(library: Path, file: str, old: str, new: str, *, told: str = "") -> list[str]:
    """What is said of ``told`` (the same file by default) once one text is replaced in a file."""
    path = library / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [p.message for p in check(library) if p.file == (told or file)]


def test_an_easier_step_that_would_add_a_weight_is_refused_with_its_settings(
    library: Path,
) -> None:
    found = plant(library, KICKSTAND, "unit: kg, min: 0,", "unit: kg, min: 0.5,", told=SUPPORTED)
    assert any(
        "no easier step keeps the rule" in m and "weight (0 kg to 0.5 kg)" in m and "load_kg=0" in m
        for m in found
    )


def test_an_easier_step_that_would_take_the_chair_away_is_refused(library: Path) -> None:
    helps = "{two-hands: Two hands, one-hand: One hand, fingertips: Fingertips, none: No support}"
    found = plant(library, KICKSTAND, helps, "{none: No support}", told=SUPPORTED)
    assert any("takes the support away" in m for m in found)


def test_an_own_rung_that_runs_against_another_setting_is_refused(library: Path) -> None:
    found = plant(library, "bridge/bridge.yaml", "{band: medium}", "{load_kg: 5}")
    assert any("no easier step keeps the rule" in m and "band" in m for m in found)


def test_what_a_link_changes_beside_its_axis_has_to_be_named(library: Path) -> None:
    found = plant(library, "squat/squat.yaml", "    also: [position]\n", "")
    assert any("also changes the position" in m and "under 'also'" in m for m in found)


def test_what_a_link_never_changes_may_not_be_named(library: Path) -> None:
    found = plant(library, "squat/squat.yaml", "also: [position]", "also: [position, tempo]")
    assert any("names 'tempo', which never changes" in m for m in found)


def test_the_walk_meets_every_option_and_both_ends_of_every_number() -> None:
    for exercise in open_library().exercises:
        met = list(walked(exercise))
        for name, setting in exercise.settings.items():
            ends = setting.options or (setting.minimum, setting.maximum, setting.default)
            if name != "side":
                assert set(ends) <= {s[name] for s in met}
