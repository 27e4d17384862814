"""Pictures that come with the program are read before anything is drawn, and never written to."""

from dataclasses import replace
from pathlib import Path

import pytest

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.figures import FigureService
from clinic_app.services.exercises.library import open_library
from clinic_app.services.exercises.shipped_figures import SHIPPED_LOOKS, draw_share, draw_shipped

from .test_figures import STANDARD, WOMAN, Pencil

BRIDGE = Rung("bridge", {})


@pytest.fixture
def library() -> Catalog:
    """One exercise that leads to no other."""
    shipped = open_library()
    bridge = replace(shipped.exercise("bridge"), easier=(), harder=(), related=())
    return Catalog([bridge], shipped.vocabulary, shipped.sources)


def service(library: Catalog, home: Path, pencil: Pencil) -> FigureService:
    own, shipped = home / "own", home / "shipped"
    return FigureService(library, folder=own, shipped=shipped, engine=lambda: pencil.engine)


def ship(library: Catalog, folder: Path, version: str = "1") -> None:
    pencil = Pencil(version)
    FigureService(library, folder=folder, engine=lambda: pencil.engine).panels(BRIDGE, STANDARD)


def test_a_picture_that_came_along_is_not_drawn(library: Catalog, tmp_path: Path) -> None:
    ship(library, tmp_path / "shipped")
    pencil = Pencil()
    figures = service(library, tmp_path, pencil)
    assert figures.is_kept(BRIDGE, STANDARD)
    assert figures.cached(BRIDGE, STANDARD)
    assert service(library, tmp_path, pencil).panels(BRIDGE, STANDARD)
    assert pencil.drawn == []


def test_what_did_not_come_along_is_drawn_and_kept_elsewhere(
    library: Catalog, tmp_path: Path
) -> None:
    ship(library, tmp_path / "shipped", version="older")
    before = sorted(p.stat().st_mtime_ns for p in (tmp_path / "shipped").iterdir())
    pencil = Pencil()
    figures = service(library, tmp_path, pencil)
    assert figures.panels(BRIDGE, STANDARD)
    assert figures.panels(BRIDGE, WOMAN)
    assert len(pencil.drawn) == 2
    assert len(list((tmp_path / "own").iterdir())) == 2
    assert sorted(p.stat().st_mtime_ns for p in (tmp_path / "shipped").iterdir()) == before


def test_packaging_draws_every_usual_picture_and_deletes_old_ones(
    library: Catalog, tmp_path: Path
) -> None:
    ship(library, tmp_path, version="older")
    (old,) = tmp_path.iterdir()
    draw_shipped(tmp_path, library)
    figures = FigureService(library, shipped=tmp_path)
    assert figures.library_rungs()
    for look in SHIPPED_LOOKS:
        assert all(figures.is_kept(rung, look) for rung in figures.library_rungs())
    assert not figures.is_kept(BRIDGE, LOOKS["man-dark"])
    assert not old.exists()


def test_shares_of_several_processes_are_the_whole_library(tmp_path: Path) -> None:
    shipped = open_library()
    own = [
        replace(shipped.exercise(name), easier=(), harder=(), related=())
        for name in ("bridge", "quad-set", "clamshell")
    ]
    library = Catalog(own, shipped.vocabulary, shipped.sources)
    figures, (look,) = FigureService(library, shipped=tmp_path), SHIPPED_LOOKS
    draw_share(tmp_path, library, 1, 2)
    of_one = {r.exercise_id for r in figures.library_rungs() if figures.is_kept(r, look)}
    assert len(of_one) == 1
    draw_share(tmp_path, library, 0, 2)
    assert all(figures.is_kept(rung, look) for rung in figures.library_rungs())
