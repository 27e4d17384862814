"""Lines of a list with a box to tick, in the look of the other check boxes."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens

_ROW = 36


class TickDelegate(QStyledItemDelegate):
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
