"""The patient screen from opening to printing, with real key events on a real clinic."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.patient.patient_screen import HANDOUTS, PLAN, RECORD, PatientScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


def print_to(path: Path) -> Callable[[QPrinter, QWidget], bool]:
    """Somebody at the print dialog who prints to a file."""

    def answer(printer: QPrinter, _parent: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    return answer


@pytest.fixture
def screen(
    workspace: Workspace,
    background: Background,
    marigold: Patient,
    qtbot: QtBot,
    tmp_path: Path,
) -> Iterator[PatientScreen]:
    paper = print_to(tmp_path / "paper.pdf")
    made = PatientScreen(workspace, background, ask_printer=paper)
    qtbot.addWidget(made)
    made.resize(1360, 900)
    qtbot.shown(made)
    made.open_patient(marigold.id)
    yield made
    made.close_patient()


def press(screen: PatientScreen, key: Qt.Key, *, control: bool = False) -> None:
    """One key to whatever has the keyboard, as a person would."""
    modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
    hands.keyClick(hands.keyboard(screen), key, modifier)


def test_five_exercises_from_scratch_take_six_actions(
    screen: PatientScreen, workspace: Workspace
) -> None:
    press(screen, Qt.Key.Key_L, control=True)
    for _ in range(5):
        press(screen, Qt.Key.Key_Return)
    assert screen.editing is not None
    assert len(screen.editing.plan.items) == 5
    assert screen.close_patient()


def test_undo_in_the_empty_field_is_the_plans(screen: PatientScreen) -> None:
    press(screen, Qt.Key.Key_L, control=True)
    hands.keyClicks(QApplication.focusWidget(), "bridge")
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Z, control=True)
    assert screen.editing is not None
    assert screen.editing.plan.items == ()
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
    assert len(workspace.plans.current(patient_id).plan.items) == 1


def test_each_change_is_named_with_its_undo_where_it_covers_no_card(
    screen: PatientScreen, qtbot: QtBot
) -> None:
    press(screen, Qt.Key.Key_L, control=True)
    press(screen, Qt.Key.Key_Return)
    bar = screen.header.undo_bar
    assert bar.isVisible()
    assert bar.words.startswith("Added ")
    assert screen.header.rect().contains(bar.geometry())
    tabs = screen.header.tabs
    assert bar.x() > tabs.x() + tabs.tabRect(tabs.count() - 1).right()
    assert bar.width() >= 420
    press(screen, Qt.Key.Key_Z, control=True)
    assert not bar.isVisible()


def test_a_pain_entry_is_undone_with_the_same_key(
    screen: PatientScreen, workspace: Workspace, qtbot: QtBot
) -> None:
    patient_id = screen.patient_id
    press(screen, Qt.Key.Key_J, control=True)
    press(screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: len(workspace.pain.listing(patient_id)) == 1)
    qtbot.waitUntil(lambda: screen.header.undo_bar.words.startswith("Pain 4 recorded for now"))
    screen.plan.undo()
    qtbot.waitUntil(lambda: workspace.pain.listing(patient_id)[0].voided)
    assert workspace.pain.listing(patient_id)[0].void_reason == "Undone at once"
    screen.plan.redo()
    qtbot.waitUntil(lambda: not workspace.pain.listing(patient_id)[0].voided)


def test_a_rating_that_cannot_be_taken_back_says_so(screen: PatientScreen, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise UserError("The disk is full.")

    screen._attempt(refuse)
    qtbot.waitUntil(screen.plan.notices.problem.isVisible)


def test_template_to_print_takes_four_actions(
    screen: PatientScreen, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    patient_id = screen.patient_id
    with hands.answering(lambda d: hands.keyClick(hands.keyboard(d), Qt.Key.Key_Return)):
        press(screen, Qt.Key.Key_T, control=True)
    hands.ready(screen)
    press(screen, Qt.Key.Key_P, control=True)
    assert screen.header.tabs.currentIndex() == HANDOUTS
    press(screen, Qt.Key.Key_P, control=True)
    qtbot.waitUntil(lambda: len(workspace.handouts.issued(patient_id)) == 1)
    qtbot.waitUntil((tmp_path / "paper.pdf").exists)


def test_the_last_printed_plan_is_offered_to_an_empty_one(
    screen: PatientScreen, workspace: Workspace, marigold: Patient
) -> None:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    saved = workspace.plans.save(marigold.id, Plan((item,)), version=0)
    workspace.handouts.issue(marigold.id, workspace.handouts.usual_options(marigold))
    workspace.plans.save(marigold.id, Plan(), version=saved.version)
    screen.open_patient(marigold.id)
    offered = [b for b in screen.findChildren(Button) if b.text().startswith("Duplicate the last")]
    offered[0].click()
    assert screen.editing is not None
    assert [i.exercise_id for i in screen.editing.plan.items] == ["bridge"]


def test_new_precautions_are_heard_of(
    screen: PatientScreen, workspace: Workspace, otto: Patient, qtbot: QtBot
) -> None:
    screen.open_patient(otto.id)
    press(screen, Qt.Key.Key_L, control=True)
    hands.keyClicks(QApplication.focusWidget(), "good morning")
    press(screen, Qt.Key.Key_Return)
    editing = screen.editing
    assert editing is not None
    assert editing.concerns(editing.plan.items[0]) == ()
    workspace.patients.update(otto.changed(precautions=("osteoporosis",)))
    qtbot.waitUntil(lambda: len(editing.concerns(editing.plan.items[0])) == 1)


def test_a_clinic_that_can_only_be_read_shows_all_and_changes_nothing(
    workspace: Workspace,
    marigold: Patient,
    background: Background,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    workspace.plans.save(marigold.id, Plan((item,)), version=0)
    workspace.close()
    monkeypatch.setattr(os, "access", lambda *_args, **_kw: False)
    closed = AccessService(tmp_path / "clinic", cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    reading = closed.unlock_any("lantern orchard copper violin")
    assert reading.is_read_only
    made = PatientScreen(reading, background)
    qtbot.addWidget(made)
    made.show()
    made.open_patient(marigold.id)
    hands.keyClick(made.plan.list, Qt.Key.Key_Delete)
    assert made.editing is not None
    assert len(made.editing.plan.items) == 1
    assert not made.plan.library.isEnabled()
    hands.keyClick(made.plan.list, Qt.Key.Key_Return)
    assert made.plan.adjust.isVisible()
    assert not made.plan.adjust.reset_button.isEnabled()
    hands.keyClick(made.plan.adjust.done_button, Qt.Key.Key_Escape)
    assert not made.plan.adjust.isVisible()
    made.show_tab(RECORD)
    assert not any(edit.isEnabled() for edit in made.record.findChildren(QLineEdit))
    made.show_tab(HANDOUTS)
    qtbot.waitUntil(lambda: made.handouts._drawn is not None)
    made.handouts.print_now(made)
    assert made.handouts.middle.error.isVisible()
    assert not reading.handouts.issued(marigold.id)
    assert made.close_patient()
    reading.close()
