"""The caseload as rows: two groups of patients, each sorted by the chosen column."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from clinic_app.domain.progress.caseload import CaseloadLine, Ratings, opened_order
from clinic_app.ui.common.list_rows import ITEM, Index
from clinic_app.ui.home.cell_words import Column, cell_words, header_words, tooltip
from clinic_app.words import _

_ROOT = QModelIndex()
_BY_RATINGS = (Column.SPARK, Column.LAST, Column.CHANGE, Column.DONE)


class Group(IntEnum):
    """Whom to look at first, and everybody else."""

    NEEDS_A_LOOK = 0
    OTHERS = 1


@dataclass(frozen=True)
class Section:
    """The line above a group."""

    group: Group
    count: int


class CaseloadModel(QAbstractTableModel):
    """Rows are ``Section`` or ``CaseloadLine``, given whole as the ``ITEM`` role.

    ``region_label`` turns a region of the vocabulary into words.
    """

    def __init__(
        self, region_label: Callable[[str], str], *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._region_label = region_label
        self._lines: list[CaseloadLine] = []
        self._rows: list[Section | CaseloadLine] = []
        self._words: list[str] = []
        self._column = Column.OPENED
        self._order = Qt.SortOrder.DescendingOrder

    def set_lines(self, lines: Iterable[CaseloadLine]) -> None:
        """Show these patients instead of those before."""
        self._lines = list(lines)
        self._arrange()

    def set_ratings(self, ratings: Mapping[str, Ratings]) -> None:
        """Fill in what was read of some patients; it may move them to the other group."""
        fresh = {
            line.patient.id: replace(line, ratings=ratings[line.patient.id])
            for line in self._lines
            if line.patient.id in ratings
        }
        moved = self._column in _BY_RATINGS or any(
            line.concern or fresh[line.patient.id].concern
            for line in self._lines
            if line.patient.id in fresh
        )
        self._lines = [fresh.get(line.patient.id, line) for line in self._lines]
        if moved:
            self._arrange()
        else:  # nobody changes place: the rows stay, and so does the scrolling
            self._rows = [
                fresh.get(row.patient.id, row) if isinstance(row, CaseloadLine) else row
                for row in self._rows
            ]
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, Column.OPEN))

    def filter(self, text: str) -> None:
        """Show only patients whose name, number or condition hold every word of ``text``."""
        self._words = text.casefold().split()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = Column(column), order
        self._arrange()

    def line(self, row: int) -> CaseloadLine | None:
        """The patient of a row, or None for the line above a group and outside."""
        item = self._rows[row] if 0 <= row < len(self._rows) else None
        return item if isinstance(item, CaseloadLine) else None

    def row_of(self, patient_id: str) -> int:
        """Where a patient stands, -1 when not shown."""
        ids = (line.patient.id if (line := self.line(n)) else "" for n in range(len(self._rows)))
        return next((n for n, known in enumerate(ids) if known == patient_id), -1)

    def section_rows(self) -> list[int]:
        """Rows that are lines above a group."""
        return [n for n, item in enumerate(self._rows) if isinstance(item, Section)]

    def _arrange(self) -> None:
        shown = [line for line in self._lines if line.answers(self._words)]
        pressing = self._sorted(line for line in shown if line.concern)
        if self._column is Column.OPENED:
            pressing.sort(key=lambda line: line.urgency)
        others = self._sorted(line for line in shown if not line.concern)
        self.beginResetModel()
        self._rows = list(others)
        if pressing:
            first = Section(Group.NEEDS_A_LOOK, len(pressing))
            rest = [Section(Group.OTHERS, len(others)), *others] if others else []
            self._rows = [first, *pressing, *rest]
        self.endResetModel()

    def _sorted(self, lines: Iterable[CaseloadLine]) -> list[CaseloadLine]:
        """In the chosen order; what is not known comes last either way, equals last opened."""
        ordered = sorted(lines, key=opened_order)
        if self._column is Column.PATIENT:
            ordered.sort(key=_name, reverse=self._order is Qt.SortOrder.DescendingOrder)
            return ordered
        known = [(key, line) for line in ordered if (key := _key(line, self._column)) is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._order is Qt.SortOrder.DescendingOrder)
        unknown = [line for line in ordered if _key(line, self._column) is None]
        return [line for _key_of, line in known] + unknown

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return header_words(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._rows[index.row()]
        if role == ITEM:
            return item
        if isinstance(item, Section):
            words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{section_words(item.group)}, {item.count}" if role in words else None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_words(item, column, self._region_label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(item, column, self._region_label)
        return None


def section_words(group: Group) -> str:
    """The name of a group."""
    return _("Needs a look") if group is Group.NEEDS_A_LOOK else _("Everybody else")


def _name(line: CaseloadLine) -> tuple[str, str]:
    return line.patient.family.casefold(), line.patient.given.casefold()


def _key(line: CaseloadLine, column: Column) -> float | None:
    """What a column sorts by, None where it is not known."""
    if column in (Column.PRINTED, Column.OPENED):
        at = line.row.printed_at if column is Column.PRINTED else line.row.opened_at
        return at.timestamp() if at else None
    if line.ratings is None:
        return None
    if column is Column.CHANGE:
        return line.ratings.trend.change
    if column is Column.DONE:
        return line.ratings.week.share if line.ratings.week else None
    return float(line.ratings.last.score) if line.ratings.last else None
