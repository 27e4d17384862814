"""The sheet behind F1, the palette and the buttons name the keys that really do something."""

import re
from collections.abc import Iterator
from pathlib import Path

import hands
import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SCREENS, ScreenEntry
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.commands import LOCK
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.keys_sheet import KeysSheet
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.patient.patient_header import TAB_NAMES
from clinic_app.ui.patient.patient_screen import PatientScreen
from clinic_app.ui.patient.plan_tab import PlanTab
from clinic_app.words import _
from tests.hands import Hands

from .conftest import Desk
from .every_window import opened, window_classes

# Heard by a widget that has the keyboard, or, the lock, by the program before any window.
HEARD = {LOCK, "Alt+Up", "Alt+Down", "F2", "Ctrl+F"}
# Of a list or a field that has the keyboard, or of the dialog.
PLAIN = {"Enter", "Esc", "Del", "F2"}


@pytest.fixture
def marigold(desk: Desk, demo: Path) -> ClinicWindow:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    clinic.screens.open_patient(clinic.screens._workspace.patients.find("Marigold").id)
    return clinic


def keys_of(actions: list[QAction]) -> set[str]:
    return {
        key.toString(QKeySequence.SequenceFormat.PortableText).replace("Return", "Enter")
        for action in actions
        for key in action.shortcuts()
    }


def keys_in(window: QWidget) -> set[str]:
    return keys_of(window.findChildren(QAction))


def named(line: str) -> Iterator[str]:
    """The keys with a modifier, and the F keys, in a line of the sheet."""
    if among := re.fullmatch(r"(.*?)(\d) to \1(\d)", line):
        first, last = int(among[2]), int(among[3])
        yield from (f"{among[1]}{number}" for number in range(first, last + 1))
    else:
        yield from re.findall(r"(?:(?:Ctrl|Alt)\+(?:Shift\+)?\w+|F\d+)", line)


def shown_keys(clinic: ClinicWindow) -> list[str]:
    clinic.window.show_keys()
    sheet = clinic.window.findChild(KeysSheet)
    assert sheet is not None
    words = {part.text() for part in sheet.findChildren(QLabel)}
    assert {"Everywhere", "Patient", "Plan", "Advice", "Progress chart"} <= words
    lines = [
        part.accessibleName() for part in sheet.findChildren(QWidget) if hasattr(part, "_keys")
    ]
    sheet.reject()
    return lines


def test_the_sheet_of_keys_names_what_works_and_nothing_else(marigold: ClinicWindow) -> None:
    lines = shown_keys(marigold)
    in_sheet = {key for line in lines for key in named(line)}
    assert "Ctrl+3" in in_sheet
    real = keys_in(marigold.window)
    assert in_sheet - real - HEARD == set()
    assert in_sheet & HEARD == HEARD
    screens = marigold.screens
    assert screens is not None
    for owner in (marigold.window, screens.patient, screens.patient.plan):
        assert isinstance(owner, (type(marigold.window), PatientScreen, PlanTab))
        for action in owner.actions():
            assert keys_of([action]) & in_sheet, action.text()


def test_the_palette_names_each_thing_once_with_a_key_that_works(marigold: ClinicWindow) -> None:
    screens = marigold.screens
    assert screens is not None
    words = [command.words for command in screens.commands]
    assert sorted(set(words)) == sorted(words)
    real = keys_in(marigold.window) | {LOCK}
    for command in screens.commands:
        assert set(named(command.keys_shown)) <= real
        assert command.refusal() == "" or command.words
    assert all(_(entry.words) in words for entry in SCREENS)


def test_one_entry_makes_a_screen(desk: Desk, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = ScreenEntry("notes", "Notes", "users", view="notes", make=lambda _: QLabel("Notes"))
    monkeypatch.setattr("clinic_app.app.screens.SCREENS", (*SCREENS, notes))
    window = MainWindow((*SCREENS, notes))
    clinic = ClinicWindow(window, demo)
    desk.windows.append(clinic)
    clinic.login.show()
    hands.shown(window)
    desk.unlock(clinic)
    assert clinic.screens is not None
    window.rail.buttons["notes"].click()
    assert window.showing() == "notes"
    clinic.screens.show_home()
    next(c for c in clinic.screens.commands if c.words == "Notes").press()
    assert window.showing() == "notes"


def test_a_refused_command_does_nothing_at_its_key(marigold: ClinicWindow, desk: Desk) -> None:
    screens = marigold.screens
    assert screens is not None
    screens.show_home()
    refused = {c.words for c in screens.commands if c.refusal() == "Open a patient first"}
    assert {"Kiosk: the patient answers", "Print the handout", "Add a rating"} <= refused
    report = next(c for c in screens.commands if c.words == "Report for the referrer")
    report.press()
    assert QApplication.activeModalWidget() is None


def test_every_button_names_a_key_that_presses_it(
    marigold: ClinicWindow, desk: Desk, qtbot: Hands
) -> None:
    screens = marigold.screens
    assert screens is not None
    patient_id = screens.patient.patient_id
    for number in range(len(TAB_NAMES)):
        screens.patient.show_tab(number)
        check(marigold.window)
    for entry in SCREENS:
        marigold.window.show_screen(entry.name)
        check(marigold.window)
    screens.open_patient(patient_id)
    for kind in window_classes():
        made = opened(kind, marigold, patient_id)
        check(made)
        made.close()
        made.deleteLater()
        hands.settle()


def check(window: QWidget) -> None:
    real = keys_in(window) | {LOCK}
    for button in window.findChildren(Button):
        key = button._key
        if not key or not button.isVisibleTo(window):
            continue
        assert key in real | PLAIN, f"{type(window).__name__}: {button.text()} ({key})"
        foot = isinstance(window, Dialog) and button.parent() is window
        if foot and key == "Enter":
            assert button.isDefault(), f"{type(window).__name__}: {button.text()}"
