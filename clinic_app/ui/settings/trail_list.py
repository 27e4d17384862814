"""The list of the audit trail under the names of its days: the arrows walk it, Enter opens."""

import html
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView

from clinic_app.domain.dates import near_day_words, weekday_words
from clinic_app.services.audit.trail_lines import TrailLine
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import ITEM, Index, ItemsModel, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_LINE, _DAY = 52, 36
_TIME, _PAD = 52, 16
Row = TrailLine | str  # a text is the name of the day of the lines below it


class TrailList(QListView):
    """``chosen`` carries the line under the arrows, ``entered`` the one to open.

    ``end_near`` tells that older lines will soon be in sight.
    """

    chosen = Signal(object)
    entered = Signal(object)
    end_near = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self.rows: ItemsModel[Row] = ItemsModel(
            lambda row: row if isinstance(row, str) else f"{row.row.at:%H:%M}, {_sentence(row)}",
            tooltip=lambda row: html.escape(_sentence(row)),
            choosable=lambda row: isinstance(row, TrailLine),
        )
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(self, _paint, height=_height))
        self.setAccessibleName(_("Audit trail, the newest first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_LINE // 2)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._enter)

    def clear(self) -> None:
        """Show nothing."""
        self.rows.show_items(())
        self._day = None

    def add(self, lines: Sequence[TrailLine], *, today: date) -> None:
        """Older lines, below those that are there."""
        new: list[Row] = []
        for line in lines:
            day = line.row.at.date()
            if day != self._day:
                new.append(_day_words(day, today))
                self._day = day
            new.append(line)
        self.rows.add_items(new)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows.items) - sum(isinstance(row, str) for row in self.rows.items)

    def line(self, row: int) -> TrailLine | None:
        """The line of a row; None for a day's name."""
        found = self.rows.item_at(row)
        return found if isinstance(found, TrailLine) else None

    @property
    def current(self) -> TrailLine | None:
        """The line under the arrows."""
        return self.line(self.currentIndex().row())

    def choose_first(self) -> None:
        """Put the arrows on the newest line."""
        first = next((n for n in range(len(self.rows.items)) if self.line(n)), None)
        if first is not None:
            self.setCurrentIndex(self.rows.index(first))
            self.scrollToTop()

    def wants_more(self) -> bool:
        """Whether the end of what was found is near."""
        bar = self.verticalScrollBar()
        return bar.maximum() - bar.value() < 2 * self.viewport().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.current is not None:
            self.entered.emit(self.current)

    def _moved(self, now: QModelIndex) -> None:
        self.chosen.emit(self.line(now.row()))

    def _scrolled(self) -> None:
        if self.wants_more():
            self.end_near.emit()


def _height(index: Index) -> int:
    return _LINE if isinstance(index.data(ITEM), TrailLine) else _DAY


def _paint(painter: QPainter, box: QRectF, index: Index, state: LineState) -> None:
    row: Row = index.data(ITEM)
    if isinstance(row, TrailLine):
        _paint_line(painter, box, row, current=state.selected)
    else:
        _paint_day(painter, box, row)


def _sentence(row: Row) -> str:
    return row if isinstance(row, str) else row.told.sentence


def _day_words(day: date, today: date) -> str:
    near = f"{near_day_words(day, today)}, " if 0 <= (today - day).days <= 1 else ""
    year = "" if day.year == today.year else f" {day.year}"
    words = f"{near}{weekday_words(day)}{year}"
    return f"{words[:1].upper()}{words[1:]}"


def _paint_day(painter: QPainter, box: QRectF, words: str) -> None:
    t = tokens()
    painter.fillRect(box, QColor(t.surface))
    room = box.adjusted(_PAD, 8, -_PAD, 0)
    elided(painter, room, words, face=font(SMALL, bold=True), colour=t.second, align=LEFT)


def _paint_line(painter: QPainter, box: QRectF, line: TrailLine, *, current: bool) -> None:
    t = tokens()
    painter.fillRect(box, QColor(t.surface))
    if current:
        rounded(painter, box.adjusted(4, 0, -4, -1), fill=t.accent_tint, radius=6)
    top = QRectF(box.x() + _PAD, box.y() + 5, box.width() - 2 * _PAD, 21)
    low = top.translated(0, 20)
    at = line.row.at
    time = QRectF(top.x(), top.y(), _TIME, top.height())
    elided(painter, time, f"{at:%H:%M}", face=font(SMALL), colour=t.second)
    draw_icon(painter, top.x() + _TIME, top.y() + 1, line.told.icon, t.second, 18)
    start = _TIME + 28
    who = top.adjusted(start, 0, 0, 0)
    elided(painter, who, line.told.who, face=font(SMALL, bold=True), colour=t.ink)
    why = f": {line.told.why}" if line.told.why else ""
    did = f"{line.told.did[:1].upper()}{line.told.did[1:]}{why}"
    elided(painter, low.adjusted(start, 0, 0, 0), did, face=font(BODY), colour=t.ink)
