"""The patient screen from opening to printing, with real key events on a real clinic."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.handout.handouts_tab import HandoutsTab
from clinic_app.ui.pain.pain_strip import PainStrip
from clinic_app.ui.pain.progress_tab import ProgressTab
from clinic_app.ui.patient.patient_screen import HANDOUTS, PLAN, RECORD, PatientScreen
from clinic_app.ui.patient.tabs import PatientTabs
from clinic_app.ui.record.record_tab import RecordTab

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot
) -> Iterator[PatientScreen]:
    parts = (
        PainStrip(workspace, background),
        ProgressTab(workspace, background),
        HandoutsTab(workspace, background),
        RecordTab(workspace, background),
    )
    made = PatientScreen(workspace, background, PatientTabs(*parts))
    qtbot.addWidget(made)
    made.resize(1360, 900)
    made.show()
    qtbot.waitExposed(made)
    made.open_patient(marigold.id)
    yield made
    made.close_patient()


def press(screen: PatientScreen, key: Qt.Key, *, control: bool = False) -> None:
    """One key to whatever has the keyboard, as a person would."""
    modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or screen, key, modifier)


def test_five_exercises_from_scratch_take_six_actions(
    screen: PatientScreen, workspace: Workspace
) -> None:
    press(screen, Qt.Key.Key_L, control=True)
    for _ in range(5):
        press(screen, Qt.Key.Key_Return)
    assert screen.editing is not None
    assert len(screen.editing.program.items) == 5
    assert screen.close_patient()


def test_undo_in_the_empty_field_is_the_plans(screen: PatientScreen) -> None:
    press(screen, Qt.Key.Key_L, control=True)
    QTest.keyClicks(QApplication.focusWidget(), "bridge")
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Z, control=True)
    assert screen.editing is not None
    assert screen.editing.program.items == ()
    assert screen.plan.library.field.text() == "bridge"


def test_tabs_by_number_and_print_goes_to_the_pages(screen: PatientScreen) -> None:
    press(screen, Qt.Key.Key_4, control=True)
    assert screen.header.tabs.currentIndex() == RECORD
    press(screen, Qt.Key.Key_1, control=True)
    assert screen.header.tabs.currentIndex() == PLAN
    press(screen, Qt.Key.Key_P, control=True)
    assert screen.header.tabs.currentIndex() == HANDOUTS


def test_closing_saves_the_last_change(screen: PatientScreen, workspace: Workspace) -> None:
    patient_id = screen.patient_id
    press(screen, Qt.Key.Key_L, control=True)
    press(screen, Qt.Key.Key_Return)
    assert screen.close_patient()
    assert len(workspace.programs.current(patient_id).program.items) == 1


def test_a_pain_entry_is_undone_with_the_same_key(
    screen: PatientScreen, workspace: Workspace, qtbot: QtBot
) -> None:
    patient_id = screen.patient_id
    press(screen, Qt.Key.Key_J, control=True)
    press(screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: len(workspace.pain.entries(patient_id)) == 1)
    qtbot.waitUntil(lambda: screen.plan.undo_bar.words.startswith("Pain 4 recorded for now"))
    screen.plan.undo()
    qtbot.waitUntil(lambda: workspace.pain.entries(patient_id)[0].voided)
    assert workspace.pain.entries(patient_id)[0].void_reason == "Undone at once"
    screen.plan.redo()
    qtbot.waitUntil(lambda: not workspace.pain.entries(patient_id)[0].voided)
