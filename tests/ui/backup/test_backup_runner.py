"""Backups beside the work: each place in turn, resting while somebody types, ended by the lock."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.records.backup import Backup, BackupPlace
from clinic_app.ui.backup.backup_runner import BackupRunner, Outcome
from clinic_app.ui.common.theme import Theme
from tests.hands import Hands

A, B = (BackupPlace(name, Path(f"/{name}"), name.upper()) for name in ("a", "b"))


@dataclass
class Maker:
    """A backup of a hundred steps that waits at step ``stop_at`` until ``go`` is set."""

    wrong: str = ""
    stop_at: int = -1
    go: threading.Event = field(default_factory=threading.Event)
    steps: int = 0
    made: list[str] = field(default_factory=list[str])

    def make(
        self,
        where: str | Path,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Backup:
        if where == self.wrong:
            raise NotWritable("The disk is full.", "Choose another place.")
        for self.steps in range(100):
            progress(self.steps, 100)
            if self.steps == self.stop_at:
                self.go.wait()
            if cancelled():
                raise RuntimeError("left in the middle")
        self.made.append(str(where))
        return Backup(Path("/x"), datetime.now(UTC), 1, is_verified=True)


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Callable[[Maker], BackupRunner]]:
    owner = QObject(qapp)
    runners: list[BackupRunner] = []

    def make(maker: Maker) -> BackupRunner:
        runners.append(BackupRunner(maker, parent=owner))
        return runners[-1]

    yield make
    for runner in runners:
        runner.work.close(wait=True)
    owner.deleteLater()


def test_one_place_that_fails_keeps_no_other_from_its_backup(
    made: Callable[[Maker], BackupRunner], qtbot: Hands
) -> None:
    maker = Maker(wrong="a")
    runner = made(maker)
    with qtbot.waitSignal(runner.work.ended) as ended:
        runner.start(lambda: [A, B], rests=False)
    outcomes: list[Outcome] = ended.args[1]
    assert [(one.place, str(one.error or "")) for one in outcomes] == [
        (A, "The disk is full. Choose another place."),
        (B, ""),
    ]
    assert maker.made == ["b"]


def test_a_backup_asked_for_during_another_follows_it(
    made: Callable[[Maker], BackupRunner], qtbot: Hands
) -> None:
    maker = Maker(stop_at=40)
    runner = made(maker)
    runner.start(lambda: [A], rests=True)
    qtbot.waitUntil(lambda: maker.steps == 40)
    runner.start(lambda: [B], rests=False)
    with qtbot.waitSignal(runner.work.ended):
        maker.go.set()
    assert maker.made == ["a", "b"]


@pytest.mark.parametrize("rests", [True, False])
def test_only_one_that_nobody_waits_for_rests_while_somebody_types(
    made: Callable[[Maker], BackupRunner], theme: Theme, qtbot: Hands, rests: bool
) -> None:
    maker = Maker(stop_at=10)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    qtbot.shown(edit)
    runner = made(maker)
    runner.start(lambda: [A], rests=rests)
    qtbot.waitUntil(lambda: maker.steps == 10)
    qtbot.keyClick(edit.windowHandle(), Qt.Key.Key_A)
    maker.go.set()
    if rests:
        qtbot.settle()
        assert maker.made == []  # it naps
    qtbot.waitUntil(lambda: maker.made == ["a"])
    assert edit.text() == "a"


def test_cancelling_and_closing_tell_of_no_backup(
    made: Callable[[Maker], BackupRunner], qtbot: Hands
) -> None:
    maker = Maker(stop_at=10)
    runner = made(maker)
    told: list[object] = []
    runner.work.ended.connect(lambda *what: told.append(what))
    runner.start(lambda: [A, B], rests=False)
    qtbot.waitUntil(lambda: maker.steps == 10)
    runner.cancel()
    with qtbot.waitSignal(runner.work.stopped):
        maker.go.set()
    maker.go.clear()
    runner.start(lambda: [A], rests=False)
    qtbot.waitUntil(lambda: maker.steps == 10)
    runner.work.close()  # it still stands at its tenth step
    maker.go.set()
    qtbot.settle()
    assert told == []
    assert maker.made == []
