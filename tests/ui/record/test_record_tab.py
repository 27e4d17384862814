"""The record tab saves by itself and loses nothing."""

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.record.details_form import DetailsForm
from clinic_app.ui.record.episode_list import EpisodeDialog
from clinic_app.ui.record.precaution_picker import PrecautionPicker
from clinic_app.ui.record.record_tab import RecordTab


@pytest.fixture
def tab(workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot) -> RecordTab:
    made = RecordTab(workspace, background)
    qtbot.addWidget(made)
    made.show_patient(marigold.id)
    made.resize(1100, 700)
    made.show()
    return made


def form(tab: RecordTab) -> DetailsForm:
    found = tab.findChild(DetailsForm)
    assert isinstance(found, DetailsForm)
    return found


def press(qtbot: QtBot, tab: RecordTab, words: str) -> None:
    next(b for b in tab.findChildren(QAbstractButton) if b.text() == words).click()


def test_what_is_typed_is_saved_soon(
    tab: RecordTab, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    form(tab).family.edit.clear()
    qtbot.keyClicks(form(tab).family.edit, "<i>Sampler</i>")
    qtbot.waitUntil(lambda: workspace.patients.get(marigold.id).family == "<i>Sampler</i>")
    assert workspace.patients.get(marigold.id).precautions == ("osteoporosis",)


def test_leaving_saves_at_once(
    tab: RecordTab, workspace: Workspace, marigold: Patient, otto: Patient, qtbot: QtBot
) -> None:
    qtbot.keyClicks(form(tab).number.edit, "X")
    tab.show_patient(otto.id)
    assert workspace.patients.get(marigold.id).record_number == "D-0117X"
    assert form(tab).given.text() == "Otto"
    assert workspace.patients.get(otto.id) == otto


def test_what_cannot_be_saved_comes_back_with_the_patient(
    tab: RecordTab, workspace: Workspace, marigold: Patient, otto: Patient, qtbot: QtBot
) -> None:
    form(tab).born.edit.clear()
    qtbot.keyClicks(form(tab).born.edit, "3/4/58")
    tab.show_patient(otto.id)
    assert workspace.patients.get(marigold.id) == marigold
    tab.show_patient(marigold.id)
    assert form(tab).born.text() == "3/4/58"
    assert "four digits" in form(tab).born.edit.accessibleDescription()


@pytest.mark.parametrize(
    ("choice", "family"), [("Save what I typed", "Sample2"), ("Show what is saved", "Other")]
)
def test_a_conflict_lets_the_clinician_choose(
    tab: RecordTab,
    workspace: Workspace,
    marigold: Patient,
    qtbot: QtBot,
    choice: str,
    family: str,
) -> None:
    qtbot.keyClicks(form(tab).family.edit, "2")
    workspace.patients.update(marigold.changed(family="Other"))
    assert form(tab).family.text() == "Sample2"
    assert not tab.save()
    assert workspace.patients.get(marigold.id).family == "Other"
    press(qtbot, tab, choice)
    assert workspace.patients.get(marigold.id).family == family
    assert form(tab).family.text() == family


def test_ticks_are_saved(tab: RecordTab, workspace: Workspace, marigold: Patient) -> None:
    picker = tab.findChild(PrecautionPicker)
    assert isinstance(picker, PrecautionPicker)
    picker.choose(["fall-risk"])
    picker.changed.emit()
    assert tab.save()
    assert workspace.patients.get(marigold.id).precautions == ("fall-risk",)


def test_archive_and_bring_back(
    tab: RecordTab, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    press(qtbot, tab, "Archive")
    assert workspace.patients.get(marigold.id).archived
    press(qtbot, tab, "Bring back")
    assert not workspace.patients.get(marigold.id).archived
    qtbot.keyClicks(form(tab).family.edit, "s")
    assert tab.save()


def test_an_episode_ends_and_reopens(
    tab: RecordTab, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    press(qtbot, tab, "End today")
    (ended,) = workspace.patients.episodes(marigold.id)
    assert ended.ended == workspace.now().date()
    press(qtbot, tab, "Reopen")
    assert workspace.patients.episodes(marigold.id)[0].ended is None


def test_an_episode_is_edited_in_its_form(
    tab: RecordTab, workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    (before,) = workspace.patients.episodes(marigold.id)
    dialog = EpisodeDialog(workspace, marigold.id, before)
    qtbot.addWidget(dialog)
    dialog.form.condition.edit.setText("Hip pain")
    dialog.form.started.edit.setText("soon")
    dialog.save()
    assert workspace.patients.episodes(marigold.id) == [before]
    dialog.form.started.edit.setText("1 Mar 2020")
    dialog.save()
    (after,) = workspace.patients.episodes(marigold.id)
    assert (after.id, after.condition, after.started.year) == (before.id, "Hip pain", 2020)
