"""Accepting a loss: the passphrase again, because what is missing then stays missing."""

from collections.abc import Callable

from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.fields import PasswordField
from clinic_app.words import N_, _

_GO_ON = N_("That you went on is noted in the audit trail.")


class AcceptLoss:
    """``go_on`` is the choice, ``field`` what it shows below it: the passphrase and a button.

    ``accepted`` is called with the passphrase; whoever checks it calls ``refuse``, or closes the
    page. ``why_not`` says why this person may not accept the loss.
    """

    def __init__(self, title: str, hint: str, *, why_not: str) -> None:
        self.accepted: Callable[[str], object] = lambda _passphrase: None
        hint = " ".join((hint, _(_GO_ON)))
        self.go_on = ActionRow(
            "arrow-right", title, hint, _("Go on"), why_not=why_not, on_click=self.show_field
        )
        self.passphrase = PasswordField(_("Your passphrase, because this accepts a loss"))
        self.passphrase.edit.returnPressed.connect(self._accept)
        self.button = Button(
            _("Accept and go on"), kind="danger", key="Enter", on_click=self._accept
        )
        beside = column(self.passphrase.label_height, self.button, None, spacing=0)
        self.field = boxed(row(40, (self.passphrase, 1), beside, spacing=16))
        self.field.hide()

    def show_field(self) -> None:
        """Show the field, with the keyboard in it."""
        self.field.show()
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
            self.passphrase.set_error(_("Type your passphrase."))
        elif self.button.isEnabled():
            self.button.set_busy(_("One moment…"))
            self.accepted(typed)
