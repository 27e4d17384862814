"""The looks to choose from: every one named, drawn once shown, saved with the patient."""

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.record.look_picker import LOOK_WORDS, LookPicker
from clinic_app.ui.record.record_tab import RecordTab


@pytest.fixture
def picker(workspace: Workspace, background: Background, qtbot: QtBot) -> LookPicker:
    made = LookPicker(workspace.figures, background)
    qtbot.addWidget(made)
    made.resize(780, 100)
    return made


def test_every_look_is_named_for_those_who_do_not_see_it(picker: LookPicker) -> None:
    assert list(LOOK_WORDS) == list(LOOKS)
    names = [button.accessibleName() for button in picker.findChildren(QAbstractButton)]
    assert names == list(LOOK_WORDS.values())
    assert len(set(names)) == len(names)


def test_portraits_are_drawn_once_shown_and_differ(picker: LookPicker, qtbot: QtBot) -> None:
    assert picker.is_waiting
    picker.show()
    qtbot.waitUntil(lambda: not picker.is_waiting)
    buttons = picker.findChildren(QAbstractButton)
    pictures = [button.grab().toImage() for button in buttons[1:]]
    assert all(a != b for n, a in enumerate(pictures) for b in pictures[:n])


def test_the_arrows_choose(picker: LookPicker, qtbot: QtBot) -> None:
    picker.show()
    hands.ready(picker)
    first = picker.findChildren(QAbstractButton)[0]
    first.setFocus()
    hands.keyClick(first, Qt.Key.Key_Right)
    assert picker.chosen() == "woman-light"
    assert picker.words == "Woman, light skin, hair in a bun"
    qtbot.waitUntil(lambda: not picker.is_waiting)


def test_a_look_not_known_shows_the_standard_one(picker: LookPicker) -> None:
    picker.choose("man-dark")
    picker.choose("from-next-year")
    assert picker.chosen() == "standard"


def test_the_record_saves_the_look(
    workspace: Workspace, background: Background, otto: Patient, qtbot: QtBot
) -> None:
    record = RecordTab(workspace, background)
    qtbot.addWidget(record)
    record.show_patient(otto.id)
    picker = record.findChild(LookPicker)
    picker.findChildren(QAbstractButton)[list(LOOKS).index("man-dark")].click()
    assert record.save()
    assert workspace.patients.get(otto.id).look == "man-dark"


def test_another_patient_shows_their_own_look(
    workspace: Workspace, background: Background, otto: Patient, marigold: Patient, qtbot: QtBot
) -> None:
    workspace.patients.update(marigold.changed(look="woman-tan-older"))
    record = RecordTab(workspace, background)
    qtbot.addWidget(record)
    for patient, look in ((marigold, "woman-tan-older"), (otto, "standard")):
        record.show_patient(patient.id)
        assert record.findChild(LookPicker).chosen() == look
