"""Two typed dates are compared while they are typed."""

from datetime import timedelta

import hands
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.trend.trend import Verdict
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.progress.compare_dialog import CompareDialog
from clinic_app.ui.progress.progress_tab import ProgressTab


def opened(
    workspace: Workspace, background: Background, patient: Patient, qtbot: QtBot
) -> CompareDialog:
    dialog = CompareDialog(workspace, background, patient.id)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_starts_with_the_first_week_and_the_latest(
    workspace: Workspace, background: Background, improved: Patient, qtbot: QtBot
) -> None:
    dialog = opened(workspace, background, improved, qtbot)
    qtbot.waitUntil(lambda: dialog.verdict.isVisible())
    today = workspace.now().date()
    assert dialog.before.day() == today - timedelta(days=21)
    assert dialog.after.day() == today
    assert dialog.verdict.accessibleName().endswith("Improved")
    trend = workspace.pain.compare(improved.id, today - timedelta(days=21), today)
    assert (trend.verdict, trend.confirmed) == (Verdict.IMPROVED, False)


def test_the_keys_move_a_date_and_the_answer_follows(
    workspace: Workspace, background: Background, improved: Patient, qtbot: QtBot
) -> None:
    dialog = opened(workspace, background, improved, qtbot)
    qtbot.waitUntil(lambda: dialog.verdict.isVisible())
    today = workspace.now().date()
    hands.keyClick(dialog.after.edit, Qt.Key.Key_PageDown)
    hands.keyClick(dialog.after.edit, Qt.Key.Key_Down)
    assert dialog.after.day() == today - timedelta(days=8)
    dialog.before.show_day(today - timedelta(days=10))
    qtbot.waitUntil(lambda: "Not enough data" in dialog.verdict.accessibleName())
    hands.keyClick(dialog.after.edit, Qt.Key.Key_Up)
    dialog.before.show_day(today - timedelta(days=14))
    qtbot.waitUntil(lambda: "Uncertain" in dialog.verdict.accessibleName())


def test_what_is_no_date_is_said_and_hides_the_answer(
    workspace: Workspace, background: Background, improved: Patient, qtbot: QtBot
) -> None:
    dialog = opened(workspace, background, improved, qtbot)
    qtbot.waitUntil(lambda: dialog.verdict.isVisible())
    dialog.before.edit.setText("some day")
    dialog.before.edit.editingFinished.emit()
    assert "This is not a date" in dialog.before.edit.accessibleDescription()
    assert not dialog.verdict.isVisible()
    dialog.before.edit.setText(day_words(workspace.now().date() - timedelta(days=21)))
    assert dialog.before.edit.accessibleDescription() == ""
    qtbot.waitUntil(lambda: dialog.verdict.isVisible())


def test_without_ratings_it_waits_for_dates(
    workspace: Workspace, background: Background, otto: Patient, qtbot: QtBot
) -> None:
    dialog = opened(workspace, background, otto, qtbot)
    dialog.before.edit.setText("2026-01-07")
    dialog.after.edit.setText("2026-02-07")
    qtbot.waitUntil(lambda: dialog.verdict.isVisible())
    assert "Not enough data" in dialog.verdict.accessibleName()


def test_the_links_of_the_progress_tab_open_it_and_ask_for_the_limits_of_the_region(
    workspace: Workspace, background: Background, improved: Patient, qtbot: QtBot
) -> None:
    tab = ProgressTab(workspace, background)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_patient(improved.id)
    links = {link.text(): link for link in tab.side.details.findChildren(Button)}
    qtbot.waitUntil(lambda: links["Compare two dates"].isVisible())
    with hands.answering(CompareDialog.reject, CompareDialog):
        links["Compare two dates"].click()
    with qtbot.waitSignal(tab.limits_requested) as asked:
        links["Change the limits"].click()
    assert asked.args == ["low-back"]
