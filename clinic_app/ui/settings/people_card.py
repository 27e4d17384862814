"""Who works here and can log in."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.patient import Clinician
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import confirm_own_passphrase


class PeopleCard(Card):
    """Lists every clinician; names stay in the history when the login is taken away."""

    def __init__(
        self, workspace: Workspace, background: Background, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._background = background
        self._error = ErrorBar()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        add = Button("Add clinician", icon="user-plus", height=36)
        add.clicked.connect(self._add)
        self.body.addLayout(row(label("Clinicians", size=SECTION, bold=True), None, add))
        self.body.addWidget(self._error)
        self.body.addLayout(self._lines)
        self.refresh()

    def refresh(self) -> None:
        """List the clinicians anew."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        with_login = self._workspace.staff.with_login()
        for clinician in self._workspace.staff.clinicians():
            self._lines.addWidget(rule())
            self._lines.addWidget(self._line(clinician, can_log_in=clinician.id in with_login))

    def _line(self, clinician: Clinician, *, can_log_in: bool) -> QWidget:
        made = QWidget()
        is_me = clinician.id == self._workspace.actor.id
        says = "You" if is_me else "Can log in" if can_log_in else "No login"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(clinician.title, bold=True, wrap=True))
        words.addWidget(label(says, size=SECOND_LINE, tone="second"))
        line = row(spacing=8)
        line.addLayout(words, 1)
        if is_me:
            change = Button("Change my passphrase", height=36)
            change.clicked.connect(lambda: self._change(clinician))
            line.addWidget(change)
        elif can_log_in:
            remove = Button("Remove login", height=36)
            remove.setAccessibleName(f"Remove the login of {clinician.name}")
            remove.clicked.connect(lambda: self._remove(clinician))
            line.addWidget(remove)
        else:
            give_back = Button("Give back", height=36)
            give_back.setAccessibleName(f"Give {clinician.name} the login back")
            give_back.clicked.connect(lambda: self._change(clinician))
            line.addWidget(give_back)
        made.setLayout(line)
        return made

    def _add(self) -> None:
        self._ask(LoginDialog(self._workspace, self._background, parent=self.window()))

    def _change(self, clinician: Clinician) -> None:
        dialog = LoginDialog(
            self._workspace, self._background, clinician=clinician, parent=self.window()
        )
        self._ask(dialog)

    def _ask(self, dialog: LoginDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _remove(self, clinician: Clinician) -> None:
        staff = self._workspace.staff
        confirm_own_passphrase(
            self.window(),
            self._workspace,
            self._background,
            lambda own: staff.remove_login(clinician.id, own=own),
            title=f"Take {clinician.name}'s login away?",
            text="They can no longer sign in. What they did stays under that name, and you can"
            " give the login back later.",
            yes="Take it away",
            no="Keep the login",
            danger=True,
        )
