"""Eleven numbers: one click or one key records."""

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.theme import Theme
from clinic_app.ui.ratings.pain_row import PainRow


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    column.addWidget(PainRow())
    qtbot.addWidget(made)
    qtbot.shown(made)
    return made


def _row(page: QWidget) -> PainRow:
    found = page.findChild(PainRow)
    assert isinstance(found, PainRow)
    return found


def _picked(row: PainRow) -> list[int]:
    scores: list[int] = []
    row.picked.connect(scores.append)
    return scores


def test_each_number_is_one_click(page: QWidget) -> None:
    row = _row(page)
    scores = _picked(row)
    for button in row.buttons:
        hands.mouseClick(button, Qt.MouseButton.LeftButton)
    assert scores == list(range(11))


@pytest.mark.parametrize(("text", "score"), [("0", 0), ("7", 7), ("+", 10), ("=", 10)])
def test_a_digit_records_and_plus_is_ten(page: QWidget, text: str, score: int) -> None:
    row = _row(page)
    scores = _picked(row)
    row.focus_number_entry()
    hands.keyClicks(row.focusWidget(), text)
    assert scores == [score]


def test_the_keyboard_goes_back_to_where_it_was(page: QWidget) -> None:
    row, edit = _row(page), page.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    row.focus_number_entry()
    hands.keyClicks(row.focusWidget(), "4")
    assert edit.hasFocus()
    row.focus_number_entry()
    hands.keyClick(row.focusWidget(), Qt.Key.Key_Escape)
    assert edit.hasFocus()


def test_arrows_walk_and_enter_picks(page: QWidget) -> None:
    row = _row(page)
    row.set_last(4)
    scores = _picked(row)
    row.focus_number_entry()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        hands.keyClick(row.focusWidget(), key)
    assert scores == [5]


def test_letters_and_chords_record_nothing(page: QWidget) -> None:
    row = _row(page)
    scores = _picked(row)
    row.focus_number_entry()
    hands.keyClicks(row.focusWidget(), "x-")
    hands.keyClick(row.focusWidget(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert scores == []


def test_the_last_rating_is_named_and_one_number_is_on_tabs_way(page: QWidget) -> None:
    row = _row(page)
    row.set_last(10)
    assert row.buttons[10].accessibleName() == "Pain now 10 of 10, given last"
    on_tab = [b.score for b in row.buttons if b.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert on_tab == [10]
