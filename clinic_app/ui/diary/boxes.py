"""Boxes that take one key each: what a table of them knows of every box."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from clinic_app.words import _

Index = QModelIndex | QPersistentModelIndex
BOX, LINE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LineKind = Literal["head", "ticks", "number"]


@dataclass(frozen=True)
class Box:
    """One box. ``value`` None is empty; ``held`` is what the record has there.

    ``ticks`` boxes are drawn when the value counts them (0 draws a number). ``is_open`` is false
    for a box that cannot be filled in. An empty one that ``counts_as_none`` says "not done".
    """

    name: str
    value: int | None = None
    held: int | None = None
    most: int = 10
    ticks: int = 0
    is_open: bool = True
    counts_as_none: bool = False
    is_marked: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it no longer says what the record says."""
        return self.value != self.held

    @property
    def spoken(self) -> str:
        """``Worst pain, Tue 24 November, 4``: the name for a screen reader."""
        said = _("blank") if self.value is None else str(self.value)
        if not self.is_open:
            said = _("cannot be filled in")
        elif self.value is None and self.counts_as_none:
            said = _("blank, counts as not done")
        return ", ".join([self.name, said, *([_("more is told")] if self.is_marked else [])])


@dataclass(frozen=True)
class Line:
    """One line of the table: its words at the left, and what its boxes hold."""

    kind: LineKind
    words: str
    note: str = ""


class BoxModel(QAbstractTableModel):
    """Words in the first column, boxes in the others; a head has words in all of them."""

    @abstractmethod
    def line(self, row: int) -> Line:
        """What a line is."""

    @abstractmethod
    def box(self, row: int, column: int) -> Box | None:
        """A box, or None where there is none."""

    @abstractmethod
    def head(self, row: int, column: int) -> str:
        """The words over a column."""

    @abstractmethod
    def put(self, row: int, column: int, value: int | None) -> None:
        """Fill a box in, or empty it."""

    def first_column(self, row: int) -> int:
        """Where a line is begun; 0 when none of its boxes is open."""
        open_ones = (n for n in range(1, self.columnCount()) if self.is_open(row, n))
        return next(open_ones, 0)

    def is_open(self, row: int, column: int) -> bool:
        """Whether a box can be filled in."""
        found = self.box(row, column)
        return found is not None and found.is_open

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        line = self.line(row)
        if role == LINE:
            return line
        if role == BOX:
            return self.box(row, column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.words if role == Qt.ItemDataRole.ToolTipRole and column == 0 else None
        if column == 0:
            return line.words
        box = self.box(row, column)
        if box is None:
            return self.head(row, column) if line.kind == "head" else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return box.spoken
        return "" if box.value is None else str(box.value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if self.is_open(index.row(), index.column()):
            return flag.ItemIsEnabled | flag.ItemIsSelectable
        return flag.ItemIsEnabled
