"""One window a clinic folder: a second start brings the first window to the front."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from clinic_app.domain.errors import AlreadyOpen
from clinic_app.words import _

_ANSWER_MS = 1500


class SingleInstance:
    """Holds the folder's lock; ``raised`` is called when somebody starts Handrail again.

    A lock left by a killed program is taken over. A folder that cannot be written has no lock:
    it is only looked at.
    """

    def __init__(self, folder: Path, raised: Callable[[], object], owner: QObject) -> None:
        self._name = "handrail-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._raised = raised
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(owner)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def take(self) -> None:
        """Become the window of this folder; raises AlreadyOpen after waking the one there is."""
        taken = self._lock.tryLock(50)
        if not taken and self._lock.error() == QLockFile.LockError.LockFailedError:
            self._wake()
            raise AlreadyOpen(
                _("This clinic is open in another window."), _("Look for it on the taskbar.")
            )
        if taken:
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def release(self) -> None:
        """Let the folder go."""
        self._server.close()
        self._lock.unlock()

    def _wake(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_ANSWER_MS):
            socket.disconnectFromServer()

    def _called(self) -> None:
        self._server.nextPendingConnection().close()
        self._raised()
