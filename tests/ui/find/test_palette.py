"""Ctrl+K by keyboard: patients, exercises and actions."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.commands import Command
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.list_rows import ITEM
from clinic_app.ui.find.hits import Hit, Kind
from clinic_app.ui.find.palette import FindPalette

Open = Callable[[str], FindPalette]


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def opened(
    workspace: Workspace,
    background: Background,
    marigold: Patient,
    otto: Patient,
    done: list[str],
    qtbot: QtBot,
) -> Open:
    actions = [Command(lambda: done.append("lock"), "Lock the clinic", shown="Ctrl+Shift+L")]

    def make(no_adding: str = "") -> FindPalette:
        palette = FindPalette(workspace, background, actions, no_adding=no_adding)
        qtbot.addWidget(palette)
        palette.show()
        qtbot.waitUntil(lambda: any(h.kind is Kind.PATIENT for h in hits(palette)))
        return palette

    return make


def hits(palette: FindPalette) -> list[Hit]:
    model = palette._model
    return [model.index(row).data(ITEM) for row in range(model.rowCount())]


def field(palette: FindPalette) -> SearchField:
    found = palette.findChild(SearchField)
    assert isinstance(found, SearchField)
    return found


@pytest.mark.parametrize("typed", ["mar", "sample mari", "D-0117", "low back pain"])
def test_a_patient_is_found_and_opened(
    opened: Open, marigold: Patient, qtbot: QtBot, typed: str
) -> None:
    palette = opened("")
    qtbot.keyClicks(field(palette), typed)
    assert [h.id for h in hits(palette) if h.kind is Kind.PATIENT] == [marigold.id]
    with qtbot.waitSignal(palette.open_patient) as chosen:
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert chosen.args == [marigold.id]
    assert not palette.isVisible()


@pytest.mark.parametrize("typed", ["marigld", "brigde"])
def test_what_was_not_typed_so_has_to_be_chosen(opened: Open, qtbot: QtBot, typed: str) -> None:
    palette = opened("")
    qtbot.keyClicks(field(palette), typed)
    assert hits(palette)[0].doubt
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()
    assert any(w.text().endswith("Press Down to choose.") for w in palette.findChildren(QLabel))
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert not palette.isVisible()


def test_an_action_comes_before_what_is_doubtful(opened: Open, qtbot: QtBot) -> None:
    palette = opened("")
    qtbot.keyClicks(field(palette), "lock")
    sure = [not hit.doubt for hit in hits(palette)]
    assert sure == sorted(sure, reverse=True)


def test_an_exercise_is_added_with_the_arrows(opened: Open, qtbot: QtBot) -> None:
    palette = opened("")
    qtbot.keyClicks(field(palette), "hinge")
    second = [h for h in hits(palette) if h.kind is Kind.EXERCISE][1]
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.add_exercise) as chosen:
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert chosen.args == [second.id]


def test_without_a_patient_an_exercise_says_why_not(opened: Open, qtbot: QtBot) -> None:
    palette = opened("Open a patient first")
    qtbot.keyClicks(field(palette), "hinge")
    assert {h.reason for h in hits(palette)} == {"Open a patient first"}
    with qtbot.assertNotEmitted(palette.add_exercise):
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_an_action_runs_after_the_palette_is_gone(
    opened: Open, done: list[str], qtbot: QtBot
) -> None:
    palette = opened("")
    qtbot.keyClicks(field(palette), "lock")
    assert hits(palette)[0].keys == "Ctrl+Shift+L"
    assert hits(palette)[0].title == "Lock the clinic"
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert done == ["lock"]


def test_nothing_found_chooses_nothing(opened: Open, qtbot: QtBot) -> None:
    palette = opened("")
    field(palette).setText("zzzzzzqq")
    assert hits(palette) == []
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(field(palette), Qt.Key.Key_Escape)
    qtbot.keyClick(field(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
