"""The list of the settings' pages at their left: the arrows move, Enter or a click opens."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import Index, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import Text, _

_WIDTH, _ROW, _GAP = 196, 40, 2
_ICON, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_BESIDE = 56  # px of a line that are not its words


class SettingsList(QListWidget):
    """``opened`` carries the name of the page to show, in English. One page is marked as open."""

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

    def add(self, name: Text, icon: str, *, before: str | None = None) -> None:
        """A line for a page, at the end or before another page's line."""
        item = QListWidgetItem(_(name))
        item.setData(_ICON, icon)
        item.setData(_NAME, name)
        words = QFontMetrics(font(BODY, bold=True)).horizontalAdvance(item.text())
        self.setFixedWidth(max(self.minimumWidth(), words + _BESIDE))
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
        return [_name_of(self.item(n)) for n in range(self.count())]

    def _item(self, name: str) -> QListWidgetItem | None:
        items = (self.item(n) for n in range(self.count()))
        return next((item for item in items if _name_of(item) == name), None)

    def _open(self, item: QListWidgetItem) -> None:
        if _name_of(item) != self.marked:
            self.opened.emit(_name_of(item))

    def _paint_line(self, painter: QPainter, line: QRectF, index: Index, state: LineState) -> None:
        """An icon and a name; the open page on a tint, the one under the arrows in a frame."""
        t, words = tokens(), str(index.data(Qt.ItemDataRole.DisplayRole))
        box = line.adjusted(0, 0, 0, -_GAP)
        is_open = index.data(_NAME) == self.marked
        fill = t.accent_tint if is_open else t.sunken if state.hovered else ""
        border = t.accent if state.selected and self.hasFocus() else ""
        rounded(painter, box, fill=fill, border=border, width=2)
        ink = t.accent if is_open else t.second
        draw_icon(painter, box.x() + 12, box.center().y() - 10, str(index.data(_ICON)), ink, 20)
        room = box.adjusted(44, 0, -8, 0)
        elided(painter, room, words, face=font(BODY, bold=is_open), colour=ink, align=LEFT)


def _name_of(item: QListWidgetItem) -> str:
    return str(item.data(_NAME))
