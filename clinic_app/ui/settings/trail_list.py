"""The list of the audit trail: the arrows walk it, Enter opens the patient."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.services.trail_lines import TrailLine
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.settings.trail_model import ROW, TrailModel

_LINE, _DAY = 52, 36
_TIME, _PAD = 52, 16


class TrailList(QListView):
    """``chosen`` carries the line under the arrows, ``entered`` the one to open.

    ``end_near`` tells that older lines will soon be in sight.
    """

    chosen = Signal(object)
    entered = Signal(object)
    end_near = Signal()

    def __init__(self, model: TrailModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName("Audit trail, the newest first")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_LINE // 2)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._enter)

    @property
    def current(self) -> TrailLine | None:
        """The line under the arrows."""
        return self._rows.line(self.currentIndex().row())

    def choose_first(self) -> None:
        """Put the arrows on the newest line."""
        for row in range(self._rows.rowCount()):
            if self._rows.line(row) is not None:
                self.setCurrentIndex(self._rows.index(row))
                self.scrollToTop()
                return

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
        self.chosen.emit(self._rows.line(now.row()))

    def _scrolled(self) -> None:
        if self.wants_more():
            self.end_near.emit()


class _Line(QStyledItemDelegate):
    """Two lines a row: time, sign and who; below what was done, and why."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _LINE if isinstance(index.data(ROW), TrailLine) else _DAY)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]  # a field of the C++ base class
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]  # as above
        row: object = index.data(ROW)
        painter.save()
        if isinstance(row, TrailLine):
            _paint_line(painter, box, row, current=bool(state & QStyle.StateFlag.State_Selected))
        else:
            _paint_day(painter, box, str(row))
        painter.restore()


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
