"""The kiosk from the plan to the locked clinic, by keys alone, and every way a patient may try."""

from collections.abc import Iterator
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.diary.kiosk import About
from clinic_app.domain.pain.pain import Series
from clinic_app.ui.home.home_screen import HomeScreen
from clinic_app.ui.kiosk.kiosk_screen import KioskScreen
from clinic_app.ui.kiosk.start_dialog import KioskStartDialog
from clinic_app.ui.kiosk.thanks_screen import ThanksScreen
from clinic_app.ui.library.library_panel import LibraryPanel
from clinic_app.ui.patient.patient_screen import PatientScreen
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

from .conftest import Desk

Key = Qt.Key


@pytest.fixture(autouse=True)
def locked_at_the_end(desk: Desk) -> Iterator[None]:
    """A patient cannot close the program, and neither can a test."""
    yield
    for clinic in desk.windows:
        clinic.window.lock()


def open_patient_named(desk: Desk, folder: Path, name: str) -> ClinicWindow:
    """Unlock, and open a patient by Ctrl+K."""
    clinic = desk.start(folder)
    desk.unlock(clinic)
    desk.press(clinic, Key.Key_K, ctrl=True)
    palette = desk.wait_for(QApplication.activeModalWidget)
    desk.until(lambda: palette._field.hasFocus())
    desk.type(clinic, name.lower())
    desk.until(lambda: name in (palette._model.index(0).data() or ""))
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: clinic.screens.patient.editing is not None)
    desk.come_back(clinic)
    return clinic


def start(desk: Desk, folder: Path) -> tuple[ClinicWindow, KioskScreen]:
    """Unlock, open Marigold, and hand over with Ctrl+Shift+K and Enter."""
    clinic = open_patient_named(desk, folder, "Marigold")
    desk.press(clinic, Key.Key_K, ctrl=True, shift=True)
    dialog = desk.wait_for(QApplication.activeModalWidget)
    assert isinstance(dialog, KioskStartDialog)
    desk.until(dialog.start.hasFocus)
    desk.press(clinic, Key.Key_Return)
    return clinic, kiosk_of(desk, clinic)


def kiosk_of(desk: Desk, clinic: ClinicWindow) -> KioskScreen:
    screen = desk.wait_for(lambda: clinic.window.findChild(KioskScreen))
    assert isinstance(screen, KioskScreen)
    desk.come_back(clinic)
    return screen


def shown_words(clinic: ClinicWindow) -> str:
    """Every word that can be read in the window."""
    labels = [w for w in clinic.window.findChildren(QLabel) if w.isVisible()]
    return "\n".join(label.text() for label in labels)


def answer_everything(desk: Desk, clinic: ClinicWindow, screen: KioskScreen) -> None:
    """A digit and Enter on each question; Tab, Space and Enter on the body chart."""
    while True:
        if screen.question.about is About.PLACE:
            desk.until(lambda: screen.places.chart._chart is not None)
            desk.press(clinic, Key.Key_Tab, Key.Key_Space, Key.Key_Return)
        elif screen.question.about is About.WORST:
            desk.press(clinic, Key.Key_1, Key.Key_0, Key.Key_Return)
        else:
            desk.press(clinic, Key.Key_3, Key.Key_Return)
        if clinic.window.findChild(ThanksScreen) is not None:
            return


def test_from_the_plan_to_the_lock_by_keys_and_the_ratings_are_there(
    desk: Desk, demo: Path
) -> None:
    clinic, screen = start(desk, demo)
    assert clinic.window.isFullScreen()
    answer_everything(desk, clinic, screen)
    assert clinic._workspace is None
    assert "Thank you" in shown_words(clinic)
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: clinic.window.findChild(UnlockScreen) is not None)
    desk.until(lambda: not clinic.window.isFullScreen())
    desk.unlock(clinic)
    workspace = clinic._workspace
    marigold = workspace.patients.find("Marigold").id
    given = {e.series: e.score for e in workspace.pain.listing(marigold) if e.source == "kiosk"}
    assert given == {Series.WORST: 10, Series.AVERAGE: 3, Series.NOW: 3}
    assert workspace.pain_maps.valid(marigold)[-1].regions == ("face",)
    logs = [log for log in workspace.exercise_logs.valid(marigold) if log.source == "kiosk"]
    assert [log.done for log in logs if log.days == 7] == [3]
    assert {log.pain_next_morning for log in logs if log.days == 1} == {3}


def test_nothing_else_of_the_record_is_in_the_window(desk: Desk, demo: Path) -> None:
    clinic, screen = start(desk, demo)
    assert clinic.screens is None
    desk.until(
        lambda: (
            not any(
                clinic.window.findChildren(kind)
                for kind in (PatientScreen, HomeScreen, LibraryPanel)
            )
        )
    )
    read = shown_words(clinic)
    assert "Marigold" in read
    assert "Sample" not in read
    assert clinic.window.windowTitle() == "Handrail"
    assert not clinic.window.rail.isVisible()
    assert screen.isVisible()


