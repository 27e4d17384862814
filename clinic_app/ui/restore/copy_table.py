"""The backups that were found, the newest first: when, where, how large, and what each holds."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from clinic_app.domain.backup import Backup
from clinic_app.domain.dates import near_day_words, near_moment_words
from clinic_app.services.found_backup import FoundBackup
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens

_HEADERS = ("When", "Where", "Size", "Patients", "Last rating", "Checked")
_WIDTHS = (150, 190, 84, 84, 110, 90)
_SIZE, _FIRST_OF_CONTENTS = 2, 3
_FIRST_TO_GO = (5,)  # where there is little room; the card beside it says so
_NARROW = 640
_ROW = 40


class CopyTable(QTableView):
    """``chosen`` carries the FoundBackup of the row that is marked, by keys or by a click."""

    chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Backups, the newest first")
        self._rows = _Model(_HEADERS)
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(4 * _ROW)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_copies(self, copies: Sequence[FoundBackup], marked: FoundBackup | None) -> None:
        """Show other rows, with one of them marked. What nobody unlocked has no numbers."""
        self._rows.show_rows(copies)
        self._fit()
        if marked is not None and marked in copies:
            self.selectRow(list(copies).index(marked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the columns that say something and have room."""
        is_open = any(copy.backup.contents for copy in self._rows.rows)
        is_narrow = self.width() < _NARROW
        for column in range(_FIRST_OF_CONTENTS, len(_HEADERS)):
            self.setColumnHidden(column, not is_open)
        for column in _FIRST_TO_GO if is_open and is_narrow else ():
            self.setColumnHidden(column, True)
        self.setColumnHidden(_SIZE, is_open and is_narrow)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        for index in selected.indexes()[:1]:
            self.chosen.emit(self._rows.rows[index.row()])


class _Model(RowsModel[FoundBackup]):
    def cell(self, row: FoundBackup, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = _words(row)[column]
            return words if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.ForegroundRole and column:
            return QColor(tokens().second)
        return None


def _words(row: FoundBackup) -> tuple[str, ...]:
    backup, today = row.backup, datetime.now().astimezone().date()
    held = backup.contents
    last = held.last_rating if held else None
    return (
        near_moment_words(backup.made_at.astimezone(), today),
        row.place,
        size_words(backup),
        f"{held.patients:,}" if held else "",
        near_day_words(last.astimezone().date(), today) if last else "",
        ("yes" if backup.is_verified else "no") if held else "",
    )


def size_words(backup: Backup) -> str:
    """``46 MB``."""
    size = backup.size
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
