"""What stands between the passphrase and the clinic: files that are damaged, a date in doubt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.app.damage_acts import accept_loss, copy_damaged
from clinic_app.app.restoring import copies_here
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.services.audit.damage import key_places, put_back_keys, technical_lines
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.unlock.access import KEY_FILE, local_now
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_folder, ask_open_path
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Slot
from clinic_app.ui.damage.choice_page import ChoicePage, clock_page, moved_page
from clinic_app.ui.damage.damage_page import found_page, locked_page
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.restore.copy_words import advised_words, found_words
from clinic_app.words import _

USUAL_LOCK_MIN = 10  # where the setting cannot be read


def ask_key_file(parent: QWidget, title: str) -> str:
    """A copy of a key file; an empty string when the person cancelled."""
    return ask_open_path(parent, title, _("Key files (*.keys *.keys-copy);;All files (*)"))


class Opening:
    """Shows one page after the other until nothing is left to decide.

    ``opened`` is called with the workspace then, ``show_login`` with a folder to begin anew,
    ``restore`` with the folder, the backup that is advised for it, or None, and the workspace if
    one is open.
    """

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        *,
        opened: Callable[[Workspace], object],
        show_login: Callable[[Path], object],
        restore: Callable[[Path, Path | None, Workspace | None], object],
    ) -> None:
        self._window, self._background = window, background
        self._opened, self._show_login, self._restore = opened, show_login, restore
        self._ask_folder, self._ask_file = ask_folder, ask_key_file

    def begin(self, workspace: Workspace) -> None:
        """Show what was found about an unlocked clinic, page by page."""
        if any(finding.is_loss for finding in workspace.findings):
            self._background.run(
                partial(_newest_backup, workspace),
                partial(self._show_found, workspace),
                lambda _: self._show_found(workspace, (None, "")),
                owner=self._window,
            )
        else:
            self._ask_moved(workspace)

    def _ask_moved(self, workspace: Workspace) -> None:
        at = workspace.moving.moved_at
        if at is None:
            self._ask_clock(workspace)
            return
        page = moved_page(at, refusal=workspace.refusal(Permission.CLINIC))
        _on(page, "look", partial(self._only_look, workspace))
        _on(page, "go_on", partial(self._stay, page, workspace))
        self._show(page, workspace)

    def _only_look(self, workspace: Workspace) -> None:
        workspace.moving.only_look()
        self._ask_clock(workspace)

    def _stay(self, page: ChoicePage, workspace: Workspace) -> None:
        try:
            workspace.moving.go_on()
        except UserError as error:
            page.error.show_error(error)
        else:
            self._ask_clock(workspace)

    def _ask_clock(self, workspace: Workspace) -> None:
        doubt = workspace.clock.doubt
        if doubt is None:
            self._opened(workspace)
            return
        page = clock_page(doubt)
        _on(page, "right", partial(self._believe, workspace))
        _on(page, "wrong", self._window.lock)
        self._show(page, workspace)

    def _believe(self, workspace: Workspace) -> None:
        workspace.clock.believe()
        self._opened(workspace)

    def _show_found(self, workspace: Workspace, newest: tuple[Path | None, str]) -> None:
        path, words = newest
        lines = technical_lines(workspace.folder, workspace.findings)
        page = found_page(
            workspace.findings,
            lines,
            who=workspace.actor.title,
            no_going_on=workspace.refusal(Permission.CLINIC),
            backup=words,
        )
        go_on = partial(self._ask_clock, workspace)
        if words:
            _on(page, "newest", partial(self._restore, workspace.folder, path, workspace))
        _on(page, "other", partial(self._restore, workspace.folder, None, workspace))
        _on(page, "look", go_on)
        if page.loss is not None:
            accept_loss(self._background, workspace, page.loss, go_on)
        self._join(page, workspace.folder)
        self._show(page, workspace)

    def show_locked(self, folder: Path, error: UserError) -> None:
        """A clinic that cannot be unlocked: a file is missing or cannot be read."""
        keys = KEY_FILE in error.what
        page = locked_page(
            error.what,
            error.next_step,
            technical_lines(folder, error=error),
            key_places(folder) if keys else (),
            wants_keys=keys,
        )
        _on(page, "again", partial(self._show_login, folder))
        _on(page, "restore", partial(self._restore, folder, None, None))

        def found(copies: list[FoundBackup]) -> None:
            page.rows["restore"].set_hint(found_words(copies, local_now()))

        self._background.run(copies_here, found, page.error.show_error, owner=page)
        if keys:
            _on(page, "keys", partial(self._put_back_keys, page, folder))
        self._join(page, folder)
        self._window.show_full(page)

    def _put_back_keys(self, page: ChoicePage, folder: Path) -> None:
        chosen = self._ask_file(page, _("Choose a copy of the key file"))
        if not chosen:
            return
        try:
            put_back_keys(folder, Path(chosen), local_now())
        except UserError as error:
            page.error.show_error(error)
        else:
            self._show_login(folder)

    def _join(self, page: ChoicePage, folder: Path) -> None:
        """What both pages offer."""
        copy = partial(
            copy_damaged,
            self._background,
            page,
            page.rows["copy"],
            page.error,
            folder=folder,
            ask_folder=self._ask_folder,
        )
        _on(page, "copy", copy)
        _on(page, "quit", self._window.close)

    def _show(self, page: QWidget, workspace: Workspace) -> None:
        try:
            minutes = workspace.staff.clinic().idle_lock_min
        except UserError:
            minutes = USUAL_LOCK_MIN
        self._window.show_full(page, lock_min=minutes)


def _on(page: ChoicePage, choice: str, act: Slot) -> None:
    page.rows[choice].button.clicked.connect(act)


def _newest_backup(workspace: Workspace) -> tuple[Path | None, str]:
    """The newest checked backup that is here, with what it holds beside today."""
    newest = workspace.copies.newest()
    if newest is None:
        return None, ""
    words = advised_words(newest, workspace.copies.today(), local_now())
    return newest.backup.path, words
