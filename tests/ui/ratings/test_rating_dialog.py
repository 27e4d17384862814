"""A rating of another day or series: a digit and Enter, or every field."""

from datetime import timedelta

import hands
import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.ratings.rating_dialog import RatingDialog


@pytest.fixture
def dialog(workspace: Workspace, marigold: Patient, qtbot: QtBot) -> RatingDialog:
    made = RatingDialog(workspace, marigold.id)
    qtbot.addWidget(made)
    qtbot.shown(made)
    return made


def _press(dialog: RatingDialog, words: str) -> None:
    found = [b for b in dialog.findChildren(QAbstractButton) if b.text() == words]
    hands.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_digit_and_enter_keep_todays_average(
    dialog: RatingDialog, workspace: Workspace, marigold: Patient
) -> None:
    focused = dialog.focusWidget()
    hands.keyClicks(focused, "6")
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    (kept,) = workspace.pain.listing(marigold.id)
    assert (kept.score, kept.series) == (6, Series.AVERAGE)
    assert kept.at.date() == workspace.now().date()


def test_yesterdays_worst_with_a_context(
    dialog: RatingDialog, workspace: Workspace, marigold: Patient
) -> None:
    _press(dialog, "Worst, 24 h")
    _press(dialog, "10")
    _press(dialog, "Yesterday")
    dialog.time.setTime(QTime(21, 30))
    hands.keyClicks(dialog.context.edit, "=SUM(A1) <b>stairs</b>")
    dialog.save.click()
    (kept,) = workspace.pain.listing(marigold.id)
    assert (kept.score, kept.series) == (10, Series.WORST)
    assert kept.at.date() == workspace.now().date() - timedelta(days=1)
    assert f"{kept.at:%H:%M}" == "21:30"
    assert kept.context == "=SUM(A1) <b>stairs</b>"


def test_without_a_score_there_is_nothing_to_keep(dialog: RatingDialog) -> None:
    assert not dialog.save.isEnabled()


def test_a_time_to_come_is_refused_in_place(
    dialog: RatingDialog, workspace: Workspace, marigold: Patient
) -> None:
    _press(dialog, "3")
    ahead = workspace.now() + timedelta(days=2)
    dialog.date.setMaximumDate(QDate(2999, 1, 1))
    dialog.date.setDate(QDate(ahead.year, ahead.month, ahead.day))
    dialog.save.click()
    assert dialog.isVisible()
    assert "cannot lie in the future" in dialog.error.accessibleName()
    assert workspace.pain.listing(marigold.id) == []


def test_another_place_is_a_series_of_its_own(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    workspace.pain.record(marigold.id, 3, site="calf-left")
    dialog = RatingDialog(workspace, marigold.id, site="calf-left")
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.site.itemText(n) for n in (0, 1)] == ["What is treated", "Left calf"]
    assert dialog.site.currentText() == "Left calf"
    hands.keyClicks(dialog.focusWidget(), "6")
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.rating is not None
    assert (dialog.rating.score, dialog.rating.site) == (6, "calf-left")
