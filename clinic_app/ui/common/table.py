"""Rows under headers, to read and to choose from: one model and one view for every table."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from clinic_app.ui.common.plain_label import plain_tooltip
from clinic_app.ui.common.theme import tokens

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
_TOP = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[R]):
    """``rows`` are the values themselves; ``cell(row, column, role)`` is what a cell shows."""

    def __init__(self, headers: Sequence[str], cell: Callable[[R, int, int], object]) -> None:
        super().__init__()
        self._headers = tuple(headers)
        self._cell = cell
        self.rows: Sequence[R] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._cell(self.rows[index.row()], index.column(), role) if index.isValid() else None


class Table(QTableView, Generic[R]):
    """A table of words, of which the arrows choose a row.

    ``columns`` are (header, width in px); a width of 0 takes the room that is left. ``words`` gives
    the texts of a row, one for each column; ``tone`` names the colour of a cell, ``face`` is its
    font, ``icon`` stands before its words, and ``describe`` adds for a screen reader what the look
    of a row says. ``key`` finds a chosen row again among other rows.

    ``chosen`` tells that another row is chosen, or that the rows are others. ``opened`` carries the
    row of Enter or a double click, ``delete_requested`` that of Delete.
    """

    chosen = Signal()
    opened = Signal(object)
    delete_requested = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        words: Callable[[R], Sequence[str]],
        *,
        row_height: int = 36,
        wraps: bool = False,
        tone: Callable[[R, int], str] | None = None,
        face: Callable[[R, int], QFont] | None = None,
        icon: Callable[[R, int], QIcon | None] | None = None,
        describe: Callable[[R], str] | None = None,
        key: Callable[[R], object] = lambda row: row,
    ) -> None:
        super().__init__()
        self._words, self._key = words, key
        self._tone, self._face, self._icon, self._describe = tone, face, icon, describe
        self._model = RowsModel([header for header, _ in columns], self._cell)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(wraps)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self._size_columns([width for _, width in columns])
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())
        self.activated.connect(self._open)

    def _size_columns(self, widths: Sequence[int]) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(not widths[-1])  # the last that is shown, whichever that is
        for column, width in enumerate(widths[:-1] if not widths[-1] else widths):
            if width:
                self.setColumnWidth(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @property
    def rows(self) -> Sequence[R]:
        """What is shown, in its order."""
        return self._model.rows

    @property
    def current(self) -> R | None:
        """The row that is chosen."""
        chosen = self.selectionModel().selectedRows()
        return self.rows[chosen[0].row()] if chosen else None

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the chosen one stays chosen where it is still there."""
        chosen = self.current
        self._model.show_rows(rows)
        if chosen is not None:
            self.choose(self._key(chosen))
        self.chosen.emit()

    def choose(self, key: object) -> None:
        """Choose the row with this key, if it is shown."""
        found = next((n for n, row in enumerate(self.rows) if self._key(row) == key), None)
        if found is not None:
            self.selectRow(found)

    def texts(self, row: int) -> tuple[str, ...]:
        """The words of a line."""
        return tuple(self._words(self.rows[row]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.delete_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows[index.row()])

    def _cell(self, row: R, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._words(row)[column])
        if role == Qt.ItemDataRole.ForegroundRole and self._tone is not None:
            return QColor(tokens()[self._tone(row, column)])
        if role == Qt.ItemDataRole.FontRole and self._face is not None:
            return self._face(row, column)
        if role == Qt.ItemDataRole.DecorationRole and self._icon is not None:
            return self._icon(row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and self._describe is not None:
            return self._describe(row)
        return None
