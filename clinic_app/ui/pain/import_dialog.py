"""Import ratings from CSV: look first, answer what is open, keep nothing before that."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.text import plain_line
from clinic_app.services.files import read_file
from clinic_app.services.pain_csv.cells import LARGEST_BYTES
from clinic_app.services.pain_csv.importing import Imported
from clinic_app.services.pain_csv.many_rows import ImportStopped, Progress
from clinic_app.services.pain_csv.values import CsvPreview, Options, Use
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.pain import pain_files
from clinic_app.ui.pain.import_columns import ImportColumns
from clinic_app.ui.pain.import_questions import ImportQuestions, notes_words
from clinic_app.ui.pain.import_table import import_table, show_preview

_NEEDS = (
    "It needs a date and a score from 0 to 10 in each line, in any common form and language."
    " A time, a series (average, worst, least, now), a region and a note are read where they are."
)
_HIGHEST = 280  # px that notes and questions may take before they scroll


class ImportDialog(Dialog):
    """Choose a file, see how it is read, answer what is open, then import.

    ``read`` takes a file without asking; ``imported`` is how many ratings were kept.
    """

    _progressed = Signal(str, int)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Import ratings", width=880, parent=parent)
        self._pain = workspace.pain
        self._background = background
        self._patient_id = patient_id
        self._data = b""
        self._path: Path | None = None
        self.preview: CsvPreview | None = None
        self.imported = 0
        self._is_importing = False
        self._stopped = Event()
        self._progressed.connect(self._show_progress)
        self.finished.connect(lambda: self._stopped.set())  # also where the lock closes it
        self.error = ErrorBar()
        self.choose = Button("Choose a file…", icon="folder")
        self.choose.clicked.connect(self._ask)
        self._file = label(size=SECOND_LINE, tone="second")
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint = label(_NEEDS, size=SECOND_LINE, tone="second", wrap=True)
        self.columns = ImportColumns()
        self.columns.chosen.connect(self._choose_column)
        self.questions = ImportQuestions()
        self.questions.answered.connect(self._answer)
        self.guesses = label(size=SECOND_LINE, tone="caution", wrap=True)
        self.notes = label(size=SECOND_LINE, tone="second", wrap=True)
        self.leave_out = QCheckBox()
        self.leave_out.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.leave_out.toggled.connect(self._leave_out)
        self.count = label(bold=True, wrap=True)
        self.table = import_table()
        self._lay_out()
        self.keep_typed(workspace.drafts, f"import/{patient_id}", patient_id)

    def _lay_out(self) -> None:
        line = row(self.choose, spacing=12)
        line.addWidget(self._file, 1)
        self.body.addLayout(line)
        page = QWidget()
        told = QVBoxLayout(page)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        for part in (self.questions, self.guesses, self.notes):
            told.addWidget(part)
        told.addStretch(1)
        self._told = scrolling(page)
        self._told_page = page
        for part in (self._hint, self.error, self.columns, self._told, self.leave_out, self.count):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Import", kind="primary", key="Enter")
        self.agree.clicked.connect(self._import)
        self._forget()
        self.choose.setFocus()

    def typed(self) -> Mapping[str, Any] | None:
        """The file that was read and what was said about it; the ratings stand in the file."""
        if self.preview is None or self._path is None:
            return None
        return {"path": str(self._path), "options": self.preview.options.document()}

    def retype(self, content: Mapping[str, Any]) -> None:
        path = Path(content["path"])
        if not path.is_file():
            raise UserError("The file is not where it was.", "Put it back, or throw this away.")
        self.read(path, Options.of(content["options"]))

    def _ask(self) -> None:
        path = pain_files.ask_import_path(self)
        if path:
            self.read(Path(path))

    def read(self, path: Path, options: Options | None = None) -> None:
        """Read a file in the background and show what it holds; nothing is kept."""
        self._forget()
        self._path = path
        self._hint.show()
        self._file.setText(plain_line(path.name))
        self.choose.set_busy("Reading…")
        pain, patient_id, progress = self._pain, self._patient_id, self._progress("Reading")

        def work() -> tuple[bytes, CsvPreview]:
            data = read_file(path, most=LARGEST_BYTES)
            if options is None:
                return data, pain.read_csv(patient_id, data, progress=progress)
            return data, pain.read_csv(patient_id, data, options)

        self._background.run(work, self._show_first, self._refused)

    def _show_first(self, found: tuple[bytes, CsvPreview]) -> None:
        self._data = found[0]
        self._show(found[1])

    def _answer(self, options: Options) -> None:
        """Read the same file again with what a person said."""
        self.choose.set_busy("Reading…")
        self.agree.setEnabled(False)
        self.questions.setEnabled(False)
        self.columns.setEnabled(False)
        pain, patient_id, data = self._pain, self._patient_id, self._data
        progress = self._progress("Reading")
        self._background.run(
            lambda: pain.read_csv(patient_id, data, options, progress), self._show, self._refused
        )

    def _choose_column(self, use: Use, number: int) -> None:
        if self.preview is not None:
            options = replace(self.preview.options, adds=True)
            self._answer(options.with_column(use, str(number)))

    def _leave_out(self, on: bool) -> None:
        """Bad lines are left out only after they were shown, and said so."""
        if self.preview is not None:
            self.preview = replace(
                self.preview, options=replace(self.preview.options, skips_bad=on)
            )
            self._show_state(self.preview)

    def _forget(self) -> None:
        self.preview = None
        self.error.hide()
        self.agree.rename("Import")
        self.agree.setEnabled(False)
        self.leave_out.blockSignals(True)
        self.leave_out.setChecked(False)
        self.leave_out.blockSignals(False)
        for part in (self.columns, self._told, self.leave_out, self.count, self.table):
            part.hide()

    def _refused(self, error: Exception) -> None:
        self.choose.set_busy("")
        self._forget()
        self.error.show_error(error)
        self._hint.show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, preview: CsvPreview) -> None:
        self.choose.set_busy("")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)  # what had it is shown anew
        self.error.hide()
        self._hint.hide()
        self.questions.setEnabled(True)
        self.columns.setEnabled(True)
        self.preview = preview
        self.columns.show_columns(preview.columns)
        self.questions.ask(preview.questions, preview.notes, preview.options)
        for target, guessed in ((self.guesses, True), (self.notes, False)):
            target.setText(notes_words(preview.notes, guessed=guessed))
            target.setVisible(bool(target.text()))
        self._show_bad(preview)
        show_preview(self.table, preview)
        self._show_state(preview)
        self._told.setVisible(bool(preview.notes or preview.questions))
        self._focus_next(preview)
        QTimer.singleShot(0, self._fit_told)

    def _fit_told(self) -> None:
        """Notes and questions take the room they need, up to a limit."""
        layout = self._told_page.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(self._told.viewport().width())
            self._told.setFixedHeight(max(24, min(_HIGHEST, needed + 4)))

    def _show_bad(self, preview: CsvPreview) -> None:
        lines = {r.line for r in preview.bad}
        asked = bool(preview.questions)
        self.leave_out.blockSignals(True)
        self.leave_out.setChecked(preview.options.skips_bad)
        self.leave_out.blockSignals(False)
        self.leave_out.setText(
            "Leave out the line that cannot be read"
            if len(lines) == 1
            else f"Leave out the {len(lines):,} lines that cannot be read"
        )
        self.leave_out.setVisible(bool(lines) and not asked)

    def _show_state(self, preview: CsvPreview) -> None:
        self.touched()
        fresh = sum(1 for _ in preview.fresh())
        known = sum(1 for r in preview.rows if r.known)
        blocked = bool(preview.bad) and not preview.options.skips_bad
        ready = bool(fresh) and not blocked and not preview.questions
        words = _count_words(fresh, known)
        if blocked and not preview.questions:
            one = len({r.line for r in preview.bad}) == 1
            lines, them = ("This line", "it") if one else ("These lines", "them")
            words = (
                f"{lines} cannot be read. Put {them} right in the file and choose it again,"
                f" or leave {them} out."
            )
        self.count.setText(words)
        self.count.setVisible(not preview.questions)
        self.agree.rename(f"Import {fresh:,}" if ready else "Import")
        self.agree.setEnabled(ready)

    def _focus_next(self, preview: CsvPreview) -> None:
        """Import has the keyboard only where nothing was guessed, asked or left out."""
        first: QWidget = self.choose
        if preview.questions:
            first = next(iter((*self.questions.buttons, *self.columns.lists)), first)
        elif preview.bad:
            first = self.leave_out
        elif preview.guessed:
            first = self.table
        elif self.agree.isEnabled():
            first = self.agree
        sure = first is self.agree
        self.agree.setDefault(sure)
        self.agree.show_key("Enter" if sure else "")
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _import(self) -> None:
        if self.preview is None:
            return
        pain, patient_id, preview = self._pain, self._patient_id, self.preview
        self._is_importing = True
        progress = self._progress("Importing")
        self.agree.set_busy("Importing…")
        self.choose.setEnabled(False)
        self._background.run(
            lambda: pain.import_csv(patient_id, preview, progress), self._kept, self._not_kept
        )

    def _kept(self, done: Imported) -> None:
        self.imported = done.added
        self._is_importing = False
        self.accept()

    def reject(self) -> None:
        """Close without importing. While ratings are being kept it stops that: none is kept."""
        self._stopped.set()
        if self._is_importing:
            self.agree.set_busy("Stopping…")
        else:
            super().reject()

    def _progress(self, doing: str) -> Progress:
        """What tells this window from a thread how far the work is, and stops it when asked."""
        stopped = self._stopped = Event()

        def tell(done: int, of: int) -> None:
            if stopped.is_set():
                raise ImportStopped
            try:
                self._progressed.emit(doing, 100 * done // max(1, of))
            except RuntimeError:  # the window was deleted meanwhile
                raise ImportStopped from None

        return tell

    def _show_progress(self, doing: str, percent: int) -> None:
        """Small files are through before anybody could read it."""
        button = self.agree if self._is_importing else self.choose
        if percent and not button.isEnabled() and not self._stopped.is_set():
            button.set_busy(f"{doing} {percent} %")

    def _not_kept(self, error: Exception) -> None:
        self._is_importing = False
        self.agree.set_busy("")
        self.choose.setEnabled(True)
        if isinstance(error, ImportStopped):
            super().reject()
        else:
            self.error.show_error(error)


def _count_words(fresh: int, known: int) -> str:
    new = "1 new rating" if fresh == 1 else f"{fresh:,} new ratings"
    if not fresh and not known:
        return "No rating is left to import."
    return f"{new}, {known:,} already there." if known else f"{new}."
