"""A row of numbers to touch, in two rows where one is too wide; digits choose them too."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from clinic_app.ui.common.paint import CARD_RADIUS, CENTRE, LEFT, RIGHT, elided, rounded
from clinic_app.ui.kiosk.style import COLOURS, NUMBER, TEXT, face

WIDTH, HEIGHT = 104, 120  # px, the least that a finger finds at once
_WIDEST, _GAP, _BELOW = 132, 12, 44
_SECOND_DIGIT_MS = 1500  # 1 and then 0 mean ten


class NumberTile(QAbstractButton):
    """One number. ``words`` is what stands on it."""

    def __init__(self, value: int, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setFont(face(NUMBER, bold=True))
        self.setProperty("focus_ring", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, chosen = COLOURS, self.isChecked()
        fill = t.accent if chosen else t.sunken if self.isDown() else t.surface
        border = t.accent if chosen else t.control_border
        box = QRectF(self.rect())
        rounded(painter, box, fill=fill, border=border, radius=CARD_RADIUS, width=1.5)
        if self.hasFocus():
            ring = t.on_accent if chosen else t.accent
            inner = box.adjusted(4, 4, -4, -4)
            rounded(painter, inner, fill="", border=ring, radius=CARD_RADIUS - 3, width=2)
        ink = t.on_accent if chosen else t.ink
        elided(painter, box, self.text(), face=self.font(), colour=ink, align=CENTRE)
        painter.end()


class NumberTiles(QWidget):
    """Numbers with words at the ends and in the middle. ``chosen`` carries the one picked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[NumberTile] = []
        self._ends = ("", "", "")
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._typed: tuple[int, int] = (-1, 0)  # the last digit, and when
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- what is shown ---------------------------------------------------------------------------

    def show_numbers(
        self, numbers: Sequence[tuple[int, str]], ends: tuple[str, str, str], value: int | None
    ) -> None:
        """Show (number, words) pairs with the words below them, one chosen or none."""
        for tile in self._tiles:
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [NumberTile(number, words, self) for number, words in numbers]
        self._ends = ends
        for tile in self._tiles:
            self._group.addButton(tile)
            tile.setChecked(tile.value == value)
            tile.show()
        low, _, high = ends
        for tile, words in ((self._tiles[0], low), (self._tiles[-1], high)):
            tile.setAccessibleName(f"{tile.text()} {words}".strip())
        self._place()
        self.updateGeometry()
        self.update()

    def value(self) -> int | None:
        """The number chosen."""
        return next((tile.value for tile in self._tiles if tile.isChecked()), None)

    def focus_tile(self) -> QWidget | None:
        """Where the keyboard goes first."""
        chosen = next((tile for tile in self._tiles if tile.isChecked()), None)
        return chosen or (self._tiles[0] if self._tiles else None)

    # --- choosing --------------------------------------------------------------------------------

    def choose(self, value: int) -> bool:
        """Choose a number that is there; False for another."""
        for tile in self._tiles:
            if tile.value == value:
                tile.setChecked(True)
                tile.setFocus()
                self.chosen.emit(value)
                return True
        return False

    def type_key(self, event: QKeyEvent) -> bool:
        """A digit chooses; 1 and 0 at once are ten, and minus turns the sign."""
        text, now = event.text(), self.value()
        if text in ("-", "+") and now is not None:
            return self.choose(-abs(now) if text == "-" else abs(now))
        if not (text.isascii() and text.isdigit()):
            return False
        digit, (before, at) = int(text), self._typed
        self._typed = (digit, event.timestamp())
        is_ten = (before, digit) == (1, 0) and event.timestamp() - at < _SECOND_DIGIT_MS
        return (is_ten and self.choose(10)) or self.choose(digit)

    def _clicked(self, tile: QAbstractButton) -> None:
        if isinstance(tile, NumberTile):
            self.chosen.emit(tile.value)

    # --- room ------------------------------------------------------------------------------------

    def _columns(self, width: int) -> int:
        """How many tiles stand in a row: as many as fit, in rows of about the same length."""
        count = len(self._tiles)
        fitting = max(1, (width + _GAP) // (WIDTH + _GAP))
        rows = -(-count // fitting) if count else 1
        return max(1, -(-count // rows))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = max(1, -(-len(self._tiles) // self._columns(width)))
        return rows * HEIGHT + (rows - 1) * _GAP + _BELOW

    def sizeHint(self) -> QSize:
        return QSize(11 * WIDTH + 10 * _GAP, self.heightForWidth(max(self.width(), WIDTH)))

    def minimumSizeHint(self) -> QSize:
        """One row: how many are needed is known only from the width."""
        return QSize(WIDTH, HEIGHT + _BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._tiles:
            return
        columns = self._columns(self.width())
        wide = min(_WIDEST, (self.width() - (columns - 1) * _GAP) // columns)
        begin = (self.width() - columns * wide - (columns - 1) * _GAP) // 2
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, columns)
            x, y = begin + column * (wide + _GAP), row * (HEIGHT + _GAP)
            tile.setGeometry(x, y, wide, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tiles:
            return
        painter = QPainter(self)
        columns = self._columns(self.width())
        left, right = self._tiles[0].x(), self._tiles[columns - 1].geometry().right()
        top = max(tile.geometry().bottom() for tile in self._tiles) + 8
        line = QRectF(left, top, right - left, _BELOW - 8)
        first, last = self._tiles[0].text(), self._tiles[-1].text()
        for (number, words), align in zip(
            ((first, self._ends[0]), ("", self._ends[1]), (last, self._ends[2])),
            (LEFT, CENTRE, RIGHT),
            strict=True,
        ):
            if words:
                _paint_end(painter, line, number, words, align)
        painter.end()


def _paint_end(
    painter: QPainter, line: QRectF, number: str, words: str, align: Qt.AlignmentFlag
) -> None:
    """``0  No pain``, the number bold; words that begin with it stand alone."""
    number = "" if words[0].isdigit() else number
    bold, plain = face(TEXT, bold=True), face(TEXT)
    words_wide = QFontMetricsF(plain).horizontalAdvance(words) + 2
    number_wide = QFontMetricsF(bold).horizontalAdvance(number) + 14 if number else 0
    wide = words_wide + number_wide
    start = {LEFT: line.left(), RIGHT: line.right() - wide}.get(align, line.center().x() - wide / 2)
    box = QRectF(start, line.top(), wide, line.height())
    elided(painter, box, number, face=bold, colour=COLOURS.ink)
    elided(painter, box.adjusted(number_wide, 0, 0, 0), words, face=plain, colour=COLOURS.ink)
