"""Pictures: drawn once, kept without patient data, read back the same, never trusted blindly."""

import os
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.exercise.picture import Panel, Shape, without_inset
from clinic_app.services.exercises.figure_files import FigureFiles, packed, unpacked
from clinic_app.services.exercises.figures import Engine, FigureService, Stop, drawing_engine
from clinic_app.services.exercises.library import open_library

STANDARD, WOMAN = LOOKS["standard"], LOOKS["woman-brown"]


class Pencil:
    """Draws a line as long as the depth is deep, and counts how often."""

    def __init__(self, version: str = "1") -> None:
        self.drawn: list[tuple[str, Settings, Look, str]] = []
        self.engine = Engine(version, self._draw, self._motion, self._alt)

    def _draw(
        self, exercise: Exercise, settings: Settings, look: Look, detail: str
    ) -> tuple[Panel, ...]:
        self.drawn.append((exercise.id, settings, look, detail))
        return tuple(line(depth) for depth in (0.0, float(settings.get("depth_deg", 10))))

    def _motion(
        self, exercise: Exercise, settings: Settings, look: Look, frames: int, stop: Stop
    ) -> tuple[Panel, ...]:
        self.drawn.append((exercise.id, settings, look, "motion"))
        return () if stop() else tuple(line(float(n)) for n in range(frames))

    def _alt(
        self,
        exercise: Exercise,
        settings: Settings,
        number: int,
        count: int,
        language: str,
        inset: bool,
    ) -> str:
        return f"{exercise.words[language].name}, {number} of {count}"


def line(depth: float) -> Panel:
    shape = Shape("mlcz", (0, 0, depth, 0.1, 1, 2, 3, 4, 5, 6), "", "#16222B", 0.4, (1.0, 2.0), 0.5)
    return Panel(100.5, 50.0, (shape, Shape("mlz", (1, 1, 2, 2), "#FFFFFF")), floor=3, scale=100)


def library() -> Catalog:
    """The shipped one with every exercise drawable."""
    shipped = open_library()
    some = FigureSpec("standing", "side", (Layer(), Layer()))
    drawable = [e.with_figure(e.figure or some) for e in shipped.exercises]
    return Catalog(drawable, shipped.vocabulary, shipped.sources)


@pytest.fixture(scope="module")
def exercises() -> Catalog:
    return library()


def hinge(depth: float) -> Rung:
    return Rung("hip-hinge", {"depth_deg": depth})


Service = Callable[[Pencil], FigureService]


@pytest.fixture
def service(exercises: Catalog, tmp_path: Path) -> Service:
    """A start of the program that keeps its pictures where the one before did."""
    return lambda pencil: FigureService(
        exercises, folder=tmp_path / "figures", engine=lambda: pencil.engine
    )


def test_a_picture_is_drawn_once_and_read_back_the_same(service: Service) -> None:
    first, later = Pencil(), Pencil()
    drawn = service(first).panels(hinge(45), STANDARD)
    assert [panel.shapes[0].numbers[2] for panel in drawn] == [0, 45]
    fresh = service(later)
    assert fresh.in_memory(hinge(45), STANDARD) is None
    assert fresh.cached(hinge(45), STANDARD) == drawn
    assert fresh.in_memory(hinge(45), STANDARD) is not None
    assert fresh.panels(hinge(45), STANDARD) == drawn
    assert (len(first.drawn), len(later.drawn)) == (1, 0)


def test_what_a_picture_shows_makes_another_one(service: Service) -> None:
    pencil = Pencil()
    figures = service(pencil)
    for rung, look in ((hinge(45), STANDARD), (hinge(50), STANDARD), (hinge(45), WOMAN)):
        figures.panels(rung, look)
    assert len(pencil.drawn) == 3
    newer = Pencil("2")
    service(newer).panels(hinge(45), STANDARD)
    assert len(newer.drawn) == 1, "a later engine draws anew"


def test_what_no_picture_shows_makes_no_other_one(service: Service) -> None:
    pencil = Pencil()
    figures = service(pencil)
    dose = {"load_kg": 0.0, "side": "both", "tempo": "4-1-2"}
    for settings in ({}, {"depth_deg": 60}, {"depth_deg": 60.0, **dose}):
        figures.panels(Rung("hip-hinge", settings), STANDARD)
    assert len(pencil.drawn) == 1
    assert "tempo" not in pencil.drawn[0][1]


