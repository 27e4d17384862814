"""The whole main job, from the keyboard: library to PDF, pain to chart, lock, kill and reopen."""

import shutil
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from clinic_app.domain.pain.pain import Series
from clinic_app.ui.damage.choice_page import ChoicePage
from clinic_app.ui.first_run.first_run_screen import FirstRunScreen
from clinic_app.ui.first_run.start_screen import StartScreen
from clinic_app.ui.plan.saving import Saved
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

from .conftest import DEMO_PASSPHRASE, AccessService, Desk

Key = Qt.Key


def open_finn(desk: Desk, folder: Path):
    """Unlock, and open the patient who has no plan yet, by Ctrl+K."""
    clinic = desk.start(folder)
    desk.unlock(clinic)
    desk.press(clinic, Key.Key_K, ctrl=True)
    palette = desk.wait_for(lambda: QApplication.activeModalWidget())
    desk.until(lambda: palette._field.hasFocus())
    desk.type(clinic, "finn")
    desk.until(lambda: "Finn" in (palette._model.index(0).data() or ""))
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: clinic.screens.patient.editing is not None)
    desk.come_back(clinic)
    return clinic


def exercise_ids(clinic) -> list[str]:
    return [i.exercise_id for i in clinic.screens.patient.editing.plan.items]


def test_from_an_empty_plan_to_a_printed_handout(
    desk: Desk, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_L, ctrl=True)
    for text in ("hip hinge hands", "brigde", "bird dog"):
        desk.type(clinic, text)
        if text == "brigde":  # read as bridge, so it is chosen before it is taken
            desk.press(clinic, Key.Key_Down)
        desk.press(clinic, Key.Key_Return)
    assert exercise_ids(clinic) == ["hip-hinge", "bridge", "bird-dog"]
    screen = clinic.screens.patient
    desk.until(lambda: screen.flush())
    desk.press(clinic, Key.Key_P, ctrl=True)
    handouts = clinic.screens.handouts
    desk.until(lambda: handouts._drawn is not None)
    out = tmp_path / "paper.pdf"

    def to_a_file(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(out))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_a_file)
    desk.press(clinic, Key.Key_P, ctrl=True)
    workspace = clinic._workspace
    finn = workspace.patients.find("Finn")
    desk.until(lambda: len(workspace.handouts.issued(finn.id)) == 1)
    desk.until(out.exists)
    issued = workspace.handouts.issued(finn.id)[0]
    assert workspace.handouts.pdf(issued.id).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "opens"),
    [
        ("report", "ReportDialog"),
        ("diary", "DiaryDialog"),
        ("compare", "CompareDialog"),
        ("keys", "KeysSheet"),
    ],
)
def test_the_field_for_all_finds_actions_and_adds_nothing(
    desk: Desk, demo: Path, typed: str, opens: str
) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_K, ctrl=True)
    desk.wait_for(lambda: QApplication.activeModalWidget())
    desk.type(clinic, typed)
    seen: list[str] = []

    def note(dialog: QDialog) -> None:
        seen.append(type(dialog).__name__)
        dialog.reject()

    with hands.answering(note):
        desk.press(clinic, Key.Key_Return)
    assert seen == [opens]
    assert exercise_ids(clinic) == []


def test_one_key_easier_one_key_harder_and_undo(desk: Desk, demo: Path) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_L, ctrl=True)
    desk.type(clinic, "hip hinge hands")
    desk.press(clinic, Key.Key_Return)
    screen = clinic.screens.patient
    screen.plan.focus_plan()
    desk.press(clinic, Key.Key_Right, alt=True)  # lower the chest farther
    desk.press(clinic, Key.Key_Right, alt=True)
    assert exercise_ids(clinic) == ["hip-hinge-weight-at-chest"]
    desk.press(clinic, Key.Key_Left, alt=True)
    assert exercise_ids(clinic) == ["hip-hinge"]
    desk.press(clinic, Key.Key_Z, ctrl=True)
    assert exercise_ids(clinic) == ["hip-hinge-weight-at-chest"]


def test_pain_is_recorded_in_two_keys_and_stands_on_the_chart(desk: Desk, demo: Path) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_J, ctrl=True)
    desk.press(clinic, Key.Key_4)
    workspace = clinic._workspace
    finn = workspace.patients.find("Finn")
    desk.until(lambda: len(workspace.pain.listing(finn.id)) == 1)
    entry = workspace.pain.listing(finn.id)[0]
    assert (entry.score, entry.series) == (4, Series.NOW)
    desk.press(clinic, Key.Key_Z, ctrl=True)
    desk.until(lambda: workspace.pain.listing(finn.id)[0].voided)


