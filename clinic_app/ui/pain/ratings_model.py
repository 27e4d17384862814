"""Ratings as the rows of a table, the newest first; a struck out one stays, with why."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from clinic_app.domain.body_chart import region_named
from clinic_app.domain.pain import PainRating
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import long_date

DATE, TIME, SERIES, SCORE, CONTEXT, STATE = range(6)
HEADERS = ("Date", "Time", "Series", "Score", "Context", "")
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)


class RatingsModel(RowsModel[PainRating]):
    """The row data is the PainEntry itself (``ENTRY_ROLE``)."""

    def __init__(self) -> None:
        super().__init__(HEADERS)

    def show_entries(self, entries: Iterable[PainRating]) -> None:
        """Show other ratings, in any order."""
        self.show_rows(sorted(entries, key=lambda e: (e.at, e.id), reverse=True))

    def entry(self, row: int) -> PainRating:
        """The rating of one row."""
        return self.rows[row]

    def row_of(self, entry_id: str) -> int | None:
        """Where a rating stands; None when it is not shown."""
        return next((n for n, e in enumerate(self.rows) if e.id == entry_id), None)

    def cell(self, row: PainRating, column: int, role: int) -> object:
        if role == ENTRY_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(row, column)
        if role == Qt.ItemDataRole.FontRole:
            return _face(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().third if row.voided else tokens().ink)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and row.voided:
            return f"Struck out: {row.void_reason}"
        return None


def entry_at(index: QModelIndex) -> PainRating | None:
    """The rating behind an index of the model; None for an invalid one."""
    return cast(PainRating, index.data(ENTRY_ROLE)) if index.isValid() else None


def _words(entry: PainRating, column: int) -> str:
    state = "from a file" if entry.source == "csv" else ""
    words = {
        DATE: long_date(entry.at.date()),
        TIME: f"{entry.at:%H:%M}",
        SERIES: ", ".join(filter(None, (entry.series.label, _site_words(entry.site)))),
        SCORE: str(entry.score),
        CONTEXT: entry.context,
        STATE: f"Struck out: {entry.void_reason}" if entry.voided else state,
    }
    return words[column]


def _site_words(site: str) -> str:
    return region_named(site).name("en") if site else ""


def _face(entry: PainRating, column: int) -> QFont:
    face = font(SMALL if column in (CONTEXT, STATE) else BODY, bold=column == SCORE)
    face.setStrikeOut(entry.voided and column != STATE)
    return face
