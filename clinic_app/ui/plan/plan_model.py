"""The plan as a list model: one row for each exercise, whose value is its card."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from clinic_app.domain.plan import PlanItem
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_words import Card, card
from clinic_app.ui.plan.editing import PlanEditor

CARD_ROLE = Qt.ItemDataRole.UserRole
MIME = "application/x-handrail-plan-item"
Index = QModelIndex | QPersistentModelIndex


class PlanModel(QAbstractListModel):
    """Follows one editing. Rows that did not change are not told to change."""

    def __init__(self, editing: PlanEditor, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._cards: list[Card] = []
        editing.plan_changed.connect(self.refresh)
        editing.held_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the editing's plan as it is now."""
        fresh = [self._card(item) for item in self._editing.plan.items]
        same = [c.item.id for c in fresh] == [c.item.id for c in self._cards]
        if not same:
            self.beginResetModel()
            self._cards = fresh
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self._cards, fresh, strict=True)):
            if old is not new:
                self._cards[row] = new
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, item_id: str) -> int:
        """The row that shows an item; -1 when none does."""
        return next((n for n, c in enumerate(self._cards) if c.item.id == item_id), -1)

    def card_at(self, row: int) -> Card | None:
        """The card in a row, if there is one."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.card_at(index.row())
        if shown is None:
            return None
        if role == CARD_ROLE:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.exercise.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kind = Qt.ItemFlag
        return kind.ItemIsEnabled | kind.ItemIsSelectable | kind.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        shown = self.card_at(indexes[0].row())
        data.setData(MIME, QByteArray((shown.item.id if shown else "").encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move through the editing; False keeps Qt from removing the dragged row itself."""
        item_id = bytes(data.data(MIME).data()).decode()
        here = self.row_of(item_id)
        if here < 0:
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._cards)
        to = to - 1 if to > here else to
        plan = self._editing.plan
        self._editing.apply(edits.move(plan, item_id, to, self._editing.lookup))
        return False

    def _card(self, item: PlanItem) -> Card:
        met = self._editing.concerns(item)
        known = self._cards_by_id().get(item.id)
        held = self._editing.held.get(item.id, "")
        if known is not None and (known.item, known.concerns, known.held) == (item, met, held):
            return known
        return card(item, self._editing.lookup, met, self._editing.weight_unit, held=held)

    def _cards_by_id(self) -> dict[str, Card]:
        return {c.item.id: c for c in self._cards}
