"""The lock: whatever lies open, whatever was typed, it locks at once and shows nothing."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.errors import Locked
from clinic_app.domain.patient.patient import Paper
from clinic_app.services.workspace import Workspace
from clinic_app.storage.file import engine_sqlite
from clinic_app.ui.common.ask_files import ask_folder, ask_open_path, ask_save_path
from clinic_app.ui.common.dialogs import Dialog, confirm
from clinic_app.ui.common.pdf_files import ask_printer, usual_printer
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.diary.session_dialog import SessionDialog
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

from .conftest import CHEAP, DEMO_PASSPHRASE, AccessService, Desk
from .every_window import files_with_menus, menus, opened, window_classes

Key = Qt.Key
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TYPED = "7"
AT_MOST_S = 1.0  # of work: what other programs take meanwhile is not counted
SOURCE = Path(__file__).parents[2] / "clinic_app"


@pytest.fixture
def marigold(desk: Desk, demo: Path) -> Iterator[ClinicWindow]:
    """The demo clinic at Marigold's plan."""
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    clinic.screens.open_patient(workspace_of(clinic).patients.find("Marigold").id)
    yield clinic
    QAccessible.setActive(False)


def workspace_of(clinic: ClinicWindow) -> Workspace:
    assert clinic._workspace is not None
    return clinic._workspace


def words_of_patients(workspace: Workspace) -> set[str]:
    rows = workspace.patients.caseload(include_archived=True)
    return {part for row in rows for part in (row.patient.given, row.patient.family) if part}


def spoken(window: QWidget) -> str:
    """All that a screen reader finds in the program."""
    app = QApplication.instance()
    QAccessible.setActive(True)
    roots = [QAccessible.queryAccessibleInterface(each) for each in (app, window)]
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    parts: list[str] = []

    def walk(part: QAccessibleInterface) -> None:
        parts.extend(part.text(kind) for kind in kinds)
        for number in range(part.childCount()):
            child = part.child(number)
            if child is not None and child.isValid():
                walk(child)

    for root in roots:
        walk(root)
    return "\n".join(parts)


def type_into(window: QWidget) -> None:
    """Type into everything that can be typed into."""
    for kind in (QLineEdit, QPlainTextEdit, QAbstractSpinBox):
        for field in window.findChildren(kind):
            if field.isVisibleTo(window) and field.isEnabled():
                field.setFocus()
                hands.keyClicks(field, TYPED)


def assert_locked(clinic: ClinicWindow, names: set[str]) -> None:
    """Nothing but the unlock screen can be seen; nor heard, as soon as the window has a turn."""
    seen = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert seen == [clinic.window]
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    screen = clinic.window.findChild(UnlockScreen)
    assert screen is not None
    assert screen.isVisible()
    hands.settle()
    heard = spoken(clinic.window)
    assert "Unlock" in heard
    assert not [name for name in names if name in heard]


def lock(clinic: ClinicWindow) -> None:
    """Lock; it may not take long."""
    before = time.thread_time()
    clinic.window.lock()
    assert time.thread_time() - before < AT_MOST_S


def test_it_locks_when_the_computer_does(marigold: ClinicWindow, desk: Desk) -> None:
    names = words_of_patients(workspace_of(marigold))
    marigold._system.locked()
    assert_locked(marigold, names)


def test_every_window_is_gone_with_what_was_typed_into_it(
    marigold: ClinicWindow, desk: Desk
) -> None:
    workspace = workspace_of(marigold)
    names = words_of_patients(workspace)
    marigold_id = workspace.patients.find("Marigold").id
    assert "Marigold" in spoken(marigold.window)
    for kind in window_classes():
        window = opened(kind, marigold, marigold_id)
        assert window.isVisible(), kind
        type_into(window)
    dialogs = [kind for kind in window_classes() if issubclass(kind, QDialog)]
    assert len([w for w in QApplication.topLevelWidgets() if w.isVisible()]) > len(dialogs)
    lock(marigold)
    assert_locked(marigold, names)
    desk.bot.settle()
    assert_locked(marigold, names)


@pytest.mark.parametrize("file", sorted(files_with_menus()))
def test_every_menu_is_gone(marigold: ClinicWindow, desk: Desk, file: str) -> None:
    names = words_of_patients(workspace_of(marigold))
    menus(marigold)[file]()
    assert QApplication.activePopupWidget() is not None
    lock(marigold)
    assert_locked(marigold, names)


