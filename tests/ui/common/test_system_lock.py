"""What the system says about itself: a bus of the test's own plays the computer."""

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.system_lock import SystemLock, session_path

LISTEN = """
import os, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ["XDG_SESSION_ID"] = "2"
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from clinic_app.ui.common.system_lock import SystemLock
app = QCoreApplication([])
lock = SystemLock()
lock.due.connect(lambda: (print("due"), app.quit()))
lock.listen()
computer = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "computer")
computer.registerService("org.freedesktop.login1")
path, interface, name, *values = sys.argv[1:]
signal = QDBusMessage.createSignal(path, interface, name)
signal.setArguments([value == "true" for value in values])
computer.send(signal)
sys.exit(app.exec())
"""


def heard(*told: str) -> str:
    """What a program that listens tells after a signal on a bus of its own."""
    command = ["dbus-run-session", "--", sys.executable, "-c", LISTEN, *told]
    return subprocess.run(command, capture_output=True, text=True, timeout=110).stdout


def test_without_a_bus_it_is_silent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    SystemLock().listen()


def test_a_screen_saver_that_goes_locks_nothing(qtbot: QtBot) -> None:
    lock = SystemLock()
    with qtbot.assertNotEmitted(lock.due):
        lock.covered(False)
    for tell in (lock.locked, lambda: lock.covered(True), lambda: lock.suspended(True)):
        with qtbot.waitSignal(lock.due):
            tell()


@pytest.mark.parametrize(
    ("session", "path"),
    [
        ("", ""),
        ("c2", "/org/freedesktop/login1/session/c2"),
        ("2", "/org/freedesktop/login1/session/_32"),
        ("12", "/org/freedesktop/login1/session/_312"),
        ("a-b", "/org/freedesktop/login1/session/a_2db"),
    ],
)
def test_the_place_of_a_session_on_the_bus(session: str, path: str) -> None:
    assert session_path(session) == path


@pytest.mark.parametrize(
    "told",
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "true"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "true"),
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "true"),
        ("/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock"),
    ],
    ids=lambda told: told[1],
)
def test_the_system_is_heard(told: tuple[str, ...]) -> None:
    assert heard(*told) == "due\n"