@pytest.mark.parametrize(
    ("key", "ctrl", "alt", "shift"),
    [
        (Key.Key_K, True, False, False),
        (Key.Key_K, True, False, True),
        (Key.Key_N, True, False, False),
        (Key.Key_Tab, True, False, False),
        (Key.Key_1, True, False, False),
        (Key.Key_4, True, False, False),
        (Key.Key_P, True, False, False),
        (Key.Key_Z, True, False, False),
        (Key.Key_D, True, False, False),
        (Key.Key_J, True, False, False),
        (Key.Key_F1, False, False, False),
        (Key.Key_F2, False, False, False),
        (Key.Key_F6, False, False, False),
        (Key.Key_F11, False, False, False),
        (Key.Key_Escape, False, False, False),
        (Key.Key_Menu, False, False, False),
        (Key.Key_F10, False, False, True),
    ],
)
def test_no_key_opens_anything(
    desk: Desk, demo: Path, key: Key, ctrl: bool, alt: bool, shift: bool
) -> None:
    clinic, screen = start(desk, demo)
    desk.press(clinic, key, ctrl=ctrl, alt=alt, shift=shift)
    hands.settle()
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]
    assert screen.isVisible()
    assert clinic.window.isFullScreen()


def test_closing_the_window_keeps_the_answers_and_locks(desk: Desk, demo: Path) -> None:
    clinic, _screen = start(desk, demo)
    desk.press(clinic, Key.Key_7, Key.Key_Return)
    event = QCloseEvent()
    QApplication.sendEvent(clinic.window, event)
    assert not event.isAccepted()
    assert clinic._workspace is None
    assert clinic.window.findChild(UnlockScreen) is not None
    desk.unlock(clinic)
    entries = clinic._workspace.pain.listing(clinic._workspace.patients.find("Marigold").id)
    assert [(e.series, e.score) for e in entries if e.source == "kiosk"] == [(Series.WORST, 7)]


def test_the_lock_keys_and_a_patient_who_left_do_the_same(desk: Desk, demo: Path) -> None:
    clinic, _screen = start(desk, demo)
    desk.press(clinic, Key.Key_6, Key.Key_Return)
    assert clinic.window._idle._limit_s == 120
    clinic.window._idle._touched -= 121
    clinic.window._idle.check()
    desk.until(lambda: clinic.window.findChild(UnlockScreen) is not None)
    desk.unlock(clinic)
    marigold = clinic._workspace.patients.find("Marigold").id
    assert [e.score for e in clinic._workspace.pain.listing(marigold) if e.source == "kiosk"] == [6]


def test_stopping_asks_once_and_keeps_what_was_said(desk: Desk, demo: Path) -> None:
    clinic, screen = start(desk, demo)
    desk.press(clinic, Key.Key_5, Key.Key_Return)
    screen.stop.click()
    desk.press(clinic, Key.Key_8)  # no answer to a question that is not shown
    screen.stopping.back.click()
    assert screen.question.about is About.AVERAGE
    assert screen.answers == {"worst": 5}
    screen.stop.click()
    screen.stopping.leave.click()
    assert clinic.window.findChild(ThanksScreen) is not None
    assert clinic._workspace is None


def test_an_edit_of_the_plan_is_saved_before_the_patient_answers(desk: Desk, demo: Path) -> None:
    clinic = open_patient_named(desk, demo, "Finn")
    desk.press(clinic, Key.Key_L, ctrl=True)
    desk.type(clinic, "clamshell")
    desk.press(clinic, Key.Key_Return)
    desk.press(clinic, Key.Key_K, ctrl=True, shift=True)
    dialog = desk.wait_for(QApplication.activeModalWidget)
    desk.until(dialog.start.hasFocus)
    desk.press(clinic, Key.Key_Return)
    kiosk_of(desk, clinic)
    clinic.window.lock()
    desk.unlock(clinic)
    workspace = clinic._workspace
    plan = workspace.plans.current(workspace.patients.find("Finn").id).plan
    assert [item.exercise_id for item in plan.items] == ["clamshell"]


def test_without_an_open_patient_there_is_no_kiosk(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    desk.press(clinic, Key.Key_K, ctrl=True, shift=True)
    assert not clinic.window.findChildren(KioskStartDialog)


def test_the_next_patient_sees_nothing_of_the_one_before(desk: Desk, demo: Path) -> None:
    clinic, _screen = start(desk, demo)
    desk.press(clinic, Key.Key_9, Key.Key_Return)
    clinic.window.lock()
    desk.until(lambda: clinic.window.findChild(KioskScreen) is None)
    assert "Marigold" not in shown_words(clinic)
