"""The shell: rail, screens, keys and the lock. It knows no screen by itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from clinic_app.domain.records.trail import LockedBy
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.closing import close_all_windows
from clinic_app.ui.common.commands import LOCK, Command, Group, KeyHint, add_commands
from clinic_app.ui.common.error_log import log_error
from clinic_app.ui.common.idle_lock import IdleLock, uptime_s
from clinic_app.ui.common.keys_sheet import KeysSheet
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.rail import WHO, Rail, RailEntry
from clinic_app.ui.common.waiting_bar import WaitingBar
from clinic_app.words import N_, _

_KEYS = RailEntry("keys", N_("Keys F1"), "keyboard", at_foot=True)
_LOCK = RailEntry("lock", N_("Lock"), "lock", at_foot=True)
_NARROW_UNDER = 1100
_LEAST, _LEAST_KIOSK = (960, 560), (480, 480)
_READ_ONLY = N_(
    "Read only: the clinic folder cannot be written. You can look, and reprint handouts."
)
_LOSS = N_(
    "Read only: something is missing or was changed. Lock and unlock to go on with what is there."
)
_WRITABLE_AGAIN = N_("The clinic folder can be written again. Lock and unlock to make changes.")

_UNSAVED = N_(
    "What was typed could not be written: it is in memory alone, encrypted, also while locked."
    " It is saved once the disk has room. A crash or switching off would lose it."
)


class MainWindow(QMainWindow):
    """The one window. Its title is the program's name and never says more.

    ``may_close`` is called before it closes and may refuse. ``who_requested`` asks who is signed
    in; ``locking`` says that all will be hidden and closed right now, ``lock_requested`` asks to
    close the clinic, ``nothing_to_lock`` says that the lock was requested where none is open, and
    ``closing`` is the end.
    """

    who_requested = Signal()
    locking = Signal()
    lock_requested = Signal()
    nothing_to_lock = Signal()
    closing = Signal()

    def __init__(
        self, entries: Sequence[RailEntry], *, clock: Callable[[], float] = uptime_s
    ) -> None:
        super().__init__()
        self.setWindowTitle("Handrail")
        self.setMinimumSize(*_LEAST)
        self._screens: dict[str, QWidget] = {}
        self._full: QWidget | None = None
        self._before_kiosk: Qt.WindowState | None = None
        self._full_locks = False
        self.rail = Rail((*entries, _KEYS, _LOCK))
        self.rail.chosen.connect(self._chosen)
        self._demo, self._read_only, self._unsaved = _band(), _band(), _band()
        self._unsaved.setWordWrap(True)
        self.waiting = WaitingBar()
        self._stack = QStackedWidget()
        self._is_hidden = False
        self._nothing = QWidget()  # in front while everything is being closed
        self._stack.addWidget(self._nothing)
        self._lay_out()
        app = cast(QApplication, QApplication.instance())
        self._idle = IdleLock(app, clock=clock, parent=self)
        self.locked_by: LockedBy = "key"
        self.may_close: Callable[[], bool] = lambda: True
        self._idle.due.connect(partial(self.lock_by, "idle"))
        self._idle.asked.connect(self.lock)
        add_commands(self, (self.keys_command,))
        self._commands: Sequence[Command | KeyHint] = ()
        self._actions: list[QAction] = []

    def _lay_out(self) -> None:
        bands = (self._demo, self._read_only, self._unsaved, self.waiting)
        middle = boxed(column(*bands, (self._stack, 1), spacing=0))
        self.setCentralWidget(boxed(row(self.rail, (middle, 1), spacing=0)))

    # Screens

    def set_screen(self, name: str, screen: QWidget) -> None:
        """Hold ``screen`` under ``name``; one that had the name before is deleted."""
        self._drop(self._screens.pop(name, None))
        self._screens[name] = screen
        self._stack.addWidget(screen)

    def screen_named(self, name: str) -> QWidget | None:
        """The screen held under ``name``."""
        return self._screens.get(name)

    def showing(self) -> str:
        """The name of the screen in front; nothing while one lies over all."""
        front = self._stack.currentWidget()
        return next((name for name, screen in self._screens.items() if screen is front), "")

    def show_screen(self, name: str, *, place: str = "") -> None:
        """Bring the screen to the front, with the rail; ``place`` is the entry to mark.

        Without ``place`` the entry of the same name is marked. Raises KeyError.
        """
        screen = self._screens[name]
        self._leave_kiosk()
        self._drop(self._full)
        self._full = None
        self._is_hidden = False
        self.rail.show_words()
        self.rail.show()
        self.rail.mark(place or name)
        self._stack.setCurrentWidget(screen)

    def show_full(self, screen: QWidget, *, lock_min: float = 0) -> None:
        """Show ``screen`` alone: no rail. It is deleted when another comes.

        After ``lock_min`` minutes without a touch, or with the lock keys, ``lock_requested`` is
        emitted; with 0 there is nothing to lock.
        """
        self._leave_kiosk()
        self._cover(screen, lock_min)

    def show_kiosk(self, screen: QWidget, *, lock_min: float = 0) -> None:
        """Show ``screen`` over the whole display: no key opens anything, and only it can leave.

        ``lock_min`` is as for ``show_full``.
        """
        if self._before_kiosk is None:
            self._before_kiosk = self.windowState()
        self._cover(screen, lock_min)
        self.setMinimumSize(*_LEAST_KIOSK)
        self.showFullScreen()

    def _leave_kiosk(self) -> None:
        if self._before_kiosk is not None:
            self.setWindowState(self._before_kiosk)
            self.setMinimumSize(*_LEAST)
        self._before_kiosk, self._full_locks = None, False

    def _cover(self, screen: QWidget, lock_min: float) -> None:
        before, self._full = self._full, screen
        self._idle.stop()
        self._is_hidden = False
        self._demo.hide()
        self._read_only.hide()
        self.waiting.clear()
        self.rail.hide()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._drop(before)
        self._full_locks = lock_min > 0
        if self._full_locks:
            self._idle.start(lock_min)

    def drop_screens(self) -> None:
        """Delete every screen: after locking, nothing of the clinic stays in memory here."""
        self.set_commands(())
        for name in list(self._screens):
            self._drop(self._screens.pop(name))

    def _drop(self, screen: QWidget | None) -> None:
        if screen is not None:
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    # Clinic

    def set_demo(self, is_demo: bool) -> None:
        """Show or hide the band that says that all people here are invented."""
        self._demo.setText(_("Demo clinic: invented people only"))
        self._demo.setVisible(is_demo)

    def set_read_only(self, is_read_only: bool) -> None:
        """Show or hide the band that says that nothing can be changed here."""
        self._read_only.setText(_(_READ_ONLY))
        self._read_only.setVisible(is_read_only)

    def set_unsaved(self, is_unsaved: bool) -> None:
        """Show or hide the band that says what a crash would lose, over the lock too."""
        self._unsaved.setText(_(_UNSAVED))
        self._unsaved.setVisible(is_unsaved)

    def show_loss(self) -> None:
        """Say in the same band that a loss is why, and how to go on."""
        self._read_only.setText(_(_LOSS))

    def show_writable_again(self) -> None:
        """Say in the same band how to change things again."""
        self._read_only.setText(_(_WRITABLE_AGAIN))

    def show_who(self, title: str) -> None:
        """Say at the foot of the rail who is signed in."""
        self.rail.show_who(title)

    def start_idle_lock(self, minutes: float) -> None:
        """Lock after so long without a touch; call it again when the setting changes."""
        self._idle.start(minutes)

    @property
    def can_lock(self) -> bool:
        """Whether a clinic is shown, or a patient answers."""
        is_open = self._full is None and bool(self._screens)
        return is_open or self._full_locks or self._is_hidden

    def lock(self) -> None:
        """Hide the clinic, close every other window and ask for the lock; nothing without a clinic.

        It asks nobody and waits for nothing. Until another screen lies over all, it is done again
        every second, however often something fails on the way.
        """
        if not self.can_lock:
            self._idle.stop()
            self.nothing_to_lock.emit()
            return
        self._idle.insist()
        self.put_away()
        self.lock_requested.emit()

    def lock_by(self, cause: LockedBy) -> None:
        """The same, for another reason than the key: ``locked_by`` says it meanwhile."""
        self.locked_by = cause
        try:
            self.lock()
        finally:
            self.locked_by = "key"

    def put_away(self) -> None:
        """Keep what is typed as drafts, hide the clinic, close every other window, all at once."""
        self.locking.emit()
        self.keep_all_drafts()
        self._hide_clinic()
        close_all_windows(self)

    def keep_all_drafts(self) -> None:
        """Let everything that holds typed text keep it; one that cannot stops nobody."""
        for part in (*QApplication.topLevelWidgets(), *self._screens.values()):
            keep = cast("Callable[[], object] | None", getattr(part, "keep_drafts", None))
            if keep is None:
                continue
            try:
                keep()
            except Exception as error:  # whatever it is, it must lock
                log_error(error)

    def _hide_clinic(self) -> None:
        """Show nothing at all, at once; the next screen that lies over all takes its place."""
        self._is_hidden = True
        self._stack.setCurrentWidget(self._nothing)
        for part in (self.rail, self._demo, self._read_only):
            part.hide()
        self.waiting.clear()
        self.repaint()  # now, before anything that takes time

    # Keys

    @property
    def keys_command(self) -> Command:
        """What opens the sheet of keys."""
        words, help_words = _("Show the keys"), _("Show this sheet")
        return Command(self.show_keys, words, ("F1",), Group.EVERYWHERE, help=help_words)

    @property
    def lock_command(self) -> Command:
        """The lock. Its keys are heard by the idle lock: over a dialog, too."""
        return Command(self.lock, _("Lock"), group=Group.EVERYWHERE, shown=LOCK)

    def set_commands(
        self, own: Sequence[Command], others: Sequence[Command | KeyHint] = ()
    ) -> None:
        """What can be done from now on: the keys of ``own`` work wherever the window is in front,
        those of ``others`` belong to their screens; the sheet behind F1 lists both.
        """
        for action in self._actions:
            action.deleteLater()
        self._actions = add_commands(self, own)
        self._commands = (*own, *others)

    def show_keys(self) -> None:
        """Open the sheet of keys; a patient at the kiosk has none."""
        if self._before_kiosk is not None:
            return
        known = (self.keys_command, self.lock_command, *_always(), *self._commands)
        hints = [one.hint if isinstance(one, Command) else one for one in known]
        sheet = KeysSheet(dict.fromkeys(filter(None, hints)), parent=self)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _chosen(self, name: str) -> None:
        acts = {_KEYS.name: self.show_keys, _LOCK.name: self.lock, WHO: self.who_requested.emit}
        acts.get(name, partial(self.show_screen, name))()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.listen_to(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < _NARROW_UNDER)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._idle.stop()
        self.closing.emit()
        super().closeEvent(event)


def _always() -> tuple[KeyHint, ...]:
    """Keys that work without a command."""
    return (
        KeyHint(Group.EVERYWHERE, "Tab, Shift+Tab", _("Next or previous control")),
        KeyHint(Group.EVERYWHERE, "Esc", _("Close what lies on top")),
    )


def _band() -> QLabel:
    """A line over every screen, hidden at first."""
    made = label(size=SECOND_LINE, bold=True)
    made.setObjectName("demo")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.hide()
    return made
