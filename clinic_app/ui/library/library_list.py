"""The lines of the library, painted: the keyboard stays in the field, the mouse works here."""

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import ITEM, Index, ItemsModel, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, RIGHT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.exercise_tile import paint_tile
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.library.library_rows import Kind, LibraryRow
from clinic_app.words import _

_ADD_WIDTH = 102  # px: at least
_HEIGHTS = {Kind.EXERCISE: 68, Kind.HEADING: 40, Kind.HIDDEN: 48}


class LibraryList(QListView):
    """``pressed_at`` carries the line's number; ``menu_requested`` a place on the screen.

    ``showing_hidden`` changes the word on the line of those held back; ``pictures`` has the
    figures as this patient looks.
    """

    pressed_at = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(self, model: ItemsModel[LibraryRow]) -> None:
        super().__init__()
        self._lines = model
        self.showing_hidden = False
        self.pictures: Pictures | None = None
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self, self._paint_line, height=_height))
        self.setAccessibleName(_("Exercises found"))
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
        following = [n for n in self._choosable() if n >= number]
        if following:
            self.setCurrentIndex(self._lines.index(following[0]))

    def choose_next(self, by: int) -> None:
        """Lines further down (or up), headings left out; stays at the ends."""
        lines = self._choosable()
        if lines:
            here = self.currentIndex().row()
            at = lines.index(here) + by if here in lines else 0
            self.setCurrentIndex(self._lines.index(lines[max(0, min(at, len(lines) - 1))]))

    def _choosable(self) -> list[int]:
        return [n for n, row in enumerate(self._lines.items) if self._lines.choosable(row)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_requested.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.pressed_at.emit(index.row())

    # --- painting --------------------------------------------------------------------------------

    def _paint_line(self, painter: QPainter, rect: QRectF, index: Index, state: LineState) -> None:
        row: LibraryRow = index.data(ITEM)
        free = state.enabled
        chosen = free and state.selected
        t = tokens()
        if chosen:
            painter.fillRect(rect, QColor(t.accent_tint))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(t.accent))
        if row.kind is Kind.HEADING:
            box = rect.adjusted(16, 8, -16, 0)
            elided(painter, box, row.text, face=font(SMALL, bold=True), colour=t.second)
        elif row.kind is Kind.HIDDEN:
            self._paint_hidden(painter, rect, row)
        else:
            self._paint_exercise(painter, rect, row, chosen=chosen, free=free)
        painter.setPen(QPen(QColor(t.rule), 1))
        if row.kind is not Kind.HEADING:
            y = rect.bottom() - 0.5
            painter.drawLine(QPointF(rect.x(), y), QPointF(rect.right(), y))

    def _paint_hidden(self, painter: QPainter, rect: QRectF, row: LibraryRow) -> None:
        t = tokens()
        draw_icon(painter, rect.x() + 16, rect.center().y() - 10, "eye-off", t.caution, 20)
        word = _("Hide") if self.showing_hidden else _("Show")
        box = rect.adjusted(44, 0, -16, 0)
        elided(painter, box, row.text, face=font(SMALL), colour=t.second, align=LEFT)
        elided(painter, box, word, face=font(SMALL, bold=True), colour=t.accent, align=RIGHT)

    def _paint_exercise(
        self, painter: QPainter, rect: QRectF, row: LibraryRow, *, chosen: bool, free: bool
    ) -> None:
        if row.exercise is None:
            return
        t = tokens()
        tile = QRectF(rect.x() + 16, rect.y() + 7, 64, 54)
        paint_tile(painter, tile, row.exercise, pictures=self.pictures)
        end = self._paint_end(painter, rect, row, chosen=chosen, free=free)
        left = tile.right() + 12
        room = QRectF(left, rect.y(), end - left - 8, rect.height())
        below = self._paint_name(painter, room, row)
        colour = t.caution if row.caution else t.second
        words = row.caution or row.doubt or row.text
        if row.caution:
            draw_icon(painter, below.x(), below.y() + 2, "alert-triangle", t.caution, 16)
            below.adjust(21, 0, 0, 0)
        elided(painter, below, words, face=font(13), colour=colour, align=LEFT)

    def _paint_name(self, painter: QPainter, room: QRectF, row: LibraryRow) -> QRectF:
        """The name, smaller and in two lines where one is too short; returns the line below."""
        assert row.exercise is not None
        name, star = row.exercise.name, 22 if row.favourite else 0
        face, width = font(bold=True), room.width() - star
        lines, top, height = (name,), room.y() + 11, 24
        if QFontMetricsF(face).horizontalAdvance(name) + 2 > width:
            face, top, height = font(SMALL, bold=True), room.y() + 5, 19
            lines = _two_lines(name, QFontMetricsF(face), width)
        t, taken = tokens(), 0.0
        for n, line in enumerate(lines):
            box = QRectF(room.x(), top + n * height, width, height)
            taken = max(taken, elided(painter, box, line, face=face, colour=t.ink, align=LEFT))
        if row.favourite:
            draw_icon(painter, room.x() + taken + 6, top + 4, "star-filled", t.accent, 16)
        return QRectF(room.x(), top + len(lines) * height, room.width(), 20)

    def _paint_end(
        self, painter: QPainter, rect: QRectF, row: LibraryRow, *, chosen: bool, free: bool
    ) -> float:
        """The right end of a line; returns where it begins."""
        t = tokens()
        right, middle = rect.right() - 16, rect.center().y()
        if chosen:
            word, face = _("Add"), font(bold=True)
            needed = QFontMetricsF(face).horizontalAdvance(word) + 28 + key_width("Enter")
            width = max(_ADD_WIDTH, needed)
            box = QRectF(right - width, middle - 18, width, 36)
            rounded(painter, box, fill=t.accent)
            words = box.adjusted(11, 0, -key_width("Enter"), 0)
            elided(painter, words, word, face=face, colour=t.on_accent, align=LEFT)
            key = box.right() - 10
            key_chip(painter, key, middle, "Enter", fill="", border=t.on_accent, ink=t.on_accent)
            return box.x()
        if row.in_plan:
            face, word = font(13, bold=True), _("In plan")
            width = QFontMetricsF(face).horizontalAdvance(word) + 2
            box = QRectF(right - width, rect.y(), width, rect.height())
            elided(painter, box, word, face=face, colour=t.second, align=RIGHT)
            return box.x()
        draw_icon(painter, right - 30, middle - 10, "plus", t.accent if free else t.third, 20)
        return right - 36


def _two_lines(words: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """As many words as fit in the first line, the rest in a second."""
    parts = words.split(" ")
    ends = range(1, len(parts) + 1)
    fits = [n for n in ends if metrics.horizontalAdvance(" ".join(parts[:n])) <= width]
    first = max(fits, default=1)
    return tuple(filter(None, (" ".join(parts[:first]), " ".join(parts[first:]))))


def _height(index: Index) -> int:
    row: LibraryRow = index.data(ITEM)
    return _HEIGHTS[row.kind]
