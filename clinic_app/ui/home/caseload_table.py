"""The table of the caseload: rows to walk with the arrows and to open with Enter or a click."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import LineDelegate
from clinic_app.ui.common.paint import LEFT, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.home.caseload_model import CaseloadModel
from clinic_app.ui.home.caseload_painter import CaseloadPainter
from clinic_app.ui.home.cell_words import Column, header_words
from clinic_app.words import _

ROW, SECTION, HEADER = 64, 44, 36
_WIDE = {
    Column.SPARK: 130,
    Column.LAST: 124,
    Column.CHANGE: 312,
    Column.DONE: 118,
    Column.PRINTED: 98,
    Column.OPENED: 98,
    Column.OPEN: 132,
}
_NARROW = {  # without the column of when a record was opened
    Column.SPARK: 110,
    Column.LAST: 116,
    Column.CHANGE: 232,
    Column.DONE: 104,
    Column.PRINTED: 84,
    Column.OPEN: 40,
}
_LEAST = {  # without what was done and printed, so that names and what waits can be read
    Column.SPARK: 110,
    Column.LAST: 116,
    Column.CHANGE: 232,
    Column.OPEN: 40,
}
_ROOM_FOR_WIDE, _ROOM_FOR_NARROW = 1230, 960


class CaseloadTable(QTableView):
    """Shows a ``CaseloadModel``; ``opened`` carries the id of the patient to open.

    ``left_upwards``: Up was pressed on the first row; ``typed`` carries a letter.
    """

    opened = Signal(str)
    left_upwards = Signal()
    typed = Signal(str)

    def __init__(self, model: CaseloadModel, painter: CaseloadPainter) -> None:
        super().__init__()
        self._rows = model
        self._cells = painter
        self._noted = ("", 0)
        self._sections: list[int] = []
        self._chosen = False  # whether a person moved; until then the first row is current
        self.setAccessibleName(_("Caseload"))
        self._set_behaviour()
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self, painter.paint_cell, height=ROW))
        self._set_headers()
        model.modelAboutToBeReset.connect(self._note_place)
        model.modelReset.connect(self._restore_place)
        self.clicked.connect(self._open_row)

    def _set_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW // 2)

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(SECTION)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = CaseloadHeader(self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.PATIENT, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)

    def patient_id(self) -> str:
        """Whose row is current; empty when none is."""
        line = self._rows.line(self.currentIndex().row())
        return line.patient.id if line else ""

    def choose_first(self) -> None:
        """Make the first patient current, and keep it so until a person moves."""
        self._chosen = False
        row = next((n for n in range(self._rows.rowCount()) if self._rows.line(n)), -1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))

    def content_height(self) -> int:
        """Logical pixels that all rows and the header take."""
        sections = len(self._rows.section_rows())
        return HEADER + sections * SECTION + (self._rows.rowCount() - sections) * ROW

    def _note_place(self) -> None:
        self._noted = (self.patient_id(), self.verticalScrollBar().value())
        for row in self._sections:
            self.setRowHeight(row, ROW)
        self.clearSpans()

    def _restore_place(self) -> None:
        self._sections = self._rows.section_rows()
        for row in self._sections:
            self.setRowHeight(row, SECTION)
            self.setSpan(row, 0, 1, len(Column))
        row = self._rows.row_of(self._noted[0]) if self._noted[0] else -1
        if row >= 0 and self._chosen:
            self.setCurrentIndex(self._rows.index(row, 0))
            self.verticalScrollBar().setValue(self._noted[1])
        else:
            self.choose_first()

    def _open_row(self, index: QModelIndex) -> None:
        line = self._rows.line(index.row())
        if line is not None:
            self._chosen = True
            self.opened.emit(line.patient.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and not any(map(self._rows.line, range(max(row, 0)))):
            self.left_upwards.emit()
        elif event.text().strip().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            self._chosen = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def _hover(self, place: QPoint) -> None:
        index = self.indexAt(place)
        row = index.row() if self._rows.line(index.row()) else -1
        if row != self._cells.hover_row:
            self._cells.hover_row = row
            hand = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.viewport().width()
        widths = _NARROW if room >= _ROOM_FOR_NARROW else _LEAST
        widths = _WIDE if room >= _ROOM_FOR_WIDE else widths
        for column in _WIDE:
            self.setColumnHidden(column, column not in widths)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        super().resizeEvent(event)


class CaseloadHeader(QHeaderView):
    """Painted whole, because Qt's own sections take their room from the style sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEADER)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(Column.OPENED, Qt.SortOrder.DescendingOrder)

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803  # the name that Qt gives it
    ) -> None:
        t = tokens()
        column = Column(logicalIndex)
        sorted_by = self.sortIndicatorSection() == logicalIndex and column is not Column.OPEN
        painter.fillRect(rect, QColor(t.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.rule))
        room = QRectF(rect).adjusted(
            16 if column is Column.PATIENT else 8, 0, -22 if sorted_by else -4, 0
        )
        face = font(SMALL, bold=True)
        words = header_words(column)
        ink = t.ink if sorted_by else t.second
        elided(painter, room, words, face=face, colour=ink, align=LEFT)
        if sorted_by:
            x = room.x() + min(QFontMetricsF(face).horizontalAdvance(words), room.width()) + 4
            rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            name = "chevron-up" if rising else "chevron-down"
            draw_icon(painter, x, rect.center().y() - 7, name, ink, 16)
