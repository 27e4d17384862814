"""The diary form of a patient: save an empty one, or read one that came back and add the new."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.diary_form import FormPreview
from clinic_app.domain.errors import UserError
from clinic_app.domain.text import plain_line
from clinic_app.services.diary import DiarySaved
from clinic_app.services.files import read_file
from clinic_app.services.forms import LARGEST_BYTES
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_open_path
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.pdf_files import AskPath, PdfFile, ask_path
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.forms.drop_field import DropField, dropped_file
from clinic_app.ui.forms.form_table import ROW_HEIGHT, form_table

_HINT = "Choose the PDF that the patient sent back, or drop it here."
_FILE_NAME = "diary.pdf"  # no patient's name in a file's name
_TALLEST = 340
_AROUND = 380  # what stands above and below the table, the window's own frame too


def ask_form(parent: QWidget) -> str:
    """Which file to read; an empty string when the person cancelled."""
    return ask_open_path(parent, "Read a diary form", "PDF (*.pdf)")


class FormDialog(Dialog):
    """Shows every box of a form with what becomes of it; adds only when that is asked.

    ``read`` takes a file without asking; ``saved`` is what was added, None until then.
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
        super().__init__("Diary form", width=720, parent=parent)
        self._forms = workspace.forms
        self._background = background
        self._patient_id = patient_id
        self._ask_form, self._ask_path = ask_form, ask_path
        self._file_to_write: PdfFile | None = None
        self._path: Path | None = None
        self._is_replacing_wanted = False
        self.preview: FormPreview | None = None
        self.saved: DiarySaved | None = None
        self.error = ErrorBar()
        self.table = form_table()
        self.choose = Button("Choose a form…", icon="folder")
        self.save = Button("Save a form for the patient…", icon="device-floppy")
        self.replacing = QCheckBox()
        self.count = label(bold=True, wrap=True)
        self._told = label(_HINT, size=SECOND_LINE, tone="second", wrap=True)
        self._drop = DropField()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.keep_typed(workspace.drafts, f"form/{patient_id}", patient_id)

    def typed(self) -> Mapping[str, Any] | None:
        """The file that was read and what was chosen; its boxes stand in the file."""
        if self.preview is None or self._path is None:
            return None
        return {"path": str(self._path), "replacing": self.replacing.isChecked()}

    def retype(self, content: Mapping[str, Any]) -> None:
        path = Path(content["path"])
        if not path.is_file():
            raise UserError(
                "The form is not where it was.", "Put the file back, or throw this away."
            )
        self._is_replacing_wanted = content["replacing"]
        self.read(path)

    def _lay_out(self) -> None:
        line = row(self.choose, spacing=12)
        line.addWidget(self._told, 1)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addLayout(line)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.body.addWidget(self._drop)
        for part in (self.error, self.count, self.table, self.replacing):
            self.body.addWidget(part, int(part is self.table))
        self._show_found(False)
        self._buttons.insertWidget(0, self.save)
        self.close_button = self.add_button("Cancel", key="Esc")
        self.agree = self.add_button("Add", kind="primary", key="Enter")
        self.agree.setEnabled(False)
        self.choose.setFocus()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.agree.clicked.connect(self._add)
        self.replacing.toggled.connect(self._rename)

    def _show_found(self, shown: bool) -> None:
        for part in (self.count, self.table):
            part.setVisible(shown)
        self.replacing.setVisible(shown and bool(self.preview and self.preview.differing))

    # --- reading ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        if path := self._ask_form(self):
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a file in the background and show what it holds; nothing is kept."""
        self.preview, self._path = None, path
        self.error.hide()
        self.agree.setEnabled(False)
        self.replacing.setChecked(False)
        self._show_found(False)
        self._told.setText(plain_line(path.name))
        self.choose.set_busy("Reading…")
        forms, patient_id = self._forms, self._patient_id
        self._background.run(
            lambda: forms.read(patient_id, read_file(path, most=LARGEST_BYTES)),
            self._show,
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.choose.set_busy("")
        self.error.show_error(error)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, preview: FormPreview) -> None:
        self.choose.set_busy("")
        self.preview = preview
        self.table.show_rows(preview.lines)
        self.count.setText(preview.words)
        boxes = "1 box" if preview.differing == 1 else f"{preview.differing} boxes"
        self.replacing.setText(f"Take the form’s answer for {boxes} where the record differs")
        around = self.screen().availableSize().height() - _AROUND
        wanted = min(44 + ROW_HEIGHT * len(preview.lines), _TALLEST, around)
        self.table.setMinimumHeight(max(3 * ROW_HEIGHT, wanted))
        self._show_found(True)
        if self._is_replacing_wanted and preview.differing:
            self.replacing.setChecked(True)
        self._is_replacing_wanted = False
        self._rename()
        next_step = self.agree if self.agree.isEnabled() else self.close_button
        next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self) -> None:
        """Say on the button what it will do."""
        preview = self.preview
        if preview is None:
            return
        self.touched()
        parts = [f"Add {preview.added_words}"] if preview.has_new else []
        if self.replacing.isChecked():
            parts.append(f"{'change' if parts else 'Change'} {preview.differing}")
        self.agree.rename(", ".join(parts) or "Add")
        self.agree.setEnabled(bool(parts))
        self.close_button.rename("Cancel" if parts or preview.differing else "Close")

    def _add(self) -> None:
        if self.preview is None:
            return
        replacing = self.replacing.isChecked()
        try:
            self.saved = self._forms.take(self._patient_id, self.preview, replacing=replacing)
        except UserError as error:
            self.error.show_error(error)
            return
        self.accept()

    # --- a file dropped on the dialog ------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.choose.isEnabled() and dropped_file(event.mimeData()):
            self._drop.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.show_over(False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    # --- a new form ------------------------------------------------------------------------------

    def _save(self) -> None:
        path = self._ask_path(self, _FILE_NAME)
        if not path:
            return
        self.error.hide()
        try:
            self._file_to_write = PdfFile(path)  # a place that refuses does so first
        except UserError as error:
            self.error.show_error(error)
            return
        self.save.set_busy("Saving…")
        forms, patient_id = self._forms, self._patient_id
        self._background.run(lambda: forms.make(patient_id), self._write, self._not_made)

    def _write(self, pdf: bytes) -> None:
        self.save.set_busy("")
        file, self._file_to_write = self._file_to_write, None
        if file is None:
            return
        try:
            file.write(pdf)
        except UserError as error:
            self.error.show_error(error)
        else:
            self._told.setText("The form was saved. It starts today and runs for two weeks.")

    def _not_made(self, error: Exception) -> None:
        self.save.set_busy("")
        self._file_to_write = None  # lets go of the place that was kept for it
        self.error.show_error(error)
