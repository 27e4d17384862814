"""A wrong rating is marked as entered in error, with a reason, and can be restored."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import hands
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.plain_label import plain_tooltip
from clinic_app.ui.common.record_table import RecordTable
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.common.void_dialog import VoidDialog
from clinic_app.ui.ratings.ratings_table import CONTEXT, SCORE, SERIES, STATE, ratings_table

Rate = Callable[..., list[PainRating]]


@pytest.fixture
def table(
    workspace: Workspace, marigold: Patient, rate: Rate, qtbot: QtBot
) -> RecordTable[PainRating]:
    made = ratings_table(workspace)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_records(rate(marigold, {2: 8, 1: 5, 0: 4}))
    made.show()
    return made


def test_only_what_can_be_done_is_offered(table: RecordTable[PainRating]) -> None:
    assert not table.void.isEnabled()
    assert not table.restore.isVisible()
    table.table.selectRow(1)
    assert table.void.isEnabled()


def test_an_error_needs_a_reason(
    workspace: Workspace, table: RecordTable[PainRating], marigold: Patient, qtbot: QtBot
) -> None:
    entry = workspace.pain.listing(marigold.id)[0]
    dialog = table.void_dialog(entry)
    qtbot.addWidget(dialog)
    dialog.show()
    hands.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not workspace.pain.listing(marigold.id)[0].voided
    hands.keyClicks(dialog.reason.edit, "Typed 8 instead of 3")
    hands.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    voided = workspace.pain.listing(marigold.id)[0]
    assert (voided.voided, voided.void_reason) == (True, "Typed 8 instead of 3")


def test_delete_asks_and_marks_the_chosen_rating(
    table: RecordTable[PainRating], workspace: Workspace, marigold: Patient, theme: Theme
) -> None:
    table.table.selectRow(2)

    def answer(dialog: VoidDialog) -> None:
        dialog.reason.edit.setText("wrong day")
        dialog.agree.click()

    with hands.answering(answer, VoidDialog):
        hands.keyClick(table.table, Qt.Key.Key_Delete)
    assert [e.voided for e in workspace.pain.listing(marigold.id)] == [True, False, False]


def test_a_rating_entered_in_error_is_restored(
    table: RecordTable[PainRating], workspace: Workspace, marigold: Patient
) -> None:
    first = workspace.pain.listing(marigold.id)[0]
    workspace.pain.void(marigold.id, first.id, "wrong day")
    table.show_records(workspace.pain.listing(marigold.id))
    table.table.choose(first.id)
    assert table.restore.isVisible()
    assert table.status.text() == "Entered in error: wrong day"
    assert not table.void.isVisible()
    hands.mouseClick(table.restore, Qt.MouseButton.LeftButton)
    assert not any(e.voided for e in workspace.pain.listing(marigold.id))


def test_the_chosen_rating_stays_chosen_when_others_come(
    table: RecordTable[PainRating], workspace: Workspace, marigold: Patient
) -> None:
    table.table.selectRow(1)
    before = table.current
    workspace.pain.record(marigold.id, 9)
    table.show_records(workspace.pain.listing(marigold.id))
    assert table.current == before


def test_a_tooltip_shows_markup_as_typed() -> None:
    assert plain_tooltip("<b>a</b> & b") == "<span>&lt;b&gt;a&lt;/b&gt; &amp; b</span>"
    assert plain_tooltip("") == ""


_NOON = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
_OLD = PainRating("a", "p", Series.WORST, 8, _NOON, "=1+1 <b>x</b>", source="csv")
_VOID = PainRating("b", "p", Series.NOW, 3, _NOON + timedelta(1), "", True, "typed twice")


def test_the_newest_is_first_and_the_words_are_as_typed(
    workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    shown = ratings_table(workspace)
    qtbot.addWidget(shown)
    shown.show_records([_OLD, _VOID])
    assert list(shown.table.rows) == [_VOID, _OLD]
    words = shown.table.texts(1)
    assert [words[n] for n in (0, SERIES, SCORE, CONTEXT, STATE)] == [
        "Thu 1 Oct 2026",
        "Worst, 24 h",
        "8",
        "=1+1 <b>x</b>",
        "from a file",
    ]


def test_a_voided_rating_is_crossed_and_says_why(
    workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    shown = ratings_table(workspace)
    qtbot.addWidget(shown)
    shown.show_records([_OLD, _VOID])
    model, face = shown.table.model(), Qt.ItemDataRole.FontRole
    assert model.index(0, SCORE).data(face).strikeOut()
    assert not model.index(0, STATE).data(face).strikeOut()
    assert not model.index(1, SCORE).data(face).strikeOut()
    assert model.index(0, STATE).data() == "Entered in error: typed twice"
    assert not model.index(0, SERIES).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(0, SCORE).data(Qt.ItemDataRole.DecorationRole) is None
