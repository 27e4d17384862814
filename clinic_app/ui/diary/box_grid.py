"""A table of boxes that take one key each and move on by themselves."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from clinic_app.ui.common.list_rows import LineDelegate
from clinic_app.ui.diary.box_paint import paint_box
from clinic_app.ui.diary.boxes import BoxModel, Index
from clinic_app.words import _, ngettext

Key = Qt.Key
TEN = ("+", "t", "T")
HEAD, TICKS, NUMBER = 30, 36, 40
_COMPACT = {HEAD: 26, TICKS: 28, NUMBER: 32}
_ENTER = (Key.Key_Return, Key.Key_Enter)


class BoxGrid(QTableView):
    """Keys of a table of boxes.

    A digit (``+`` or ``t`` is ten) fills a box, Space leaves it empty; both move on. ``x`` is
    all that was asked, or nothing again; ``a`` is all of it for the rest of the line. Backspace
    goes back and empties, Delete empties, with Shift all of the column. A click on the box that
    is the current one counts its ticks up. Enter goes to the next line. ``finished`` tells that
    the last box was filled in, ``entered`` of Enter on the last line, ``refused`` why a key was
    not taken, ``moved`` of another box.
    """

    finished = Signal()
    entered = Signal()
    refused = Signal(str)
    moved = Signal()

    def __init__(
        self,
        model: BoxModel,
        *,
        name: str,
        names: int,
        column: int,
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._compact = False
        self._names = names
        self._column = column
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self, paint_box, height=HEAD))
        self.setAccessibleName(name)
        if fixed:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress()
        model.modelReset.connect(self.measure)
        self.measure()

    def _dress(self) -> None:
        view = QAbstractItemView
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(16)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def measure(self) -> None:
        """Give every line and column its size."""
        heights = {"head": HEAD, "ticks": TICKS, "number": NUMBER}
        for row in range(self._model.rowCount()):
            height = heights[self._model.line(row).kind]
            self.setRowHeight(row, _COMPACT[height] if self._compact else height)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self._model.columnCount()):
            self.setColumnWidth(column, self._column)
        self.setMinimumWidth(self._names + self._column * (self._model.columnCount() - 1) + 14)
        self.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Lower lines, where the window has little room."""
        if compact != self._compact:
            self._compact = compact
            self.measure()

    def whole_height(self, *, compact: bool) -> int:
        """How high all lines are together."""
        heights = {"head": HEAD, "ticks": TICKS, "number": NUMBER}
        lines = [heights[self._model.line(n).kind] for n in range(self._model.rowCount())]
        return sum(_COMPACT[h] if compact else h for h in lines) + 2

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), self.whole_height(compact=self._compact))

    # --- moving ----------------------------------------------------------------------------------

    def go(self, row: int, column: int) -> None:
        """Make a box the current one and bring its line into view."""
        index = self._model.index(row, column)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
        self.scrollTo(index)

    def go_to_line(self, row: int) -> bool:
        """The first box to fill in of a line or the next that has one; False past the end."""
        for line in range(row, self._model.rowCount()):
            column = self._model.first_column(line)
            if column:
                self.go(line, column)
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def _step(self, by: int) -> bool:
        """The next or the last open box, over the ends of lines; False at the end."""
        width = self._model.columnCount()
        at = self.currentIndex().row() * width + self.currentIndex().column() + by
        while 0 <= at < width * self._model.rowCount():
            if self._model.is_open(*divmod(at, width)):
                self.go(*divmod(at, width))
                return True
            at += by
        return False

    def _walk(self, rows: int, columns: int) -> None:
        """To the next open box up, down, left or right."""
        row, column = self.currentIndex().row() + rows, self.currentIndex().column() + columns
        while 0 <= row < self._model.rowCount() and 0 < column < self._model.columnCount():
            if self._model.is_open(row, column):
                self.go(row, column)
                return
            row, column = row + rows, column + columns

    def _edge(self, *, last: bool) -> None:
        row = self.currentIndex().row()
        open_ones = [n for n in range(self._model.columnCount()) if self._model.is_open(row, n)]
        if open_ones:
            self.go(row, open_ones[-1 if last else 0])

    def _advance(self) -> None:
        """One box on; past the last of a line to where the next one is begun."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        rest = range(column + 1, self._model.columnCount())
        on = next((n for n in rest if self._model.is_open(row, n)), 0)
        if on:
            self.go(row, on)
        elif not self.go_to_line(row + 1):
            self.finished.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        box = self._model.box(at.row(), at.column())
        if at == before and box is not None and box.is_open and box.ticks:
            more = (box.value or 0) + 1
            self._model.put(at.row(), at.column(), more if more <= box.most else None)

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if not plain and (self._filled_by(event) or self._moved_by(event)):
            return
        event.ignore()  # for the dialog

    def _filled_by(self, event: QKeyEvent) -> bool:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        box = self._model.box(row, column)
        text, key = event.text(), event.key()
        if box is None or not box.is_open:
            return False
        if key == Key.Key_Space:
            self._put(None)
        elif text in TEN or (len(text) == 1 and text.isdecimal()):
            self._enter(10 if text in TEN else int(text), box.most)
        elif text.lower() == "x" and box.ticks:
            self._put(None if box.value == box.most else box.most)
        elif text.lower() == "a" and box.ticks:
            self._all()
        elif key == Key.Key_Delete:
            whole = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            for line in self._block(row) if whole else (row,):
                self._model.put(line, column, None)
        elif key == Key.Key_Backspace:
            if self._step(-1):
                self._model.put(self.currentIndex().row(), self.currentIndex().column(), None)
        else:
            return False
        return True

    def _block(self, row: int) -> range:
        """The lines between two heads."""
        heads = [n for n in range(self._model.rowCount()) if self._model.line(n).kind == "head"]
        first = max((n for n in heads if n < row), default=-1) + 1
        return range(first, min((n for n in heads if n > row), default=self._model.rowCount()))

    def _enter(self, number: int, most: int) -> None:
        if number > most:
            self.refused.emit(_too_much(number, most))
            return
        self._put(number)

    def _put(self, value: int | None) -> None:
        self._model.put(self.currentIndex().row(), self.currentIndex().column(), value)
        self._advance()

    def _all(self) -> None:
        """Everything that was asked, from here to the end of the line."""
        row = self.currentIndex().row()
        for column in range(self.currentIndex().column(), self._model.columnCount()):
            box = self._model.box(row, column)
            if box is not None and box.is_open:
                self._model.put(row, column, box.most)
        if not self.go_to_line(row + 1):
            self.finished.emit()

    def _moved_by(self, event: QKeyEvent) -> bool:
        key = event.key()
        walks = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1),
                 Key.Key_Right: (0, 1)}  # fmt: skip
        if key in walks:
            self._walk(*walks[Key(key)])
        elif key in (Key.Key_Home, Key.Key_End):
            self._edge(last=key == Key.Key_End)
        elif key in _ENTER:
            if not self.go_to_line(self.currentIndex().row() + 1):
                self.entered.emit()
        else:
            return False
        return True

    def focusNextPrevChild(self, onwards: bool, /) -> bool:
        """Tab goes from box to box, and out at either end."""
        return self._step(1 if onwards else -1) or super().focusNextPrevChild(onwards)


def _too_much(number: int, most: int) -> str:
    if most == 1:
        return _("{number} is too much here: it was asked for once a day.", number=number)
    return ngettext(
        "{number} is too much here: it was asked for {count} time a day.",
        "{number} is too much here: it was asked for {count} times a day.",
        most,
        number=number,
    )
