"""Work in a thread, its answer on the window's thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import Locked, UserError
from clinic_app.ui.common.background import Background


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())

    def refuse(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_the_result_comes_back_to_this_thread(background: Background, qtbot: QtBot) -> None:
    receiver = Receiver()
    background.run(threading.current_thread, receiver.take, receiver.refuse)
    qtbot.waitUntil(lambda: bool(receiver.results))
    assert receiver.threads == [threading.current_thread()]
    assert receiver.results != [threading.current_thread()]


def test_a_known_error_goes_to_failed_alone(background: Background, qtbot: QtBot) -> None:
    receiver = Receiver()

    def fail() -> None:
        raise UserError("The disk is full.")

    background.run(fail, receiver.take, receiver.refuse)
    qtbot.waitUntil(lambda: bool(receiver.errors))
    assert [str(error) for error in receiver.errors] == ["The disk is full."]
    assert receiver.results == []


def test_an_unknown_error_also_reaches_the_hook(background: Background, qtbot: QtBot) -> None:
    receiver = Receiver()
    with qtbot.captureExceptions() as caught:
        background.run(lambda: 1 // 0, receiver.take, receiver.refuse)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert len(receiver.errors) == 1


def test_nothing_is_delivered_to_what_is_gone(background: Background, qtbot: QtBot) -> None:
    receiver, later = Receiver(), Receiver()
    started, go = threading.Event(), threading.Event()

    def work() -> int:
        started.set()
        go.wait()
        return 1

    background.run(work, receiver.take, receiver.refuse)
    started.wait()
    with qtbot.waitSignal(receiver.destroyed):
        receiver.deleteLater()
    go.set()
    background.run(lambda: 2, later.take, later.refuse)
    qtbot.waitUntil(lambda: bool(later.results))
    qtbot.settle()
    assert receiver.results == []


def test_closing_waits_and_delivers_nothing_more(qapp: object, qtbot: QtBot) -> None:
    background, receiver, done = Background(), Receiver(), threading.Event()
    background.run(done.set, receiver.take, receiver.refuse)
    background.close()
    assert done.is_set()
    qtbot.settle()
    assert receiver.results == []


def test_an_answer_needs_an_owner(background: Background) -> None:
    with pytest.raises(TypeError):
        background.run(lambda: 1, lambda _: None, lambda _: None)


def test_what_was_asked_before_the_lock_is_heard_by_nobody(
    background: Background, qtbot: QtBot
) -> None:
    receiver, may_end = Receiver(), threading.Event()
    for _ in range(5):  # more than there are threads: some have not begun
        background.run(lambda: may_end.wait() and 1, receiver.take, receiver.refuse)
    background.drop()
    background.run(lambda: 2, receiver.take, receiver.refuse)
    may_end.set()
    qtbot.waitUntil(lambda: bool(receiver.results))
    qtbot.settle()
    assert receiver.results == [2]
    assert receiver.errors == []


def test_what_a_locked_clinic_refuses_is_told_to_nobody(
    background: Background, qtbot: QtBot
) -> None:
    receiver = Receiver()

    def fail() -> None:
        raise Locked

    background.run(fail, receiver.take, receiver.refuse)
    background.run(lambda: 2, receiver.take, receiver.refuse)
    qtbot.waitUntil(lambda: bool(receiver.results))
    qtbot.settle()
    assert receiver.errors == []


def test_what_comes_too_late_can_be_closed(background: Background, qtbot: QtBot) -> None:
    receiver, may_end = Receiver(), threading.Event()
    late: list[int] = []

    def work() -> int:
        may_end.wait()
        return 1

    background.run(work, receiver.take, receiver.refuse, unwanted=late.append)
    qtbot.waitUntil(lambda: any(future.running() for future in background._waiting))
    background.drop()
    background.run(lambda: 2, receiver.take, receiver.refuse, unwanted=late.append)
    may_end.set()
    qtbot.waitUntil(lambda: bool(late) and bool(receiver.results))
    assert (late, receiver.results) == ([1], [2])
