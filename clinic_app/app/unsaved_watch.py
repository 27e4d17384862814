"""Typed text that the disk has no room for: held over the lock, said plainly, written later."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from clinic_app.services.drafts import UnsavedDrafts
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.refresh import in_window_thread
from clinic_app.ui.main_window import MainWindow

_AGAIN_MS = 5000


class UnsavedWatch:
    """Lives as long as the window; each unlocked clinic writes what waits of it.

    ``changed`` is called when drafts were written, sealed or forgotten.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.changed: Callable[[], object] = lambda: None
        self._unsaved = UnsavedDrafts()
        self._workspace: Workspace | None = None
        self._written = in_window_thread(window, self._show)  # drafts are written in a thread
        self._timer = QTimer(window, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.try_again)

    def __len__(self) -> int:
        return len(self._unsaved)

    def begin(self, workspace: Workspace) -> None:
        """Another clinic is open: what it cannot write is held here."""
        self._workspace = workspace
        workspace.drafts.unsaved = self._unsaved
        workspace.drafts.told = lambda: self._written(None)
        self.try_again()

    def end(self) -> None:
        """The clinic is being locked."""
        self._workspace, self.changed = None, lambda: None
        self._timer.stop()

    def try_again(self) -> None:
        """Write what is in memory alone, if there is room now."""
        if self._workspace is not None and len(self._unsaved):
            self._workspace.drafts.write_unsaved()
        self._show(None)

    def _show(self, _: None) -> None:
        self.changed()
        self._window.set_unsaved(bool(len(self._unsaved)))
        if len(self._unsaved) and self._workspace is not None:
            self._timer.start()
        else:
            self._timer.stop()
