"""From locked to open and back: a clinic in its window."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from clinic_app.app.login import Login
from clinic_app.app.switching import Switching
from clinic_app.app.unsaved_watch import UnsavedWatch
from clinic_app.domain.diary.kiosk import KioskVisit
from clinic_app.domain.errors import UserError
from clinic_app.domain.records.trail import LockedBy
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.folders.known_clinics import remember
from clinic_app.services.interface_language import store_language
from clinic_app.services.plan.plan_drafts import save_waiting
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common import freed_memory
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.closing import close_all_windows
from clinic_app.ui.common.dialogs import confirm, show_error
from clinic_app.ui.common.error_log import log_error
from clinic_app.ui.common.system_lock import SystemLock
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow
from clinic_app.words import N_, Message, _

if TYPE_CHECKING:
    from clinic_app.app.kiosk_mode import KioskMode
    from clinic_app.app.screens import Screens

_NOT_WRITTEN = (
    N_("The last change is not saved"),
    N_("The plan is still here, but it cannot be written. Close without it?"),
)
_IN_MEMORY = (
    N_("Something typed is not saved"),
    N_("It is in memory alone. Make room on the disk and unlock to save it. Close without it?"),
)
_SAVE_FIRST = N_("Save it, then choose the language.")
_LOCKED = N_("locked {time}")
_WHY_LOCKED = {
    "idle": N_("locked {time}, nobody touched it"),
    "system": N_("locked {time}, with the computer"),
}


class ClinicWindow:
    """Opens a clinic after its login, shows it, and closes it: at the lock, for a colleague, for
    the kiosk, at the end.
    """

    def __init__(self, window: MainWindow, folder: Path | None) -> None:
        self.window = window
        background = self.background = Background(parent=window)
        self._workspace: Workspace | None = None
        self.screens: Screens | None = None
        self._parts: tuple[object, ...] = ()  # what belongs to the screens and is only kept alive
        self._kiosk: KioskMode | None = None
        self._last_folder: Path | None = None
        self._is_locking = False
        self._is_closing = False  # a last backup is made
        self._is_new = False  # made just now: it is asked for another disk
        self._end_overwriting: Callable[[], None] | None = None
        self.login = Login(
            window,
            background,
            folder,
            unlocked=self.open_workspace,
            opened=self._show_clinic,
            leave=self._leave,
        )
        self._unsaved = UnsavedWatch(window)
        self._switching = Switching(window, background, unlocked=self._take_over)
        self._system = SystemLock(window)
        self._system.due.connect(partial(window.lock_by, "system"))
        QTimer.singleShot(0, window, self._system.listen)
        window.who_requested.connect(self.show_who)
        window.locking.connect(self._begin_locking)
        window.lock_requested.connect(self.lock)
        window.may_close = self._may_close

    def open_workspace(self, workspace: Workspace, is_new: bool = False) -> None:
        """Check what opening found, with the clinician, then show the clinic."""
        self._workspace, self._is_new = workspace, is_new
        self.login.opening.begin(workspace)

    def _open_other(self) -> None:
        """Lock this clinic, and choose another one."""
        self.window.lock()
        self.login.show_start()

    def _leave(self) -> None:
        self._close_clinic("closing")
        self._is_locking = False

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
            remember(workspace.folder, starts=self.login.starts_with(workspace.folder))
        Theme.current().apply_named(workspace.preferences.get("theme"))
        if self._kiosk is None:
            self._kiosk = KioskMode(window, self.background, ended=self._end_kiosk)
        screens = self.screens = Screens(
            window, workspace, self.background, begin_kiosk=self._begin_kiosk
        )
        screens.clinic.on_change(self._note_change)
        screens.settings.language_chosen.connect(self._change_language)
        doors = ClinicDoors(
            screens.clinic,
            screens.safety_page,
            self.login.restoring,
            leave=self.login.leave_for_restore,
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
            why = _WHY_LOCKED.get(self.window.locked_by, _LOCKED)
            time = f"{self._workspace.now():%H:%M}"
            self.login.note_lock(why, time, has_drafts=self._has_drafts(self._workspace))
        self._close_clinic(self.window.locked_by)
        self.login.release()
        self.login.show(self._last_folder)
        QTimer.singleShot(0, self.window, self._close_what_came_late)

    def _begin_locking(self) -> None:
        """No write waits for others any more, and no answer of work in the background comes."""
        self._is_locking = True
        self._remember_place()
        self._overwrite_freed(True)
        if self._workspace is not None:
            self._workspace.hurry()
        self.background.drop()

    def _change_language(self, language: str) -> None:
        """Save what is open and make every screen anew, at the same place, in another language."""
        workspace, screens = self._workspace, self.screens
        if workspace is None or screens is None:
            return
        if not screens.flush():
            show_error(self.window, UserError(_("The plan is not saved yet."), _(_SAVE_FIRST)))
            return
        self._remember_place()
        self.window.keep_all_drafts()
        store_language(language)
        self._drop_screens()
        self._show_clinic(workspace)

    def _has_drafts(self, workspace: Workspace) -> bool:
        try:
            return bool(workspace.drafts.mine())
        except Exception as error:  # it is only shown; it must lock
            log_error(error)
            return False

    def _remember_place(self) -> None:
        if self.screens is None:
            return
        try:
            self.login.place = self.screens.place()
        except Exception as error:  # whatever it is, it must lock
            log_error(error)

    def _restore_place(self, workspace: Workspace) -> None:
        """Show where this clinician was; the caseload to another one, or where that is gone."""
        screens, place = self.screens, self.login.place
        if screens is None:
            return
        self.login.place = None
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
        """Close the clinic for one clinician, and open it at the same place for another."""
        self.window.put_away()
        self._close_clinic("switch")
        if self.login.place is not None:
            self.login.place = replace(self.login.place, clinician_id=workspace.actor.id)
        self.open_workspace(workspace)
        self._is_locking = False

    def _overwrite_freed(self, on: bool) -> None:
        """From the lock to the next opening, memory that is given back is overwritten."""
        end, self._end_overwriting = self._end_overwriting, None
        if on:
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
            unsaved = UserError(_("The plan is not saved yet."), _("Save it, then open the kiosk."))
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
        self.login.release()
        thanks = ThanksScreen(language, is_kept=is_kept)
        thanks.unlock_requested.connect(partial(self.login.show, folder))
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
        self.login.restoring.end()
        self.login.release()
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

    def _close_anyway(self, title: Message, text: Message) -> bool:
        return confirm(
            self.window, title=_(title), text=_(text), yes=_("Close without saving"), danger=True
        )

    def show_unexpected_error(self) -> None:
        """Say that something unexpected happened. On the way to the lock nothing is said."""
        if self._is_locking:
            return
        error = UserError(
            _("Something went wrong that should not have."),
            _("What is saved is safe. Try again; if it happens again, start Handrail anew."),
        )
        show_error(self.window, error)
