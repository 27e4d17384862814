"""The list of the settings' pages at their left: the arrows move, Enter or a click opens."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import Index, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_WIDTH, _ROW, _GAP = 196, 40, 2
_ICON = Qt.ItemDataRole.UserRole


class SettingsList(QListWidget):
    """``opened`` carries the name of the page to show. One page is marked as open."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages of the settings"))
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListWidget { background: transparent; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(LineDelegate(self, self._paint_line, height=_ROW + _GAP))
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)
        self.marked = ""

    def add(self, name: str, icon: str, *, before: str | None = None) -> None:
        """A line for a page, at the end or before another page's line."""
        item = QListWidgetItem(name)
        item.setData(_ICON, icon)
        found = self._item(before) if before else None
        self.insertItem(self.row(found) if found else self.count(), item)

    def mark(self, name: str) -> None:
        """Show which page is open, and put the arrows there."""
        self.marked = name
        if item := self._item(name):
            self.setCurrentItem(item)
        self.viewport().update()

    def names(self) -> list[str]:
        """The pages in their order."""
        return [self.item(n).text() for n in range(self.count())]

    def _item(self, name: str) -> QListWidgetItem | None:
        found = self.findItems(name, Qt.MatchFlag.MatchExactly)
        return found[0] if found else None

    def _open(self, item: QListWidgetItem) -> None:
        if item.text() != self.marked:
            self.opened.emit(item.text())

    def _paint_line(self, painter: QPainter, line: QRectF, index: Index, state: LineState) -> None:
        """An icon and a name; the open page on a tint, the one under the arrows in a frame."""
        t, name = tokens(), str(index.data(Qt.ItemDataRole.DisplayRole))
        box = line.adjusted(0, 0, 0, -_GAP)
        is_open = name == self.marked
        fill = t.accent_tint if is_open else t.sunken if state.hovered else ""
        border = t.accent if state.selected and self.hasFocus() else ""
        rounded(painter, box, fill=fill, border=border, width=2)
        ink = t.accent if is_open else t.second
        draw_icon(painter, box.x() + 12, box.center().y() - 10, str(index.data(_ICON)), ink, 20)
        room = box.adjusted(44, 0, -8, 0)
        elided(painter, room, name, face=font(BODY, bold=is_open), colour=ink, align=LEFT)
