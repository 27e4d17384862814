"""Choose a backup, look at what it holds, and put it in the clinic's place."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import near_moment_words
from clinic_app.domain.records.backup import Contents
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.backup.restoring import Staged
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, fill_centred, fold, row
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, SECTION, label
from clinic_app.ui.restore.copy_card import CopyCard
from clinic_app.ui.restore.copy_table import CopyTable
from clinic_app.words import N_, _, pgettext

_WIDEST, _TWO_COLUMNS = 1240, 860
_HINT = N_("Nothing is changed before you say so, and what lies here now is kept beside it.")
_LOCKED = N_("How many patients a copy holds is shown once it is unlocked.")


class RestorePage(QWidget):
    """``look_requested`` carries a FoundBackup and what was typed, ``restore_requested`` nothing.

    ``today`` is what the clinic holds that is open; None where none is. Another copy than the one
    looked at is chosen: ``forget_requested``.
    """

    back_requested = Signal()
    look_requested = Signal(object, str)
    forget_requested = Signal()
    restore_requested = Signal()
    file_requested = Signal()
    place_requested = Signal()

    def __init__(
        self, folder: Path, today: Contents | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Restore from a backup"))
        self.copies: tuple[FoundBackup, ...] = ()
        self._chosen: FoundBackup | None = None
        self.table = CopyTable()
        self.table.chosen.connect(self._choose)
        self.card = CopyCard(folder, today)
        self.card.look_requested.connect(self._look)
        self.card.restore_requested.connect(self.restore_requested)
        self.back = Button(
            pgettext("go back", "Back"),
            icon="chevron-left",
            key="Esc",
            on_click=self.back_requested,
        )
        add_key(self, self.back.click, "Esc", inside=True)
        self.file_button = Button(
            _("Choose a file"), icon="file-text", on_click=self.file_requested
        )
        self.place_button = Button(
            _("Look in another place"), icon="search", on_click=self.place_requested
        )
        self.error = ErrorBar()
        self.empty = EmptyState(icon="history", title=_("Looking for backups…"))
        self._locked = label(_(_LOCKED), size=SECOND_LINE, tone="second", wrap=True)
        self._lay_out()
        self.show_copies(())
        self.empty.say(_("Looking for backups…"), _("In the usual places and on sticks."))

    def _lay_out(self) -> None:
        list_card = Card(margin=20)
        list_card.body.addWidget(label(_("Which copy?"), size=SECTION, bold=True))
        list_card.body.addWidget(self.table, 1)
        for part in (self.empty, self._locked, self.error):
            list_card.body.addWidget(part)
        list_card.body.addLayout(row(self.file_button, self.place_button, None))
        self._columns = row((list_card, 13), (self.card, 10), spacing=16)
        title = label(_("Restore from a backup"), size=PAGE, bold=True, wrap=True)
        heading = column(title, label(_(_HINT), tone="second", wrap=True), spacing=2)
        back = (self.back, 0, Qt.AlignmentFlag.AlignTop)
        top = row((heading, 1), back, spacing=16)
        page = column(top, (self._columns, 1), spacing=16, margins=(24, 20, 24, 24))
        fill_centred(self, boxed(page), widest=_WIDEST + 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold(self._columns, when=self.width() < _TWO_COLUMNS)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._chosen is None:
            self.file_button.setFocus()

    def show_copies(self, copies: Sequence[FoundBackup], chosen: Path | None = None) -> None:
        """Show these, with one marked: the one at ``chosen``, else the newest."""
        self.copies = tuple(copies)
        self.error.hide()
        marked = next((one for one in copies if one.backup.path == chosen), None)
        marked = marked or next(iter(copies), None)
        self.table.setVisible(bool(copies))
        self.empty.setVisible(not copies)
        self.empty.say(
            _("No backup was found"), _("Choose a file, or the folder where backups lie.")
        )
        is_open = any(one.backup.contents for one in copies)
        self._locked.setVisible(bool(copies) and not is_open)
        self.card.setVisible(bool(copies))
        self.table.show_copies(copies, marked)
        if marked is not None:
            self.card.secret.edit.setFocus()

    def add_copies(self, more: Sequence[FoundBackup], chosen: Path | None = None) -> None:
        """These too, and mark one of them."""
        known = {one.backup.path: one for one in (*more, *self.copies)}
        newest_first = sorted(known.values(), key=lambda one: one.backup.made_at, reverse=True)
        first = chosen or (more[0].backup.path if more else None)
        self.show_copies(newest_first, first)

    def show_looked(self, looked: Staged) -> None:
        """What the chosen copy holds, and what restoring it would do."""
        self.card.show_looked(looked)
        if self.card.is_grave:
            self.back.setFocus()  # Enter takes nothing away

    def show_error(self, error: Exception) -> None:
        """Something about finding copies went wrong."""
        self.error.show_error(error)

    def refuse(self, error: Exception) -> None:
        """It could not be opened, or not be restored."""
        self.card.refuse(error)

    def _choose(self) -> None:
        copy = self.table.current
        if copy is None:
            return
        if self._chosen is not None and self._chosen != copy:
            self.forget_requested.emit()
        self._chosen = copy
        today = datetime.now().astimezone().date()
        when = near_moment_words(copy.backup.made_at.astimezone(), today)
        self.card.show_copy(copy, f"{when[0].upper()}{when[1:]}")

    def _look(self, secret: str) -> None:
        if self._chosen is not None:
            self.look_requested.emit(self._chosen, secret)
