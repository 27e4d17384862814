"""The dialog before the kiosk, and the one for answers that could not be saved."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.diary.kiosk import KioskVisit, Topic
from clinic_app.domain.errors import NotWritable
from clinic_app.services.diary.kiosk_drafts import KioskAnswers
from clinic_app.services.workspace import Workspace
from clinic_app.ui.kiosk.start_dialog import KioskStartDialog
from clinic_app.ui.kiosk.unkept_dialog import UnkeptDialog, answer_lines


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, visit: KioskVisit) -> KioskStartDialog:
    made = KioskStartDialog(workspace.kiosk, visit.patient_id)
    qtbot.addWidget(made)
    return made


def _started(qtbot: QtBot, dialog: KioskStartDialog) -> KioskVisit:
    started: list[KioskVisit] = []
    dialog.started.connect(started.append)
    with qtbot.waitSignal(dialog.started):
        dialog.start.click()
    return started[0]


def test_enter_starts_with_all_that_can_be_asked(qtbot: QtBot, dialog: KioskStartDialog) -> None:
    visit = _started(qtbot, dialog)
    assert visit.topics == (Topic.PAIN, Topic.PLACE, Topic.EXERCISES)
    assert visit.language == "en"


def test_topics_and_language_can_be_chosen(qtbot: QtBot, dialog: KioskStartDialog) -> None:
    dialog.topics[Topic.PAIN].setChecked(False)
    dialog.topics[Topic.EXERCISES].setChecked(False)
    dialog.language.select("es")
    visit = _started(qtbot, dialog)
    assert (visit.topics, visit.language) == ((Topic.PLACE,), "es")


def test_what_cannot_be_asked_is_off_and_says_why(dialog: KioskStartDialog) -> None:
    assert not dialog.topics[Topic.MEASURES].isEnabled()
    assert "None is due." in [label.text() for label in dialog.findChildren(QLabel)]


def test_nothing_to_ask_cannot_be_started(dialog: KioskStartDialog) -> None:
    for box in dialog.topics.values():
        box.setChecked(False)
    assert not dialog.start.isEnabled()


def test_answers_that_were_not_saved_can_be_read_and_saved(
    qtbot: QtBot, workspace: Workspace, visit: KioskVisit
) -> None:
    answers = {"worst": 8, "place": ("knee-front-left",)}
    worst, place = answer_lines(visit, answers)
    assert worst.endswith("24 hours? 8")
    assert place == "Where does it hurt? front of the left knee"
    at = workspace.now()
    given = KioskAnswers(visit, answers, at)
    made = UnkeptDialog(workspace.kiosk, given, NotWritable("The disk is full."))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.saved):
        made.again.click()
    kept = workspace.pain.listing(visit.patient_id)
    assert [(e.score, e.at) for e in kept] == [(8, at)]
