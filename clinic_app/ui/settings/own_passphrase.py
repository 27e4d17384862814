"""The question for one's own passphrase, before what changes who can open the clinic."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import TooManyTries, WrongPassphrase
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.plain_label import label
from clinic_app.words import _


class OwnPassphrase(PasswordField):
    """The passphrase of whoever is signed in; it says itself when it was wrong."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_("Your passphrase, {name}", name=workspace.actor.name.split()[0]))
        self.edit.textEdited.connect(lambda: self.set_error(""))

    def is_missing(self) -> bool:
        """Whether nothing was typed; then it says so and takes the keyboard."""
        if not self.text():
            self.set_error(_("Type your own passphrase: nobody else may do this at your screen."))
            self.edit.setFocus()
        return not self.text()

    def takes(self, error: Exception) -> bool:
        """Whether an error is about this passphrase; then it is shown here."""
        if not isinstance(error, WrongPassphrase | TooManyTries):
            return False
        self.set_error(str(error))
        self.edit.selectAll()
        self.edit.setFocus()
        return True


@dataclass(frozen=True)
class Question:
    """What a dialog says above the passphrase; ``danger`` where something is taken away."""

    title: str
    text: str
    yes: str
    no: str = ""
    danger: bool = False


class PassphraseQuestion(Dialog):
    """Asks for one's own passphrase and does ``work`` with it in the background, then closes.

    ``work`` checks the passphrase itself. Enter agrees, also where something is taken away:
    whoever types the passphrase has decided.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        work: Callable[[str], object],
        question: Question,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question.title, width=520, parent=parent)
        self._background, self._work = background, work
        self.own = OwnPassphrase(workspace)
        self.body.addWidget(label(question.text, wrap=True))
        self.body.addWidget(self.own)
        self.add_button(question.no or _("Cancel"), key="Esc", on_click=self.reject)
        kind = "danger" if question.danger else "primary"
        self.agree = self.main = self.add_button(
            question.yes, kind=kind, key="Enter", on_click=self.go_on
        )
        self.own.edit.setFocus()

    def go_on(self) -> None:
        """Do it, unless the passphrase is missing."""
        if not self.own.is_missing():
            self.submit(
                partial(self._work, self.own.text()),
                background=self._background,
                busy=_("One moment…"),
                refused=self.own.takes,
            )


def confirm_own_passphrase(
    parent: QWidget,
    workspace: Workspace,
    background: Background,
    work: Callable[[str], object],
    question: Question,
) -> bool:
    """Ask, and do ``work`` with the passphrase; True when it was done."""
    dialog = PassphraseQuestion(workspace, background, work, question, parent=parent)
    done = dialog.exec() == Dialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
