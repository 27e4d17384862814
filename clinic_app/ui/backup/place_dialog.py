"""A place for backups: its folder, its name, and how many copies stay."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.records.backup import BackupPlace, Keep
from clinic_app.domain.text import clean_line
from clinic_app.services.folders.place_kind import PlaceKind, PlaceState, look_at
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.dialogs import Dialog, confirm
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import N_, NP_, Text, _

AskFolder = Callable[[QWidget, str], str]
_SAME = N_(
    "It lies on the same disk as the clinic: a broken disk takes both. Better than no backup."
)
_KEPT = N_(
    "The newest copy always stays. Of each of so many days, weeks and months that have one, one"
    " copy stays; others of this clinic are deleted there, and no other file."
)

# The unit of a number, what it means, and the most there can be.
_DAYS = (
    NP_("after a number", "days"), N_("Copies kept, one of each of so many days"), 90
)  # fmt: skip
_WEEKS = (
    NP_("after a number", "weeks"), N_("Copies kept, one of each of so many weeks"), 52
)  # fmt: skip
_MONTHS = (
    NP_("after a number", "months"), N_("Copies kept, one of each of so many months"), 120
)  # fmt: skip


class PlaceDialog(Dialog):
    """A new place, or another one for ``place``. ``saved`` tells that something was changed."""

    saved = Signal()

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        place: BackupPlace | None = None,
        folder: Path | None = None,
        ask_folder: AskFolder = ask_folder,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Change the place for backups") if place else _("Another place for backups")
        super().__init__(title, width=560, parent=parent)
        self._workspace, self._background = workspace, background
        self._place, self._ask_folder = place, ask_folder
        self.folder = Field(
            _("Folder"), placeholder=_("Choose another disk, a stick, a network folder")
        )
        self.folder.edit.setReadOnly(True)
        self.choose = Button(_("Choose…"), icon="folder", on_click=self.ask)
        self.choose.setAccessibleName(_("Choose the folder"))
        self.look = NoticeBar(plain=True)
        self.name = Field(_("Name"), placeholder=_("USB stick 2"), longest=60)
        keep = place.keep if place else Keep()
        self.days = _number(*_DAYS, keep.days, least=1)
        self.weeks = _number(*_WEEKS, keep.weeks)
        self.months = _number(*_MONTHS, keep.months)
        self._lay_out()
        if place is not None:
            self.name.edit.setText(place.name)
        chosen = place.path if place else folder
        if chosen is not None:
            self.take_folder(chosen)

    def _lay_out(self) -> None:
        beside = column(self.folder.label_height, self.choose, None, spacing=0)
        numbers = row(label(_("Kept"), bold=True), self.days, self.weeks, self.months, None)
        self.body.addLayout(row((self.folder, 1), beside))
        self.body.addWidget(self.look)
        self.body.addWidget(self.name)
        self.body.addLayout(numbers)
        self.body.addWidget(label(_(_KEPT), size=SECOND_LINE, tone="second", wrap=True))
        if self._place is not None:
            self.remove = self.add_button(
                _("Remove this place…"), kind="danger-text", on_click=self.ask_and_remove
            )
        self.save_button = self.add_buttons(_("Save"), self.save)
        self.choose.setFocus()

    def ask(self) -> None:
        """Let the person choose a folder."""
        chosen = self._ask_folder(self, _("A folder for backups"))
        if chosen:
            self.take_folder(Path(chosen))

    def take_folder(self, folder: Path) -> None:
        """Show the folder, and what it is once that is known; a name that says so where none is."""
        self.folder.edit.setText(str(folder))
        self.folder.set_error("")
        if not self.name.text().strip():
            self.name.edit.setText((folder.name or str(folder))[:60])
        clinic = self._workspace.folder
        self._background.run(
            lambda: look_at(folder, clinic), self._show_look, self.error.show_error, owner=self
        )

    def _show_look(self, look: PlaceState) -> None:
        if look.kind is PlaceKind.SAME_DISK:
            self.look.say(_(_SAME), tone="caution")
        else:
            self.look.say(look.words[0].upper() + look.words[1:] + ".", tone="good")

    def save(self) -> None:
        """Keep the place; it takes its first copy soon."""
        save = self._workspace.backups.save_place
        self.submit(lambda: save(self._typed()), lambda _: self.saved.emit())

    def _typed(self) -> BackupPlace:
        folder = self.folder.text()
        if not folder:
            raise UserError(_("There is no folder yet."), _("Press “Choose…” and pick one."))
        name = clean_line(self.name.text(), _("The name"), needed=True)
        keep = Keep(self.days.value(), self.weeks.value(), self.months.value())
        if self._place is None:
            place = self._workspace.backups.new_place(Path(folder), name)
            return replace(place, keep=keep)
        return replace(self._place, path=Path(folder), name=name, keep=keep)

    def ask_and_remove(self) -> None:
        """Ask, then make no more backups there. What lies there stays."""
        if self._place is None:
            return
        sure = confirm(
            self,
            title=_("Make no more backups in “{name}”?", name=self._place.name),
            text=_("The copies that lie there stay, and are no longer tidied."),
            yes=_("Remove this place"),
            danger=True,
        )
        if sure:
            remove = partial(self._workspace.backups.remove_place, self._place.id)
            self.submit(remove, lambda _: self.saved.emit())


def _number(unit: Text, spoken: Text, most: int, value: int, *, least: int = 0) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setSuffix(f" {_(unit)}")
    made.setValue(value)
    made.lineEdit().setTextMargins(10, 0, 0, 0)
    made.setFixedWidth(126)
    made.setAccessibleName(_(spoken))
    leave_wheel_to_page(made)
    return made
