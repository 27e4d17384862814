"""How many actions the daily jobs take, counted while the real window is driven by keys."""

from collections.abc import Callable
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.services.workspace import Workspace

from .conftest import Desk

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Counting:
    """Presses keys in the open clinic and counts each; typed text is not an action."""

    def __init__(self, desk: Desk, clinic: ClinicWindow) -> None:
        self.desk, self.clinic, self.actions = desk, clinic, 0

    @property
    def workspace(self) -> Workspace:
        assert self.clinic._workspace is not None
        return self.clinic._workspace

    @property
    def patient_id(self) -> str:
        assert self.clinic.screens is not None
        return self.clinic.screens.patient.patient_id

    @property
    def exercises(self) -> list[str]:
        assert self.clinic.screens is not None
        editing = self.clinic.screens.patient.editing
        assert editing is not None
        return [item.exercise_id for item in editing.plan.items]

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        """One action, wherever the focus is."""
        self.actions += 1
        hands.keyClick(hands.keyboard(self.clinic.window), key, modifiers)

    def press_in_dialog(self, key: Key, opens: Callable[[], object]) -> None:
        """One action in the dialog that ``opens()`` shows."""
        self.actions += 1
        with hands.answering(lambda dialog: hands.keyClick(hands.keyboard(dialog), key)):
            opens()

    def type(self, text: str) -> None:
        """Type where the focus is, also when the first letter moves it."""
        for letter in text:
            hands.keyClicks(hands.keyboard(self.clinic.window), letter)


def _open(desk: Desk, folder: Path, name: str) -> Counting:
    """A patient of the demo clinic, opened by a search on the caseload."""
    clinic = desk.start(folder)
    desk.unlock(clinic)
    assert clinic.screens is not None
    screens = clinic.screens
    desk.until(lambda: screens.home._table.hasFocus())
    counting = Counting(desk, clinic)
    counting.type(name)
    counting.press(Key.Key_Return)
    desk.until(lambda: screens.patient.editing is not None)
    counting.actions = 0
    return counting


@pytest.fixture
def finn(desk: Desk, demo: Path) -> Counting:
    """Nothing planned yet."""
    return _open(desk, demo, "finn")


@pytest.fixture
def marigold(desk: Desk, demo: Path) -> Counting:
    """With a plan, printed twice."""
    return _open(desk, demo, "marigold")


@pytest.fixture(autouse=True)
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The system's dialog, accepted at once; each sheet goes to a file."""
    sheets: list[Path] = []

    def to_a_file(dialog: QPrintDialog) -> QDialog.DialogCode:
        sheets.append(tmp_path / f"{len(sheets)}.pdf")
        dialog.printer().setOutputFileName(str(sheets[-1]))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_a_file)
    return sheets


def _issued(at: Counting) -> int:
    return len(at.workspace.handouts.issued(at.patient_id))


def test_from_a_template_to_paper(finn: Counting, desk: Desk, printed: list[Path]) -> None:
    finn.press_in_dialog(Key.Key_Return, lambda: finn.press(Key.Key_T, CONTROL))
    assert len(finn.exercises) >= 3
    desk.come_back(finn.clinic)
    finn.press(Key.Key_P, CONTROL)
    screens = finn.clinic.screens
    assert screens is not None
    desk.until(lambda: screens.handouts._drawn is not None)
    finn.press(Key.Key_P, CONTROL)
    desk.until(lambda: _issued(finn) == 1 and bool(printed) and printed[0].exists())
    assert finn.actions + 1 <= 5  # the system's own dialog is one more


def test_five_exercises_from_scratch(finn: Counting) -> None:
    finn.press(Key.Key_L, CONTROL)
    for text in ("bridge", "bird dog", "clamshell", "hip hinge hands", "side plank"):
        finn.type(text)
        finn.press(Key.Key_Return)
    assert len(finn.exercises) == 5
    assert finn.actions <= 15


def test_a_rung_is_swapped_by_one_key(marigold: Counting) -> None:
    screens = marigold.clinic.screens
    assert screens is not None
    assert screens.patient.editing is not None
    before = screens.patient.editing.plan
    marigold.press(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert screens.patient.editing.plan != before
    assert marigold.actions == 1


def test_pain_now_takes_two_keys(marigold: Counting, desk: Desk) -> None:
    before = len(marigold.workspace.pain.listing(marigold.patient_id))
    marigold.press(Key.Key_J, CONTROL)
    marigold.press(Key.Key_4)
    desk.until(lambda: len(marigold.workspace.pain.listing(marigold.patient_id)) == before + 1)
    assert marigold.actions <= 2


def test_a_reprint_takes_two_actions(marigold: Counting, desk: Desk, printed: list[Path]) -> None:
    before = _issued(marigold)
    marigold.press(Key.Key_P, CONTROL | SHIFT)
    desk.until(lambda: bool(printed) and printed[0].exists())
    assert _issued(marigold) == before
    assert marigold.actions + 1 <= 2  # Enter in the system's own dialog
