"""The shell: screens, rail, keys and the lock."""

from functools import partial

import hands
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.closing import windows_over
from clinic_app.ui.common.commands import Command
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.keys_sheet import KeysSheet
from clinic_app.ui.common.rail import NARROW, WIDE, RailEntry
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow

LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, clock: Clock) -> MainWindow:
    made = MainWindow(
        (
            RailEntry("caseload", "Caseload", "users"),
            RailEntry("library", "Library", "template"),
            RailEntry("settings", "Settings", "settings"),
        ),
        clock=clock,
    )
    qtbot.addWidget(made)
    made.set_screen("caseload", QWidget())
    made.set_screen("settings", QWidget())
    made.show_screen("caseload")
    made.resize(1440, 900)
    qtbot.shown(made)
    return made


def test_the_least_size_fits_a_small_laptop(window: MainWindow) -> None:
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    assert least.width() <= 1092  # 1366 x 768 at 125 %
    assert least.height() <= 574  # of 614, without the bar of the window


def test_the_rail_leads_to_screens(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.rail.buttons["settings"], Qt.MouseButton.LeftButton)
    assert window.screen_named("settings").isVisible()
    assert not window.screen_named("caseload").isVisible()
    assert window.rail.buttons["settings"].isChecked()
    assert not window.rail.buttons["caseload"].isChecked()


def test_a_screen_can_belong_to_another_place(window: MainWindow) -> None:
    window.set_screen("patient", QWidget())
    window.show_screen("patient", place="caseload")
    assert window.rail.buttons["caseload"].isChecked()


def test_a_screen_replaces_the_one_before(window: MainWindow, qtbot: QtBot) -> None:
    before = window.screen_named("caseload")
    with qtbot.waitSignal(before.destroyed):
        window.set_screen("caseload", QWidget())
    window.show_screen("caseload")
    assert window.screen_named("caseload").isVisible()


def test_a_full_screen_has_no_rail_and_no_lock(window: MainWindow, qtbot: QtBot) -> None:
    full = QWidget()
    window.set_demo(True)
    window.show_full(full)
    assert full.isVisible()
    assert not window.rail.isVisible()
    with qtbot.assertNotEmitted(window.lock_requested):
        hands.keyClick(window.windowHandle(), Qt.Key.Key_L, LOCK)
    with qtbot.waitSignal(full.destroyed):
        window.show_screen("caseload")
    assert window.rail.isVisible()


def test_dropped_screens_are_gone(window: MainWindow, qtbot: QtBot) -> None:
    screen = window.screen_named("settings")
    window.show_full(QWidget())
    with qtbot.waitSignal(screen.destroyed):
        window.drop_screens()
    assert window.screen_named("settings") is None


def test_the_rail_shrinks_in_a_small_window(window: MainWindow) -> None:
    assert window.rail.width() == WIDE
    window.resize(1024, 700)
    assert window.rail.width() == NARROW
    assert window.rail.buttons["caseload"].toolTip() == "Caseload"


def test_the_demo_band_is_seen(window: MainWindow) -> None:
    def texts() -> list[str]:
        return [part.text() for part in window.findChildren(QLabel) if part.isVisible()]

    assert texts() == []
    window.set_demo(True)
    assert texts() == ["Demo clinic: invented people only"]


def test_the_band_of_a_clinic_that_can_only_be_read_leaves_with_the_clinic(
    window: MainWindow,
) -> None:
    window.set_read_only(True)
    shown = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    assert len(shown) == 1
    assert shown[0].startswith("Read only")
    window.show_writable_again()
    assert next(p.text() for p in window.findChildren(QLabel) if p.isVisible()).endswith(
        "Lock and unlock to make changes."
    )
    window.show_full(QWidget())
    assert not any(part.isVisible() for part in window.findChildren(QLabel))


def test_the_title_never_says_more(window: MainWindow) -> None:
    assert window.windowTitle() == "Handrail"


def test_f1_shows_every_key_once(window: MainWindow, qtbot: QtBot) -> None:
    command = Command(lambda: None, "Print the handout", ("Ctrl+P",), "Plan")
    window.set_commands([command], [command])
    hands.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    words = [part.text() for part in sheet.findChildren(QLabel)]
    assert words.count("Print the handout") == 1
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_lock_keys_lock(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        hands.keyClick(window.windowHandle(), Qt.Key.Key_L, LOCK)


def test_the_lock_keys_work_over_a_dialog_and_close_it(window: MainWindow, qtbot: QtBot) -> None:
    dialog = Dialog("Archive?", parent=window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(window.lock_requested):
        hands.keyClick(dialog.windowHandle(), Qt.Key.Key_L, LOCK)
    assert windows_over(window) == []


class KeysOfADrag(QObject):
    """While something is dragged Qt's own filter takes every key, before those there were."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress


def test_the_lock_keys_are_heard_while_something_is_dragged(
    window: MainWindow, qtbot: QtBot
) -> None:
    app, handle = QApplication.instance(), window.windowHandle()
    qt = KeysOfADrag(window)
    app.installEventFilter(qt)
    press = partial(hands.keyClick, handle, Qt.Key.Key_L, LOCK)
    with qtbot.assertNotEmitted(window.lock_requested):
        press()
    action, button, key = (
        Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    data = QMimeData()
    QApplication.sendEvent(handle, QDragEnterEvent(QPoint(9, 9), action, data, button, key))
    hands.settle()
    with qtbot.waitSignal(window.lock_requested):
        press()
    QApplication.sendEvent(handle, QDropEvent(QPointF(9, 9), action, data, button, key))
    with qtbot.assertNotEmitted(window.lock_requested):
        press()
    app.removeEventFilter(qt)


def test_it_locks_when_nobody_touches_it(window: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    window.start_idle_lock(10)
    clock.now += 599
    with qtbot.assertNotEmitted(window.lock_requested):
        window._idle.check()
    hands.mouseMove(window.windowHandle(), QPoint(200, 200))
    qtbot.waitUntil(lambda: window._idle._touched == clock.now)
    clock.now += 599
    with qtbot.assertNotEmitted(window.lock_requested):
        window._idle.check()
    clock.now += 1
    with qtbot.waitSignal(window.lock_requested):
        window._idle.check()


def test_the_first_key_after_a_sleep_finds_it_locked(
    window: MainWindow, clock: Clock, qtbot: QtBot
) -> None:
    window.start_idle_lock(10)
    clock.now += 3600
    with qtbot.waitSignal(window.lock_requested):
        hands.keyClick(window.windowHandle(), Qt.Key.Key_A)


def test_it_hides_everything_and_tries_again_until_it_is_locked(
    window: MainWindow, clock: Clock, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    window.lock_requested.connect(lambda: asked.append(True))
    window.start_idle_lock(10)
    clock.now += 600
    window._idle.check()
    assert not window.rail.isVisible()
    assert window.showing() == ""
    hands.keyClick(window.windowHandle(), Qt.Key.Key_A)  # somebody is back, and it is not locked
    window._idle.check()
    assert len(asked) == 3
    window.show_full(QWidget())
    window._idle.check()
    assert len(asked) == 3


def test_what_cannot_keep_its_draft_does_not_keep_it_open(window: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError

    screen = window.screen_named("caseload")
    screen.keep_drafts = fail
    with qtbot.waitSignal(window.lock_requested):
        window.lock()


def test_closing_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.start_idle_lock(10)
    with qtbot.waitSignal(window.closing):
        window.close()
