"""The form for a new patient, typed into."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.record.new_patient_dialog import NewPatientDialog


@pytest.fixture
def dialog(workspace: Workspace, background: Background, qtbot: QtBot) -> NewPatientDialog:
    made = NewPatientDialog(workspace, background)
    qtbot.addWidget(made)
    made.show()
    return made


def type_name(qtbot: QtBot, dialog: NewPatientDialog, given: str, family: str) -> None:
    qtbot.keyClicks(dialog.details.given.edit, given)
    qtbot.keyClicks(dialog.details.family.edit, family)


def test_enter_saves_and_opens(
    dialog: NewPatientDialog, workspace: Workspace, qtbot: QtBot
) -> None:
    type_name(qtbot, dialog, "Ned", "Placeholder")
    qtbot.keyClicks(dialog.details.born.edit, "1/30/1946")
    dialog.precautions.choose(["fall-risk"])
    dialog.episode.take_suggestion("Knee osteoarthritis, M17")
    dialog.episode.side.select("right")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.details.family.edit, Qt.Key.Key_Return)
    patient = workspace.patients.get(str(chosen.args[0]))
    assert (patient.name, patient.born) == ("Ned Placeholder", date(1946, 1, 30))
    assert (patient.record_number, patient.precautions) == ("H-0001", ("fall-risk",))
    (episode,) = workspace.patients.episodes(patient.id)
    assert (episode.condition, episode.icd10) == ("Knee osteoarthritis", "M17")
    assert (episode.region, episode.side) == ("knee", "right")


def test_a_name_is_enough_and_stays_as_typed(
    dialog: NewPatientDialog, workspace: Workspace, qtbot: QtBot
) -> None:
    type_name(qtbot, dialog, "<b>Bea</b>", "=Testcase")
    dialog.save()
    (row,) = workspace.patients.caseload()
    assert row.patient.name == "<b>Bea</b> =Testcase"
    assert workspace.patients.episodes(row.patient.id) == []


@pytest.mark.parametrize(
    ("field", "typed"), [("born", "31/31/1958"), ("born", "1/1/2999"), ("family", "")]
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_saved(
    dialog: NewPatientDialog, workspace: Workspace, qtbot: QtBot, field: str, typed: str
) -> None:
    type_name(qtbot, dialog, "Bea", "Testcase")
    target = getattr(dialog.details, field)
    target.edit.setText(typed)
    dialog.save()
    assert target.edit.accessibleDescription()
    assert workspace.patients.caseload() == []
    assert dialog.isVisible()


@pytest.mark.parametrize(("icd10", "region"), [("nonsense", "hip"), ("M16", "")])
def test_a_wrong_episode_saves_no_half_patient(
    dialog: NewPatientDialog, workspace: Workspace, qtbot: QtBot, icd10: str, region: str
) -> None:
    type_name(qtbot, dialog, "Bea", "Testcase")
    dialog.episode.icd10.edit.setText(icd10)
    dialog.episode.region.setCurrentIndex(dialog.episode.region.findData(region))
    dialog.save()
    assert workspace.patients.caseload() == []


def test_a_likely_double_is_a_warning_that_can_open_it(
    marigold: Patient, dialog: NewPatientDialog, qtbot: QtBot
) -> None:
    type_name(qtbot, dialog, "marigold", "sample")
    bars = dialog.findChildren(ErrorBar)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in bars))
    qtbot.keyClicks(dialog.details.born.edit, "17 Nov 1971")
    assert not any(b.isVisible() for b in bars)
    dialog.details.born.edit.clear()
    qtbot.keyClicks(dialog.details.born.edit, "4 Mar 1958")
    warning = next(b for b in bars if b.isVisible())
    with qtbot.waitSignal(dialog.chosen) as chosen:
        warning.acted.emit()
    assert chosen.args == [marigold.id]
