"""The boxes of a form that came back, as a table to look at before anything is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.diary_form import FormLine, FormState
from clinic_app.ui.common.theme import tokens

HEADERS = ("Day", "What", "In the form", "")
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_TONES = {
    FormState.NEW: "ink",
    FormState.KNOWN: "third",
    FormState.DIFFERS: "caution",
    FormState.REFUSED: "bad",
}


class FormModel(QAbstractTableModel):
    """The row data is the FormLine itself (UserRole)."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[FormLine] = ()

    def show_lines(self, lines: Sequence[FormLine]) -> None:
        """Show other boxes."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

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
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(line)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens()[_TONES[line.state]])
        return None


def _words(line: FormLine) -> tuple[str, ...]:
    day = f"{weekday_words(line.day)[:3]} {day_words(line.day)}"
    return (day, line.what, line.value, _state_words(line))


def _state_words(line: FormLine) -> str:
    words = line.told or line.state
    return words[:1].upper() + words[1:]
