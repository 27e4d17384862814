"""Give out one patient's whole record: to read as a PDF, or to take along as a Handrail file."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.services.whole_record.record_export import Exported
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.dialogs import Dialog, confirm
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.whole_record.password_choice import PasswordChoice
from clinic_app.ui.whole_record.record_files import (
    AskSave,
    ask_record_path,
    show_folder,
    with_ending,
)
from clinic_app.words import N_, _, pgettext


class Form(Enum):
    """What the record is given out as; the value is how the file's name ends."""

    FILE = ".zip"
    PAGES = ".pdf"


_HINTS = {
    Form.FILE: N_(
        "One file with the pages to read, every handout as it was printed, and all of it"
        " for another Handrail or any other program. It opens with any program for ZIP files."
    ),
    Form.PAGES: N_(
        "The record as pages to read and print: for the patient, an insurer or a court."
        " The printed handouts are listed, not enclosed."
    ),
}


class ExportDialog(Dialog):
    """Asks for form and password, then where to; says in the end where it lies."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        *,
        ask_path: AskSave = ask_record_path,
        show_folder: Callable[[Path], None] = show_folder,
        parent: QWidget | None = None,
    ) -> None:
        name = workspace.patients.get(patient_id).name
        super().__init__(_("Whole record of {name}", name=name), width=560, parent=parent)
        self._workspace, self._background, self._patient_id = workspace, background, patient_id
        self._ask_path, self._show_folder = ask_path, show_folder
        self._written: Path | None = None
        options = ((Form.FILE, _("To take along")), (Form.PAGES, _("To read")))
        self.form = SegmentedControl(
            options, name=pgettext("of a file", "Form"), icons=("file-export", "file-text")
        )
        self.form.changed.connect(self._show_hint)
        self._hint = label(size=SECOND_LINE, tone="second", wrap=True)
        export = workspace.record_export
        self.password = PasswordChoice(lambda typed: export.password_strength(typed, patient_id))
        self.outcome = NoticeBar(tone="good")
        self.body.addLayout(row(self.form, None))
        self.body.addWidget(self._hint)
        self.body.addWidget(rule())
        self.body.addWidget(self.password)
        self.body.addWidget(self.outcome)
        self._close = self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.folder = self.add_button(_("Show in folder"), on_click=self._open_folder)
        self.folder.hide()
        self.save = self.main = self.add_button(
            _("Save…"), kind="primary", key="Enter", on_click=self._save
        )
        self.password.changed.connect(self._refresh)
        self._show_hint(Form.FILE)
        self._refresh()

    def _show_hint(self, form: Form) -> None:
        self._hint.setText(_(_HINTS[form]))

    def _refresh(self) -> None:
        self.save.setEnabled(self.password.is_ready)

    def _save(self) -> None:
        password, form = self.password.value(), self.form.value()
        if password is None and not self._may_be_open():
            return
        chosen = self._ask_path(self, form.value)
        if not chosen:
            return
        path = with_ending(chosen, form.value)
        export = self._workspace.record_export
        write = export.write_record if form is Form.FILE else export.write_pages
        work = partial(write, self._patient_id, path, password)
        self.submit(work, self._show_saved, background=self._background, closes=False)

    def _may_be_open(self) -> bool:
        return confirm(
            self,
            title=_("Save it without a password?"),
            text=_(
                "Whoever gets the file can read the whole record: a lost stick or a wrong address"
                " is enough."
            ),
            yes=_("Save without a password"),
            danger=True,
        )

    def _show_saved(self, made: Exported) -> None:
        self._written = made.path
        locked, plain = _("It opens with the password above."), _("It has no password.")
        where = _("{file} lies in {folder}.", file=made.path.name, folder=made.path.parent)
        self.outcome.say(where, locked if made.has_password else plain)
        self.form.setEnabled(False)
        self.password.settle()
        self.save.hide()
        self.folder.show()
        self._close.rename(_("Close"))
        self._close.setFocus()

    def _open_folder(self) -> None:
        if self._written is not None:
            self._show_folder(self._written)

    def done(self, result: int) -> None:
        self.password.wipe()
        super().done(result)
