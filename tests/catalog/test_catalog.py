"""The library as shipped: what the clinic was promised is there, and is read the same again."""

import shutil
from pathlib import Path

import pytest

from clinic_app.catalog import kept as catalog_kept
from clinic_app.catalog.catalog import Catalog
from clinic_app.catalog.yaml_file import CatalogError
from clinic_app.domain.errors import NotFound
from clinic_app.services.exercises.library import open_library
from clinic_app.shipped_data import EXERCISES

LIBRARY = open_library()


def test_there_are_forty_and_the_common_regions_have_some() -> None:
    assert len(LIBRARY.exercises) >= 40
    regions = {r for e in LIBRARY.exercises for r in e.regions}
    common = {"low-back", "core", "hip", "knee", "ankle-foot", "balance", "neck", "shoulder"}
    assert common <= regions <= set(LIBRARY.vocabulary.terms["region"])


def test_the_hinge_family_is_whole_and_in_ladder_order() -> None:
    hinges = [e.id for e in LIBRARY.exercises if e.family == "hinge"]
    assert len(hinges) == 17
    assert hinges[0] == "pelvic-tilt"
    assert hinges.index("hip-hinge-short") < hinges.index("hip-hinge")
    assert hinges.index("hip-hinge") < hinges.index("romanian-deadlift")


def test_folk_errors_are_corrected_in_the_data() -> None:
    hinge = LIBRARY.exercise("hip-hinge")
    assert set(hinge.primary_muscles) == {"gluteus-maximus", "hamstrings", "adductor-magnus"}
    assert LIBRARY.exercise("bridge").pattern == "bridge"
    assert LIBRARY.exercise("bridge").family != "hinge"


def test_hinge_depth_runs_from_20_to_90_degrees() -> None:
    depth = LIBRARY.exercise("hip-hinge").settings["depth_deg"]
    assert (depth.minimum, depth.maximum, depth.unit) == (20, 90, "deg")


def test_an_unknown_exercise_is_named() -> None:
    with pytest.raises(NotFound, match="'squatt'"):
        LIBRARY.exercise("squatt")


def test_the_kept_library_is_used_until_a_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = tmp_path / "exercises", tmp_path / "cache" / "library.json"
    shutil.copytree(EXERCISES, folder)
    first = Catalog.read(folder, kept=[kept])
    assert kept.exists()
    parsed: list[str] = []
    real = catalog_kept.read_exercise_file
    monkeypatch.setattr(
        catalog_kept, "read_exercise_file", lambda p, f: parsed.append(p.stem) or real(p, f)
    )
    again = Catalog.read(folder, kept=[kept])
    assert again.exercises == first.exercises
    assert [e.figure for e in again.exercises] == [e.figure for e in first.exercises]
    assert parsed == []
    path = folder / "bridge/bridge.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: Bridge\n", "name: Bridge lift\n", 1),
        encoding="utf-8",
    )
    assert Catalog.read(folder, kept=[kept]).exercise("bridge").name == "Bridge lift"
    assert parsed == ["bridge"]  # the others were kept
    (folder / "bridge/single-leg-bridge.yaml").unlink()
    left = Catalog.read(folder, kept=[kept])
    assert "single-leg-bridge" not in {e.id for e in left.exercises}


def test_what_comes_with_the_program_is_used_and_a_change_kept_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, shipped, own = tmp_path / "exercises", tmp_path / "shipped.json", tmp_path / "own.json"
    shutil.copytree(EXERCISES, folder)
    Catalog.read(folder, kept=[shipped])
    came = shipped.read_bytes()
    looked_into: list[Path] = []
    real = catalog_kept._entries
    monkeypatch.setattr(catalog_kept, "_entries", lambda p: looked_into.append(p) or real(p))
    Catalog.read(folder, kept=[shipped, own])
    assert looked_into == [shipped]  # it has all
    assert not own.exists()  # nothing was parsed
    path = folder / "bridge/bridge.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    Catalog.read(folder, kept=[shipped, own])
    assert own.exists()
    assert shipped.read_bytes() == came


def test_other_code_does_not_use_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "library.json"
    Catalog.read(EXERCISES, kept=[kept])
    assert catalog_kept._entries(kept)
    monkeypatch.setattr(catalog_kept, "_code", lambda: "another")
    assert not catalog_kept._entries(kept)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": 1}', b"\x00\xff", b"[1]"])
def test_a_spoilt_kept_library_is_read_anew(tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "library.json"
    kept.write_bytes(content)
    assert len(Catalog.read(EXERCISES, kept=[kept]).exercises) == len(LIBRARY.exercises)


def test_every_problem_is_listed_when_files_are_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    shutil.copytree(EXERCISES, folder)
    for name in ("bridge/bridge.yaml", "core/bird-dog.yaml"):
        (folder / name).write_text("id: x\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Catalog.read(folder)
    assert {p.file for p in caught.value.problems} == {"bridge/bridge.yaml", "core/bird-dog.yaml"}
