"""The boxes of a form that came back, as a table to look at before anything is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.diary_form import FormLine, FormState
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens

HEADERS = ("Day", "What", "In the form", "")
_TONES = {
    FormState.NEW: "ink",
    FormState.KNOWN: "third",
    FormState.DIFFERS: "caution",
    FormState.REFUSED: "bad",
}


class FormModel(RowsModel[FormLine]):
    """The row data is the FormLine itself (UserRole)."""

    def __init__(self) -> None:
        super().__init__(HEADERS)

    def cell(self, row: FormLine, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(row)[column]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens()[_TONES[row.state]])
        return None


def _words(line: FormLine) -> tuple[str, ...]:
    day = f"{weekday_words(line.day)[:3]} {day_words(line.day)}"
    return (day, line.what, line.value, _state_words(line))


def _state_words(line: FormLine) -> str:
    words = line.told or line.state
    return words[:1].upper() + words[1:]
