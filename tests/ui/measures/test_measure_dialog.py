"""Results of measures: a total in a few keys, own activities by number keys, plain refusals."""

from datetime import date, timedelta

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.workspace import Workspace
from clinic_app.ui.measures.activities_entry import ActivitiesEntry
from clinic_app.ui.measures.measure_dialog import MeasureDialog
from clinic_app.ui.measures.total_entry import ChangeEntry, TotalEntry

ACTIVITIES = (("Subir las escaleras del metro", 3), ("Cocinar <b>de pie</b>", 4), ("Socks", 2))


@pytest.fixture
def dialog(workspace: Workspace, marigold: Patient, qtbot: QtBot) -> MeasureDialog:
    return opened(workspace, marigold, qtbot)


def opened(workspace: Workspace, patient: Patient, qtbot: QtBot) -> MeasureDialog:
    made = MeasureDialog(workspace, patient.id)
    qtbot.addWidget(made)
    qtbot.shown(made)
    return made


def press(dialog: QWidget, *keys: str | Qt.Key) -> None:
    """Keys as a person presses them, each where the keyboard is."""
    for key in keys:
        target = dialog.focusWidget() or dialog
        if isinstance(key, str):
            hands.keyClicks(target, key)
        else:
            hands.keyClick(target, key)


def total(dialog: MeasureDialog) -> TotalEntry:
    assert isinstance(dialog.entry, TotalEntry)
    return dialog.entry


def activities(dialog: MeasureDialog) -> ActivitiesEntry:
    assert isinstance(dialog.entry, ActivitiesEntry)
    return dialog.entry


def ago(workspace: Workspace, days: int) -> date:
    return workspace.now().date() - timedelta(days=days)


def test_a_letter_the_digits_and_enter_keep_a_total(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient
) -> None:
    press(dialog, "r", *"12", Qt.Key.Key_Return)
    assert not dialog.isVisible()
    (kept,) = workspace.measures.valid(marigold.id)
    assert (kept.measure_id, kept.score, kept.day) == ("rmdq", 12, ago(workspace, 0))
    assert dialog.saved == [kept]


def test_those_of_the_region_stand_first_and_those_used_before_that(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    def order() -> list[str]:
        shown = opened(workspace, marigold, qtbot).choice
        return [shown.itemData(n) for n in range(3)]

    assert order() == ["odi", "rmdq", "psfs"]
    workspace.measures.record(marigold.id, "lefs", 44)
    assert order() == ["lefs", "odi", "rmdq"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("120", "must be between 0 and 100"),
        ("12.5", "steps of 1"),
        ("often", "is not a score"),
        ("", "missing"),
    ],
)
def test_a_wrong_score_says_why_and_keeps_the_keyboard(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient, typed: str, words: str
) -> None:
    dialog.choose("odi")
    field = total(dialog).field
    field.edit.setFocus()
    field.edit.setText(typed)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert words in field.edit.accessibleDescription()
    assert dialog.focusWidget() is field.edit
    assert workspace.measures.listing(marigold.id) == []
    field.edit.setText("30")
    assert field.edit.accessibleDescription() == ""


