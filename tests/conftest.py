"""Fixtures for every test: no display, and nothing left running."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import atexit
import gc
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator

import hypothesis
import pytest
from summary import summary_line

# What the program keeps for the computer's user must not be this user's.
_USER_DATA = tempfile.mkdtemp(prefix="handrail-tests-")
os.environ["XDG_DATA_HOME"] = _USER_DATA
os.environ["LC_ALL"] = "C.UTF-8"  # nor its language: tests read English
atexit.register(shutil.rmtree, _USER_DATA, ignore_errors=True)

# A law is not a measure of speed: on a busy machine any example may be slow.
hypothesis.settings.register_profile("handrail", deadline=None)
hypothesis.settings.load_profile("handrail")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--refresh-snapshots`` keeps the pictures of tests/ui/snapshots anew."""
    parser.addoption("--refresh-snapshots", action="store_true", default=False)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it again takes time in each test."""
    gc.freeze()


_BEGAN = time.monotonic()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End with one line that says what passed, and how long it took."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput") or not reporter.stats:
        return
    counts = {kind: len(found) for kind, found in reporter.stats.items()}
    print(summary_line(counts, time.monotonic() - _BEGAN))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    """pytest-qt's bot with hands that wait for the window; see `hands`."""
    from hands import Hands  # where no window is tested, Qt is not loaded

    return Hands(request)


@pytest.fixture(autouse=True)
def looked_at_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What seems lost is looked at twice; in tests without a pause for whoever may be writing."""
    monkeypatch.setattr("clinic_app.storage.file.opening.ANOTHER_LOOK_S", 0)


@pytest.fixture(autouse=True)
def garbage_collected_here() -> Iterator[None]:
    """Collect between tests and, as the program does, never in a thread that draws."""
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from clinic_app.app.start import collect_what_is_due

    gc.disable()
    yield
    collect_what_is_due()


_TO_ITS_END_S = 10  # what a closed window cancelled comes to its end by itself


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a visible window or a running timer behind."""
    before = set(threading.enumerate())
    yield
    new = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in new:
        thread.join(_TO_ITS_END_S)
    threads = [thread.name for thread in new if thread.is_alive()]
    assert not threads, f"threads left running: {threads}"
    if "PySide6.QtWidgets" in sys.modules:
        left = _windows_and_timers()
        assert not left, f"left behind: {left}"


def _windows_and_timers() -> list[str]:
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if app is None:
        return []
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    tops = QApplication.topLevelWidgets()
    left = [repr(window) for window in tops if window.isVisible()]
    for holder in (app, *tops):
        running = [timer for timer in holder.findChildren(QTimer) if timer.isActive()]
        left += [f"{timer!r} of {timer.parent()!r}" for timer in running]
        for timer in running:
            timer.stop()
    for window in tops:
        window.close()
    return left
