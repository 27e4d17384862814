"""An unlocked clinic in its window, and what every part of it needs to act there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from clinic_app.domain.errors import NotAllowed
from clinic_app.services.changes import Change
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import show_error
from clinic_app.ui.common.refresh import on_change
from clinic_app.ui.main_window import MainWindow
from clinic_app.words import _

T = TypeVar("T")
Ask = Callable[[QWidget, str], str]  # asks for a path, under a title; empty when cancelled


def _ignore(_: object) -> None:
    """What could not be read is not shown; the next change reads it again."""


@dataclass(frozen=True)
class OpenClinic:
    """``owner`` ends with the screens: nothing begun here is heard of after that."""

    window: MainWindow
    workspace: Workspace
    background: Background
    owner: QObject

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] = _ignore,
    ) -> None:
        """Call ``work()`` in a thread, then ``then(result)`` or ``failed(error)`` in this one."""
        self.background.run(work, then, failed, owner=self.owner)

    def on_change(self, hear: Callable[[Change], object]) -> None:
        """Call ``hear`` in the window's thread for each change of the clinic."""
        on_change(self.owner, self.workspace.changes, hear)

    def timer(self, interval_ms: int, call: Callable[[], object], *, once: bool = False) -> QTimer:
        """A timer that is not running yet; a method of a plain object is not kept alive by it."""
        made = QTimer(self.owner, interval=interval_ms, singleShot=once)
        made.timeout.connect(call)
        return made

    def open(self, dialog: QDialog) -> None:
        """Show a dialog; it is deleted once it was closed."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def refuses(self, why: str) -> bool:
        """Show why something is not allowed; False where ``why`` is empty."""
        if why:
            show_error(self.window, NotAllowed(why, _("Ask an owner.")))
        return bool(why)
