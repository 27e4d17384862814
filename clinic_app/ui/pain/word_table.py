"""A plain table of words to read with the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_rows import WordRow
from clinic_app.ui.pain.ratings_table import plain_tooltip

_ROW = 40


class WordModel(RowsModel[WordRow]):
    """Rows of words under fixed headers."""

    def cell(self, row: WordRow, column: int, role: int) -> object:
        words = row.cells[column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(words)
        if role == Qt.ItemDataRole.FontRole:
            return font(SMALL)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().third if row.struck else tokens().ink)
        return None


class WordTable(QTableView):
    """Rows to choose with the arrows; Enter or a double click opens one, Delete strikes."""

    opened = Signal(object)
    strike_wanted = Signal(object)

    def __init__(self, name: str, headers: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.words = WordModel(headers)
        self.setModel(self.words)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
            if not width:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.words.rows[index.row()])

    @property
    def current(self) -> WordRow | None:
        """The row that is chosen."""
        chosen = self.selectionModel().selectedRows()
        return self.words.rows[chosen[0].row()] if chosen else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.current is not None and enter:
            self.opened.emit(self.current)
        elif self.current is not None and event.key() == Qt.Key.Key_Delete:
            self.strike_wanted.emit(self.current)
        else:
            super().keyPressEvent(event)
