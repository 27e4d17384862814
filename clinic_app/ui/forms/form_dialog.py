"""The diary form of a patient: save an empty one, or read one that came back and add the new."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from clinic_app.domain.diary.diary_form import FormPreview
from clinic_app.domain.errors import UserError
from clinic_app.services.diary.diary import DiarySaved
from clinic_app.services.diary.forms import LARGEST_BYTES
from clinic_app.services.files import read_file
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_open_path
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.file_preview import FilePreviewDialog
from clinic_app.ui.common.pdf_files import AskPath, PdfFile, ask_path
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.forms.form_table import ROW_HEIGHT, form_table
from clinic_app.words import N_, _, ngettext

_HINT = N_("Choose the PDF that the patient sent back, or drop it here.")
_FILE_NAME = "diary.pdf"  # no patient's name in a file's name
_TALLEST = 340
_AROUND = 380  # what stands above and below the table, the window's own frame too


def ask_form(parent: QWidget) -> str:
    """Which file to read; an empty string when the person cancelled."""
    return ask_open_path(parent, _("Read a diary form"), "PDF (*.pdf)")


class FormDialog(FilePreviewDialog[FormPreview]):
    """Shows every box of a form with what becomes of it; adds only when that is asked.

    ``saved`` is what was added, None until then.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
        *,
        ask_form: Callable[[QWidget], str] = ask_form,
        ask_path: AskPath = ask_path,
    ) -> None:
        super().__init__(
            _("Diary form"),
            background,
            ask_form,
            choose=_("Choose a form…"),
            hint=_(_HINT),
            width=720,
            parent=parent,
        )
        self._forms = workspace.forms
        self._patient_id = patient_id
        self._ask_save_path = ask_path
        self._replace_then = False  # of a draft whose file is being read
        self.saved: DiarySaved | None = None
        self.count = label(bold=True, wrap=True)
        self.table = form_table()
        self.replacing = QCheckBox()
        self.replacing.toggled.connect(self._update_buttons)
        for part in (self.count, self.table, self.replacing):
            self.body.addWidget(part, int(part is self.table))
        self.save = Button(
            _("Save a form for the patient…"), icon="device-floppy", on_click=self._save
        )
        self._buttons.insertWidget(0, self.save)
        self.close_button = self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.agree = self.main = self.add_button(
            _("Add"), kind="primary", key="Enter", on_click=self._add
        )
        self.clear_preview()
        self.keep_typed(workspace.drafts, f"form/{patient_id}", patient_id)

    def choices(self) -> Mapping[str, Any]:
        return {"replacing": self.replacing.isChecked()}

    def retype(self, content: Mapping[str, Any]) -> None:
        path = self.path_of(content)
        self._replace_then = content["replacing"]
        self.read(path)

    def reading(self, path: Path) -> Callable[[], FormPreview]:
        forms, patient_id = self._forms, self._patient_id
        return lambda: forms.read(patient_id, read_file(path, most=LARGEST_BYTES))

    def clear_preview(self) -> None:
        self.agree.setEnabled(False)
        self.replacing.setChecked(False)
        for part in (self.count, self.table, self.replacing):
            part.hide()

    def show_preview(self, preview: FormPreview) -> None:
        self.table.show_rows(preview.lines)
        self.count.setText(preview.words)
        self.replacing.setText(
            ngettext(
                "Take the form’s answer for {count} box where the record differs",
                "Take the form’s answer for {count} boxes where the record differs",
                preview.differing,
            )
        )
        around = self.screen().availableSize().height() - _AROUND
        wanted = min(44 + ROW_HEIGHT * len(preview.lines), _TALLEST, around)
        self.table.setMinimumHeight(max(3 * ROW_HEIGHT, wanted))
        self.count.show()
        self.table.show()
        self.replacing.setVisible(bool(preview.differing))
        if self._replace_then and preview.differing:
            self.replacing.setChecked(True)
        self._replace_then = False
        self._update_buttons()
        next_step = self.agree if self.agree.isEnabled() else self.close_button
        next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _update_buttons(self) -> None:
        """Say on the button what it will do."""
        preview = self.preview
        if preview is None:
            return
        self.touched()
        replaces = self.replacing.isChecked()
        acts = preview.has_new or replaces
        self.agree.rename(_agree_words(preview, replaces=replaces))
        self.agree.setEnabled(acts)
        cancels = acts or preview.differing
        self.close_button.rename(_("Cancel") if cancels else _("Close"))

    def _add(self) -> None:
        preview, replacing = self.preview, self.replacing.isChecked()
        if preview is not None:
            self.submit(
                lambda: self._forms.take(self._patient_id, preview, replacing=replacing),
                self._set_saved,
            )

    def _set_saved(self, saved: DiarySaved) -> None:
        self.saved = saved

    # --- a new form ------------------------------------------------------------------------------

    def _save(self) -> None:
        path = self._ask_save_path(self, _FILE_NAME)
        if not path:
            return
        self.error.hide()
        try:
            file = PdfFile(path)  # a place that refuses does so first
        except UserError as error:
            self.error.show_error(error)
            return
        self.save.set_busy(_("Saving…"))
        forms, patient_id = self._forms, self._patient_id
        self._background.run(
            lambda: file.write(forms.make(patient_id)), self._form_saved, self._not_saved
        )

    def _form_saved(self, _done: None) -> None:
        self.save.set_busy("")
        self.hint.setText(_("The form was saved. It starts today and runs for two weeks."))

    def _not_saved(self, error: Exception) -> None:
        self.save.set_busy("")
        self.error.show_error(error)


def _agree_words(preview: FormPreview, *, replaces: bool) -> str:
    """``Add 3 pain ratings, change 2``; ``Change 2``."""
    if preview.has_new and replaces:
        return _(
            "Add {boxes}, change {number}", boxes=preview.added_words, number=preview.differing
        )
    if replaces:
        return _("Change {number}", number=preview.differing)
    return _("Add {boxes}", boxes=preview.added_words) if preview.has_new else _("Add")
