"""What stands between the passphrase and the clinic: files that are damaged, a date in doubt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.services.access import local_now
from clinic_app.services.damage import copy_folder, technical_lines
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.damage.clock_page import ClockPage
from clinic_app.ui.damage.damage_page import DamagePage, LockedPage
from clinic_app.ui.main_window import MainWindow

_USUAL_LOCK_MIN = 10  # where the setting cannot be read
AskFolder = Callable[[QWidget, str], str]


class Opening(QObject):
    """Shows one page after the other until nothing more is to be asked.

    ``opened`` carries the workspace then. ``again_wanted`` asks for the way in to a folder anew,
    ``lock_wanted`` for the lock, and ``quit_wanted`` for the end.
    """

    opened = Signal(object)
    again_wanted = Signal(object)
    lock_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        *,
        ask_folder: AskFolder = ask_folder,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._background = background
        self._ask_folder = ask_folder

    def begin(self, workspace: Workspace) -> None:
        """Ask what has to be asked about an unlocked clinic."""
        doubt = workspace.clock.doubt
        if doubt is None:
            self.opened.emit(workspace)
            return
        page = ClockPage(doubt)
        page.right.connect(partial(self._believe, workspace))
        page.wrong.connect(self.lock_wanted)
        self._show(page, workspace)

    def _believe(self, workspace: Workspace) -> None:
        workspace.clock.believe()
        self.begin(workspace)

    def show_locked(self, access_folder: Path, error: UserError) -> None:
        """A clinic that cannot be unlocked: a file is missing or cannot be read."""
        page = LockedPage(
            error.what,
            error.next_step,
            technical_lines(access_folder, error=error),
            wants_keys=False,
        )
        page.again_wanted.connect(partial(self.again_wanted.emit, access_folder))
        self._join(page, access_folder)
        self._window.show_full(page)

    def _join(self, page: DamagePage, folder: Path) -> None:
        """What both pages offer."""
        page.copy_wanted.connect(partial(self._copy, page, folder))
        page.quit_wanted.connect(self.quit_wanted)

    def _copy(self, page: DamagePage, folder: Path) -> None:
        chosen = self._ask_folder(page, "Copy the damaged folder to")
        if not chosen:
            return
        page.copy.button.set_busy("Copying…")

        def done(copy: Path) -> None:
            page.copy.button.set_busy("")
            page.copy.say(f"Copied to {copy}. It stays encrypted.")

        self._background.run(
            partial(copy_folder, folder, Path(chosen), local_now()),
            done,
            page.show_error,
            owner=page,
        )

    def _show(self, page: QWidget, workspace: Workspace) -> None:
        try:
            minutes = workspace.staff.clinic().idle_lock_min
        except UserError:
            minutes = _USUAL_LOCK_MIN
        self._window.show_full(page, lock_min=minutes)