def test_the_change_follows_what_is_typed(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    workspace.measures.record(marigold.id, "odi", 46, day=ago(workspace, 28))
    dialog = opened(workspace, marigold, qtbot)
    assert dialog.line.chip.look.words == "Asked once"
    total(dialog).field.edit.setText("36")
    assert dialog.line.chip.look.words == "Improved"
    assert dialog.line.words.text().startswith("46 % to 36 %, -10 since")
    total(dialog).field.edit.setText("44")
    assert dialog.line.chip.look.words == "Uncertain"


def test_a_second_result_of_the_day_says_that_it_replaces_the_first(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    workspace.measures.record(marigold.id, "odi", 46)
    dialog = opened(workspace, marigold, qtbot)
    press(dialog, *"44")
    assert dialog.line.words.text().endswith("Replaces 46 % of the same day.")
    press(dialog, Qt.Key.Key_Return)
    assert [r.score for r in workspace.measures.valid(marigold.id)] == [44]


def test_own_activities_are_rated_by_number_keys_alone_the_next_time(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    workspace.measures.record(marigold.id, "psfs", 3, day=ago(workspace, 28), items=ACTIVITIES)
    dialog = opened(workspace, marigold, qtbot)
    assert [entry.name for entry in activities(dialog).rows] == [name for name, _ in ACTIVITIES]
    press(dialog, "6", "7", "+", Qt.Key.Key_Return)
    assert not dialog.isVisible()
    kept = workspace.measures.valid(marigold.id)[-1]
    assert kept.items == tuple(zip([n for n, _ in ACTIVITIES], (6, 7, 10), strict=True))
    assert kept.score == 7.7


def test_new_activities_are_typed_and_a_fourth_and_fifth_may_come(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.choose("psfs")
    entry = activities(dialog)
    entry.more.click()
    entry.more.click()
    assert not entry.more.isVisible()
    for number, shown in enumerate(entry.rows):
        shown.edit.setText(f"Activity {number}")
        shown.rate(number)
    dialog.save.click()
    assert workspace.measures.valid(marigold.id)[0].score == 2.0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Stairs", 3), ("Socks", 4)], "3 to 5 activities"),
        ([("Stairs", 3), ("Socks", 4), ("Cooking", None)], "no number yet"),
        ([("Stairs", 3), ("Socks", 4), ("", 5)], "no activity yet"),
        ([("Stairs", 3), ("stairs ", 4), ("Cooking", 5)], "twice"),
    ],
)
def test_activities_that_are_not_complete_say_what_is_missing(
    dialog: MeasureDialog,
    workspace: Workspace,
    marigold: Patient,
    rows: list[tuple[str, int | None]],
    words: str,
) -> None:
    dialog.choose("psfs")
    entry = activities(dialog)
    for shown, (name, score) in zip(entry.rows, rows, strict=False):
        shown.edit.setText(name)
        if score is not None:
            shown.rate(score)
    dialog.save.click()
    assert dialog.isVisible()
    assert words in entry.wrong.text()
    assert workspace.measures.listing(marigold.id) == []


def test_a_rating_of_change_is_typed_or_pressed_and_told_in_words(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.choose("groc")
    entry = dialog.entry
    assert isinstance(entry, ChangeEntry)
    entry.buttons[2].click()
    assert entry.words.text() == "-3: clearly worse"
    entry.field.edit.setText("4")
    assert entry.words.text() == "+4: much better"
    dialog.save.click()
    assert workspace.measures.valid(marigold.id)[0].score == 4


def test_save_and_next_goes_on_with_the_next_measure(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient
) -> None:
    press(dialog, *"40")
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.status.text() == "Saved: ODI 40 %"
    assert dialog.measure.id == "rmdq"
    press(dialog, *"11", Qt.Key.Key_Return)
    kept = {r.measure_id: r.score for r in workspace.measures.valid(marigold.id)}
    assert kept == {"odi": 40, "rmdq": 11}


def test_page_keys_change_the_measure_from_anywhere(dialog: MeasureDialog) -> None:
    total(dialog).focus_first()
    press(dialog, Qt.Key.Key_PageDown)
    assert dialog.measure.id == "rmdq"
    press(dialog, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert dialog.choice.currentIndex() == dialog.choice.count() - 1


def test_what_was_typed_waits_while_another_measure_is_looked_at(dialog: MeasureDialog) -> None:
    press(dialog, *"38")
    dialog.choose("lefs")
    assert total(dialog).field.text() == ""
    dialog.choose("odi")
    assert total(dialog).field.text() == "38"


def test_an_earlier_result_is_struck_out_with_a_reason_and_comes_back(
    workspace: Workspace, marigold: Patient, qtbot: QtBot
) -> None:
    old = workspace.measures.record(marigold.id, "odi", 46, day=ago(workspace, 28))
    workspace.measures.record(marigold.id, "odi", 30, day=ago(workspace, 1))
    dialog = opened(workspace, marigold, qtbot)
    shown = dialog.table.table.model()
    words = [shown.data(shown.index(n, 2)) for n in range(2)]
    assert words == ["-16, improved", ""]
    dialog.table.table.selectRow(1)
    assert dialog.table.current == old
    asked = dialog.table.void_dialog(old)
    asked.agree.click()
    assert asked.result() == 0
    assert "Say why" in asked.reason.edit.accessibleDescription()
    asked.reason.edit.setText("other patient")
    asked.agree.click()
    dialog.table.changed.emit()
    dialog.table.table.selectRow(1)
    assert dialog.table.status.text() == "Entered in error: other patient"
    assert dialog.line.chip.look.words == "Asked once"
    dialog.table.restore_current()
    assert len(workspace.measures.valid(marigold.id)) == 2
    assert dialog.line.chip.look.words == "Improved"


def test_a_day_before_is_kept_as_that_day(
    dialog: MeasureDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.day.set_day(ago(workspace, 3))
    press(dialog, *"42", Qt.Key.Key_Return)
    kept: MeasureResult = workspace.measures.valid(marigold.id)[0]
    assert kept.day == ago(workspace, 3)
