"""One backup: unlocked with a passphrase or the recovery key, compared with today, restored."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from clinic_app.domain.errors import UserError
from clinic_app.domain.records.backup import Contents
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.backup.restoring import Staged
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.restore import copy_words
from clinic_app.ui.restore.copy_table import size_words
from clinic_app.words import N_, _

_SECRET = N_("Passphrase or recovery key of that time")
_WHY = N_(
    "The copy is unpacked beside the clinic and read from end to end. Nothing is changed yet."
)


class CopyCard(Card):
    """``look_requested`` carries what was typed; ``restore_requested`` comes once it was opened."""

    look_requested = Signal(str)
    restore_requested = Signal()

    def __init__(self, folder: Path, today: Contents | None) -> None:
        super().__init__(margin=20)
        self._folder, self._today = folder, today
        self._title = label(size=SECTION, bold=True, wrap=True)
        self._hint = label(size=SECOND_LINE, tone="second", wrap=True)
        self.secret = PasswordField(_(_SECRET))
        self.secret.edit.returnPressed.connect(self._look)
        self.look_button = Button(
            _("Look into it"), kind="primary", key="Enter", on_click=self._look
        )
        self.error = ErrorBar()
        # Over a clinic that opens it is no answer for a key pressed too often.
        self.is_grave = today is not None
        self.restore_button = Button(
            _("Restore this copy"),
            kind="danger" if self.is_grave else "primary",
            key="" if self.is_grave else "Enter",
            on_click=self.restore_requested,
        )
        self._place = QVBoxLayout()
        for part in (self._title, self._hint):
            self.body.addWidget(part)
        self.body.addSpacing(4)
        why = label(_(_WHY), size=SECOND_LINE, tone="second", wrap=True)
        self._lock = boxed(column(self.secret, why, row(self.look_button, None), spacing=-1))
        self.body.addWidget(self._lock)
        self.body.addLayout(self._place)
        self.body.addWidget(self.error)
        self.body.addLayout(row(self.restore_button, None))
        self.body.addStretch(1)
        self.restore_button.hide()

    def show_copy(self, copy: FoundBackup, when: str) -> None:
        """Another copy: to be unlocked."""
        backup = copy.backup
        self._title.setText(when)
        checked = _("checked when it was made") if backup.is_verified else ""
        version = _("by Handrail {version}", version=backup.version) if backup.version else ""
        self._hint.setText(
            " · ".join(part for part in (copy.place, size_words(backup), version, checked) if part)
        )
        self.error.hide()
        self.set_busy("")
        self._lock.show()
        self.restore_button.hide()
        clear(self._place)
        if backup.contents is not None:
            self._place.addWidget(boxed(self._table(backup.contents)))

    def show_looked(self, looked: Staged) -> None:
        """It was opened and is whole: what it holds, who signs in, and what will happen."""
        self.set_busy("")
        self.secret.wipe()
        self._lock.hide()
        self.error.hide()
        self._hint.setText(
            _(
                "{clinic}. Opened and read through just now: it is whole.",
                clinic=looked.clinic_name,
            )
        )
        facts = self._table(looked.contents)
        facts.addWidget(label(copy_words.who_signs_in(looked), size=SECOND_LINE, wrap=True))
        for words in copy_words.warnings(looked):
            facts.addWidget(label(words, size=SECOND_LINE, tone="caution", wrap=True))
        happens = copy_words.what_happens(looked, self._folder)
        facts.addWidget(label(happens, size=SECOND_LINE, tone="second", wrap=True))
        clear(self._place)
        self._place.addWidget(boxed(facts))
        self.restore_button.show()
        if not self.is_grave:
            self.restore_button.setFocus()

    def _table(self, contents: Contents) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(24)
        rows = copy_words.compared(contents, self._today)
        if self._today is not None:
            rows = [("", _("In the copy"), _("Here today")), *rows]
        for number, (name, there, here) in enumerate(rows):
            is_head = not name
            grid.addWidget(label(name, tone="second"), number, 0)
            for at, words in ((1, there), (2, here)):
                bold = not is_head and at == 1
                part = label(words, bold=bold, tone="second" if is_head else "ink")
                grid.addWidget(part, number, at, Qt.AlignmentFlag.AlignRight)
        made = column(grid, margins=(0, 8, 0, 8))
        missing = copy_words.between(contents, self._today)
        if missing:
            made.addWidget(label(missing, tone="caution", wrap=True))
        return made

    def refuse(self, error: Exception) -> None:
        """It was not opened: a wrong passphrase at its field, the rest in the bar."""
        self.set_busy("")
        if isinstance(error, UserError) and self._lock.isVisible():
            self.secret.set_error(error.what if not error.next_step else str(error))
            self.secret.edit.selectAll()
            self.secret.edit.setFocus()
        else:
            self.error.show_error(error)

    def set_busy(self, words: str) -> None:
        """Say what is going on and take no input; an empty string ends it."""
        for button in (self.look_button, self.restore_button):
            button.set_busy(words)
        self.secret.setEnabled(not words)
        self.secret.set_error("")

    def _look(self) -> None:
        typed = self.secret.text()
        if not typed:
            self.secret.set_error(_("Type a passphrase, or the recovery key."))
        elif self.look_button.isEnabled():
            self.set_busy(_("Looking…"))
            self.look_requested.emit(typed)