def test_a_load_beyond_the_library_is_drawn_at_its_limit(service: Service) -> None:
    pencil = Pencil()
    service(pencil).panels(Rung("hip-hinge", {"load_kg": 120.0}), STANDARD)
    assert pencil.drawn[0][1]["load_kg"] == 40


def test_a_changed_exercise_is_drawn_anew(exercises: Catalog, tmp_path: Path) -> None:
    changed = replace(exercises.exercise("bridge"), primary_muscles=("quadriceps",))
    others = [e for e in exercises.exercises if e.id != "bridge"]
    other = Catalog([*others, changed], exercises.vocabulary, exercises.sources)
    counts: list[int] = []
    for catalog in (exercises, exercises, other):
        pencil = Pencil()
        figures = FigureService(catalog, folder=tmp_path, engine=lambda p=pencil: p.engine)
        figures.panels(Rung("bridge"), STANDARD)
        counts.append(len(pencil.drawn))
    assert counts == [1, 0, 1]


def test_the_kept_picture_has_no_language(service: Service, tmp_path: Path) -> None:
    pencil = Pencil()
    figures = service(pencil)
    assert figures.panels(hinge(45), STANDARD, language="es")[1].alt.startswith("Bisagra")
    assert figures.panels(hinge(45), STANDARD)[1].alt == "Hip hinge, hands on hips, 2 of 2"
    assert len(pencil.drawn) == 1
    kept = [unpacked(file.read_bytes()) for file in (tmp_path / "figures").iterdir()]
    assert [panel.alt for panels in kept for panel in panels] == ["", ""]


def test_coarse_pictures_and_movements_stay_in_memory(service: Service, tmp_path: Path) -> None:
    pencil = Pencil()
    figures = service(pencil)
    for _ in range(2):
        figures.coarse(hinge(45), STANDARD)
        assert len(figures.motion(hinge(45), STANDARD, frames=20)) == 20
    assert [detail for *_, detail in pencil.drawn] == ["coarse", "motion"]
    assert not (tmp_path / "figures").exists()


def test_an_exercise_without_a_figure_has_no_picture(tmp_path: Path) -> None:
    shipped = open_library()
    plain = shipped.exercise("bridge").with_figure(None)
    others = [e for e in shipped.exercises if e.id != "bridge"]
    pencil = Pencil()
    catalog = Catalog([*others, plain], shipped.vocabulary, shipped.sources)
    figures = FigureService(catalog, folder=tmp_path, engine=lambda: pencil.engine)
    assert figures.panels(Rung("bridge"), STANDARD) == ()
    assert figures.cached(Rung("bridge"), STANDARD) == figures.coarse(Rung("bridge"), WOMAN) == ()
    assert figures.motion(Rung("bridge"), STANDARD) == ()
    assert pencil.drawn == []


@pytest.mark.parametrize("damage", [b"", b"HRF2", b"HRF2nonsense", b"\0" * 400, None])
def test_a_damaged_file_counts_as_missing(
    service: Service, tmp_path: Path, damage: bytes | None
) -> None:
    whole = service(Pencil()).panels(hinge(45), STANDARD)
    (file,) = (tmp_path / "figures").iterdir()
    file.write_bytes(file.read_bytes()[:-9] if damage is None else damage)
    pencil = Pencil()
    figures = service(pencil)
    assert figures.cached(hinge(45), STANDARD) is None
    assert figures.panels(hinge(45), STANDARD) == whole
    assert len(pencil.drawn) == 1
    assert service(Pencil()).cached(hinge(45), STANDARD) == whole, "written anew"


def test_packing_keeps_all_but_the_text() -> None:
    panels = (line(12.25), replace(line(3), alt="Words", inset=1))
    assert unpacked(packed(panels)) == unpacked(packed(unpacked(packed(panels))))
    (first, second) = unpacked(packed(panels))
    assert (first.width, first.floor, first.scale) == (100.5, 3, 100)
    assert first.shapes[0].numbers[3] == pytest.approx(0.1)
    assert replace(first.shapes[0], numbers=()) == replace(line(1).shapes[0], numbers=())
    assert second.alt == ""
    assert (first.inset, second.inset) == (0, 1)


