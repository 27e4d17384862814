"""Accepting a loss: the passphrase again, because what is missing then stays missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fields import PasswordField

_LABEL = 24  # px of the words above a field


class AcceptLoss(QFrame):
    """``accepted`` carries the passphrase; whoever checks it calls ``refuse`` or takes it away."""

    accepted = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase = PasswordField("Your passphrase, because this accepts a loss")
        self.passphrase.edit.returnPressed.connect(self._accept)
        self.button = Button("Accept and go on", kind="danger", key="Enter")
        self.button.clicked.connect(self._accept)
        beside = QVBoxLayout()
        beside.addSpacing(_LABEL)
        beside.addWidget(self.button)
        beside.addStretch(1)
        line = row(40, spacing=16)
        line.addWidget(self.passphrase, 1)
        line.addLayout(beside)
        self.setLayout(line)
        self.hide()

    def ask(self) -> None:
        """Show the field, with the keyboard in it."""
        self.show()
        self.passphrase.edit.setFocus()

    def refuse(self, error: Exception) -> None:
        """The passphrase was wrong, or the loss cannot be accepted."""
        self.button.set_busy("")
        self.passphrase.set_error(str(error))
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def _accept(self) -> None:
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.set_error("Type your passphrase.")
        elif self.button.isEnabled():
            self.button.set_busy("One moment…")
            self.accepted.emit(typed)
