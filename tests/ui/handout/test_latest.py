"""Only the newest answer counts."""

from threading import Event

import hands
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.background import Background
from clinic_app.ui.handout.latest import Latest


def finish(background: Background) -> None:
    """Wait until every thread has ended, and everything it said has arrived."""
    background._pool.shutdown(wait=True)  # `close` would keep the answers back
    hands.settle()


def test_an_answer_that_comes_late_is_dropped(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    latest = Latest(background, parent=owner)
    go, answers = Event(), list[str]()

    def slow() -> str:
        go.wait()
        return "old"

    latest.ask(slow, answers.append, lambda _: None)
    latest.ask(lambda: "new", answers.append, lambda _: None)
    qtbot.waitUntil(lambda: not latest.is_waiting)
    go.set()
    finish(background)
    assert answers == ["new"]


def test_a_dropped_question_has_no_answer(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    latest = Latest(background, parent=owner)
    answers = list[str]()
    latest.ask(lambda: "late", answers.append, lambda _: None)
    latest.drop()
    finish(background)
    assert (answers, latest.is_waiting) == ([], False)