def test_locking_hides_everything_and_unlocking_finds_it_again(desk: Desk, demo: Path) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_L, ctrl=True)
    desk.type(clinic, "clamshell")
    desk.press(clinic, Key.Key_Return)
    clinic.window.lock()
    assert clinic.screens is None
    assert clinic._workspace is None
    assert clinic.window.findChild(UnlockScreen) is not None
    assert "Finn" not in clinic.window.windowTitle()
    desk.unlock(clinic)
    workspace = clinic._workspace
    saved = workspace.plans.current(workspace.patients.find("Finn").id)
    assert [i.exercise_id for i in saved.plan.items] == ["clamshell"]


def test_after_a_kill_the_last_saved_plan_is_there(desk: Desk, demo: Path, tmp_path: Path) -> None:
    clinic = open_finn(desk, demo)
    desk.press(clinic, Key.Key_L, ctrl=True)
    desk.type(clinic, "bridge")
    desk.press(clinic, Key.Key_Return)
    editing = clinic.screens.patient.editing
    desk.until(lambda: editing.saved_state.kind is Saved.YES)
    # The folder as a kill leaves it: no connection was closed, the journal is not folded in.
    left = Path(shutil.copytree(demo, tmp_path / "left", ignore=shutil.ignore_patterns("*.lock")))
    workspace = AccessService(left).unlock_any(DEMO_PASSPHRASE)
    saved = workspace.plans.current(workspace.patients.find("Finn").id)
    assert [i.exercise_id for i in saved.plan.items] == ["bridge"]
    workspace.close()


def test_a_folder_without_a_clinic_begins_with_the_first_run(desk: Desk, tmp_path: Path) -> None:
    clinic = desk.start(tmp_path / "new")
    desk.press(clinic, Key.Key_Return)
    screen = clinic.window.findChild(FirstRunScreen)
    assert screen is not None
    screen.clinic.name.edit.setText("Sample Clinic")
    screen.clinic.clinician.edit.setText("Robin Demo")
    for field in (screen.passphrase.first, screen.passphrase.again):
        field.edit.setText("copper window seldom giraffe")
    screen.kept.last.edit.setText(screen._recovery_key[-4:])
    screen.kept.tick.setChecked(True)
    screen.create_button.click()
    desk.until(lambda: clinic.screens is not None)
    assert clinic._workspace.staff.clinic().name == "Sample Clinic"
    assert not clinic._workspace.is_demo


def test_a_second_window_says_that_the_clinic_is_open(desk: Desk, demo: Path, monkeypatch) -> None:
    first = desk.start(demo)
    desk.unlock(first)
    told: list[str] = []
    monkeypatch.setattr(
        "clinic_app.app.login.show_error", lambda parent, error: told.append(str(error))
    )
    desk.start(demo)
    assert told == ["This clinic is open in another window. Look for it on the taskbar."]


def test_locking_the_demo_of_the_first_run_leaves_a_way_to_the_own_clinic(
    desk: Desk, tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic_app.app.beginning.demo_folder", lambda: demo)
    clinic = desk.start(tmp_path / "new")
    desk.press(clinic, Key.Key_4)
    desk.until(lambda: clinic.screens is not None)
    clinic.window.lock()
    unlock = clinic.window.findChild(UnlockScreen)
    assert unlock is not None
    assert unlock.setup_button.isVisible()
    desk.unlock(clinic)
    clinic.window.lock()
    locked = clinic.window.centralWidget().findChildren(UnlockScreen)[-1]
    locked.setup_button.click()
    desk.until(lambda: clinic.window.findChild(StartScreen) is not None)
    assert not (tmp_path / "new").exists()


def test_a_demo_clinic_that_is_open_elsewhere_leads_back_to_the_first_run(
    desk: Desk, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.start(demo)
    desk.unlock(first)
    told: list[str] = []
    window = "clinic_app.app.login"
    monkeypatch.setattr(f"{window}.show_error", lambda parent, error: told.append(error.what))
    monkeypatch.setattr("clinic_app.app.beginning.demo_folder", lambda: demo)
    second = desk.start(tmp_path / "new")
    second.window.findChild(StartScreen).demo.click()
    desk.until(lambda: bool(told))
    assert told == ["This clinic is open in another window."]
    assert second.screens is None
    assert second.window.findChild(StartScreen) is not None


def test_a_clinic_whose_keys_are_gone_is_not_taken_for_a_new_one(desk: Desk, demo: Path) -> None:
    for copy in demo.glob("clinic.keys*"):
        copy.unlink()
    clinic = desk.start(demo)
    page = clinic.window.findChild(ChoicePage)
    assert page is not None
    words = " ".join(part.text() for part in page.findChildren(QLabel))
    assert "key file clinic.keys is missing" in words
    assert clinic.window.findChild(StartScreen) is None
