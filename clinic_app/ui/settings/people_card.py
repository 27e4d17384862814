"""Settings, People: who works here, what each role may do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import column, fold, row
from clinic_app.ui.common.greyed import allow
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.settings.anew_dialog import AnewDialog
from clinic_app.ui.settings.drafts_card import DraftsCard
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import Question, confirm_own_passphrase
from clinic_app.ui.settings.people_list import PeopleList
from clinic_app.ui.settings.recovery_card import RecoveryCard
from clinic_app.ui.settings.role_table import role_table
from clinic_app.ui.settings.sign_in_card import SignInCard
from clinic_app.words import N_, _

_WIDE = 760  # px
_ANEW = N_(
    "Whoever kept an old copy of the key file can still open this clinic with what worked then,"
    " a passphrase or the older key sheet, until it is encrypted anew."
)
_LEFT = N_(
    "They can no longer sign in. What they did stays under that name, and you can give the login"
    " back later."
)


class PeopleCard(QWidget):
    """The page; names stay in the history when the login is taken away."""

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self._background = background
        self.list = PeopleList(workspace)
        self.drafts = DraftsCard(workspace)
        self.roles = role_table()
        self.recovery = RecoveryCard(workspace, background)
        self.sign_ins = SignInCard(lambda: workspace.now().date())
        self.anew_button = Button(
            _("Encrypt anew…"), icon="lock", height=36, on_click=self.encrypt_anew
        )
        self.anew = NoticeBar(buttons=(self.anew_button,), below=True)
        self._lay_out()
        self._show_anew()
        later = Qt.ConnectionType.QueuedConnection  # a row that asked may be gone at the end
        self.list.add_requested.connect(self._add, later)
        self.list.passphrase_requested.connect(self._ask_login, later)
        self.list.taking_away.connect(self._take_away, later)
        self.list.role_requested.connect(self._change_role, later)

    def _lay_out(self) -> None:
        side = column(self.recovery, self.sign_ins, None, spacing=12)
        self._below = row((self.roles, 4), (side, 3), spacing=12)
        self.setLayout(column(self.anew, self.list, self.drafts, self._below, spacing=12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards beside each other where there is room for both."""
        super().resizeEvent(event)
        fold(self._below, when=self.width() < _WIDE)

    def showEvent(self, event: QShowEvent) -> None:
        """Look up when everybody came in last, beside the work."""
        super().showEvent(event)
        self.drafts.refresh()
        self._look_up()

    def _look_up(self) -> None:
        staff, trail = self._workspace.staff, self._workspace.trail
        self._background.run(staff.last_seen, self.list.show_seen, lambda _: None, owner=self)
        self.sign_ins.setVisible(not trail.refusal)
        if not trail.refusal:
            show = self.sign_ins.show_lines
            self._background.run(trail.sign_ins, show, lambda _: None, owner=self)

    def refresh(self) -> None:
        """List everybody anew."""
        if self.isVisible():
            self._look_up()
        self.list.refresh()
        self.recovery.update_actions()
        self._show_anew()

    def _show_anew(self) -> None:
        """Since when the clinic waits to be encrypted anew; nothing where it does not."""
        since = self._workspace.encryption.wanted_since()
        day = day_words(since, today=self._workspace.now().date()) if since else ""
        words = (
            (_("Waiting to be encrypted anew since {day}", day=day), _(_ANEW))
            if since
            else ("", "")
        )
        self.anew.say(*words)
        allow(self._workspace.refusal(Permission.PEOPLE), self.anew_button)

    def _add(self) -> None:
        self._ask_login(None)

    def _ask_login(self, clinician: Clinician | None) -> None:
        dialog = LoginDialog(
            self._workspace, self._background, clinician=clinician, parent=self.window()
        )
        dialog.exec()
        dialog.deleteLater()

    def encrypt_anew(self) -> None:
        """Ask whether to do it now; it is offered on the page until it is done."""
        dialog = AnewDialog(self._workspace, self._background, parent=self.window())
        dialog.exec()
        dialog.deleteLater()

    def _take_away(self, who: Clinician) -> None:
        staff = self._workspace.staff
        done = self._confirm(
            lambda own: staff.remove_login(who.id, own=own),
            Question(
                _("Take {name}'s login away?", name=who.name),
                _(_LEFT),
                yes=_("Take it away"),
                no=_("Keep the login"),
                danger=True,
            ),
        )
        if done:
            self.encrypt_anew()

    def _change_role(self, who: Clinician, role: Role) -> None:
        staff = self._workspace.staff
        ask, agree, means = _ROLES[role]
        if who.id == self._workspace.actor.id:
            ask = _ME[role]
        self._confirm(
            lambda own: staff.set_role(who.id, role, own=own),
            Question(
                _(ask, name=who.name),
                _(means),
                yes=_(agree),
            ),
        )

    def _confirm(self, work: Callable[[str], object], question: Question) -> bool:
        return confirm_own_passphrase(
            self.window(), self._workspace, self._background, work, question
        )


_ME = {
    Role.OWNER: N_("Make yourself an owner?"),
    Role.CLINICIAN: N_("Make yourself a clinician?"),
    Role.ASSISTANT: N_("Make yourself an assistant?"),
}
_ROLES = {  # the question, the button that agrees, and what it means
    Role.OWNER: (
        N_("Make {name} an owner?"),
        N_("Make an owner"),
        N_("An owner may do everything: look after people, limits, exports and the recovery key."),
    ),
    Role.CLINICIAN: (
        N_("Make {name} a clinician?"),
        N_("Make a clinician"),
        N_(
            "A clinician treats, archives patients and saves records as files. Not people, not"
            " limits."
        ),
    ),
    Role.ASSISTANT: (
        N_("Make {name} an assistant?"),
        N_("Make an assistant"),
        N_(
            "An assistant works with plans, ratings and handouts. No archive, no files, no"
            " limits, no people."
        ),
    ),
}
