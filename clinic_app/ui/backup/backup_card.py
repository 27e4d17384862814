"""Am I safe? The newest backup, the places for backups, and what one of them wants."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.services.backup.backup_rounds import Places
from clinic_app.services.workspace import Workspace
from clinic_app.ui.backup.backup_runner import BackupRunner
from clinic_app.ui.backup.place_table import place_table
from clinic_app.ui.backup.state_words import (
    ANOTHER,
    Missed,
    State,
    missed,
    only_same_disk,
    same_disk,
    state_of,
)
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, clear, column, row, rule
from clinic_app.ui.common.commands import BACK_UP
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.notice_bar import Notices
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, Tone, label
from clinic_app.ui.common.progress_bar import ProgressBar
from clinic_app.words import N_, _

_ENCRYPTED = N_(
    "A copy is encrypted like the clinic. It opens with a passphrase of the clinic or with the"
    " recovery key."
)
_NO_DEMO = N_("The demo clinic is not backed up")
_INVENTED = N_("Everybody in it is invented. A clinic of your own gets a backup each day.")
_ICONS: dict[Tone, str] = {"good": "shield-check", "second": "info-circle", "bad": "alert-circle"}
_BY_OWNERS = N_("Only owners change where backups go.")


class BackupCard(Card):
    """How backups stand, also those that ``runner`` began elsewhere.

    Its buttons emit ``now_requested``, ``add_requested`` and ``change_requested`` with the place.
    """

    now_requested = Signal()
    add_requested = Signal()
    change_requested = Signal(object)

    def __init__(self, workspace: Workspace, runner: BackupRunner) -> None:
        super().__init__(margin=20)
        self._workspace, self._runner = workspace, runner
        self._seen = Places((), {})
        self.shield = IconLabel("info-circle", size=28, disc=52)
        self.title = label(size=CARD_NAME + 1, bold=True, wrap=True)
        self.more = label(size=SECOND_LINE, tone="second", wrap=True)
        self.now_button = Button(
            _("Back up now"),
            kind="primary",
            icon="device-floppy",
            key=BACK_UP,
            on_click=self.now_requested,
        )
        self.cancel_button = Button(_("Cancel"), on_click=runner.cancel)
        self.cancel_button.setAccessibleName(_("Cancel the backup"))
        self.bar = ProgressBar(_("Backup"))
        self.error = ErrorBar()
        self._table = QVBoxLayout()
        self.change_buttons: list[Button] = []
        self.bars = Notices()
        self.add_button = Button(_("Another place"), icon="plus", on_click=self.add_requested)
        self._lay_out()
        runner.work.on(self._began, self._progressed, self._ended, self._idle, self._failed)
        self._idle()
        self.refresh()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        words = column(self.title, self.more, spacing=2)
        buttons = (self.now_button, 0, top), (self.cancel_button, 0, top)
        self.body.addLayout(row((self.shield, 0, top), (words, 1), *buttons, spacing=16))
        for part in (self.bar, self.error, rule()):
            self.body.addWidget(part)
        self.body.addLayout(self._table)
        self.body.addWidget(self.bars)
        why = label(_(_ENCRYPTED), size=SECOND_LINE, tone="second", wrap=True)
        self.body.addLayout(row(self.add_button, (why, 1), spacing=12))

    def show_places(self, seen: Places) -> None:
        """What the places are, as it was found out beside the work."""
        self._seen = seen
        self.refresh()

    def refresh(self) -> None:
        """Show anew how things stand."""
        workspace = self._workspace
        now = workspace.now()
        try:
            places = workspace.backups.places()
        except UserError:
            return  # locked meanwhile, or not readable: every screen says so itself
        demo = State(_(_NO_DEMO), _(_INVENTED), "second")
        state = demo if workspace.is_demo else state_of(places, now)
        self.title.setText(state.title)
        self.more.setText(state.more)
        self.shield.show_icon(_ICONS.get(state.tone, "alert-triangle"), tone=state.tone)
        why_not = _(_NO_DEMO) if workspace.is_demo else self._refusal()
        clear(self._table)
        table, self.change_buttons = place_table(
            places, self._seen.looks, now, why_not=why_not, change=self.change_requested.emit
        )
        self._table.addWidget(table)
        table.setVisible(bool(places))
        self.add_button.setEnabled(True)
        grey(self.add_button, why_not)
        self.now_button.setEnabled(True)
        grey(self.now_button, _(_NO_DEMO) if workspace.is_demo else "")
        to_do = missed(places, self._seen.looks, now)
        if places and only_same_disk(places, self._seen.looks):
            to_do.append(same_disk())
        self.bars.clear()
        for one in to_do:
            self._show_missed(one)

    def _refusal(self) -> str:
        if self._workspace.is_read_only:
            return _("Read only: the clinic cannot be changed now.")
        return _(_BY_OWNERS) if self._workspace.refusal(Permission.BACKUPS) else ""

    def _show_missed(self, one: Missed) -> None:
        is_other = one.action == ANOTHER
        act = self.add_requested.emit if is_other else self.now_requested.emit
        actions = (
            [(_(one.action), act)] if one.action and not (is_other and self._refusal()) else []
        )
        self.bars.show_notice(
            one.place_id, one.what, one.more, tone="caution", actions=actions, stays=True
        )

    def _began(self, name: str) -> None:
        self.error.hide()
        self.bar.show_percent(0)
        self.bar.show()
        self.cancel_button.show()
        self.now_button.hide()
        self.more.setText(_("Backing up to “{name}”: copied, opened and read back.", name=name))

    def _progressed(self, _name: str, percent: int) -> None:
        self.bar.show_percent(percent)

    def _ended(self) -> None:
        self._idle()
        self.refresh()

    def _failed(self, _name: str, error: Exception) -> None:
        self._ended()
        self.error.show_error(error)

    def _idle(self) -> None:
        self.bar.hide()
        self.cancel_button.hide()
        self.now_button.show()
