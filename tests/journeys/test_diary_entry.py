"""The paper comes back: keyed in from any tab, on the chart at once, undone by one key."""

from datetime import timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.services.workspace import Workspace
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.patient.patient_screen import HANDOUTS, PLAN, PROGRESS, RECORD

from .conftest import Desk

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def type_into_the_diary(desk: Desk, clinic: ClinicWindow, text: str, *keys: Key) -> list[QWidget]:
    """Open the diary with its keys, type, then save; gives the dialog that was seen."""

    def write(dialog: DiaryDialog) -> None:
        desk.until(dialog.grid.hasFocus)
        for letter in text:
            hands.keyClicks(hands.keyboard(dialog), letter)
        for key in keys:
            hands.keyClick(hands.keyboard(dialog), key)
        if text:
            hands.keyClick(hands.keyboard(dialog), Key.Key_Return, CONTROL)

    with hands.answering(write, DiaryDialog) as seen:
        desk.press(clinic, Key.Key_D, ctrl=True)
    return seen


@pytest.fixture
def opened(desk: Desk, demo: Path) -> ClinicWindow:
    """Finn, who has a plan of two exercises now and no ratings."""
    clinic = desk.start(demo)
    desk.unlock(clinic)
    screens = clinic.screens
    assert screens is not None
    desk.come_back(clinic)
    desk.until(lambda: screens.home._table.hasFocus())
    for letter in "finn":
        desk.type(clinic, letter)
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: screens.patient.editing is not None)
    for name in ("bridge", "bird-dog"):
        screens.patient.add_exercise(name)
    assert screens.patient.flush()
    return clinic


def workspace_of(clinic: ClinicWindow) -> Workspace:
    assert clinic._workspace is not None
    return clinic._workspace


def test_a_week_of_paper_reaches_the_chart_and_is_undone(opened: ClinicWindow, desk: Desk) -> None:
    screens = opened.screens
    assert screens is not None
    workspace, patient_id = workspace_of(opened), screens.patient.patient_id
    type_into_the_diary(desk, opened, "aa77886655566443")
    first = workspace.now().date() - timedelta(days=13)
    kept = workspace.diary.open(patient_id, first)
    assert len(kept.ratings) == 14
    assert len(kept.ticks) == 14
    assert (
        screens.patient.header.undo_bar.words == "Diary kept: 14 pain ratings and 14 exercise boxes"
    )
    desk.come_back(opened)
    desk.press(opened, Key.Key_Z, ctrl=True)
    desk.until(lambda: not workspace.diary.open(patient_id, first).ratings)
    assert not workspace.diary.open(patient_id, first).ticks
    assert {e.voided for e in workspace.pain.listing(patient_id)} == {True}


def test_the_diary_opens_from_every_tab(opened: ClinicWindow, desk: Desk) -> None:
    screens = opened.screens
    assert screens is not None
    for tab in (PROGRESS, HANDOUTS, RECORD, PLAN):
        screens.patient.show_tab(tab)
        desk.come_back(opened)
        seen = type_into_the_diary(desk, opened, "", Key.Key_Escape)
        assert len(seen) == 1
