"""Import ratings from CSV: look first, answer what is open, add nothing before that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from clinic_app.services.files import read_file
from clinic_app.services.pain_csv.cells import LARGEST_BYTES
from clinic_app.services.pain_csv.importing import Imported
from clinic_app.services.pain_csv.many_rows import ImportStopped, Progress
from clinic_app.services.pain_csv.values import CsvPreview, Options, Use
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, column, scrolling
from clinic_app.ui.common.file_preview import FilePreviewDialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.ratings.import_columns import ImportColumns
from clinic_app.ui.ratings.import_questions import ImportQuestions, notes_words
from clinic_app.ui.ratings.import_table import import_table, show_preview
from clinic_app.ui.ratings.pain_files import ask_import_path
from clinic_app.words import N_, _, ngettext

_NEEDS = N_(
    "It needs a date and a score from 0 to 10 in each line, in any common form and language."
    " A time, a series (average, worst, least, now), a region and a note are read where they are."
)
_PROGRESS = {"Reading": N_("Reading {percent} %"), "Importing": N_("Importing {percent} %")}
_HIGHEST = 280  # px that notes and questions may take before they scroll


class ImportDialog(FilePreviewDialog[CsvPreview]):
    """Choose a file, see how it is read, answer what is open, then import.

    ``imported`` is how many ratings were added.
    """

    _progressed = Signal(str, int)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Import ratings"),
            background,
            ask_import_path,
            choose=_("Choose a file…"),
            hint=_(_NEEDS),
            width=880,
            parent=parent,
        )
        self._pain = workspace.pain
        self._patient_id = patient_id
        self._load: Callable[[], bytes] = bytes  # reads the file, once
        self._options: Options | None = None  # of a draft whose file is being read
        self.imported = 0
        self._is_importing = False
        self._stopped = Event()
        self._progressed.connect(self._show_progress)
        self.finished.connect(lambda: self._stopped.set())  # also where the lock closes it
        self.columns = ImportColumns(self._choose_column)
        self.questions = ImportQuestions(self._answer)
        self.guesses = label(size=SECOND_LINE, tone="caution", wrap=True)
        self.notes = label(size=SECOND_LINE, tone="second", wrap=True)
        self.leave_out = QCheckBox()
        self.leave_out.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.leave_out.toggled.connect(self._leave_out)
        self.count = label(bold=True, wrap=True)
        self.table = import_table()
        self._notes = column(self.questions.page, self.guesses, self.notes, None)
        self._notes_area = scrolling(boxed(self._notes))
        for part in (self.columns.area, self._notes_area, self.leave_out, self.count):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.agree = self.add_buttons(_("Import"), self._import)
        self.clear_preview()
        self.keep_typed(workspace.drafts, f"import/{patient_id}", patient_id)

    # --- reading ---------------------------------------------------------------------------------

    def choices(self) -> Mapping[str, Any]:
        return {"options": self.preview.options.document()} if self.preview is not None else {}

    def retype(self, content: Mapping[str, Any]) -> None:
        path = self.path_of(content)
        self._options = Options.of(content["options"])
        self.read(path)

    def reading(self, path: Path) -> Callable[[], CsvPreview]:
        load = self._load = cache(lambda: read_file(path, most=LARGEST_BYTES))
        options, self._options = self._options, None
        pain, patient_id, progress = (
            self._pain,
            self._patient_id,
            self._progress("Reading"),
        )
        if options is None:
            return lambda: pain.read_csv(patient_id, load(), progress=progress)
        return lambda: pain.read_csv(patient_id, load(), options)

    def _answer(self, options: Options) -> None:
        """Read the same file again with what a person said."""
        self.agree.setEnabled(False)
        self.questions.page.setEnabled(False)
        self.columns.area.setEnabled(False)
        pain, patient_id, load = self._pain, self._patient_id, self._load
        progress = self._progress("Reading")
        self.read_again(lambda: pain.read_csv(patient_id, load(), options, progress))

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

    # --- what it holds ---------------------------------------------------------------------------

    def clear_preview(self) -> None:
        self.agree.rename(_("Import"))
        self.agree.setEnabled(False)
        self._tick_leave_out(False)
        for part in (self.columns.area, self._notes_area, self.leave_out, self.count, self.table):
            part.hide()

    def show_preview(self, preview: CsvPreview) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)  # what had it is shown anew
        self.questions.page.setEnabled(True)
        self.columns.area.setEnabled(True)
        self.columns.show_columns(preview.columns)
        self.questions.ask(preview.questions, preview.notes, preview.options)
        for target, guessed in ((self.guesses, True), (self.notes, False)):
            target.setText(notes_words(preview.notes, guessed=guessed))
            target.setVisible(bool(target.text()))
        self._show_bad(preview)
        show_preview(self.table, preview)
        self._show_state(preview)
        self._notes_area.setVisible(bool(preview.notes or preview.questions))
        self._focus_next(preview)
        QTimer.singleShot(0, self._fit_notes)

    def _fit_notes(self) -> None:
        """Notes and questions take the room they need, up to a limit."""
        needed = self._notes.totalHeightForWidth(self._notes_area.viewport().width())
        self._notes_area.setFixedHeight(max(24, min(_HIGHEST, needed + 4)))

    def _show_bad(self, preview: CsvPreview) -> None:
        count = len({r.line for r in preview.bad})
        self._tick_leave_out(preview.options.skips_bad)
        if count == 1:
            self.leave_out.setText(_("Leave out the line that cannot be read"))
        else:
            self.leave_out.setText(
                _("Leave out the {count} lines that cannot be read", count=f"{count:,}")
            )
        self.leave_out.setVisible(count > 0 and not preview.questions)

    def _tick_leave_out(self, on: bool) -> None:
        self.leave_out.blockSignals(True)
        self.leave_out.setChecked(on)
        self.leave_out.blockSignals(False)

    def _show_state(self, preview: CsvPreview) -> None:
        self.touched()
        fresh = sum(1 for _ in preview.fresh())
        known = sum(1 for r in preview.rows if r.known)
        blocked = bool(preview.bad) and not preview.options.skips_bad
        ready = bool(fresh) and not blocked and not preview.questions
        words = _count_words(fresh, known)
        if blocked and not preview.questions:
            words = ngettext(
                "This line cannot be read. Put it right in the file and choose it again,"
                " or leave it out.",
                "These lines cannot be read. Put them right in the file and choose it again,"
                " or leave them out.",
                len({r.line for r in preview.bad}),
            )
        self.count.setText(words)
        self.count.setVisible(not preview.questions)
        self.agree.rename(_("Import {count}", count=f"{fresh:,}") if ready else _("Import"))
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

    # --- importing -------------------------------------------------------------------------------

    def _import(self) -> None:
        preview, pain, patient_id = self.preview, self._pain, self._patient_id
        if preview is None:
            return
        self._is_importing = True
        progress = self._progress("Importing")
        self.choose.setEnabled(False)
        self.submit(
            lambda: pain.import_csv(patient_id, preview, progress),
            self._count_imported,
            background=self._background,
            busy=_("Importing…"),
            refused=self._not_imported,
        )

    def _count_imported(self, done: Imported) -> None:
        self.imported = done.added
        self._is_importing = False

    def _not_imported(self, error: Exception) -> bool:
        self._is_importing = False
        self.choose.setEnabled(True)
        if isinstance(error, ImportStopped):
            super().reject()
        return isinstance(error, ImportStopped)

    def reject(self) -> None:
        """Close without importing. While ratings are being added it stops that: none is added."""
        self._stopped.set()
        if self._is_importing:
            self.agree.set_busy(_("Stopping…"))
        else:
            super().reject()

    def _progress(self, doing: str) -> Progress:
        """What tells this window from a thread how far the work is, and stops it when asked."""
        stopped = self._stopped = Event()

        def progress(done: int, of: int) -> None:
            if stopped.is_set():
                raise ImportStopped
            try:
                self._progressed.emit(doing, 100 * done // max(1, of))
            except RuntimeError:  # the window was deleted meanwhile
                raise ImportStopped from None

        return progress

    def _show_progress(self, doing: str, percent: int) -> None:
        """Small files are through before anybody could read it."""
        button = self.agree if self._is_importing else self.choose
        if percent and not button.isEnabled() and not self._stopped.is_set():
            button.set_busy(_(_PROGRESS[doing], percent=percent))


def _count_words(fresh: int, known: int) -> str:
    if not fresh and not known:
        return _("No rating is left to import.")
    if known:
        return ngettext(
            "{new} new rating, {known} already there.",
            "{new} new ratings, {known} already there.",
            fresh,
            new=f"{fresh:,}",
            known=f"{known:,}",
        )
    return ngettext("{new} new rating.", "{new} new ratings.", fresh, new=f"{fresh:,}")
