"""Take in one patient's whole record from another clinic: looked at first, then all or nothing."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.records.record_preview import Fate
from clinic_app.services.whole_record.record_archive import PasswordNeeded, WrongPassword
from clinic_app.services.whole_record.record_import import Preview, RecordImport
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import clear, column, row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.whole_record.preview_view import preview_view
from clinic_app.ui.whole_record.record_files import AskOpen, ask_record_file
from clinic_app.words import N_, _

_HINT = N_(
    "The ZIP file that “Whole record” or “handrail export” wrote. Nothing that is here is changed,"
    " and the same file taken in twice adds nothing."
)


class ImportDialog(Dialog):
    """``taken_in`` carries the patient's id once the record is here."""

    taken_in = Signal(str)

    def __init__(
        self,
        records: RecordImport,
        background: Background,
        *,
        ask_path: AskOpen = ask_record_file,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Take in a record"), width=600, parent=parent)
        self._records, self._background, self._ask_path = records, background, ask_path
        self._path: Path | None = None
        self._found: Preview | None = None
        self.choose = Button(_("Choose a file…"), icon="folder-open", on_click=self._choose)
        self._file = label(wrap=True)
        self.password = PasswordField(_("Password of the file"))
        self.password.hide()
        self.password.edit.textChanged.connect(self._refresh)
        self._place = column()
        self.body.addWidget(label(_(_HINT), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addLayout(row(self.choose, 8, (self._file, 1)))
        self.body.addWidget(self.password)
        self.body.addLayout(self._place)
        self.go_on = self.add_buttons(_("Look into it"), self._go_on)
        self._refresh()

    def _choose(self) -> None:
        chosen = self._ask_path(self)
        if not chosen:
            return
        self._found = None
        clear(self._place)
        self._path = Path(chosen)
        self._file.setText(self._path.name)
        self.password.wipe()
        self.password.hide()
        self._look()

    def _go_on(self) -> None:
        if self._found is None:
            self._look()
        else:
            self._take_in(self._found)

    def _look(self) -> None:
        if self._path is None:
            return
        password = self.password.text() or None
        self.submit(
            partial(self._records.preview, self._path, password),
            self._show,
            background=self._background,
            busy=_("Reading it…"),
            refused=self._ask_password,
            closes=False,
        )

    def _show(self, found: Preview) -> None:
        self._found = found
        self.password.wipe()
        self.password.hide()
        clear(self._place)
        self._place.addWidget(preview_view(found))
        if not found.adds_something:
            refused = found.count(Fate.REFUSED)
            none, known = _("Nothing of it can be taken in."), _("All of it is here already.")
            self.error.say(none if refused else known, _("Nothing would be added."))
        self._refresh()
        self.go_on.setFocus()

    def _take_in(self, found: Preview) -> None:
        self.submit(
            partial(self._records.apply, found),
            self._end,
            background=self._background,
            busy=_("Taking it in…"),
            closes=False,
        )

    def _end(self, done: Preview) -> None:
        self.accept()
        self.taken_in.emit(done.patient_id)

    def _ask_password(self, error: Exception) -> bool:
        """Whether the file wants another password, which is asked for then."""
        if not isinstance(error, PasswordNeeded | WrongPassword):
            return False
        self.password.show()
        self.password.set_error("" if isinstance(error, PasswordNeeded) else str(error))
        self.password.edit.setFocus()
        self.password.edit.selectAll()
        self._refresh()
        return True

    def _refresh(self) -> None:
        found, needs_password = self._found, not self.password.isHidden()
        self.go_on.rename(_("Look into it") if found is None else _("Take in"))
        typed = bool(self.password.text()) or not needs_password
        ready = self._path is not None and typed if found is None else found.adds_something
        self.go_on.setEnabled(ready)

    def done(self, result: int) -> None:
        self.password.wipe()
        super().done(result)
