"""The recovery key: what it is for, and a new one in the place of a lost or seen one."""

from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.role import Permission
from clinic_app.services.plan.handouts import key_sheet
from clinic_app.services.unlock.access import new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.greyed import allow
from clinic_app.ui.common.key_sheet import RecoveryKeyForm
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter, ask_path, ask_printer
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.settings.own_passphrase import OwnPassphrase
from clinic_app.words import N_, _

_ABOUT = N_(
    "The key sheet opens the clinic when passphrases are forgotten, and makes an owner of whoever"
    " uses it. Replace it when the sheet was lost, or seen by somebody who should not have it."
)
_STEPS = N_(
    "Print the new sheet first. The one that lies in the safe stops working when you press"
    " Replace: take it out and destroy it. Copies of the clinic made before still open with it."
)
_HEIGHT = 616


class RecoveryCard(Card):
    """``replace_key`` opens the dialog."""

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace, self._background = workspace, background
        self.button = Button(
            _("Replace the recovery key"), icon="key", height=36, on_click=self.replace_key
        )
        self.said = label(size=SECOND_LINE, tone="good", wrap=True)
        self.said.hide()
        self.body.addWidget(label(_("Recovery key"), size=SECTION, bold=True))
        self.body.addWidget(label(_(_ABOUT), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.button, None))
        self.update_actions()

    def update_actions(self) -> None:
        """Let it be replaced, or say why not."""
        allow(self._workspace.refusal(Permission.PEOPLE), self.button)

    def replace_key(self) -> None:
        """Show a new key, and put it in force once it was kept."""
        dialog = RecoveryKeyDialog(self._workspace, self._background, parent=self.window())
        if dialog.exec() == Dialog.DialogCode.Accepted:
            self.said.setText(
                _(
                    "Replaced {time}. The older sheet no longer opens it.",
                    time=format(self._workspace.now(), "%H:%M"),
                )
            )
            self.said.show()
        dialog.deleteLater()


class RecoveryKeyDialog(Dialog):
    """A new recovery key; it counts from the moment that Replace is pressed, not before."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        ask_path: AskPath = ask_path,
        ask_printer: AskPrinter = ask_printer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Replace the recovery key"), width=560, parent=parent)
        self._workspace, self._background = workspace, background
        self._key = new_recovery_key()
        self.kept = RecoveryKeyForm(
            self._key,
            partial(key_sheet, recovery_key=self._key, today=workspace.now(), replaces=True),
            background,
            clinic=workspace.staff.clinic,
            ask_path=ask_path,
            ask_printer=ask_printer,
        )
        self.own = OwnPassphrase(workspace)
        self._lay_out()
        self.replace = self.add_buttons(_("Replace"), self.save, cancel=_("Keep the old key"))
        self.kept.changed.connect(self._update_actions)
        self._update_actions()

    def _lay_out(self) -> None:
        page = Card(margin=4)  # the ring of what has the keyboard
        page.body.addWidget(label(_(_STEPS), tone="second", wrap=True))
        page.body.addWidget(self.kept)
        page.body.addWidget(self.own)
        area = scrolling(page)
        self.body.addWidget(area, 1)
        self._column.setStretchFactor(self.body, 1)
        over = self.parentWidget()
        most = over.window().height() - 48 if over is not None else _HEIGHT
        self.resize(self.width(), min(_HEIGHT, most))

    def save(self) -> None:
        """Put the new key in force, or say what is missing."""
        if self.kept.missing() or self.own.is_missing():
            return
        staff, key, own = self._workspace.staff, self._key, self.own.text()
        self.submit(
            lambda: staff.replace_recovery_key(key, own=own),
            background=self._background,
            busy=_("Replacing…"),
            refused=self.own.takes,
        )

    def _update_actions(self) -> None:
        self.replace.setEnabled(not self.kept.missing())