def test_lists_that_drop_down_and_the_menus_of_fields_are_gone(
    marigold: ClinicWindow, desk: Desk
) -> None:
    names = words_of_patients(workspace_of(marigold))
    dialog = Dialog("Which one?", parent=marigold.window)
    combo, field = QComboBox(), QLineEdit("Marigold")
    combo.addItems(sorted(names))
    dialog.body.addWidget(combo)
    dialog.body.addWidget(field)
    dialog.open()
    combo.showPopup()
    menu = field.createStandardContextMenu()
    menu.popup(dialog.mapToGlobal(QPoint(5, 5)))
    lock(marigold)
    assert_locked(marigold, names)


def test_a_diary_asks_nothing_when_it_locks(marigold: ClinicWindow, desk: Desk) -> None:
    """The question whether to leave lies over a diary with one typed box: both are gone."""
    names = words_of_patients(workspace_of(marigold))
    reached: list[str] = []

    def lock_over_the_question(question: QWidget) -> None:
        hands.keyClick(question.windowHandle(), Key.Key_L, LOCK)
        reached.append("question")

    def type_and_leave(dialog: DiaryDialog) -> None:
        desk.until(dialog.grid.hasFocus)
        dialog.grid.go(dialog.model.rowCount() - 1, 1)
        hands.keyClicks(hands.keyboard(dialog), TYPED)
        assert dialog.model.changes
        with hands.answering(lock_over_the_question, Dialog):
            hands.keyClick(hands.keyboard(dialog), Key.Key_Escape)
        reached.append("diary")

    with hands.answering(type_and_leave, DiaryDialog):
        desk.press(marigold, Key.Key_D, ctrl=True)
    assert reached == ["question", "diary"]
    desk.bot.settle()
    assert_locked(marigold, names)


@pytest.mark.parametrize("panel", [False, True], ids=["boxes", "with the panel of F2"])
def test_a_diary_that_somebody_still_holds_writes_nothing(
    marigold: ClinicWindow, desk: Desk, demo: Path, panel: bool
) -> None:
    workspace = workspace_of(marigold)
    names, marigold_id = words_of_patients(workspace), workspace.patients.find("Marigold").id
    before = len(workspace.exercise_logs.listing(marigold_id))
    seen: list[bool] = []

    def type_and_lock(dialog: DiaryDialog) -> None:
        desk.until(dialog.grid.hasFocus)
        hands.keyClicks(hands.keyboard(dialog), TYPED)
        if panel:
            hands.keyClick(hands.keyboard(dialog), Key.Key_F2)
        lock(marigold)
        seen.append(dialog.isVisible())
        dialog.save()

    with hands.answering(type_and_lock, DiaryDialog):
        desk.press(marigold, Key.Key_D, ctrl=True)
    assert seen == [False]
    desk.bot.settle()
    assert_locked(marigold, names)
    with pytest.raises(Locked):
        workspace.exercise_logs.listing(marigold_id)
    desk.unlock(marigold)
    assert len(workspace_of(marigold).exercise_logs.listing(marigold_id)) == before


def test_how_the_exercises_went_asks_nothing_when_it_locks(
    marigold: ClinicWindow, desk: Desk
) -> None:
    names = words_of_patients(workspace_of(marigold))
    marigold_id = workspace_of(marigold).patients.find("Marigold").id
    dialog = SessionDialog(
        workspace_of(marigold), marigold.background, marigold_id, marigold.window
    )
    dialog.open()
    hands.keyClicks(hands.keyboard(dialog), TYPED)
    lock(marigold)
    assert_locked(marigold, names)


def test_file_and_print_dialogs_are_closed_as_if_cancelled(
    marigold: ClinicWindow, desk: Desk
) -> None:
    """Each waits for an answer; the lock ends the innermost and the one behind it."""
    names = words_of_patients(workspace_of(marigold))
    given: list[object] = []
    window = marigold.window

    def lock_now(dialog: QWidget) -> None:
        assert dialog.isVisible()
        lock(marigold)

    def over(dialog: QWidget) -> None:
        with hands.answering(lock_now, QPrintDialog):
            given.append(ask_printer(usual_printer(Paper.A4, pages=2), dialog))

    with hands.answering(over, QFileDialog):
        given.append(ask_save_path(window, "Save as PDF", "handout.pdf", "PDF (*.pdf)"))
    assert given == [False, ""]
    desk.bot.settle()
    assert_locked(marigold, names)


