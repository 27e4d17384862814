"""Changes are heard in the window's thread; of slow work only the newest answer counts."""

from threading import Event, Thread, current_thread

import hands
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clinic_app.services.changes import (
    Change,
    Changes,
    ClinicChanged,
    HandoutIssued,
    PainChanged,
    PlanSaved,
)
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.refresh import Latest, on_change, on_patient_change


def finish(background: Background) -> None:
    """Wait until every thread has ended, and everything it said has arrived."""
    background._pool.shutdown(wait=True)  # `close` would keep the answers back
    hands.settle()


def test_an_answer_that_comes_late_is_dropped(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    latest = Latest(background, owner)
    go, answers = Event(), list[str]()

    def slow() -> str:
        go.wait()
        return "old"

    latest.run(slow, answers.append, lambda _: None)
    latest.run(lambda: "new", answers.append, lambda _: None)
    qtbot.waitUntil(lambda: not latest.is_waiting)
    go.set()
    finish(background)
    assert answers == ["new"]


def test_a_dropped_question_has_no_answer(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    latest = Latest(background, owner)
    answers = list[str]()
    latest.run(lambda: "late", answers.append, lambda _: None)
    latest.drop()
    finish(background)
    assert (answers, latest.is_waiting) == ([], False)


def test_changes_of_a_thread_are_heard_here_until_the_listener_is_gone(qtbot: QtBot) -> None:
    owner, changes, heard = QObject(), Changes(), list[tuple[Change, Thread]]()
    on_change(owner, changes, lambda change: heard.append((change, current_thread())))
    Thread(target=changes, args=(ClinicChanged(),)).start()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(ClinicChanged(), current_thread())]
    owner.deleteLater()
    hands.settle()
    changes(ClinicChanged())
    assert len(heard) == 1


def test_of_patients_only_the_one_shown_is_read_again(qtbot: QtBot) -> None:
    owner, changes, read = QObject(), Changes(), list[str]()
    on_patient_change(owner, changes, lambda: "marigold", lambda: read.append("again"))
    for change in (PainChanged("otto"), HandoutIssued("marigold")):
        changes(change)
    assert read == []
    for change in (PainChanged("marigold"), PlanSaved("marigold"), ClinicChanged()):
        changes(change)
    assert len(read) == 3
    owner.deleteLater()
