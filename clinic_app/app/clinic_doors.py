"""From Data and safety of an open clinic: restore, the drill, another clinic, a new computer."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.app.restoring import RestoreRequest, Restoring
from clinic_app.domain.backup import Contents
from clinic_app.domain.dates import near_moment_words
from clinic_app.domain.errors import NotAllowed, NotFound, UserError
from clinic_app.domain.role import Permission
from clinic_app.services.drilling import DrillResult
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import show_error
from clinic_app.ui.damage.safety_page import SafetyPage
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.restore.move_dialog import MoveDialog

RESTORE = "restore"
_NO_BACKUP = NotFound("No checked backup of this clinic is here.", "Make one first, then try it.")


class ClinicDoors(QObject):
    """``other_wanted`` asks for the start screen; ``leave`` closes the clinic for a restore."""

    other_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        page: SafetyPage,
        restoring: Restoring,
        background: Background,
        *,
        leave: Callable[[], object],
        settings: str,
    ) -> None:
        super().__init__(page)
        self._window, self._workspace = window, workspace
        self._restoring, self._background = restoring, background
        self._drill_bar = page.drill
        self._leave, self._settings = leave, settings
        page.restore_wanted.connect(self._restore)
        page.drill_wanted.connect(self._drill)
        page.open_other_wanted.connect(self.other_wanted)
        page.move_wanted.connect(self._move)

    def _refused(self) -> bool:
        """Say why somebody may not who is no owner."""
        why = self._workspace.refusal(Permission.BACKUPS)
        if why:
            show_error(self._window, NotAllowed(why, "Ask an owner."))
        return bool(why)

    def _restore(self) -> None:
        if not self._refused():
            background = self._background
            background.run(self._workspace.copies.today, self._show, self._failed, owner=self)

    def _show(self, today: Contents | None) -> None:
        workspace = self._workspace
        asked = RestoreRequest(
            workspace.folder,
            None,
            today,
            workspace.copies.listing,
            self._show_page,
            partial(self._window.show_screen, self._settings),
            self._leave,
        )
        self._restoring.begin(asked)

    def _show_page(self, page: QWidget) -> None:
        self._window.set_screen(RESTORE, page)
        self._window.show_screen(RESTORE, place=self._settings)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            show_error(self._window, error)

    def _drill(self) -> None:
        if self._refused():
            return
        self._drill_bar.say("Trying the newest copy: it is unpacked, read, and removed…")
        self._background.run(self._tried, self._tell, self._not_tried, owner=self)

    def _tried(self) -> DrillResult:
        newest = self._workspace.copies.newest()
        if newest is None:
            raise _NO_BACKUP
        return self._workspace.drills.run(newest.backup.path)

    def _tell(self, done: DrillResult) -> None:
        words = drill_words(done, datetime.now().astimezone())
        self._drill_bar.say(words, tone="good" if done.is_good else "bad")

    def _not_tried(self, error: Exception) -> None:
        words = str(error) if isinstance(error, UserError) else "The copy could not be tried."
        self._drill_bar.say(words, tone="caution")

    def _move(self) -> None:
        if self._refused():
            return
        dialog = MoveDialog(self._workspace, self._background, parent=self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def drill_words(done: DrillResult, now: datetime) -> str:
    """``The copy of today 09:14 works: 12 patients, 340 ratings, every record read.``"""
    when = near_moment_words(done.made_at.astimezone(), now.date())
    if not done.is_good:
        loss = next(finding.what for finding in done.findings if finding.is_loss)
        return f"The copy of {when} is not whole: {loss} Make a new one, and try that."
    held = done.contents
    return (
        f"The copy of {when} works: {held.patients:,} patients, {held.ratings:,} ratings,"
        f" {done.proven:,} records proven. It was removed again."
    )
