"""Lines of a list with a box to tick, in the look of the other check boxes."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import Index, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.plain_label import HINT
from clinic_app.ui.common.theme import tokens

_ROW = 36


class TickDelegate(LineDelegate):
    """A line with a box in the look of the other check boxes; a click anywhere on it ticks."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, _paint_line, height=_ROW)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not clicked and not (space and event.type() == QEvent.Type.KeyPress):
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
        after = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, after, role)


def _paint_line(painter: QPainter, line: QRectF, index: Index, state: LineState) -> None:
    t = tokens()
    painter.fillRect(line, QColor(t.surface))
    if state.focused:
        rounded(painter, line.adjusted(1, 1, -1, -1), fill=t.accent_tint, border=t.accent)
    box = QRectF(line.x() + 8, line.center().y() - 10, 20, 20)
    if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked:
        rounded(painter, box, fill=t.accent, radius=4)
        draw_icon(painter, box.x() + 1, box.y() + 1, "check", t.on_accent, 18)
    else:
        rounded(painter, box, fill=t.surface, border=t.control_border, radius=4)
    words = str(index.data(Qt.ItemDataRole.DisplayRole))
    room, face = line.adjusted(40, 0, -8, 0), font(BODY)
    if QFontMetricsF(face).horizontalAdvance(words) <= room.width():
        elided(painter, room, words, face=face, colour=t.ink, align=LEFT)
        return
    painter.setFont(font(HINT))
    painter.setPen(QColor(t.ink))
    painter.drawText(room, LEFT | Qt.TextFlag.TextWordWrap, words)  # in two lines
