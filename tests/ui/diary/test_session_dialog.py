"""How the exercises went: one line an exercise, for today or another day, by keys alone."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.diary.diary import SessionDetails
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.diary.session_dialog import SessionDialog

from .conftest import Keys

Key = Qt.Key


@pytest.fixture
def session(
    workspace: Workspace, background: Background, planned: Patient, qtbot: QtBot
) -> Iterator[SessionDialog]:
    made = SessionDialog(workspace, background, planned.id)
    qtbot.shown(made)
    qtbot.waitUntil(made.grid.hasFocus)
    yield made
    made.hide()
    made.deleteLater()


def test_a_line_is_told_by_seven_keys(
    session: SessionDialog, workspace: Workspace, planned: Patient, keys: Keys, qtbot: QtBot,
    today: date,
) -> None:  # fmt: skip
    keys.type("123645x")
    keys.type("2")
    keys.press(Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: not session.isVisible())
    diary = workspace.diary.open_day(planned.id, today)
    bridge, bird_dog = diary.rows[0].item_id, diary.rows[1].item_id
    assert diary.ticks == {(bridge, today): 1, (bird_dog, today): 2}
    assert diary.details == {(bridge, today): SessionDetails(2, 3, 6, 4, 5, less_for_pain=True)}
    assert {log.source for log in workspace.exercise_logs.valid(planned.id)} == {"clinic"}
    assert session.saved is not None
    assert session.saved.added == 2


def test_a_detail_alone_means_that_it_was_done(session: SessionDialog, keys: Keys) -> None:
    keys.press(Key.Key_Right)
    keys.type("2")
    done = session.model.box(1, 1)
    assert done is not None
    assert done.value == 2


def test_enter_goes_to_the_next_exercise_and_saves_at_the_end(
    session: SessionDialog, workspace: Workspace, planned: Patient, keys: Keys, qtbot: QtBot
) -> None:
    keys.type("x")
    keys.press(Key.Key_Return)
    assert (session.grid.currentIndex().row(), session.grid.currentIndex().column()) == (2, 1)
    keys.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    qtbot.waitUntil(lambda: not session.isVisible())
    assert [log.done for log in workspace.exercise_logs.valid(planned.id)] == [2]


def test_another_day_shows_what_is_known_of_it_and_can_be_taken_out(
    session: SessionDialog, workspace: Workspace, planned: Patient, keys: Keys, qtbot: QtBot,
    today: date,
) -> None:  # fmt: skip
    day = today - timedelta(days=1)
    opened = workspace.diary.open_day(planned.id, day)
    told = opened.with_ticks(opened.rows[0].item_id, day, 2)
    workspace.diary.save(planned.id, told, "clinic")
    session.day.setDate(QDate(day.year, day.month, day.day))
    found = session.model.box(1, 1)
    assert found is not None
    assert (found.value, found.is_changed) == (2, False)
    keys.type(" ")
    session.save_button.click()
    qtbot.waitUntil(lambda: not session.isVisible())
    assert workspace.exercise_logs.valid(planned.id) == []


def test_a_day_to_come_cannot_be_chosen(session: SessionDialog, today: date) -> None:
    late = today + timedelta(days=1)
    session.day.setDate(QDate(late.year, late.month, late.day))
    assert session.day.date() == QDate(today.year, today.month, today.day)


def test_an_empty_plan_says_so(
    workspace: Workspace, background: Background, otto: Patient, qtbot: QtBot
) -> None:
    made = SessionDialog(workspace, background, otto.id)
    qtbot.addWidget(made)
    made.show()
    assert made._empty.isVisible()
    assert not made.save_button.isEnabled()
