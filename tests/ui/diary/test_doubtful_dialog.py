"""Days that may not be known, in the window: ticked, marked as errors with the reason, restored."""

from datetime import date, timedelta

import hands
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.diary.doubtful_dialog import DoubtfulDialog
from clinic_app.ui.progress.progress_tab import ProgressTab


@pytest.fixture
def old(workspace: Workspace, planned: Patient, today: date) -> Patient:
    """Three days of an earlier version, each "not done" beside a pain number."""
    for ago in (9, 8, 7):
        day, at = today - timedelta(days=ago), workspace.now() - timedelta(days=ago)
        workspace.pain.add_all(
            planned.id, [PainRating(new_id(), planned.id, Series.AVERAGE, 4, at, source="diary")]
        )
        logs = [
            ExerciseLog(new_id(), planned.id, day, name, name, 0, 1, source="diary", unsure=True)
            for name in ("bridge", "bird-dog")
        ]
        workspace.exercise_logs.add_all(planned.id, logs)
    return planned


def test_ticked_days_are_voided_and_the_others_kept(
    workspace: Workspace, old: Patient, qtbot: QtBot
) -> None:
    dialog = DoubtfulDialog(workspace, old.id)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 3
    assert "2 exercises “not done”, came with 1 pain number" in dialog.list.item(0).text()
    assert dialog.agree.text() == "Mark 3 days as entered in error"
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.reason.edit.setText("")
    dialog.agree.click()
    assert dialog.error.isVisibleTo(dialog)
    dialog.reason.edit.setText("Asked: he did them")
    dialog.agree.click()
    assert [day.day for day in dialog.voided] == [
        workspace.now().date() - timedelta(days=n) for n in (9, 7)
    ]
    reasons = {one.void_reason for one in workspace.exercise_logs.listing(old.id) if one.voided}
    assert reasons == {"Asked: he did them"}
    assert workspace.doubtful.days(old.id) == ()


def test_the_progress_tab_tells_of_them_and_restores_them(
    workspace: Workspace, background: Background, old: Patient, qtbot: QtBot
) -> None:
    tab = ProgressTab(workspace, background)
    qtbot.addWidget(tab)
    tab.resize(1340, 760)
    tab.show()
    tab.show_patient(old.id)
    qtbot.waitUntil(lambda: tab.doubt.isVisible())
    assert tab.doubt.text() == "3 days of “not done” may not be known: have a look"
    with hands.answering(lambda dialog: dialog.agree.click(), DoubtfulDialog):
        tab.doubt.click()
    assert tab.undo.text() == "Entered in error. Restore 3 days"
    qtbot.waitUntil(lambda: not tab.doubt.isVisible())
    tab.undo.click()
    assert len(workspace.doubtful.days(old.id)) == 3
    qtbot.waitUntil(lambda: tab.doubt.isVisible())