def test_the_longest_unused_go_when_there_are_too_many(tmp_path: Path) -> None:
    content = os.urandom(1000)
    FigureFiles(tmp_path, most_bytes=10_000_000).keep("often-used", packed([line(1)]))
    for age in range(60):
        FigureFiles(tmp_path, most_bytes=10_000_000).keep(f"old-{age:02}", content)
        os.utime(tmp_path / f"old-{age:02}.figure", (age, age))
    files = FigureFiles(tmp_path, most_bytes=20_000)
    assert files.read("often-used") is not None
    files.keep("new", content)
    names = {file.stem for file in tmp_path.iterdir()}
    assert {"often-used", "new", "old-59"} <= names
    assert "old-00" not in names
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 18_000


def test_a_folder_that_cannot_be_written_costs_time_alone(
    exercises: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    pencil = Pencil()
    figures = FigureService(exercises, folder=tmp_path / "file", engine=lambda: pencil.engine)
    assert len(figures.panels(hinge(45), STANDARD)) == 2
    assert len(figures.panels(hinge(45), STANDARD)) == 2
    assert len(pencil.drawn) == 1


def test_nothing_of_a_patient_is_kept(service: Service, tmp_path: Path) -> None:
    service(Pencil()).panels(hinge(45), WOMAN)
    (file,) = (tmp_path / "figures").iterdir()
    assert len(file.stem) == 64
    assert not any(letter not in "0123456789abcdef" for letter in file.stem)
    words = zlib.decompress(file.read_bytes()[4:])[:400]
    assert b"hinge" not in words
    assert b"45" not in words.split(b"]]]")[0]


def test_warming_draws_each_rung_of_the_library_once(service: Service, exercises: Catalog) -> None:
    pencil = Pencil()
    told: list[tuple[int, int]] = []
    service(pencil).warm([STANDARD], lambda done, of: told.append((done, of)), lambda: False)
    assert {drawn[0] for drawn in pencil.drawn} == {e.id for e in exercises.exercises}
    total = len(pencil.drawn)
    assert total > len(exercises.exercises)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    again = Pencil()
    service(again).warm([STANDARD], lambda done, of: None, lambda: False)
    assert again.drawn == []


def test_warming_stops_when_told(service: Service) -> None:
    pencil = Pencil()
    service(pencil).warm([STANDARD], lambda done, of: None, lambda: len(pencil.drawn) >= 5)
    assert len(pencil.drawn) == 5


def test_threads_may_ask_at_once(service: Service) -> None:
    figures = service(Pencil())
    got: list[list[tuple[Panel, ...]]] = []

    def ask() -> None:
        got.append([figures.panels(hinge(20 + n % 7), STANDARD) for n in range(70)])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert got[0] == got[1] == got[2] == got[3]


def test_the_engine_draws_the_hinge_as_deep_as_it_is_prescribed(tmp_path: Path) -> None:
    figures = FigureService(open_library(), folder=tmp_path, engine=drawing_engine)
    shallow, deep = (figures.panels(hinge(depth), STANDARD)[-1] for depth in (30, 85))
    assert deep.width > shallow.width + 10, "a deep bow reaches farther"
    assert "Lean forward from your hips" in deep.alt
    assert shallow.shows == deep.shows == (2, 3)
    assert figures.coarse(hinge(30), STANDARD)[0].shows == (1, 4), "also while a slider moves"


def test_a_movement_nobody_waits_for_is_not_drawn_to_its_end(
    service: Service, tmp_path: Path
) -> None:
    figures = service(Pencil())
    assert figures.motion(hinge(45), STANDARD, frames=9, stop=lambda: True) == ()
    assert len(figures.motion(hinge(45), STANDARD, frames=9)) == 9, "what was stopped is not kept"
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    real = FigureService(open_library(), folder=tmp_path)
    assert real.motion(hinge(45), STANDARD, frames=60, stop=stop) == ()
    assert len(asked) == 4


def test_the_words_tell_of_an_inset_of_a_kept_picture_too(tmp_path: Path) -> None:
    figures = FigureService(open_library(), folder=tmp_path)
    for _ in range(2):  # drawn, and read from the disk
        start, end = figures.panels(Rung("band-row"), STANDARD)
        assert "second view" not in start.alt
        assert "second view" in end.alt
        assert end.inset
    bare = without_inset(end)
    assert (bare.width, bare.inset) == (end.width, 0)
    assert len(bare.shapes) == len(end.shapes) - end.inset
