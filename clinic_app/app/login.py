"""While no clinic is open: the login, the start screen, damaged files, a backup in their place."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6

from clinic_app.app.beginning import Beginning, preload_charts
from clinic_app.app.opening import USUAL_LOCK_MIN, Opening
from clinic_app.app.restoring import RestoreRequest, Restoring, copies_here
from clinic_app.app.single_instance import SingleInstance
from clinic_app.domain.errors import DamagedFile, MissingFile, UserError
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.folders.found_here import missing_file, new_restore_folder
from clinic_app.services.folders.known_clinics import start_folder
from clinic_app.services.folders.paths import DATABASE_FILE
from clinic_app.services.interface_language import store_language
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.unlock.passphrase import strength
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import show_error
from clinic_app.ui.damage.choice_page import working_page
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.unlock.unlock_screen import UnlockScreen
from clinic_app.words import N_, Message, _

if TYPE_CHECKING:
    from clinic_app.app.screens import Place

_RESTORING = N_("Putting the copy in its place…")
_SAFE = N_(
    "What lies here now is set aside, not deleted. Even a power cut leaves one whole clinic."
)


def _no_records() -> MissingFile:
    return MissingFile(
        _("{file} is missing: the records are not in this folder.", file=DATABASE_FILE),
        _("Put it back beside the key file, or restore from a backup."),
    )


class Login:
    """Leads to an open clinic, and holds its folder for this window alone.

    ``unlocked`` is called with a workspace, and with True where it was made just now; ``opened``
    with one about which nothing is left to decide. ``leave`` closes the clinic that is open, if
    one is. ``place`` is where the clinician was who locked it.
    """

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        folder: Path | None,
        *,
        unlocked: Callable[..., object],
        opened: Callable[[Workspace], object],
        leave: Callable[[], object],
    ) -> None:
        self._window, self._background = window, background
        self._home, self._is_given = folder or start_folder(), folder is not None
        self._unlocked, self._leave = unlocked, leave
        self._instance: SingleInstance | None = None
        self._unlock: tuple[UnlockScreen, Path] | None = None
        self._locked: tuple[Message, str] | None = None
        self._has_drafts = False
        self.place: Place | None = None
        self.opening = Opening(
            window, background, opened=opened, show_login=self.show, restore=self._restore_damaged
        )
        self.beginning = Beginning(
            window,
            background,
            made=self._made,
            open_folder=self.open_folder,
            restore=self._restore_new,
        )
        self.restoring = Restoring(
            background, window, restored=self._restored, failed=self._not_restored
        )
        window.locking.connect(self.restoring.end)
        window.nothing_to_lock.connect(self._stop_unlocking)

    def show(self, folder: Path | None = None, notes: Sequence[str] = ()) -> bool:
        """The unlock screen, or the start screen where there is no clinic yet; False if neither.

        ``folder`` is the clinic just locked; without it, the one the program was started for.
        ``notes`` are said above the passphrase.
        """
        try:
            access = AccessService(folder or self._home)
            if access.exists:
                self._show_unlock(access, notes)
            else:
                access.refuse_lost_keys()
                self.beginning.show(access.folder)
        except DamagedFile as error:
            self._show_damaged(folder or self._home, error)
        except UserError as error:
            show_error(self._window, error)
            self._window.close()
            return False
        return True

    def note_lock(self, words: Message, time: str, *, has_drafts: bool) -> None:
        """What the next login says of the lock, and whether something typed waits."""
        self._locked, self._has_drafts = (words, time), has_drafts

    def _forget_lock(self) -> None:
        self._locked, self._has_drafts = None, False

    def starts_with(self, folder: Path) -> bool:
        """Whether the next start may open this folder by itself."""
        return not (self._is_given and folder == self._home)

    def open_folder(self, folder: Path) -> None:
        """The login to another clinic, which the next start then opens by itself."""
        self.release()
        self._home, self._is_given = folder, False
        self._forget_lock()
        if missing_file(folder) == DATABASE_FILE:  # nobody types a passphrase for nothing
            self._show_damaged(folder, _no_records())
        else:
            self.show()

    def show_start(self) -> None:
        """The start screen: another clinic, a new one, a backup, the demo."""
        self.release()
        self.beginning.show(self._home)

    def release(self) -> None:
        """Let another window have the folder."""
        if self._instance is not None:
            self._instance.release()
            self._instance = None

    def _claim(self, folder: Path) -> None:
        """Be the only window of the folder; raises AlreadyOpen."""
        if self._instance is None:
            instance = SingleInstance(folder, self._come_forward, self._window)
            instance.take()
            self._instance = instance

    def _come_forward(self) -> None:
        if not self._window.isFullScreen():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _show_damaged(self, folder: Path, error: DamagedFile) -> None:
        self.release()
        self.opening.show_locked(folder, error)

    def _show_unlock(self, access: AccessService, notes: Sequence[str]) -> None:
        self._claim(access.folder)
        locked, time = self._locked or (None, "")
        screen = UnlockScreen(
            access,
            self._background,
            strength,
            demo_passphrase=DEMO_PASSPHRASE if access.is_demo else "",
            offers_setup=access.is_demo and access.folder != self._home,
            was_here=self.place.clinician_id if self.place is not None else "",
            locked=_(locked, time=time) if locked is not None else "",
            is_kept=self._has_drafts,
            notes=notes,
        )
        screen.unlocking.connect(partial(preload_charts, self._window))
        screen.unlocked.connect(self._unlocked)
        screen.damaged.connect(partial(self._show_damaged, access.folder))
        screen.setup_requested.connect(self._leave_demo)
        screen.other_requested.connect(self.show_start)
        screen.language_chosen.connect(partial(self._change_language, access.folder, notes))
        self._unlock = screen, access.folder
        self._window.show_full(screen)

    def _change_language(self, folder: Path, notes: Sequence[str], language: str) -> None:
        store_language(language)
        self.show(folder, notes)

    def _stop_unlocking(self) -> None:
        """Locked while the passphrase is tried: what it opens is closed unseen."""
        screen, folder = self._unlock or (None, None)
        if screen is not None and shiboken6.isValid(screen) and screen.is_unlocking:
            self._background.drop()
            self.show(folder)

    def _leave_demo(self) -> None:
        self.release()
        self.show()

    def _made(self, workspace: Workspace) -> None:
        try:
            self._claim(workspace.folder)
        except UserError as error:  # the demo clinic, say, open in another window
            workspace.close()
            show_error(self._window, error)
            self.show()
        else:
            self._unlocked(workspace, not workspace.is_demo)

    # A backup in the clinic's place

    def leave_for_restore(self) -> None:
        """Close the clinic, if one is open: its files are about to be set aside."""
        self._window.put_away()
        self._leave()
        self.release()
        self._window.show_full(working_page(_(_RESTORING), _(_SAFE)))

    def _restore_new(self, chosen: Path | None) -> None:
        """From the start screen: into the folder that this window is for."""
        folder = new_restore_folder(self._home)
        show, back = self._window.show_full, self.show_start
        self.restoring.begin(
            RestoreRequest(folder, chosen, None, copies_here, show, back, self.leave_for_restore)
        )

    def _restore_damaged(
        self, folder: Path, chosen: Path | None, workspace: Workspace | None
    ) -> None:
        """From the page of a damaged clinic, which may be open."""
        show, back, copies = self._window.show_full, partial(self.show, folder), copies_here
        if workspace is not None:
            show = partial(show, lock_min=USUAL_LOCK_MIN)
            back, copies = partial(self.opening.begin, workspace), workspace.copies.listing
        self.restoring.begin(
            RestoreRequest(folder, chosen, None, copies, show, back, self.leave_for_restore)
        )

    def _restored(self, folder: Path, notes: Sequence[str]) -> None:
        self._home, self._is_given = folder, self._is_given and folder == self._home
        self._forget_lock()
        self.place = None
        self.show(folder, notes)

    def _not_restored(self, folder: Path, error: Exception) -> None:
        shown = self.show(folder)
        if shown and isinstance(error, UserError):
            show_error(self._window, error)
