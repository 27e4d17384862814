"""The paper diary keyed in through the real dialog: one key a box, saved whole, corrected."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.domain.diary.diary import Diary, SessionDetails
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.diary.boxes import BOX, Box
from clinic_app.ui.diary.diary_dialog import DiaryDialog

from .conftest import Keys

Key = Qt.Key
WORST, AVERAGE, LEAST = Series.WORST, Series.AVERAGE, Series.LEAST
Opened = Callable[[], DiaryDialog]


def line_of(dialog: DiaryDialog, words: str, week: int = 1) -> int:
    """The row of the table with these words in a week."""
    lines = [dialog.model.line(n).words for n in range(dialog.model.rowCount())]
    return [n for n, found in enumerate(lines) if found == words][week - 1]


def here(dialog: DiaryDialog) -> tuple[str, int]:
    """The words of the line and the column that have the keyboard."""
    at = dialog.grid.currentIndex()
    return dialog.model.line(at.row()).words, at.column()


def box(dialog: DiaryDialog, words: str, column: int, week: int = 1) -> Box:
    found = dialog.model.box(line_of(dialog, words, week), column)
    assert found is not None
    return found


def save(dialog: DiaryDialog, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def answering(words: str) -> AbstractContextManager[object]:
    """Press the button with these words in the question that is asked."""

    def press(asked: Dialog) -> None:
        next(b for b in asked.findChildren(Button) if b.text() == words).click()

    return hands.answering(press, Dialog)


@pytest.fixture
def first(today: date) -> date:
    return today - timedelta(days=13)


def kept(workspace: Workspace, patient: Patient, first: date) -> Diary:
    return workspace.diary.open(patient.id, first)


def test_a_week_of_three_ratings_and_ticks_takes_few_keys(
    open_dialog: Opened,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    workspace.preferences.put("diary.third", "least")
    dialog = open_dialog()
    keys.type("2221012a11 1011a")  # four exercises, a box left blank among them
    keys.type("778866555664432233110")  # worst, average, least
    save(dialog, keys, qtbot)
    assert keys.count == 7 + 1 + 7 + 1 + 21 + 1
    diary = kept(workspace, planned, first)
    days = diary.dates[:7]
    assert [diary.ratings[WORST, day] for day in days] == [7, 7, 8, 8, 6, 6, 5]
    assert [diary.ratings[LEAST, day] for day in days] == [2, 2, 3, 3, 1, 1, 0]
    bridge, bird_dog, clamshell, _ = (row.item_id for row in diary.rows)
    assert [diary.ticks[bridge, day] for day in days] == [2, 2, 2, 1, 0, 1, 2]
    assert [diary.ticks[bird_dog, day] for day in days] == [2] * 7
    assert [diary.ticks[clamshell, day] for day in days] == [1, 1, 0, 1, 0, 1, 1]
    assert not any(diary.is_known(day) for day in diary.dates[7:])


def test_every_box_by_its_own_digit_is_quick_enough_too(
    open_dialog: Opened,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    workspace.preferences.put("diary.third", "now")
    dialog = open_dialog()
    keys.type("2" * 14 + "1" * 14 + "4" * 21)
    save(dialog, keys, qtbot)
    assert keys.count == 50  # at 150 ms a key 7.5 s; 15 s are asked for
    assert len(kept(workspace, planned, first).ticks) == 28


def test_ten_and_what_cannot_be(dialog: DiaryDialog, keys: Keys) -> None:
    dialog.grid.go(line_of(dialog, "Worst pain"), 1)
    keys.type("+t0")
    assert [box(dialog, "Worst pain", n).value for n in (1, 2, 3)] == [10, 10, 0]
    dialog.grid.go(line_of(dialog, "Bridge"), 1)
    keys.type("3")
    assert here(dialog) == ("Bridge", 1)
    assert box(dialog, "Bridge", 1).value is None
    assert dialog._status.text() == "3 is too much here: it was asked for 2 times a day."
    keys.type("2")
    assert not dialog._status.isVisible()


def test_the_keys_that_move(dialog: DiaryDialog, keys: Keys) -> None:
    assert here(dialog) == ("Bridge", 1)
    keys.press(Key.Key_Right, Key.Key_Right, Key.Key_Down)
    assert here(dialog) == ("Bird dog", 3)
    keys.press(Key.Key_End)
    assert here(dialog) == ("Bird dog", 7)
    keys.press(Key.Key_Tab)
    assert here(dialog) == ("Clamshell", 1)
    keys.press(Key.Key_Backtab)
    assert here(dialog) == ("Bird dog", 7)
    keys.press(Key.Key_Home, Key.Key_Up, Key.Key_Left)
    assert here(dialog) == ("Bridge", 1)
    keys.press(Key.Key_Return)
    assert here(dialog) == ("Bird dog", 1)
    dialog.grid.go(line_of(dialog, "Average pain"), 4)
    keys.press(Key.Key_Return)
    assert here(dialog) == ("Bridge", 1)
    assert dialog.grid.currentIndex().row() == line_of(dialog, "Bridge", 2)


def test_backspace_goes_back_and_delete_stays(dialog: DiaryDialog, keys: Keys) -> None:
    keys.type("12")
    keys.press(Key.Key_Backspace)
    assert here(dialog) == ("Bridge", 2)
    assert [box(dialog, "Bridge", n).value for n in (1, 2)] == [1, None]
    keys.press(Key.Key_Left, Key.Key_Delete)
    assert here(dialog) == ("Bridge", 1)
    assert dialog.model.changes == 0


def test_shift_and_delete_empty_the_whole_day(dialog: DiaryDialog, keys: Keys) -> None:
    for words in ("Bridge", "Clamshell", "Average pain"):
        dialog.grid.go(line_of(dialog, words), 2)
        keys.type("11")
    hands.keyClick(dialog.grid, Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)  # of the fourth
    dialog.grid.go(line_of(dialog, "Bird dog"), 2)
    hands.keyClick(dialog.grid, Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert {day for _, day in dialog.model.diary.ticks} == {dialog.model.diary.dates[2]}
    assert {day for _, day in dialog.model.diary.ratings} == {dialog.model.diary.dates[2]}


def test_the_mouse_chooses_a_box_and_counts_its_ticks(dialog: DiaryDialog) -> None:
    index = dialog.model.index(line_of(dialog, "Bird dog"), 3)
    seen: list[int | None] = []
    for _ in range(4):
        place = dialog.grid.visualRect(index).center()
        hands.mouseClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append(box(dialog, "Bird dog", 3).value)
    assert here(dialog) == ("Bird dog", 3)
    assert seen == [None, 1, 2, None]


def test_x_ticks_and_takes_the_tick_back(dialog: DiaryDialog, keys: Keys) -> None:
    dialog.grid.go(line_of(dialog, "Clamshell"), 1)
    keys.type("xx")
    keys.press(Key.Key_Home)
    keys.type("x")
    assert [box(dialog, "Clamshell", n).value for n in (1, 2)] == [None, 1]


def test_an_empty_box_beside_a_tick_shows_that_it_counts_and_beside_a_number_does_not(
    dialog: DiaryDialog, keys: Keys
) -> None:
    dialog.grid.go(line_of(dialog, "Worst pain"), 2)
    keys.type("4")
    assert not box(dialog, "Bridge", 2).counts_as_none
    assert dialog._changed.text() == "Filled in or changed: 1 pain rating, no exercise logged"
    dialog.grid.go(line_of(dialog, "Clamshell"), 2)
    keys.type("1")
    assert box(dialog, "Bridge", 2).counts_as_none
    assert dialog._changed.text() == "Filled in or changed: 1 pain rating and 1 exercise box"
    assert not box(dialog, "Bridge", 3).counts_as_none
    assert not box(dialog, "Average pain", 2).counts_as_none


def test_what_is_in_the_record_stands_there_and_is_corrected(
    open_dialog: Opened,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    diary = kept(workspace, planned, first)
    workspace.diary.save(
        planned.id, diary.with_rating(WORST, first, 7).with_rating(AVERAGE, first, 5)
    )
    dialog = open_dialog()
    assert here(dialog) == ("Bridge", 2)  # the first day is known
    seen = box(dialog, "Worst pain", 1)
    assert (seen.value, seen.is_changed) == (7, False)
    dialog.grid.go(line_of(dialog, "Worst pain"), 1)
    keys.type("8")
    dialog.grid.go(line_of(dialog, "Average pain"), 1)
    keys.type(" ")
    assert (box(dialog, "Average pain", 1).value, box(dialog, "Average pain", 1).held) == (None, 5)
    with qtbot.waitSignal(dialog.saved) as told:
        save(dialog, keys, qtbot)
    assert told.args is not None
    assert told.args[0].saved.words == "1 corrected, 1 taken out"
    assert kept(workspace, planned, first).ratings == {(WORST, first): 8}


def test_the_third_rating_is_remembered(open_dialog: Opened, keys: Keys) -> None:
    dialog = open_dialog()
    assert "Pain now" not in [dialog.model.line(n).words for n in range(dialog.model.rowCount())]
    dialog.third.select(Series.NOW)
    dialog.third.changed.emit(Series.NOW)
    dialog.reject()
    again = open_dialog()
    assert line_of(again, "Pain now", 2)
    assert again.third.value() is Series.NOW


def test_what_is_not_saved_is_not_lost_unasked(
    dialog: DiaryDialog, keys: Keys, qtbot: QtBot
) -> None:
    keys.type("1")
    with answering("Stay"):
        keys.press(Key.Key_Escape)
    assert dialog.isVisible()
    hands.ready(dialog)
    qtbot.waitUntil(dialog.grid.hasFocus)
    with answering("Leave it out"):
        keys.press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_change_there_is_nothing_to_save_or_ask(dialog: DiaryDialog, keys: Keys) -> None:
    assert not dialog.save_button.isEnabled()
    keys.press(Key.Key_Return, ctrl=True)
    assert dialog.isVisible()
    keys.press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_weeks_before_after_saving_these(
    dialog: DiaryDialog,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    keys.type("2")
    with answering("Save and go on"):
        dialog.bar.back.click()
    earlier = first - timedelta(days=14)
    qtbot.waitUntil(lambda: dialog.model.diary.first == earlier)
    assert kept(workspace, planned, first).is_known(first)
    assert dialog.model.changes == 0
    dialog.bar.on.click()
    assert dialog.model.diary.first == first


def test_days_to_come_cannot_be_filled_in(
    open_dialog: Opened, workspace: Workspace, planned: Patient, keys: Keys
) -> None:
    workspace.handouts.issue(planned.id, workspace.handouts.usual_options(planned))
    dialog = open_dialog()
    assert [box(dialog, "Bridge", n).is_open for n in (1, 2)] == [True, False]
    keys.type("2111")
    assert here(dialog) == ("Worst pain", 1)
    keys.type("45")
    assert QApplication.focusWidget() is dialog.save_button


def test_enter_on_the_last_line_saves(
    open_dialog: Opened,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    dialog = open_dialog()
    dialog.grid.go(line_of(dialog, "Average pain", 2), 1)
    keys.type("4")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert kept(workspace, planned, first).ratings == {(AVERAGE, first + timedelta(days=7)): 4}


def test_how_it_went_is_told_beside_a_tick(
    open_dialog: Opened,
    workspace: Workspace,
    planned: Patient,
    keys: Keys,
    qtbot: QtBot,
    first: date,
) -> None:
    dialog = open_dialog()
    keys.press(Key.Key_F2)
    assert dialog.went.isVisible()
    keys.type("23645x")
    assert not dialog.went.isVisible()
    assert here(dialog) == ("Bridge", 1)
    assert box(dialog, "Bridge", 1).is_marked
    save(dialog, keys, qtbot)
    diary = kept(workspace, planned, first)
    key = (diary.rows[0].item_id, first)
    assert diary.ticks[key] == 2
    assert diary.details[key] == SessionDetails(2, 3, 6, 4, 5, less_for_pain=True)


def test_escape_leaves_the_panel_first(dialog: DiaryDialog, keys: Keys) -> None:
    keys.press(Key.Key_F2, Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.grid.hasFocus()


def test_a_screen_reader_hears_row_day_and_value(dialog: DiaryDialog, keys: Keys) -> None:
    line = line_of(dialog, "Worst pain")
    dialog.grid.go(line, 1)
    keys.type("4")
    index, day = dialog.model.index(line, 1), dialog.model.diary.first
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    month = ("January February March April May June July August September October November"
             " December").split()[day.month - 1]  # fmt: skip
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    assert said == f"Worst pain, {weekday} {day.day} {month}, 4"
    assert isinstance(index.data(BOX), Box)


def test_a_patient_without_a_plan_still_has_numbers(
    workspace: Workspace, background, otto: Patient, keys: Keys, qtbot: QtBot
) -> None:
    dialog = DiaryDialog(workspace, background, otto.id)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.grid.hasFocus)
    keys.type("7654321654")
    save(dialog, keys, qtbot)
    assert len(workspace.pain.listing(otto.id)) == 10


def test_an_empty_box_that_is_not_done_already_is_no_change(
    open_dialog: Opened, workspace: Workspace, planned: Patient, keys: Keys, first: date
) -> None:
    diary = kept(workspace, planned, first)
    workspace.diary.save(planned.id, diary.with_rating(WORST, first, 7))
    dialog = open_dialog()
    dialog.grid.go(line_of(dialog, "Bridge"), 1)
    keys.press(Key.Key_Delete)
    assert dialog.model.changes == 0
    keys.type("1")
    assert dialog.model.changes == 1


def test_the_table_is_told_to_assistive_technology(dialog: DiaryDialog) -> None:
    told = QAccessible.queryAccessibleInterface(dialog.grid)
    assert told.text(QAccessible.Text.Name) == "Diary"
    cells = [told.child(n) for n in range(told.childCount())]
    names = {cell.text(QAccessible.Text.Name) for cell in cells if cell is not None}
    assert {"Bird dog", box(dialog, "Bird dog", 1).spoken} <= names
