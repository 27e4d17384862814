"""Lists of painted lines: one model of whatever stands in them, one delegate that paints a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

ITEM = Qt.ItemDataRole.UserRole  # the role that gives the item itself
Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
_TOP = QModelIndex()


class ItemsModel(QAbstractListModel, Generic[T]):
    """A line for each of ``items``, which the ``ITEM`` role gives whole.

    ``words`` is what an item is called, ``spoken`` what a screen reader says of it (the same where
    it is not given), ``tooltip`` its tooltip. Items that are not ``choosable`` are passed over.
    """

    def __init__(
        self,
        words: Callable[[T], str],
        *,
        spoken: Callable[[T], str] | None = None,
        tooltip: Callable[[T], str] | None = None,
        choosable: Callable[[T], bool] = lambda _: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.items: Sequence[T] = ()
        self.choosable = choosable
        self._by_role: dict[int, Callable[[T], object] | None] = {
            int(ITEM): lambda item: item,
            int(Qt.ItemDataRole.DisplayRole): words,
            int(Qt.ItemDataRole.AccessibleTextRole): spoken or words,
            int(Qt.ItemDataRole.ToolTipRole): tooltip,
        }

    def show_items(self, items: Sequence[T]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def add_items(self, items: Sequence[T]) -> None:
        """Show these below."""
        if items:
            self.beginInsertRows(_TOP, len(self.items), len(self.items) + len(items) - 1)
            self.items = (*self.items, *items)
            self.endInsertRows()

    def item_at(self, row: int) -> T | None:
        """The item of a line, if there is one."""
        return self.items[row] if 0 <= row < len(self.items) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item, read = self.item_at(index.row()), self._by_role.get(role)
        return read(item) if item is not None and read is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item_at(index.row())
        if item is None or not self.choosable(item):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True)
class LineState:
    """How a line stands in its view; ``focused``: selected in the view that has the keyboard."""

    selected: bool
    hovered: bool
    enabled: bool
    focused: bool


PaintLine = Callable[[QPainter, QRectF, Index, LineState], None]


class LineDelegate(QStyledItemDelegate):
    """Paints the lines of a view with ``paint_line(painter, box, index, state)``.

    ``height`` is that of a line in px, or a function of its index. The painter is saved around it.
    """

    def __init__(
        self, view: QWidget, paint_line: PaintLine, *, height: int | Callable[[Index], int]
    ) -> None:
        super().__init__(view)
        self._view, self._paint_line, self._height = view, paint_line, height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._height if isinstance(self._height, int) else self._height(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]  # a field of the C++ base class
        flags: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]  # as above
        flag = QStyle.StateFlag
        selected = bool(flags & flag.State_Selected)
        state = LineState(
            selected,
            hovered=bool(flags & flag.State_MouseOver),
            enabled=bool(flags & flag.State_Enabled),
            focused=selected and bool(flags & flag.State_Active) and self._view.hasFocus(),
        )
        painter.save()
        self._paint_line(painter, box, index, state)
        painter.restore()
