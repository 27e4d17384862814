"""Notices that a clinic which could only be read can be written again."""

from PySide6.QtCore import QObject, QTimer, Signal

from clinic_app.services.workspace import Workspace

_EVERY_MS = 3000


class ReadOnlyWatch(QObject):
    """Looks every few seconds until it is so, then says so once by ``over``."""

    over = Signal()

    def __init__(
        self, workspace: Workspace, *, every_ms: int = _EVERY_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self._workspace.may_be_written_again:
            self._timer.stop()
            self.over.emit()
