"""The dialog asks for number and passphrase, erases, and shows the backups that still hold one."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.erase.erase_dialog import EraseDialog

PASSPHRASE = "lantern orchard copper violin"


@pytest.fixture
def dialog(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot
) -> EraseDialog:
    workspace.backups.make(workspace.backups.places()[0].id)
    made = EraseDialog(workspace, background, marigold.id)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_erased_without_the_number_and_the_passphrase(
    dialog: EraseDialog, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    before = workspace.patients.get(marigold.id)
    dialog.go.click()
    qtbot.keyClicks(dialog.own.edit, PASSPHRASE)
    qtbot.keyClicks(dialog.who.edit, "somebody else")
    dialog.go.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert workspace.patients.get(marigold.id) == before


def test_the_patient_goes_and_the_backup_is_erased_in(
    dialog: EraseDialog, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    erased: list[str] = []
    dialog.erased.connect(erased.extend)
    qtbot.keyClicks(dialog.who.edit, marigold.name)
    qtbot.keyClicks(dialog.own.edit, PASSPHRASE)
    dialog.go.click()
    qtbot.waitUntil(dialog.rewrite.isVisible)
    assert erased == [marigold.id]
    assert "1 backup still holds" in dialog.outcome.text()
    with pytest.raises(NotFound):
        workspace.patients.get(marigold.id)
    dialog.rewrite.click()
    qtbot.waitUntil(lambda: not dialog.rewrite.isVisible())
    assert "1 of 1 backups hold the patient no more" in dialog.outcome.text()
    dialog.cancel.click()
    assert not dialog.isVisible()
