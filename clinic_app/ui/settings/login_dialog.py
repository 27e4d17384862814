"""A login: a new one, one given back, or a new passphrase, somebody else's or one's own."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Role
from clinic_app.services.unlock.passphrase import Strength, strength
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.new_passphrase import NewPassphrase
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.settings.own_passphrase import OwnPassphrase
from clinic_app.words import N_, _


@dataclass(frozen=True)
class _Words:
    title: str
    button: str
    hint: str


_WIDE = 760
_HAND_OVER = N_("Let them type their passphrase here themselves, so that nobody else knows it.")


class LoginDialog(Dialog):
    """Makes the login in the background, because sealing a key takes about a second.

    Without a ``clinician`` it adds somebody; one without a login gets it back; whoever is signed
    in changes their own passphrase. Each asks for the passphrase of whoever is signed in.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        clinician: Clinician | None = None,
        parent: QWidget | None = None,
    ) -> None:
        words = _words(workspace, clinician)
        sets_role = clinician is None or clinician.id not in workspace.staff.with_login()
        super().__init__(words.title, width=_WIDE if sets_role else 480, parent=parent)
        self._workspace = workspace
        self._background = background
        self._clinician = clinician
        self._is_own = clinician is not None and clinician.id == workspace.actor.id
        self._sets_role = sets_role
        self.name = Field(_("Name"), icon="user")
        self.credentials = Field(_("Letters after the name"), placeholder=_("PT, DPT"))
        self.role = role_choice(clinician.role if clinician else Role.CLINICIAN)
        self.passphrase = NewPassphrase(self._judge, words=_whose(clinician, is_own=self._is_own))
        self.own = OwnPassphrase(workspace)
        self._lay_out(words.hint)
        self.add_buttons(words.button, self.save)

    def _lay_out(self, hint: str) -> None:
        """Who on the left and passphrases on the right: all of it fits on a low screen."""
        help_words = [label(hint, tone="second", wrap=True)] if hint else []
        own_first = (self.own, self.passphrase)
        secrets = column(*(own_first if self._is_own else own_first[::-1]), spacing=12)
        if self._sets_role:
            names = [] if self._clinician else [self.name, self.credentials]
            role = column(label(_("Role"), bold=True), self.role, spacing=6)
            who = column(*names, role, *help_words, None, spacing=12)
            secrets.addStretch(1)
            self.body.addLayout(row((who, 1), (secrets, 1), spacing=24))
        else:
            for words in help_words:
                secrets.addWidget(words)
            secrets.addStretch(1)
            self.body.addLayout(secrets)
        first = self.own if self._is_own else self.passphrase.first
        (self.name if self._clinician is None else first).edit.setFocus()

    def save(self) -> None:
        """Save and close, or say what is missing."""
        passphrase = self.passphrase.value()
        if self._clinician is None and not self.name.text().strip():
            self.name.set_error(_("The name is missing."))
            self.name.edit.setFocus()
        elif self._is_own and self.own.is_missing():
            return
        elif not passphrase:
            self.passphrase.first.set_error(_("Strong enough, and the same twice, please."))
        elif not self.own.is_missing():
            self.submit(
                self._work(passphrase, self.own.text()),
                background=self._background,
                refused=self.own.takes,
            )

    def _work(self, passphrase: str, own: str) -> Callable[[], object]:
        staff, who = self._workspace.staff, self._clinician
        name, letters = self.name.text(), self.credentials.text()
        role = Role(self.role.currentData())
        if who is None:
            return lambda: staff.add_clinician(name, letters, role, passphrase, own=own)
        if self._is_own:
            return lambda: staff.change_own_passphrase(passphrase, own=own)
        if self._sets_role:
            return lambda: staff.give_back(who.id, role, passphrase, own=own)
        return lambda: staff.set_passphrase(who.id, passphrase, own=own)

    def _judge(self, passphrase: str) -> Strength:
        who = self._clinician.name if self._clinician else self.name.text()
        return strength(passphrase, known=(who, self._workspace.staff.clinic().name))


def role_choice(chosen: Role, *, name: str = "") -> ComboBox:
    """The list of roles."""
    made = ComboBox(name=name or _("Role"))
    for role in Role:
        made.addItem(role.words, role)
    made.setCurrentIndex(list(Role).index(chosen))
    return made


def _words(workspace: Workspace, clinician: Clinician | None) -> _Words:
    if clinician is None:
        return _Words(_("Add somebody who works here"), _("Add"), _(_HAND_OVER))
    if clinician.id == workspace.actor.id:
        return _Words(_("Change my passphrase"), _("Change passphrase"), "")
    if clinician.id in workspace.staff.with_login():
        return _Words(
            _("New passphrase for {name}", name=clinician.name), _("Set passphrase"), _(_HAND_OVER)
        )
    return _Words(
        _("Give {name} the login back", name=clinician.name), _("Give back"), _(_HAND_OVER)
    )


def _whose(clinician: Clinician | None, *, is_own: bool) -> str:
    if is_own:
        return _("My new passphrase")
    return (
        _("New passphrase of {name}", name=clinician.name) if clinician else _("Their passphrase")
    )
