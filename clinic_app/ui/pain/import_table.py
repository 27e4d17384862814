"""The ratings of a file as they are read, or the lines that cannot be read, with why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from clinic_app.services.pain_csv.values import CsvPreview
from clinic_app.ui.pain.import_model import HEADERS, ImportModel

_MOST_SPANS = 1000  # reasons that run over the whole line; after that they are cut
_WIDTHS = (52, 190, 128, 62, 170, 150, 110)
_ROW, _HEAD, _TALLEST = 34, 44, 300


class ImportTable(QTableView):
    """Bad lines alone where there are some: they are what a person must see."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ImportModel()
        self.setModel(self.rows)
        self.setAccessibleName("Rows of the file")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(HEADERS.index("Note"), QHeaderView.ResizeMode.Stretch)

    def show_rows(self, preview: CsvPreview) -> None:
        """Show the rows of a file; hidden while a question leaves nothing to look at."""
        bad = preview.bad
        rows = bad if bad and not preview.questions else [r for r in preview.rows if r.entry]
        self.clearSpans()
        self.rows.show_rows(rows)
        for n, shown in enumerate(rows[:_MOST_SPANS]):
            if shown.entry is None:
                self.setSpan(n, 1, 1, len(HEADERS) - 1)
        self.setMinimumHeight(min(_TALLEST, _HEAD + _ROW * min(len(rows), 4)))
        self.setVisible(bool(rows))
