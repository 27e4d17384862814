"""The lines of the library panel: the keyboard stays in the field, the mouse works here."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from clinic_app.ui.plan.library_delegate import LibraryDelegate
from clinic_app.ui.plan.library_rows import LibraryModel


class LibraryList(QListView):
    """``pressed_at`` carries the line's number; ``menu_wanted`` a place on the screen."""

    pressed_at = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: LibraryModel, delegate: LibraryDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Exercises found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().setSingleStep(24)

    def choose_first(self) -> None:
        """The first line that can be chosen."""
        self.scrollToTop()
        self.clearSelection()
        self.choose(0)

    def choose_none(self) -> None:
        """No line: what is shown is not surely what was typed."""
        self.scrollToTop()
        self.setCurrentIndex(QModelIndex())

    def choose(self, number: int) -> None:
        """This line, or the first one after it that can be chosen."""
        model = cast(LibraryModel, self.model())
        for n in range(max(0, number), model.rowCount()):
            if model.choosable(n):
                self.setCurrentIndex(model.index(n))
                return

    def choose_next(self, by: int) -> None:
        """Lines further down (or up), headings left out; stays at the ends."""
        model = cast(LibraryModel, self.model())
        lines = [n for n in range(model.rowCount()) if model.choosable(n)]
        if lines:
            here = self.currentIndex().row()
            at = lines.index(here) + by if here in lines else 0
            self.setCurrentIndex(model.index(lines[max(0, min(at, len(lines) - 1))]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.pressed_at.emit(index.row())
