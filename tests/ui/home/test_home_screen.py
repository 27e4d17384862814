"""The home screen over a real clinic, driven by keys."""

from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.choices import FilterChip
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.home.caseload_model import CaseloadModel
from clinic_app.ui.home.caseload_table import CaseloadTable
from clinic_app.ui.home.home_screen import HomeScreen


@pytest.fixture
def screen(workspace: Workspace, background: Background, qtbot: QtBot) -> HomeScreen:
    made = HomeScreen(workspace, background)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitSignal(model(made).modelReset):
        made.show()
    return made


def model(screen: HomeScreen) -> CaseloadModel:
    found = screen.findChild(CaseloadModel)
    assert isinstance(found, CaseloadModel)
    return found


def table(screen: HomeScreen) -> CaseloadTable:
    found = screen.findChild(CaseloadTable)
    assert isinstance(found, CaseloadTable)
    return found


def names(screen: HomeScreen) -> list[str]:
    rows = model(screen)
    lines = [rows.line(n) for n in range(rows.rowCount())]
    return [line.patient.given if line else "-" for line in lines]


def test_an_empty_clinic_offers_the_first_patient(screen: HomeScreen, qtbot: QtBot) -> None:
    empty = next(e for e in screen.findChildren(EmptyState) if e.isVisible())
    button = empty.findChild(Button)
    assert isinstance(button, Button)
    with qtbot.waitSignal(screen.new_patient):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_typing_filters_and_enter_opens(
    marigold: Patient, otto: Patient, screen: HomeScreen, qtbot: QtBot
) -> None:
    search = screen.findChild(SearchField)
    assert isinstance(search, SearchField)
    qtbot.keyClicks(search, "low back")
    assert names(screen) == ["Marigold"]
    with qtbot.waitSignal(screen.open_patient) as opened:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.args == [marigold.id]
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert set(names(screen)) == {"Marigold", "Otto"}


def test_arrows_skip_the_lines_above_groups(
    marigold: Patient, otto: Patient, workspace: Workspace, screen: HomeScreen, qtbot: QtBot
) -> None:
    long_ago = workspace.now() - timedelta(days=20)
    workspace.pain.record(otto.id, 6, series=Series.AVERAGE, at=long_ago)
    qtbot.waitUntil(lambda: names(screen) == ["-", "Otto", "-", "Marigold"])
    assert table(screen).patient_id() == otto.id
    qtbot.keyClick(table(screen), Qt.Key.Key_Down)
    assert table(screen).patient_id() == marigold.id
    with qtbot.waitSignal(screen.open_patient) as opened:
        qtbot.keyClick(table(screen), Qt.Key.Key_Return)
    assert opened.args == [marigold.id]
    qtbot.keyClick(table(screen), Qt.Key.Key_Up)
    assert table(screen).patient_id() == otto.id


def test_a_click_opens_the_row(marigold: Patient, screen: HomeScreen, qtbot: QtBot) -> None:
    place = table(screen).visualRect(model(screen).index(0, 0)).center()
    with qtbot.waitSignal(screen.open_patient) as opened:
        qtbot.mouseClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [marigold.id]


def test_changes_are_shown_without_asking(
    marigold: Patient, workspace: Workspace, screen: HomeScreen, qtbot: QtBot
) -> None:
    workspace.patients.add(Patient(new_id(), "<i>Bea</i>", "Testcase"))
    qtbot.waitUntil(lambda: set(names(screen)) == {"Marigold", "<i>Bea</i>"})
    workspace.patients.set_archived(marigold.id, archived=True)
    qtbot.waitUntil(lambda: names(screen) == ["<i>Bea</i>"])
    chip = next(c for c in screen.findChildren(FilterChip) if c.text() == "Archived 1")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [c.text() for c in screen.findChildren(FilterChip) if c.isChecked()] == ["Archived 1"]
    assert names(screen) == ["Marigold"]


def test_a_deleted_screen_hears_no_more_changes(
    marigold: Patient, workspace: Workspace, background: Background, qtbot: QtBot
) -> None:
    screen = HomeScreen(workspace, background)
    screen.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(screen))
    workspace.patients.set_archived(marigold.id, archived=True)
    assert workspace.patients.get(marigold.id).archived


def test_the_list_has_the_keyboard_and_a_letter_begins_a_search(
    marigold: Patient, otto: Patient, screen: HomeScreen, qtbot: QtBot
) -> None:
    assert screen.focusWidget() is table(screen)
    qtbot.keyClick(table(screen), "o")
    search = screen.findChild(SearchField)
    assert isinstance(search, SearchField)
    assert screen.focusWidget() is search
    qtbot.keyClicks(search, "tt")
    assert names(screen) == ["Otto"]


def test_in_an_empty_clinic_enter_adds_the_first_patient(screen: HomeScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.new_patient):
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
