"""Small pictures: painting never draws, what is on the screen comes first, the rest is dropped."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.figure.pictures import Pictures

from .conftest import Pencil

IDS = [exercise.id for exercise in open_library().exercises]
Paint = Callable[..., list[QPixmap | None]]


@pytest.fixture
def paint(pictures: Pictures) -> Paint:
    """Paints rows like a list does: one tile for each exercise."""
    return lambda *ids: [pictures.tile(Rung(i), 64, 54, ratio=1.0) for i in ids]


def shows(pictures: Pictures, paint: Paint, *ids: str) -> None:
    """A view on these rows: it paints again whenever another picture is there."""
    pictures.arrived.connect(lambda: paint(*ids))
    paint(*ids)


def test_painting_draws_nothing_and_asks_for_it(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    pencil.gate.clear()
    assert paint("bridge", "squat") == [None, None]
    qtbot.settle()
    assert pencil.drawn == []
    with qtbot.waitSignal(pictures.arrived):
        pencil.gate.set()
    qtbot.waitUntil(lambda: None not in paint("bridge"))


def test_every_row_gets_its_picture_from_the_top(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    shows(pictures, paint, *IDS[:9])
    qtbot.waitUntil(lambda: None not in paint(*IDS[:9]))
    assert [drawn[0] for drawn in pencil.drawn] == IDS[:9]
    assert not pictures.is_waiting


def test_what_has_scrolled_away_is_not_drawn(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    pencil.gate.clear()
    rows = [0]
    pictures.arrived.connect(lambda: paint(*IDS[rows[0] : rows[0] + 4]))
    for rows[0] in range(0, 32, 2):
        paint(*IDS[rows[0] : rows[0] + 4])
        qtbot.settle()
    pencil.gate.set()
    here = IDS[rows[0] : rows[0] + 4]
    qtbot.waitUntil(lambda: None not in paint(*here))
    qtbot.waitUntil(lambda: not pictures.is_waiting)
    drawn = [d[0] for d in pencil.drawn]
    assert set(here) <= set(drawn)
    assert len(drawn) <= len(here) + 4, "of 34 rows passed, hardly any is drawn"


def test_a_picture_drawn_once_is_there_at_once(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    shows(pictures, paint, "bridge")
    qtbot.waitUntil(lambda: None not in paint("bridge"))
    (first,) = paint("bridge")
    assert paint("bridge") == [first]
    assert len(pencil.drawn) == 1
    qtbot.waitUntil(lambda: pictures.tile(Rung("bridge"), 128, 104, ratio=2.0) is not None)
    assert len(pencil.drawn) == 1, "another size is the same drawing"


def test_another_look_is_another_picture(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    shows(pictures, paint, "bridge")
    qtbot.waitUntil(lambda: None not in paint("bridge"))
    pictures.set_look(LOOKS["woman-brown"])
    assert paint("bridge") == [None]
    qtbot.waitUntil(lambda: None not in paint("bridge"))
    assert [look for _, _, look, _ in pencil.drawn] == [LOOKS["standard"], LOOKS["woman-brown"]]


def test_what_cannot_be_drawn_stays_a_sign_and_is_not_tried_again(
    pictures: Pictures, paint: Paint, pencil: Pencil, qtbot: QtBot
) -> None:
    pencil.broken = True
    with capture_exceptions() as errors:
        shows(pictures, paint, "bridge")
        qtbot.waitUntil(lambda: not pictures.is_waiting)
        for _ in range(3):
            assert paint("bridge") == [None]
            qtbot.settle()
    assert len(pencil.drawn) == 1
    assert [str(error) for _, error, _ in errors] == ["the pencil broke"]
    assert not pictures.is_waiting
