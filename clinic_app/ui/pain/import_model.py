"""The lines of a CSV file, as a table to look at before anything is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from clinic_app.services.pain_csv import CsvRow
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import long_date
from clinic_app.ui.pain.series_look import LOOKS

HEADERS = ("Line", "Date and time", "Series", "Score", "Context", "")
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class ImportModel(QAbstractTableModel):
    """The row data is the CsvRow itself (UserRole)."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[CsvRow] = ()

    def show_rows(self, rows: Sequence[CsvRow]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            t = tokens()
            return QColor(t.bad if row.error else t.third if row.known else t.ink)
        return None


def _words(row: CsvRow) -> tuple[str, ...]:
    entry = row.entry
    if entry is None:
        return (str(row.line), row.error, "", "", "", "")
    return (
        str(row.line),
        f"{long_date(entry.at.date())}, {entry.at:%H:%M}",
        LOOKS[entry.series].words,
        str(entry.score),
        entry.context,
        "Already there" if row.known else "New",
    )
