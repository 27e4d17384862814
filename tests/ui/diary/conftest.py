"""A patient with four exercises, and the dialogs opened on them."""

from collections.abc import Callable, Iterator
from datetime import date

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.diary.diary_dialog import DiaryDialog


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def type(self, text: str) -> None:
        """One key for each character."""
        for letter in text:
            self.count += 1
            hands.keyClicks(self._focus(), letter)

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Keys that write nothing."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self.count += 1
            hands.keyClick(self._focus(), key, modifier)

    def _focus(self) -> QWidget:
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert window is not None, "no window has the keyboard"
        return hands.keyboard(window)


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def today(workspace: Workspace) -> date:
    return workspace.now().date()


@pytest.fixture
def planned(workspace: Workspace, marigold: Patient) -> Patient:
    """Bridge and bird dog twice a day, clamshell and chin tuck once, for a month."""
    doses = (("bridge", 2), ("bird-dog", 2), ("clamshell", 1), ("chin-tuck", 1))
    items = [{"exercise": name, "dose": {"times_per_day": n}} for name, n in doses]
    workspace.plans.replace(marigold.id, {"items": items})
    with workspace._database.write(workspace.actor.id) as tx:
        tx.connection.execute(text("UPDATE program_revision SET day = date(day, '-30 days')"))
    return marigold


@pytest.fixture
def open_dialog(
    workspace: Workspace, background: Background, planned: Patient, qtbot: QtBot
) -> Iterator[Callable[[], DiaryDialog]]:
    """Opens the diary, as Ctrl+D does."""
    made: list[DiaryDialog] = []

    def opened() -> DiaryDialog:
        dialog = DiaryDialog(workspace, background, planned.id)
        made.append(dialog)
        qtbot.shown(dialog)
        qtbot.waitUntil(dialog.grid.hasFocus)
        return dialog

    yield opened
    for dialog in made:
        dialog.hide()
        dialog.deleteLater()


@pytest.fixture
def dialog(open_dialog: Callable[[], DiaryDialog]) -> DiaryDialog:
    return open_dialog()
