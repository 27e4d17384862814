"""A wrong rating is struck out with a reason, and can come back."""

from collections.abc import Callable

import hands
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain import PainRating
from clinic_app.domain.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.pain.ratings_table import RatingsTable, plain_tooltip, strike_dialog
from clinic_app.ui.pain.strike_dialog import StrikeDialog

Rate = Callable[..., list[PainRating]]


@pytest.fixture
def table(workspace: Workspace, marigold: Patient, rate: Rate, qtbot: QtBot) -> RatingsTable:
    made = RatingsTable(workspace)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_entries(rate(marigold, {2: 8, 1: 5, 0: 4}))
    made.show()
    return made


def test_only_what_can_be_done_is_offered(table: RatingsTable) -> None:
    assert not table.strike.isEnabled()
    assert not table.restore.isVisible()
    table.table.selectRow(1)
    assert table.strike.isEnabled()


def test_a_strike_needs_a_reason(
    workspace: Workspace, table: RatingsTable, marigold: Patient, qtbot: QtBot
) -> None:
    entry = workspace.pain.listing(marigold.id)[0]
    dialog = strike_dialog(workspace, entry, table)
    qtbot.addWidget(dialog)
    dialog.show()
    hands.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not workspace.pain.listing(marigold.id)[0].voided
    hands.keyClicks(dialog.reason.edit, "Typed 8 instead of 3")
    hands.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    struck = workspace.pain.listing(marigold.id)[0]
    assert (struck.voided, struck.void_reason) == (True, "Typed 8 instead of 3")


def test_delete_asks_and_strikes_the_chosen_rating(
    table: RatingsTable, workspace: Workspace, marigold: Patient, theme: Theme
) -> None:
    table.table.selectRow(2)

    def answer(dialog: StrikeDialog) -> None:
        dialog.reason.edit.setText("wrong day")
        dialog.agree.click()

    with hands.answering(answer, StrikeDialog):
        hands.keyClick(table.table, Qt.Key.Key_Delete)
    assert [e.voided for e in workspace.pain.listing(marigold.id)] == [True, False, False]


def test_a_struck_rating_comes_back(
    table: RatingsTable, workspace: Workspace, marigold: Patient
) -> None:
    first = workspace.pain.listing(marigold.id)[0]
    workspace.pain.void(marigold.id, first.id, "wrong day")
    table.show_entries(workspace.pain.listing(marigold.id))
    table.choose(first.id)
    assert table.restore.isVisible()
    assert table.told.text() == "Struck out: wrong day"
    assert not table.strike.isEnabled()
    hands.mouseClick(table.restore, Qt.MouseButton.LeftButton)
    assert not any(e.voided for e in workspace.pain.listing(marigold.id))


def test_the_chosen_rating_stays_chosen_when_others_come(
    table: RatingsTable, workspace: Workspace, marigold: Patient
) -> None:
    table.table.selectRow(1)
    before = table.current
    workspace.pain.record(marigold.id, 9)
    table.show_entries(workspace.pain.listing(marigold.id))
    assert table.current == before


def test_a_tooltip_shows_markup_as_typed() -> None:
    assert plain_tooltip("<b>a</b> & b") == "<span>&lt;b&gt;a&lt;/b&gt; &amp; b</span>"
    assert plain_tooltip("") == ""
