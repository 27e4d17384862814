"""A login: a new clinician's, or a new passphrase for one's own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient import Clinician
from clinic_app.services.passphrase import Strength, strength
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.new_passphrase import NewPassphrase


class LoginDialog(Dialog):
    """Makes the login in the background, because sealing a key takes about a second."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        clinician: Clinician | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "Change my passphrase" if clinician else "Add clinician"
        super().__init__(title, width=480, parent=parent)
        self._workspace = workspace
        self._background = background
        self._clinician = clinician
        self.name = Field("Name", icon="user")
        self.credentials = Field("Letters after the name", placeholder="PT, DPT")
        self.passphrase = NewPassphrase(self._judge, words="New passphrase")
        self._error = ErrorBar()
        self.body.addWidget(self._error)
        if clinician is None:
            self.body.addWidget(self.name)
            self.body.addWidget(self.credentials)
        self.body.addWidget(self.passphrase)
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        words = "Change passphrase" if clinician else "Add clinician"
        self._save = self.add_button(words, kind="primary", key="Enter")
        self._save.clicked.connect(self.save)
        (self.passphrase.first if clinician else self.name).edit.setFocus()

    def save(self) -> None:
        """Save and close, or say what is missing."""
        passphrase = self.passphrase.value()
        if self._clinician is None and not self.name.text().strip():
            self.name.set_error("The name is missing.")
            self.name.edit.setFocus()
        elif not passphrase:
            self.passphrase.first.set_error("Strong enough, and the same twice, please.")
        else:
            self._save.set_busy("Saving…")
            self._background.run(self._work(passphrase), self._done, self._failed, owner=self)

    def _work(self, passphrase: str) -> Callable[[], object]:
        staff, who = self._workspace.staff, self._clinician
        name, letters = self.name.text(), self.credentials.text()
        if who is not None:
            return lambda: staff.change_passphrase(who, passphrase)
        return lambda: staff.add_clinician(name, letters, passphrase)

    def _done(self, _result: object) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._save.set_busy("")
        self._error.tell(error)

    def _judge(self, passphrase: str) -> Strength:
        who = self._clinician.name if self._clinician else self.name.text()
        return strength(passphrase, known=(who, self._workspace.staff.clinic().name))
