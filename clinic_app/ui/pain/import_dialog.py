"""Import ratings from CSV: look first, keep nothing unless every row is right."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from clinic_app.domain.errors import UserError
from clinic_app.services.pain_csv import LARGEST_BYTES, CsvPreview
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.pain import pain_files
from clinic_app.ui.pain.import_model import HEADERS, ImportModel

_NEEDS = (
    "It needs a column date and a column score, and if you have them series, time and context;"
    " or a date and a column each for average, worst, least, now."
)


class ImportDialog(Dialog):
    """Choose a file, see what each column is taken for and every row, then import all or nothing.

    ``read`` takes a file without asking; ``imported`` is how many ratings were kept.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Import ratings", width=720, parent=parent)
        self._pain = workspace.pain
        self._background = background
        self._patient_id = patient_id
        self.preview: CsvPreview | None = None
        self.imported = 0
        self.error = ErrorBar()
        self.model = ImportModel()
        self.table = _preview_table(self.model)
        self.choose = Button("Choose a file…", icon="folder")
        self.choose.clicked.connect(self._ask)
        self._file = label(size=SECOND_LINE, tone="second")
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint = label(_NEEDS, size=SECOND_LINE, tone="second", wrap=True)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(16)
        self._columns.setVerticalSpacing(2)
        self.count = label(bold=True, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        line = row(self.choose, spacing=12)
        line.addWidget(self._file, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._hint)
        self.body.addWidget(self.error)
        self.body.addLayout(self._columns)
        self.body.addWidget(self.count)
        self.body.addWidget(self.table, 1)
        self.table.hide()
        self.count.hide()
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Import", kind="primary", key="Enter")
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._import)
        self.choose.setFocus()

    def _ask(self) -> None:
        path = pain_files.ask_import_path(self)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a file in the background and show what it holds; nothing is kept."""
        self._forget()
        self._file.setText(path.name)
        self.choose.set_busy("Reading…")
        pain, patient_id = self._pain, self._patient_id

        def work() -> CsvPreview:
            data = pain_files.read(path, most=LARGEST_BYTES)
            return pain.read_csv_for(patient_id, data)

        self._background.run(work, self._show, self._refused)

    def _forget(self) -> None:
        self.preview = None
        self.error.hide()
        self.table.hide()
        self.count.hide()
        self.agree.setEnabled(False)
        while item := self._columns.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _refused(self, error: Exception) -> None:
        self.choose.set_busy("")
        self.error.tell(error)
        self._hint.show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, preview: CsvPreview) -> None:
        self.choose.set_busy("")
        self.preview = preview
        self._hint.hide()
        self._show_columns(preview)
        bad = [r for r in preview.rows if r.error]
        fresh = sum(1 for r in preview.rows if r.entry and not r.known)
        known = sum(1 for r in preview.rows if r.known)
        self._show_rows(preview, only_bad=bool(bad))
        if bad:
            rows = "1 row has a problem" if len(bad) == 1 else f"{len(bad)} rows have problems"
            self.error.say(
                f"{rows}. Nothing can be imported yet.",
                "Put these lines right in the file, save it, then choose it again.",
            )
        self.count.setText(_count_words(fresh, known))
        self.count.setVisible(not bad)
        self.agree.rename(f"Import {fresh}" if fresh and not bad else "Import")
        self.agree.setEnabled(bool(fresh) and not bad)
        next_step = self.agree if self.agree.isEnabled() else self.choose
        next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def column_words(self) -> list[tuple[str, str]]:
        """Each column of the file with what it is taken for."""
        return [] if self.preview is None else list(self.preview.columns)

    def _show_columns(self, preview: CsvPreview) -> None:
        """Header above, what it is taken for below; side by side as in the file."""
        for n, (header, meaning) in enumerate(preview.columns[:8]):
            top = label(_short(header), bold=True)
            unused = meaning == "not used"
            below = label(meaning, size=SECOND_LINE, tone="third" if unused else "accent")
            self._columns.addWidget(top, 0, n)
            self._columns.addWidget(below, 1, n)
        self._columns.setColumnStretch(9, 1)

    def _show_rows(self, preview: CsvPreview, *, only_bad: bool) -> None:
        rows = [r for r in preview.rows if r.error] if only_bad else preview.rows
        self.table.clearSpans()
        self.model.show_rows(rows)
        for n, shown in enumerate(rows):
            if shown.entry is None:
                self.table.setSpan(n, 1, 1, len(HEADERS) - 1)
        self.table.setMinimumHeight(min(360, 44 + 34 * len(rows)))
        self.table.show()

    def _import(self) -> None:
        if self.preview is None:
            return
        try:
            self.imported = self._pain.import_csv(self._patient_id, self.preview)
        except UserError as error:
            self.error.tell(error)
            return
        self.accept()


def _count_words(fresh: int, known: int) -> str:
    new = "1 new rating" if fresh == 1 else f"{fresh} new ratings"
    return f"{new}, {known} already there." if known else f"{new}."


def _short(header: str) -> str:
    return header if len(header) <= 18 else f"{header[:17]}…"


def _preview_table(model: ImportModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("Rows of the file")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate((52, 190, 128, 62, 140, 110)):
        table.setColumnWidth(column, width)
    head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
    return table
