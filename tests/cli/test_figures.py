"""Figures from the command line: files in every kind, and errors that list what is allowed."""

from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from clinic_app.services.exercises import figure_export
from clinic_app.services.exercises.library import open_library
from clinic_app.shipped_data import EXERCISES
from tests.commands import handrail


@pytest.mark.parametrize(
    ("kind", "head"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_figure_is_written_in_every_kind(kind: str, head: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"hinge.{kind}"
    done = handrail("figure", "hip-hinge", "--set", "depth_deg=45", "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(head)


def test_one_panel_is_smaller_than_both(tmp_path: Path) -> None:
    widths: list[float] = []
    for panel in ("end", "both"):
        out = tmp_path / f"{panel}.pdf"
        assert handrail("figure", "hip-hinge", "--panel", panel, "--out", out).returncode == 0
        widths.append(float(pypdf.PdfReader(out).pages[0].mediabox.width))
    assert widths[0] < widths[1]


def test_a_panel_is_chosen_by_its_number(tmp_path: Path) -> None:
    for panel in ("2", "end"):
        handrail("figure", "hip-hinge", "--panel", panel, "--out", tmp_path / f"{panel}.svg")
    assert (tmp_path / "2.svg").read_bytes() == (tmp_path / "end.svg").read_bytes()


@pytest.mark.parametrize("width", [180, 777])
def test_a_png_is_as_wide_as_it_is_asked_to_be(width: int, tmp_path: Path) -> None:
    out = tmp_path / "hinge.png"
    assert handrail("figure", "hip-hinge", "--width", width, "--out", out).returncode == 0
    assert int.from_bytes(out.read_bytes()[16:20]) == width


@pytest.fixture
def own_library(tmp_path: Path) -> Path:
    """A folder with one exercise, which is the hip hinge under another name."""
    folder = tmp_path / "own"
    (folder / "hinge").mkdir(parents=True)
    for name in ("vocabulary.yaml", "sources.yaml"):
        (folder / name).write_bytes((EXERCISES / name).read_bytes())
    text = (EXERCISES / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8")
    text = text.replace("id: hip-hinge", "id: own-hinge")
    (folder / "hinge" / "own-hinge.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_figure_and_a_sheet_of_another_library(own_library: Path, tmp_path: Path) -> None:
    out, sheet = tmp_path / "own.png", tmp_path / "sheet.png"
    done = handrail("figure", "own-hinge", "--library", own_library, "--out", out)
    assert done.returncode == 0, done.stderr
    done = handrail("figures", "--library", own_library, "--width", "600", "--sheet", sheet)
    assert done.returncode == 0, done.stderr
    assert int.from_bytes(sheet.read_bytes()[16:20]) == 600
    done = handrail("figure", "hip-hinge", "--library", own_library, "--out", out)
    assert "no exercise 'hip-hinge'" in done.stderr


def test_the_words_of_a_picture_stand_in_its_svg(tmp_path: Path) -> None:
    out = tmp_path / "hinge.svg"
    handrail("figure", "hip-hinge", "--language", "es", "--out", out)
    title = ElementTree.parse(out).getroot().find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert (title.text or "").startswith("Imagen 1 de 2")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["hip-hinge", "--set", "depth_deg=200"], "20 to 90 deg"),
        (["hip-hinge", "--set", "depth_deg=low"], "must be a number"),
        (["hip-hinge", "--set", "support=rope"], "counter, none"),
        (["hip-hinge", "--set", "colour=red"], "depth_deg, load_kg"),
        (["hip-hinge", "--set", "depth_deg"], "NAME=VALUE"),
        (["hip-hinge", "--look", "nobody"], "woman-brown"),
        (["hip-hinge", "--camera", "upstairs"], "three_quarter"),
        (["hip-hinge", "--panel", "middle"], "start, end, both, 1, 2"),
        (["hip-hinge", "--panel", "3"], "start, end, both, 1, 2"),
        (["hip-hinge", "--width", "500"], "--width"),
        (["hip-hinge", "--library", "nowhere"], "no folder 'nowhere'"),
        (["hip-hinges"], "hip-hinges"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_allowed(
    options: list[str], said: str, tmp_path: Path
) -> None:
    done = handrail("figure", *options, "--out", tmp_path / "f.svg")
    assert done.returncode == 2 or done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    done = handrail("figure", "hip-hinge", "--out", tmp_path / "f.jpg")
    assert ".svg, .png, .pdf" in done.stderr


def test_settings_are_read_as_numbers_and_words() -> None:
    exercise = open_library().exercise("hip-hinge")
    told = figure_export.read_settings(exercise, ["depth_deg=45", "support=counter"])
    assert told == {"depth_deg": 45.0, "support": "counter"}
