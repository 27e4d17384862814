"""The other unlock method: the recovery key, and a new passphrase for whoever uses it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.services.unlock.passphrase import Strength
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.ui.common.new_passphrase import NewPassphrase
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.unlock.access import Access
from clinic_app.words import _


class RecoveryDialog(Dialog):
    """Emits ``recovered`` with the workspace and closes. It stays while it works."""

    recovered = Signal(object)

    def __init__(
        self,
        access: Access,
        background: Background,
        judge: Callable[[str], Strength],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Use the recovery key"), width=520, parent=parent)
        self._access = access
        self._background = background
        self._busy = False
        hint = _(
            "It stands on the key sheet. Capitals do not matter. Whoever gets a passphrase with it"
            " is then an owner of the clinic."
        )
        self.body.addWidget(label(hint, tone="second", wrap=True))
        self.key = Field(_("Recovery key"), icon="shield-check")
        self.body.addWidget(self.key)
        self.who = ComboBox(name=_("Whose passphrase is it?"), icon="user")
        for login in access.logins:
            self.who.addItem(login.title, login.clinician_id)
        self.body.addWidget(labelled(_("Whose passphrase is it?"), self.who))
        self.passphrase = NewPassphrase(judge, words=_("New passphrase"))
        self.body.addWidget(self.passphrase)
        self.cancel = self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.go = self.add_button(
            _("Set it and unlock"), kind="primary", key="Enter", on_click=self._recover
        )
        self.key.edit.textChanged.connect(self._check)
        self.passphrase.changed.connect(self._check)
        self._check()

    def choose(self, clinician_id: str) -> None:
        """Whose passphrase is replaced, as chosen on the screen behind."""
        self.who.setCurrentIndex(max(0, self.who.findData(clinician_id)))

    def reject(self) -> None:
        if not self._busy:  # else a clinic would open behind a closed dialog
            super().reject()

    def _check(self) -> None:
        self.go.setEnabled(bool(self.key.text().strip() and self.passphrase.value()))

    def _recover(self) -> None:
        key, new = self.key.text(), self.passphrase.value()
        clinician = str(self.who.currentData())
        self._set_busy(_("Unlocking…"))
        self._background.run(
            lambda: self._access.recover(key, clinician, new), self._opened, self._refused
        )

    def _set_busy(self, words: str) -> None:
        self._busy = bool(words)
        self.go.set_busy(words)
        for control in (self.key, self.who, self.passphrase, self.cancel):
            control.setEnabled(not words)

    def _opened(self, workspace: object) -> None:
        self._set_busy("")
        self.recovered.emit(workspace)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._set_busy("")
        self.error.show_error(error)
        self.key.edit.setFocus()
