"""The plan as a list model: one row for each exercise, whose value is its card."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
)

from clinic_app.domain.plan.plan import PlanItem
from clinic_app.ui.common.list_rows import Index, ItemsModel
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_words import Card, card
from clinic_app.ui.plan.editing import PlanEditor

MIME = "application/x-handrail-plan-item"


class PlanModel(ItemsModel[Card]):
    """Follows one editing. Only rows that changed emit ``dataChanged``."""

    def __init__(self, editing: PlanEditor, *, parent: QObject | None = None) -> None:
        super().__init__(lambda c: c.exercise.name, spoken=lambda c: c.spoken, parent=parent)
        self._editing = editing
        editing.plan_changed.connect(self.refresh)
        editing.held_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the editing's plan as it is now."""
        before, fresh = self.items, [self._card(item) for item in self._editing.plan.items]
        if [c.item.id for c in fresh] != [c.item.id for c in before]:
            self.show_items(fresh)
            return
        self.items = fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old is not new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, item_id: str) -> int:
        """The row that shows an item; -1 when none does."""
        return next((n for n, c in enumerate(self.items) if c.item.id == item_id), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        kind = Qt.ItemFlag
        return (
            super().flags(index) | kind.ItemIsDragEnabled
            if index.isValid()
            else kind.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        shown = self.item_at(indexes[0].row())
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
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self.items)
        to = to - 1 if to > here else to
        plan = self._editing.plan
        self._editing.apply(edits.move(plan, item_id, to, self._editing.lookup))
        return False

    def _card(self, item: PlanItem) -> Card:
        met = self._editing.concerns(item)
        known = next((c for c in self.items if c.item.id == item.id), None)
        held = self._editing.held.get(item.id, "")
        if known is not None and (known.item, known.concerns, known.held) == (item, met, held):
            return known
        return card(item, self._editing.lookup, met, self._editing.weight_unit, held=held)
