"""From locked to open and back: which screen the window shows, and what its keys do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer

from clinic_app.app.beginning import Beginning, preload_charts
from clinic_app.app.opening import USUAL_LOCK_MIN, Opening
from clinic_app.app.restoring import RestoreRequest, Restoring, copies_here
from clinic_app.app.single_instance import SingleInstance
from clinic_app.app.switching import Switching
from clinic_app.app.unsaved_watch import UnsavedWatch
from clinic_app.domain.errors import DamagedFile, MissingFile, UserError
from clinic_app.domain.kiosk import KioskVisit
from clinic_app.domain.trail import LockedBy
from clinic_app.services.access import AccessService
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.found_here import missing_file, new_restore_folder
from clinic_app.services.known_clinics import remember, start_folder
from clinic_app.services.passphrase import strength
from clinic_app.services.paths import DATABASE_FILE
from clinic_app.services.plan_drafts import save_waiting
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common import freed_memory
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.closing import close_all_windows
from clinic_app.ui.common.dialogs import confirm, show_error
from clinic_app.ui.common.error_log import log_error
from clinic_app.ui.common.system_lock import SystemLock
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.damage.choice_page import working_page
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

if TYPE_CHECKING:
    from clinic_app.app.kiosk_mode import KioskMode
    from clinic_app.app.screens import Place, Screens

_RESTORING = "Putting the copy in its place…"
_SAFE = "What lies here now is set aside, not deleted. Even a power cut leaves one whole clinic."
_NO_RECORDS = MissingFile(
    f"{DATABASE_FILE} is missing: the records are not in this folder.",
    "Put it back beside the key file, or restore from a backup.",
)
_NOT_WRITTEN = (
    "The last change is not saved",
    "The plan is still here, but it cannot be written. Close without it?",
)
_IN_MEMORY = (
    "Something typed is not saved",
    "It is in memory alone. Make room on the disk and unlock to save it. Close without it?",
)
_WHY_LOCKED = {"idle": ", nobody touched it", "system": ", with the computer"}


class ClinicWindow:
    """Shows the login to one clinic folder, and the clinic while it is open."""

    def __init__(self, window: MainWindow, folder: Path | None) -> None:
        self.window = window
        self._home, self._is_given = folder or start_folder(), folder is not None
        background = self.background = Background(parent=window)
        self._instance: SingleInstance | None = None
        self._workspace: Workspace | None = None
        self.screens: Screens | None = None
        self._parts: tuple[object, ...] = ()  # what belongs to the screens and is only kept alive
        self._kiosk: KioskMode | None = None
        self._last_folder: Path | None = None
        self._is_locking = False
        self._is_closing = False  # a last backup is made
        self._is_new = False  # made just now: it is asked for another disk
        self._locked, self._has_left_drafts = "", False
        self._end_overwriting: Callable[[], None] | None = None
        self._place: Place | None = None
        self._unlock: tuple[UnlockScreen, Path] | None = None
        self._opening = Opening(
            window,
            background,
            opened=self._show_clinic,
            show_login=self.show_login,
            restore=self._restore_damaged,
        )
        self._beginning = Beginning(
            window,
            background,
            made=self._open_made,
            open_folder=self.open_folder,
            restore=self._restore_new,
        )
        self._restoring = Restoring(
            background, window, restored=self._restored, failed=self._not_restored
        )
        self._unsaved = UnsavedWatch(window)
        self._switching = Switching(window, background, unlocked=self._take_over)
        self._system = SystemLock(window)
        self._system.due.connect(partial(window.lock_by, "system"))
        QTimer.singleShot(0, window, self._system.listen)
        window.who_wanted.connect(self.show_who)
        window.locking.connect(self._restoring.end)
        window.locking.connect(self._begin_locking)
        window.lock_requested.connect(self.lock)
        window.nothing_to_lock.connect(self._stop_unlocking)
        window.may_close = self._may_close

    # The login

    def show_login(self, folder: Path | None = None, notes: Sequence[str] = ()) -> bool:
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
                self._beginning.show(access.folder)
        except DamagedFile as error:
            self._show_damaged(folder or self._home, error)
        except UserError as error:
            show_error(self.window, error)
            self.window.close()
            return False
        return True

    def _show_damaged(self, folder: Path, error: DamagedFile) -> None:
        self._release()
        self._opening.show_locked(folder, error)

    def _show_unlock(self, access: AccessService, notes: Sequence[str] = ()) -> None:
        self._claim(access.folder)
        passphrase = DEMO_PASSPHRASE if access.is_demo else ""
        screen = UnlockScreen(
            access,
            self.background,
            strength,
            demo_passphrase=passphrase,
            offers_setup=access.is_demo and access.folder != self._home,
            was_here=self._place.clinician_id if self._place is not None else "",
            locked=self._locked,
            is_kept=self._has_left_drafts,
            told=notes,
        )
        screen.unlocking.connect(partial(preload_charts, self.window))
        screen.unlocked.connect(self.open_workspace)
        screen.damaged.connect(partial(self._show_damaged, access.folder))
        screen.setup_wanted.connect(self._leave_demo)
        screen.other_wanted.connect(self.show_start)
        self._unlock = screen, access.folder
        self.window.show_full(screen)

    def _stop_unlocking(self) -> None:
        """Locked while the passphrase is tried: what it opens is closed unseen."""
        screen, folder = self._unlock or (None, None)
        if screen is not None and shiboken6.isValid(screen) and screen.is_unlocking:
            self.background.drop()
            self.show_login(folder)

    def _leave_demo(self) -> None:
        self._release()
        self.show_login()

    def _open_made(self, workspace: Workspace) -> None:
        try:
            self._claim(workspace.folder)
        except UserError as error:  # the demo clinic, say, open in another window
            workspace.close()
            show_error(self.window, error)
            self.show_login()
        else:
            self._is_new = not workspace.is_demo
            self.open_workspace(workspace)

    def open_folder(self, folder: Path) -> None:
        """The login to another clinic, which the next start then opens by itself."""
        self._release()
        self._home, self._is_given = folder, False
        self._locked, self._has_left_drafts = "", False
        if missing_file(folder) == DATABASE_FILE:  # nobody types a passphrase for nothing
            self._show_damaged(folder, _NO_RECORDS)
        else:
            self.show_login()

    def _open_other(self) -> None:
        """Lock this clinic, and choose another one."""
        self.window.lock()
        self.show_start()

    def show_start(self) -> None:
        """The start screen: another clinic, a new one, a backup, the demo."""
        self._release()
        self._beginning.show(self._home)

    def _claim(self, folder: Path) -> None:
        """Be the only window of the folder; raises AlreadyOpen."""
        if self._instance is not None:
            return
        instance = SingleInstance(folder, self._come_forward, self.window)
        instance.take()
        self._instance = instance

    # A backup in the clinic's place

    def _restore_new(self, chosen: Path | None) -> None:
        """From the start screen: into the folder that this window is for."""
        folder = new_restore_folder(self._home)
        self._begin_restore(folder, chosen, self.show_start)

    def _restore_damaged(self, folder: Path, chosen: Path | None) -> None:
        """From the page of a damaged clinic, which may be open."""
        workspace = self._workspace
        back = partial(self.show_login, folder)
        if workspace is not None:
            back = partial(self._opening.begin, workspace)
        self._begin_restore(folder, chosen, back)

    def _begin_restore(self, folder: Path, chosen: Path | None, back: Callable[[], object]) -> None:
        workspace = self._workspace
        lock_min = USUAL_LOCK_MIN if workspace is not None else 0
        copies = copies_here if workspace is None else workspace.copies.listing
        show = partial(self.window.show_full, lock_min=lock_min)
        self._restoring.begin(RestoreRequest(folder, chosen, None, copies, show, back, self._leave))

    def _leave(self) -> None:
        """Close the clinic, if one is open: its files are about to be set aside."""
        self.window.put_away()
        self._close_clinic("closing")
        self._release()
        self._is_locking = False
        self.window.show_full(working_page(_RESTORING, _SAFE))

    def _restored(self, folder: Path, notes: Sequence[str]) -> None:
        self._home, self._is_given = folder, self._is_given and folder == self._home
        self._locked, self._has_left_drafts, self._place = "", False, None
        self.show_login(folder, notes)

    def _not_restored(self, folder: Path, error: Exception) -> None:
        shown = self.show_login(folder)
        if shown and isinstance(error, UserError):
            show_error(self.window, error)

    # Open

    def open_workspace(self, workspace: Workspace) -> None:
        """Ask what has to be asked first, then show the clinic."""
        self._workspace = workspace
        self._opening.begin(workspace)

    def _show_clinic(self, workspace: Workspace) -> None:
        # Loaded while the passphrase was typed.
        from clinic_app.app.kiosk_mode import KioskMode
        from clinic_app.app.safety_doors import ClinicDoors
        from clinic_app.app.screens import Screens
        from clinic_app.app.unfinished import Unfinished

        window = self.window
        self._unsaved.begin(workspace)
        save_waiting(workspace)
        if not workspace.is_demo:
            is_given = self._is_given and workspace.folder == self._home
            remember(workspace.folder, starts=not is_given)
        Theme.current().apply_named(workspace.preferences.get("theme"))
        if self._kiosk is None:
            self._kiosk = KioskMode(window, self.background, ended=self._end_kiosk)
        screens = self.screens = Screens(
            window, workspace, self.background, begin_kiosk=self._begin_kiosk
        )
        screens.clinic.on_change(self._note_change)
        doors = ClinicDoors(
            screens.clinic,
            screens.safety_page,
            self._restoring,
            leave=self._leave,
            open_other=self._open_other,
        )
        unfinished = Unfinished(screens)
        self._unsaved.changed = unfinished.refresh
        self._parts = (doors, unfinished)
        self._switching.begin(workspace)
        self._restore_place(workspace)
        window.set_demo(workspace.is_demo)
        window.start_idle_lock(workspace.staff.clinic().idle_lock_min)
        self._kiosk.keep_late(workspace)
        self._overwrite_freed(False)
        is_new, self._is_new = self._is_new, False
        if is_new:
            screens.backup.ask_for_disk()

    def lock(self) -> None:
        """Save what is open, close the clinic for good, ask for the passphrase.

        The window has hidden everything by now. Nothing that fails here keeps it open.
        """
        if self._workspace is not None:
            self._last_folder = self._workspace.folder
            why = _WHY_LOCKED.get(self.window.locked_by, "")
            self._locked = f"locked {self._workspace.now():%H:%M}{why}"
            self._has_left_drafts = self._has_drafts(self._workspace)
        self._close_clinic(self.window.locked_by)
        self._release()
        self.show_login(self._last_folder)
        QTimer.singleShot(0, self.window, self._close_what_came_late)

    def _begin_locking(self) -> None:
        """No write waits for others any more, and no answer of work in the background comes."""
        self._is_locking = True
        self._remember_place()
        self._overwrite_freed(True)
        if self._workspace is not None:
            self._workspace.hurry()
        self.background.drop()

    def _has_drafts(self, workspace: Workspace) -> bool:
        try:
            return bool(workspace.drafts.mine())
        except Exception as error:  # it is only told; it must lock
            log_error(error)
            return False

    def _remember_place(self) -> None:
        if self.screens is None:
            return
        try:
            self._place = self.screens.place()
        except Exception as error:  # whatever it is, it must lock
            log_error(error)

    def _restore_place(self, workspace: Workspace) -> None:
        """Show where this person was; the caseload to somebody else, or where that is gone."""
        screens, place = self.screens, self._place
        if screens is None:
            return
        self._place = None
        screens.show_home()
        mine = place and (place.folder, place.clinician_id) == (
            workspace.folder,
            workspace.actor.id,
        )
        if place is not None and mine:
            try:
                screens.go_to(place)
            except UserError:
                screens.show_home()

    def show_who(self) -> None:
        """Ctrl+U: who is signed in, and who else can log in."""
        if self._workspace is not None and self.screens is not None:
            self._switching.open_menu(self._workspace)

    def _take_over(self, workspace: Workspace) -> None:
        """Close the clinic for whoever worked, and open it at the same place for somebody else."""
        self.window.put_away()
        self._close_clinic("switch")
        if self._place is not None:
            self._place = replace(self._place, clinician_id=workspace.actor.id)
        self.open_workspace(workspace)
        self._is_locking = False

    def _overwrite_freed(self, wanted: bool) -> None:
        """From the lock to the next opening, memory that is given back is overwritten."""
        end, self._end_overwriting = self._end_overwriting, None
        if wanted:
            self._end_overwriting = end or freed_memory.begin()
        elif end is not None:
            end()

    def _close_what_came_late(self) -> None:
        """What waited for a dialog went on when it was closed, and may have opened another."""
        if self._workspace is None:
            close_all_windows(self.window)
        self._is_locking = False

    def _begin_kiosk(self, visit: KioskVisit) -> None:
        """Save what is open, throw every screen away, and let the patient answer."""
        if self._workspace is None or self.screens is None or self._kiosk is None:
            return
        if not self.screens.flush():
            unsaved = UserError("The plan is not saved yet.", "Save it, then open the kiosk.")
            show_error(self.window, unsaved)
            return
        try:
            self._workspace.kiosk.begin(visit)
        except UserError as error:
            show_error(self.window, error)
            return
        self._remember_place()
        self._drop_screens()
        self._kiosk.show(self._workspace, visit)

    def _end_kiosk(self) -> None:
        """Save the answers and lock at once; the thanks stand over a closed clinic."""
        from clinic_app.ui.kiosk.thanks_screen import ThanksScreen

        if self._workspace is None or self._kiosk is None:
            return
        folder, language = self._workspace.folder, self._kiosk.language
        self._begin_locking()
        close_all_windows(self.window)
        is_kept = self._kiosk.keep_answers()
        self._close_clinic("kiosk")
        self._release()
        thanks = ThanksScreen(language, is_kept=is_kept)
        thanks.unlock_requested.connect(partial(self.show_login, folder))
        self.window.show_kiosk(thanks)
        self._is_locking = False

    def _drop_screens(self) -> None:
        screens, self.screens = self.screens, None
        self._parts, self._unsaved.changed = (), lambda: None
        try:
            if screens is not None:
                screens.close()
        finally:
            self.window.drop_screens()

    def _close_clinic(self, by: LockedBy) -> None:
        """Whatever fails on the way, the clinic is closed and its screens are gone.

        What closed it stands in the audit trail.
        """
        workspace, self._workspace = self._workspace, None
        steps: list[Callable[[], object]] = [self._drop_screens]
        if self._kiosk is not None:
            steps.insert(0, self._kiosk.keep_answers)
        if workspace is not None:
            steps += [partial(workspace.sign_ins.locked, by), workspace.close]
        steps.append(self._unsaved.end)
        for step in steps:
            try:
                step()
            except Exception as error:  # whatever it is, it must lock
                log_error(error)
        self.background.drop()

    def _release(self) -> None:
        if self._instance is not None:
            self._instance.release()
            self._instance = None

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged) and self._workspace is not None:
            self.window.start_idle_lock(self._workspace.staff.clinic().idle_lock_min)

    # The end

    def _may_close(self) -> bool:
        """Save, ask and back up first; then everything is closed. False where it stays open."""
        if self._kiosk is not None and self._kiosk.is_on:
            self.window.lock()  # a patient's way out is the login
            return False
        is_saved = self.screens is None or self.screens.flush()
        if not is_saved and not self._close_anyway(*_NOT_WRITTEN):
            return False
        if len(self._unsaved) and not self._close_anyway(*_IN_MEMORY):
            return False
        if not self._back_up():
            return False
        self._close_clinic("closing")
        self._restoring.end()
        self._release()
        self.background.close()
        self._overwrite_freed(False)
        return True

    def _back_up(self) -> bool:
        """Back up what lacks a change; False where the clinic was locked meanwhile."""
        workspace, screens = self._workspace, self.screens
        if workspace is None or screens is None:
            return True
        if self._is_closing:  # closed once more while the backup is made
            return False
        from clinic_app.app.backup_watch import back_up_on_closing

        self._is_closing = True
        try:
            back_up_on_closing(self.window, workspace, screens.backup)
        finally:
            self._is_closing = False
        return self._workspace is workspace

    def _close_anyway(self, title: str, text: str) -> bool:
        return confirm(self.window, title=title, text=text, yes="Close without saving", danger=True)

    def _come_forward(self) -> None:
        if not self.window.isFullScreen():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def show_unexpected_error(self) -> None:
        """Say that something unexpected happened. On the way to the lock nothing is said."""
        if self._is_locking:
            return
        error = UserError(
            "Something went wrong that should not have.",
            "What is saved is safe. Try again; if it happens again, start Handrail anew.",
        )
        show_error(self.window, error)
