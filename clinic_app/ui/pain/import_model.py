"""The lines of a CSV file, as a table to look at before anything is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from clinic_app.domain.body_chart import region_named
from clinic_app.services.pain_csv.values import CsvRow
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import long_date

HEADERS = ("Line", "Date and time", "Series", "Score", "Region", "Note", "")


class ImportModel(RowsModel[CsvRow]):
    """The row data is the CsvRow itself (UserRole)."""

    def __init__(self) -> None:
        super().__init__(HEADERS)

    def cell(self, row: CsvRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.ForegroundRole:
            t = tokens()
            return QColor(t.bad if row.error else t.third if row.known else t.ink)
        return None


def _words(row: CsvRow) -> tuple[str, ...]:
    entry = row.entry
    if entry is None:
        return (str(row.line), row.error, *[""] * 5)
    return (
        str(row.line),
        f"{long_date(entry.at.date())}, {entry.at:%H:%M}",
        entry.series.label,
        str(entry.score),
        region_named(entry.site).name("en") if entry.site else "",
        entry.context,
        "Already there" if row.known else "New",
    )
