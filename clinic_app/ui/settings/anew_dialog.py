"""Encrypting the clinic anew: what is needed first, what happens to copies, and how far it is."""

import threading

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.patient import Clinician
from clinic_app.services.encryption import Copies, Stopped
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.damage.progress_bar import ProgressBar
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import OwnPassphrase
from clinic_app.ui.settings.recovery_card import RecoveryKeyDialog

_WHY = (
    "Every record is written anew with a key that only those have who can sign in now, and the"
    " recovery key. Old copies of the key file then open nothing of it. Nobody can write in this"
    " clinic meanwhile; stopping it changes nothing."
)
_CARRIED_OFF = (
    "Copies that were carried off, on a stick or in a backup elsewhere, stay readable to whoever"
    " had a login when they were made. No program can change that."
)
_COPIES = ((Copies.ENCRYPT, "Encrypt them anew"), (Copies.DELETE, "Delete them"))


class AnewDialog(Dialog):
    """Closes when it is done. Closing it before stops the work, and all is as it was."""

    _progressed = Signal(int)

    def __init__(
        self, workspace: Workspace, background: Background, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("Encrypt the clinic anew", width=560, parent=parent)
        self._workspace, self._background = workspace, background
        self._stop = threading.Event()
        self._is_running = False
        self.error = ErrorBar()
        self._needed = QVBoxLayout()
        self.copies: SegmentedControl[Copies] = SegmentedControl(_COPIES, name="Copies")
        self.own = OwnPassphrase(workspace)
        self.bar = ProgressBar("Encrypting")
        self.told = label(size=SECOND_LINE, tone="second")
        self._lay_out()
        self.later = self.add_button("Later", key="Esc")
        self.later.clicked.connect(self.reject)
        self.go = self.add_button("Encrypt anew", kind="primary", key="Enter")
        self.go.clicked.connect(self.begin)
        self._progressed.connect(self._show_percent)
        self.finished.connect(self._stop.set)
        self.offer()

    def _lay_out(self) -> None:
        self.body.addWidget(label(_WHY, wrap=True))
        self.body.addWidget(label(_CARRIED_OFF, size=SECOND_LINE, tone="second", wrap=True))
        self.body.addWidget(self.error)
        self._needed.setSpacing(6)
        self.body.addLayout(self._needed)
        count = len(self._workspace.encryption.reachable_copies())
        if count:
            words = "copy lies" if count == 1 else "copies lie"
            self.body.addWidget(label(f"{count} older {words} in the clinic's folder:", bold=True))
            self.body.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.own)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.told)
        self.bar.hide()
        self.told.hide()

    def offer(self) -> None:
        """Ask for what is needed first: whoever stays must have a key of their own."""
        while item := self._needed.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        missing = self._workspace.encryption.not_ready()
        for who in missing.people:
            says = f"{who.name} has not signed in for long: once is enough, or"
            self._need(says, "New passphrase", lambda who=who: self._set_passphrase(who))
        if missing.recovery_key:
            says = "The recovery key is of an older kind and needs a new sheet:"
            self._need(says, "Replace it", self._replace_key)
        self.go.setEnabled(not missing)
        if not missing:
            self.own.edit.setFocus()

    def _need(self, says: str, words: str, act: object) -> None:
        button = Button(words, height=36)
        button.setAccessibleName(f"{words}. {says}")
        button.clicked.connect(act)
        line = QWidget()
        line.setLayout(row(spacing=12))
        layout = line.layout()
        assert layout is not None
        layout.addWidget(label(says, wrap=True))
        layout.addWidget(button)
        self._needed.addWidget(line)

    def _set_passphrase(self, who: Clinician) -> None:
        self._ask(LoginDialog(self._workspace, self._background, clinician=who, parent=self))

    def _replace_key(self) -> None:
        self._ask(RecoveryKeyDialog(self._workspace, self._background, parent=self))

    def _ask(self, dialog: Dialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.offer()

    def begin(self) -> None:
        """Start, unless the passphrase is missing."""
        if self._is_running or not self.go.isEnabled() or self.own.is_missing():
            return
        own, copies = self.own.text(), self.copies.value()
        self._set_running(running=True)
        self._stop.clear()
        encryption, stop, told = self._workspace.encryption, self._stop, self._progressed
        percent = -1

        def progress(done: int, total: int) -> None:
            nonlocal percent
            now = 100 * done // max(1, total)
            if now != percent:
                percent = now
                told.emit(now)

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
            self.told.setText("Stopping…")
        else:
            super().reject()

    def _set_running(self, *, running: bool) -> None:
        self._is_running = running
        self.go.set_busy("Encrypting…" if running else "")
        self.later.rename("Stop" if running else "Later")
        self.own.setEnabled(not running)
        self.copies.setEnabled(not running)
        for part in (self.bar, self.told):
            part.setVisible(running)
        if running:
            self.error.hide()
            self._show_percent(0)

    def _show_percent(self, percent: int) -> None:
        self.bar.show_percent(percent)
        if not self._stop.is_set():
            self.told.setText(f"{percent} per cent of the records are encrypted anew and checked.")

    def _done(self, is_done: bool) -> None:
        self._set_running(running=False)
        if is_done:
            self.accept()
        else:
            self.error.say("Stopped.", "Nothing was changed. It is offered again until it is done.")

    def _failed(self, error: Exception) -> None:
        self._set_running(running=False)
        if not self.own.takes(error):
            self.error.show_error(error)
