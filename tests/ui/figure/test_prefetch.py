"""The library's pictures are drawn ahead, once, and the end does not wait for all of them."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.services.exercises.figures import FigureService
from clinic_app.ui.figure.prefetch import FigurePrefetcher

from .conftest import Pencil


def test_every_rung_is_drawn_ahead_once(
    figures: FigureService, pencil: Pencil, qtbot: QtBot, qapp: QApplication
) -> None:
    first = FigurePrefetcher(figures, begin_ms=0, breath_s=0, owner=qapp)
    qtbot.waitUntil(lambda: first.is_done)
    total = len(pencil.drawn)
    assert total == len(figures.library_rungs()) == first.progress[1]
    again = FigurePrefetcher(figures, begin_ms=0, breath_s=0, owner=qapp)
    qtbot.waitUntil(lambda: again.is_done)
    assert len(pencil.drawn) == total


def test_the_end_waits_for_one_picture_at_the_most(
    figures: FigureService, pencil: Pencil, qtbot: QtBot, qapp: QApplication
) -> None:
    warming = FigurePrefetcher(figures, begin_ms=0, owner=qapp)
    qtbot.waitUntil(lambda: len(pencil.drawn) >= 2)
    warming.stop()
    drawn = len(pencil.drawn)
    qtbot.settle()
    assert len(pencil.drawn) == drawn < len(figures.library_rungs())


def test_stopped_before_it_began_it_draws_nothing(
    figures: FigureService, pencil: Pencil, qtbot: QtBot, qapp: QApplication
) -> None:
    FigurePrefetcher(figures, begin_ms=0, owner=qapp).stop()
    qtbot.settle()
    assert pencil.drawn == []
