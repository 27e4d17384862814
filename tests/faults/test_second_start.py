"""Fault 6: a second start raises the first window; the lock of a killed one is taken over."""

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from trials import TIMES

from clinic_app.app.single_instance import SingleInstance
from clinic_app.domain.errors import AlreadyOpen

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from clinic_app.app.single_instance import SingleInstance
app = QCoreApplication([])
held = SingleInstance(Path(sys.argv[1]), lambda: print("raised", flush=True), app)
held.take()
print("held", flush=True)
app.exec()
"""


@contextmanager
def another_window(folder: Path) -> Generator["subprocess.Popen[str]"]:
    """A program that is the window of a clinic, until it is killed."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "held\n"
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.timeout(60 + 20 * TIMES)
def test_a_lock_left_by_a_killed_program_is_taken_over(qapp: object, tmp_path: Path) -> None:
    for _ in range(2 * TIMES):
        with another_window(tmp_path):
            pass
        assert (tmp_path / "window.lock").exists()
        owner = QObject()
        mine = SingleInstance(tmp_path, lambda: None, owner)
        mine.take()
        mine.release()


def test_a_second_start_wakes_the_first_window_and_leaves_it_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    with another_window(tmp_path) as first:
        with pytest.raises(AlreadyOpen, match="another window"):
            SingleInstance(tmp_path, lambda: None, owner).take()
        assert first.stdout is not None
        assert first.stdout.readline() == "raised\n"
        assert first.poll() is None
