"""After a clinic was made: which other disk its backups go to."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.services.folders.place_kind import FoundDisk
from clinic_app.services.workspace import Workspace
from clinic_app.ui.backup.place_table import ICONS
from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, column, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.size_words import size_words
from clinic_app.words import N_, _

AskFolder = Callable[[QWidget, str], str]
_WHY = N_(
    "Handrail makes a backup each day and when it is closed, by itself. On another disk it also"
    " helps when this computer breaks or is stolen. It is encrypted like the clinic."
)
_OWN = N_("A folder in the network, or in a cloud such as OneDrive: for backups both are fine.")
_LATER = N_("Until then they lie on this computer’s disk, and Handrail reminds you.")
_TALLEST = 300


class DiskDialog(Dialog):
    """``saved`` tells that a place was chosen. Esc is later."""

    saved = Signal()

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        ask_folder: AskFolder = ask_folder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Where should backups go?"), width=640, parent=parent)
        self._workspace, self._ask_folder = workspace, ask_folder
        self.rows: list[ActionRow] = []
        self._disks = column(spacing=4, margins=(0, 0, 8, 0))
        self.body.addWidget(label(_(_WHY), tone="second", wrap=True))
        self.body.addLayout(self._disks)
        self.own = ActionRow(
            "folder", _("Another folder"), _(_OWN), _("Choose…"), on_click=self.ask
        )
        self.body.addWidget(self.own.widget)
        self.body.addWidget(label(_(_LATER), tone="second", wrap=True))
        self.later = self.add_button(_("Later"), key="Esc", on_click=self.reject)
        background.run(
            workspace.backup_rounds.other_disks, self._show, self.error.show_error, owner=self
        )

    def _show(self, disks: Sequence[FoundDisk]) -> None:
        lines = column(spacing=-1, margins=(0, 0, 8, 0))
        for number, disk in enumerate(disks):
            kind = disk.kind.words
            hint = _(
                "{kind}, {size} free",
                kind=kind[0].upper() + kind[1:],
                size=size_words(disk.free),
            )
            one = ActionRow(
                ICONS[disk.kind],
                disk.name,
                hint,
                _("Use it"),
                advised=number == 0,
                on_click=partial(self.use, disk),
            )
            one.button.show_key("")
            self.rows.append(one)
            lines.addWidget(one.widget)
        if disks:
            page = boxed(lines)
            area = scrolling(page)
            area.setFixedHeight(min(_TALLEST, page.sizeHint().height() + 4))
            self._disks.addWidget(area)
            self.rows[0].button.setFocus()

    def ask(self) -> None:
        """Let the person choose a folder."""
        chosen = self._ask_folder(self, _("A folder for backups"))
        backups = self._workspace.backups
        if chosen:
            self._save(lambda: backups.save_place(backups.new_place(Path(chosen))))

    def use(self, disk: FoundDisk) -> None:
        """Keep backups in a folder of their own on the disk."""
        self._save(lambda: self._workspace.backup_rounds.use_disk(disk))

    def _save(self, save: Callable[[], None]) -> None:
        self.submit(save, lambda _: self.saved.emit())
