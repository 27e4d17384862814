"""Precautions to tick: type to find one, Space to tick it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

_TAG = Qt.ItemDataRole.UserRole
_ROW = 36


class PrecautionPicker(QWidget):
    """``changed`` when a person ticks; ``chosen`` are tags, in the order of the list."""

    changed = Signal()

    def __init__(self, labels: Mapping[str, str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._search = SearchField(name="Find a precaution", placeholder="Find a precaution")
        self._list = QListWidget()
        self._list.setAccessibleName("Precautions")
        self._list.setItemDelegate(_TickDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label(size=SECOND_LINE, tone="second")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(self._count)
        self.choose(())
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.itemChanged.connect(self._ticked)

    def chosen(self) -> tuple[str, ...]:
        """Tags of what is ticked."""
        ticked = (i for i in self._items() if i.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(_TAG)) for item in ticked)

    def choose(self, tags: Iterable[str]) -> None:
        """Tick these and no others; they come first, so that they are seen at once."""
        wanted = tuple(tags)
        order = [*wanted, *(tag for tag in self._labels if tag not in wanted)]
        self._list.blockSignals(True)
        self._list.clear()
        for tag in order:
            item = QListWidgetItem(self._labels.get(tag, tag), self._list)
            item.setData(_TAG, tag)
            item.setToolTip(item.text())
            item.setCheckState(Qt.CheckState.Checked if tag in wanted else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._filter(self._search.text())
        self._show_count()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))
        shown = [item for item in self._items() if not item.isHidden()]
        if shown and self._list.currentItem() not in shown:
            self._list.setCurrentItem(shown[0])

    def _ticked(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        number = len(self.chosen())
        self._count.setText(f"{number} ticked" if number else "None ticked")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self._list.setFocus()
            return True
        return super().eventFilter(watched, event)


class _TickDelegate(QStyledItemDelegate):
    """A line with a box in the look of the other check boxes; a click anywhere on it ticks."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t = tokens()
        line = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]  # a field of the C++ base class
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]  # as above
        current = bool(state & QStyle.StateFlag.State_Selected)
        focused = current and bool(state & QStyle.StateFlag.State_Active) and self._has_focus()
        painter.save()
        painter.fillRect(line, QColor(t.surface))
        if focused:
            rounded(painter, line.adjusted(1, 1, -1, -1), fill=t.accent_tint, border=t.accent)
        box = QRectF(line.x() + 8, line.center().y() - 10, 20, 20)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked:
            rounded(painter, box, fill=t.accent, radius=4)
            draw_icon(painter, box.x() + 1, box.y() + 1, "check", t.on_accent, 18)
        else:
            rounded(painter, box, fill=t.surface, border=t.control_border, radius=4)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = line.adjusted(40, 0, -8, 0)
        elided(painter, room, words, face=font(BODY), colour=t.ink, align=LEFT)
        painter.restore()

    def _has_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not clicked and not (space and event.type() == QEvent.Type.KeyPress):
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
        after = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, after, role)
