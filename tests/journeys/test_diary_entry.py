"""The paper comes back: keyed in from any tab, on the chart at once, undone by one key."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.services.workspace import Workspace
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.patient.patient_screen import HANDOUTS, PLAN, PROGRESS, RECORD

from .conftest import Desk

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def type_into_the_diary(text: str, *keys: Key) -> list[DiaryDialog]:
    """Type into the dialog that is about to open, then save; gives the dialog once it was seen."""
    seen: list[DiaryDialog] = []

    def attempt() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, DiaryDialog) or not dialog.grid.hasFocus():
            QTimer.singleShot(10, attempt)
            return
        seen.append(dialog)
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        if text:
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)

    QTimer.singleShot(0, attempt)
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
        QTest.keyClicks(QApplication.focusWidget(), letter)
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
    type_into_the_diary("aa77886655566443")
    desk.press(opened, Key.Key_D, ctrl=True)
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
    assert {e.voided for e in workspace.pain.entries(patient_id)} == {True}


def test_the_diary_opens_from_every_tab(opened: ClinicWindow, desk: Desk) -> None:
    screens = opened.screens
    assert screens is not None
    for tab in (PROGRESS, HANDOUTS, RECORD, PLAN):
        screens.patient.show_tab(tab)
        desk.come_back(opened)
        seen = type_into_the_diary("", Key.Key_Escape)
        desk.press(opened, Key.Key_D, ctrl=True)
        assert len(seen) == 1
