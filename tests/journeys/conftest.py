"""The real window on a real clinic folder, driven by keys and clicks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SCREENS
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow
from tests.demo_clinic import copy_demo

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
__all__ = ["CHEAP", "DEMO_PASSPHRASE", "AccessService", "new_recovery_key"]


class Desk:
    """A clinician at the computer: types, presses keys, and looks."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.bot = qtbot
        self.app = app
        self.windows: list[ClinicWindow] = []

    def start(self, folder: Path) -> ClinicWindow:
        """Start the program on a clinic folder."""
        window = MainWindow(SCREENS)
        window.resize(1440, 900)
        clinic = ClinicWindow(window, folder)
        clinic.login.show()
        hands.shown(window)
        self.windows.append(clinic)
        return clinic

    def unlock(self, clinic: ClinicWindow, passphrase: str = DEMO_PASSPHRASE) -> None:
        """Type the passphrase and wait for the caseload."""
        screen = clinic.window.centralWidget()
        field = self.focus(screen)
        self.bot.keyClicks(field, passphrase)
        self.bot.keyClick(field, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: clinic.screens is not None)

    def focus(self, inside: QWidget) -> QWidget:
        """The widget that has the focus, once there is one."""
        hands.ready(inside)
        hands.until(lambda: self.app.focusWidget() is not None)
        found = self.app.focusWidget()
        assert found is not None
        return found

    def press(self, clinic: ClinicWindow, *keys: Qt.Key, ctrl: bool = False, alt: bool = False,
              shift: bool = False) -> None:  # fmt: skip
        """Press keys wherever the focus is."""
        modifier = Qt.KeyboardModifier.NoModifier
        for on, name in ((ctrl, "Control"), (alt, "Alt"), (shift, "Shift")):
            modifier |= Qt.KeyboardModifier[f"{name}Modifier"] if on else modifier
        for key in keys:
            self.bot.keyClick(hands.keyboard(clinic.window), key, modifier)

    def type(self, clinic: ClinicWindow, text: str) -> None:
        """Type a text wherever the focus is."""
        self.bot.keyClicks(hands.keyboard(clinic.window), text)

    def until(self, is_true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.bot.waitUntil(is_true)

    def come_back(self, clinic: ClinicWindow) -> None:
        """Make the window active after a dialog: a window manager does so, offscreen none runs."""
        hands.ready(clinic.window)

    def wait_for(self, found: Callable[[], QWidget | None]) -> QWidget:
        """Wait until there is such a widget, and give it."""
        self.bot.waitUntil(lambda: found() is not None)
        widget = found()
        assert widget is not None
        return widget

    def close(self) -> None:
        """Close every window as a person would."""
        for clinic in self.windows:
            clinic.window.close()
            clinic.window.deleteLater()
        self.windows.clear()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("clinic_app.services.unlock.access.KeyCost", lambda: CHEAP)
    theme = qapp.property("handrail_theme")
    (theme if isinstance(theme, Theme) else Theme(qapp)).apply(False)
    made = Desk(qtbot, qapp)
    yield made
    made.close()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("demo") / "clinic"
    copy_demo(folder)
    return folder


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(demo_template, tmp_path / "clinic"))
