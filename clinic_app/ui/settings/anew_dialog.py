"""Encrypting the clinic anew: what is needed first, what happens to copies, and how far it is."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.patient import Clinician
from clinic_app.services.unlock.encryption import Copies, Stopped
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, clear, column, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.progress_bar import ProgressBar
from clinic_app.ui.common.slow_work import in_percent
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import OwnPassphrase
from clinic_app.ui.settings.recovery_card import RecoveryKeyDialog
from clinic_app.words import N_, _, ngettext, pgettext

_WHY = N_(
    "Every record is written anew with a key that only those have who can sign in now, and the"
    " recovery key. Old copies of the key file then open nothing of it. Nobody can write in this"
    " clinic meanwhile; stopping it changes nothing."
)
_CARRIED_OFF = N_(
    "Copies that were carried off, on a stick or in a backup elsewhere, stay readable to whoever"
    " had a login when they were made. No program can change that."
)
_COPIES = ((Copies.ENCRYPT, N_("Encrypt them anew")), (Copies.DELETE, N_("Delete them")))


class AnewDialog(Dialog):
    """Closes when it is done. Closing it before stops the work, and all is as it was."""

    _progressed = Signal(int)

    def __init__(
        self, workspace: Workspace, background: Background, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Encrypt the clinic anew"), width=560, parent=parent)
        self._workspace, self._background = workspace, background
        self._stop = threading.Event()
        self._is_running = False
        self._needed = column(spacing=6)
        self.copies: SegmentedControl[Copies] = SegmentedControl(
            [(value, _(words)) for value, words in _COPIES], name=_("Copies")
        )
        self.own = OwnPassphrase(workspace)
        self.bar = ProgressBar(_("Encrypting"))
        self._status = label(size=SECOND_LINE, tone="second")
        self._lay_out()
        self.later = self.add_button(_("Later"), key="Esc", on_click=self.reject)
        self.go = self.add_button(
            _("Encrypt anew"), kind="primary", key="Enter", on_click=self.begin
        )
        self._progressed.connect(self._show_percent)
        self.finished.connect(self._stop.set)
        self.update_actions()

    def _lay_out(self) -> None:
        self.body.addWidget(label(_(_WHY), wrap=True))
        self.body.addWidget(label(_(_CARRIED_OFF), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addLayout(self._needed)
        count = len(self._workspace.encryption.reachable_copies())
        if count:
            words = ngettext(
                "{count} older copy lies in the clinic's folder:",
                "{count} older copies lie in the clinic's folder:",
                count,
            )
            self.body.addWidget(label(words, bold=True))
            self.body.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.own)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._status)
        self.bar.hide()
        self._status.hide()

    def update_actions(self) -> None:
        """Ask for what is needed first: whoever stays must have a key of their own."""
        clear(self._needed)
        missing = self._workspace.encryption.not_ready()
        for who in missing.people:
            says = _("{name} has not signed in for long: once is enough, or", name=who.name)
            self._need(
                says, pgettext("button", "New passphrase"), partial(self._set_passphrase, who)
            )
        if missing.recovery_key:
            says = _("The recovery key is of an older kind and needs a new sheet:")
            self._need(says, _("Replace it"), self._replace_key)
        self.go.setEnabled(not missing)
        if not missing:
            self.own.edit.setFocus()

    def _need(self, says: str, words: str, act: Callable[..., object]) -> None:
        button = Button(words, height=36, on_click=act)
        button.setAccessibleName(f"{words}. {says}")
        self._needed.addWidget(boxed(row(label(says, wrap=True), button, spacing=12)))

    def _set_passphrase(self, who: Clinician, *_: object) -> None:
        self._open(LoginDialog(self._workspace, self._background, clinician=who, parent=self))

    def _replace_key(self) -> None:
        self._open(RecoveryKeyDialog(self._workspace, self._background, parent=self))

    def _open(self, dialog: Dialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.update_actions()

    def begin(self) -> None:
        """Start, unless the passphrase is missing."""
        if self._is_running or not self.go.isEnabled() or self.own.is_missing():
            return
        own, copies = self.own.text(), self.copies.value()
        self._set_running(running=True)
        self._stop.clear()
        encryption, stop = self._workspace.encryption, self._stop
        progress = in_percent(self._progressed.emit)

        def work() -> bool:
            try:
                encryption.encrypt_anew(
                    own=own, copies=copies, progress=progress, cancelled=stop.is_set
                )
            except Stopped:
                return False
            return True

        self._background.run(work, self._done, self._failed, owner=self)

    def reject(self) -> None:
        """Before it began: later. While it runs: stop it, and stay until it has stopped."""
        if self._is_running:
            self._stop.set()
            self._status.setText(_("Stopping…"))
        else:
            super().reject()

    def _set_running(self, *, running: bool) -> None:
        self._is_running = running
        self.go.set_busy(_("Encrypting…") if running else "")
        self.later.rename(pgettext("halt the work", "Stop") if running else _("Later"))
        self.own.setEnabled(not running)
        self.copies.setEnabled(not running)
        for part in (self.bar, self._status):
            part.setVisible(running)
        if running:
            self.error.hide()
            self._show_percent(0)

    def _show_percent(self, percent: int) -> None:
        self.bar.show_percent(percent)
        if not self._stop.is_set():
            self._status.setText(
                _(
                    "{percent} per cent of the records are encrypted anew and checked.",
                    percent=percent,
                )
            )

    def _done(self, is_done: bool) -> None:
        self._set_running(running=False)
        if is_done:
            self.accept()
        else:
            self.error.say(
                _("Stopped."), _("Nothing was changed. It is offered again until it is done.")
            )

    def _failed(self, error: Exception) -> None:
        self._set_running(running=False)
        if not self.own.takes(error):
            self.error.show_error(error)