@pytest.mark.parametrize("ask", [ask_open_path, ask_folder])
def test_a_chosen_file_never_comes_after_the_lock(
    marigold: ClinicWindow, desk: Desk, ask: object
) -> None:
    told = ("Read", "PDF (*.pdf)") if ask is ask_open_path else ("Copy to",)
    with hands.answering(lambda _: lock(marigold), QFileDialog):
        assert ask(marigold.window, *told) == ""


def test_what_waited_for_a_question_can_open_nothing_new(
    marigold: ClinicWindow, desk: Desk
) -> None:
    names = words_of_patients(workspace_of(marigold))
    answers: list[bool] = []

    def ask_twice() -> None:
        answers.append(confirm(marigold.window, title="Leave?", yes="Leave"))
        answers.append(confirm(marigold.window, title="Are you sure?", yes="Leave"))

    with hands.answering(lambda _: lock(marigold)):
        ask_twice()
    assert answers == [False, False]
    desk.bot.settle()
    assert_locked(marigold, names)


def test_somebody_who_writes_the_file_does_not_hold_up_the_lock(
    marigold: ClinicWindow, desk: Desk, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is kept as a draft, and comes back. A lock that waits never ends."""
    names = words_of_patients(workspace_of(marigold))
    other = AccessService(demo, cost=CHEAP).unlock_any(DEMO_PASSPHRASE)
    assert marigold.screens is not None
    with other._database.write(other.actor.id):
        marigold.screens.patient.add_exercise("bridge")
        monkeypatch.setattr(engine_sqlite, "_BUSY_MS", 1 << 40)
        marigold.window.lock()
        monkeypatch.undo()
        assert_locked(marigold, names)
    other.close()
    desk.unlock(marigold)
    editing = marigold.screens.patient.editing
    assert editing is not None
    kept = workspace_of(marigold).drafts.mine()
    in_plan = [item.exercise_id for item in editing.plan.items]
    assert kept or in_plan[-1] == "bridge"


def test_a_lock_that_fails_shows_nothing_and_is_tried_again(
    marigold: ClinicWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, way_in = words_of_patients(workspace_of(marigold)), marigold.login.show
    failed: list[bool] = []

    def fail(*_: object) -> bool:
        failed.append(True)
        raise OSError

    monkeypatch.setattr(marigold.login, "show", fail)
    with desk.bot.captureExceptions():
        marigold.window.lock()
    assert failed
    assert not [name for name in names if name in spoken(marigold.window)]
    monkeypatch.setattr(marigold.login, "show", way_in)
    desk.until(lambda: marigold.window.findChild(UnlockScreen) is not None)
    assert_locked(marigold, names)


def test_nothing_opens_a_dialog_that_the_lock_cannot_close() -> None:
    """Qt's static dialogs hide the object that the lock needs; ui/common has helpers for each."""
    forbidden = ("QFileDialog.get", "QMessageBox", "QInputDialog", "QColorDialog", "QFontDialog")
    found = [
        f"{file.relative_to(SOURCE)}: {word}"
        for file in SOURCE.rglob("*.py")
        for word in forbidden
        if word in file.read_text("utf-8")
    ]
    assert found == []


def test_a_lock_while_the_passphrase_is_tried_opens_nothing(
    marigold: ClinicWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    marigold.window.lock()
    opened: list[Workspace] = []
    begun, may_go_on = threading.Event(), threading.Event()
    unlock = AccessService.unlock

    def noted(self: AccessService, clinician_id: str, passphrase: str) -> Workspace:
        begun.set()
        may_go_on.wait()
        opened.append(unlock(self, clinician_id, passphrase))
        return opened[-1]

    monkeypatch.setattr(AccessService, "unlock", noted)
    screen = marigold.window.findChild(UnlockScreen)
    screen.passphrase.edit.setText(DEMO_PASSPHRASE)
    screen.try_unlock()
    assert screen.is_unlocking
    begun.wait()  # what has not begun is not begun any more
    marigold.window.lock()
    may_go_on.set()
    desk.until(lambda: opened and opened[0].is_closed)
    assert marigold._workspace is None
    assert marigold.screens is None
    desk.unlock(marigold)
    assert marigold.screens is not None
