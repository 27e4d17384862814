"""Tells when the computer itself is locked, put to sleep or handed to somebody else.

On Linux the session and the system say so on D-Bus. Where there is no bus, and on Windows and
macOS, this is silent: there the time without a touch locks, which also runs during sleep.
"""

import os
import re
import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_LOGIND = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_NO_LETTER = re.compile(r"[^A-Za-z0-9]|^[0-9]")


class SystemLock(QObject):
    """``due`` tells that nobody may be at the screen any more."""

    due = Signal()

    def listen(self) -> None:
        """Begin to hear what the system says; silent where it says nothing."""
        if sys.platform != "linux":
            return
        # Loaded here: the first picture does not wait for it.
        from PySide6.QtDBus import QDBusConnection

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            manager = f"{_LOGIND}.Manager"
            self._hear(system, _LOGIND, "", manager, "PrepareForSleep", "suspended(bool)")
            here = session_path(os.environ.get("XDG_SESSION_ID", ""))
            if here:  # without it every session's lock would count
                self._hear(system, _LOGIND, here, f"{_LOGIND}.Session", "Lock", "locked()")
        if session.isConnected():
            for name in _SAVERS:
                self._hear(session, "", "", name, "ActiveChanged", "covered(bool)")

    def _hear(
        self, bus: object, service: str, path: str, interface: str, name: str, slot: str
    ) -> None:
        from PySide6.QtDBus import QDBusConnection

        assert isinstance(bus, QDBusConnection)
        bus.connect(service, path, interface, name, self, SLOT(slot))  # pyright: ignore[reportCallIssue, reportArgumentType]  # the stubs say bytes, which it refuses

    @Slot(bool)
    def suspended(self, _begins: bool) -> None:
        """The computer goes to sleep; or it woke, and this was not heard before."""
        self.due.emit()

    @Slot()
    def locked(self) -> None:
        """The session is locked."""
        self.due.emit()

    @Slot(bool)
    def covered(self, active: bool) -> None:
        """The screen saver came, or went."""
        if active:
            self.due.emit()


def session_path(session_id: str) -> str:
    """Where logind keeps a session on the bus, its id written as the bus wants it; empty for none.

    ``2`` becomes ``_32``: what is no letter is written by its number.
    """
    if not session_id:
        return ""
    written = _NO_LETTER.sub(lambda found: f"_{ord(found[0]):02x}", session_id)
    return f"/org/freedesktop/login1/session/{written}"
