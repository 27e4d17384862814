"""Rows of the audit trail under the names of their days, as they come from a search."""

import html
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from clinic_app.domain.dates import ago_words, weekday_words
from clinic_app.services.trail_lines import TrailLine

ROW = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class TrailModel(QAbstractListModel):
    """Each row is a TrailLine, or a text: the name of the day of the lines below it."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date.today()
        self._rows: list[TrailLine | str] = []
        self._day: date | None = None

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows, self._day = [], None
        self.endResetModel()

    def add(self, lines: Sequence[TrailLine]) -> None:
        """Older lines, below those that are there."""
        new: list[TrailLine | str] = []
        for line in lines:
            day = line.row.at.date()
            if day != self._day:
                new.append(self._day_words(day))
                self._day = day
            new.append(line)
        if new:
            self.beginInsertRows(_TOP, len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def line(self, row: int) -> TrailLine | None:
        """The line of a row; None for a day's name."""
        found = self._rows[row] if 0 <= row < len(self._rows) else ""
        return found if isinstance(found, TrailLine) else None

    def count(self) -> int:
        """How many lines there are."""
        return sum(isinstance(row, TrailLine) for row in self._rows)

    def _day_words(self, day: date) -> str:
        ago = ago_words(day, self.today)
        near = f"{ago.capitalize()}, " if ago in ("today", "yesterday") else ""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{near}{weekday_words(day)}{year}"

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, str):
                return row
            return f"{row.row.at:%H:%M}, {row.told.sentence}"
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, str):
            return html.escape(row.told.sentence)
        return None
