"""A full disk while a patient answers: the patient is told, the clinic locks, nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from full_disk import a_full_disk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SCREENS
from clinic_app.domain.errors import NotWritable
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.kiosk.kiosk_screen import KioskScreen
from clinic_app.ui.kiosk.thanks_screen import ThanksScreen
from clinic_app.ui.kiosk.unkept_dialog import UnkeptDialog
from clinic_app.ui.main_window import MainWindow

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "lantern orchard copper violin"


def _unlocked(folder: Path) -> Workspace:
    return AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clinic"
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    workspace = AccessService(made, cost=CHEAP).create(setup)
    workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    workspace.close()
    return made


@pytest.fixture
def clinic(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[ClinicWindow]:
    """The window, unlocked, with Marigold at the kiosk who has said that the worst was 7."""
    theme = qapp.property("handrail_theme")
    (theme if isinstance(theme, Theme) else Theme(qapp)).apply(False)
    window = MainWindow(SCREENS)
    made = ClinicWindow(window, folder)
    qtbot.shown(window)
    made.open_workspace(_unlocked(folder))
    assert made.screens is not None
    made.screens.open_patient(_marigold(made))
    made.screens.kiosk()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    screen = _kiosk(made)
    screen.numbers.tiles.choose(7)
    yield made
    made.window.lock()
    made.window.close()
    window.deleteLater()


def _workspace(clinic: ClinicWindow) -> Workspace:
    workspace = clinic._workspace  # pyright: ignore[reportPrivateUsage]  # the clinic that is open
    assert workspace is not None
    return workspace


def _marigold(clinic: ClinicWindow) -> str:
    return _workspace(clinic).patients.find("Marigold").id


def _kiosk(clinic: ClinicWindow) -> KioskScreen:
    screen = clinic.window.findChild(KioskScreen)
    assert isinstance(screen, KioskScreen)
    return screen


def _has_draft(workspace: Workspace) -> bool:
    return any(draft.kind == "kiosk" for draft in workspace.drafts.mine())


def _scores(clinic: ClinicWindow) -> list[int]:
    return [e.score for e in _workspace(clinic).pain.listing(_marigold(clinic))]


def test_the_patient_is_told_and_the_answers_are_saved_after_unlocking(
    qtbot: QtBot, clinic: ClinicWindow, folder: Path
) -> None:
    with a_full_disk():
        _kiosk(clinic).stopped.emit()
    assert clinic._workspace is None  # pyright: ignore[reportPrivateUsage]  # it is locked all the same
    thanks = clinic.window.findChild(ThanksScreen)
    assert isinstance(thanks, ThanksScreen)
    words = " ".join(label.text() for label in thanks.findChildren(QLabel))
    assert "Please tell your therapist" in words
    clinic.open_workspace(_unlocked(folder))
    assert _scores(clinic) == [7]
    told = QApplication.activeModalWidget()
    assert told is not None
    assert told.accessibleName() == "The answers from the kiosk are saved now"
    told.close()


def test_where_the_disk_stays_full_the_therapist_can_read_them_and_try_again(
    qtbot: QtBot, clinic: ClinicWindow
) -> None:
    mode = clinic._kiosk  # pyright: ignore[reportPrivateUsage]  # the part under test
    workspace = _workspace(clinic)
    assert mode is not None
    with a_full_disk():
        assert not mode.keep_answers()
        mode.keep_late(workspace)
        dialog = clinic.window.findChild(UnkeptDialog)
        assert isinstance(dialog, UnkeptDialog)
        dialog.again.click()
        assert dialog.isVisible()
        assert _has_draft(workspace)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "worst in the past 24 hours? 7" in words
    dialog.again.click()
    assert not dialog.isVisible()
    assert not _has_draft(workspace)
    assert _scores(clinic) == [7]


def test_a_full_disk_does_not_open_the_kiosk(qtbot: QtBot, clinic: ClinicWindow) -> None:
    clinic.window.lock()
    clinic.open_workspace(_unlocked(clinic.login._home))  # pyright: ignore[reportPrivateUsage]  # the same folder
    workspace = _workspace(clinic)
    before = len(_scores(clinic))
    visit = workspace.kiosk.offer(_marigold(clinic))
    with a_full_disk(), pytest.raises(NotWritable, match="disk"):
        workspace.kiosk.begin(visit)
    assert len(_scores(clinic)) == before


def test_a_crash_while_the_patient_answers_loses_no_answer(
    qtbot: QtBot, clinic: ClinicWindow, folder: Path
) -> None:
    _workspace(clinic).drafts.flush()
    crashed = _unlocked(folder)  # the program that wrote it never came to an end
    assert [draft.kind for draft in crashed.drafts.mine()] == ["kiosk"]
    crashed.close()
    _kiosk(clinic).stopped.emit()
    clinic.open_workspace(_unlocked(folder))
    assert not _has_draft(_workspace(clinic)), "what was kept in the end is no draft any more"


def test_over_the_lock_the_answers_are_ciphertext(
    qtbot: QtBot, clinic: ClinicWindow, folder: Path
) -> None:
    with a_full_disk():
        _kiosk(clinic).stopped.emit()
        held = repr(clinic._unsaved._unsaved.__dict__)  # what outlives the lock
        assert "worst" not in held
        assert "Marigold" not in held
        assert len(clinic._unsaved) == 1
    clinic.open_workspace(_unlocked(folder))
    assert _scores(clinic) == [7]
    assert len(clinic._unsaved) == 0
