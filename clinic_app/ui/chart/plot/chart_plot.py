"""The plotted ratings, by pyqtgraph; importing this file costs a third of a second."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from clinic_app.chart.flags import numbered
from clinic_app.chart.series import BACK_TO_FRONT
from clinic_app.domain.pain.chart_summary import summary
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, between
from clinic_app.ui.chart.chart_frame import EDGE, Frame
from clinic_app.ui.chart.chart_words import Stop, range_words
from clinic_app.ui.chart.mark_painter import paint_marks
from clinic_app.ui.chart.plot.chart_pointer import ChartPointer
from clinic_app.ui.chart.plot.chart_range import TimeRange
from clinic_app.ui.chart.plot.cursor_box import paint_cursor
from clinic_app.ui.chart.plot.series_lines import SeriesLines
from clinic_app.ui.common.theme import Theme
from clinic_app.words import _

_ZOOM = 1.4
_DRAG_PX = 4
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: _ZOOM,
    Qt.Key.Key_Equal: _ZOOM,
    Qt.Key.Key_Minus: 1 / _ZOOM,
    Qt.Key.Key_Underscore: 1 / _ZOOM,
}


class ChartPlot(pg.GraphicsView):
    """A pain chart that fills its view; scores are always 0 to 10, only time zooms and moves.

    ``stop_changed`` carries the Stop under the cursor, or None; ``flag_opened`` the flags of a
    label that was pressed and where, in this widget; ``range_changed`` is another part of
    the time axis.
    """

    stop_changed = Signal(object)
    flag_opened = Signal(object, QPoint)
    range_changed = Signal()

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self.setBackground(None)  # the card shows through
        self._small = small
        self._chart: PainChart | None = None
        self._frame: Frame | None = None
        self._numbers: dict[ChartAnnotation, int] = {}
        self.shown = TimeRange(0, 1, 0, 1)
        self._pointer: ChartPointer | None = None
        self._at: tuple[int, int] | None = None
        self._dragged: tuple[QPointF, float] | None = None
        self._moved = False
        self.tracks: dict[Series, SeriesLines] = {}
        self.setAccessibleName(_("Pain chart"))
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag(0))
        self.viewport().setAutoFillBackground(False)
        self.setCentralItem(None)
        self._ground = QGraphicsRectItem()
        self._ground.setPen(QPen(Qt.PenStyle.NoPen))
        self._ground.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        self.scene().addItem(self._ground)
        Theme.current().changed.connect(self._recolour)

    @property
    def frame(self) -> Frame | None:
        """Where everything lies at the present size; None before there is a chart."""
        return self._frame

    @property
    def stop(self) -> Stop | None:
        """What the cursor rests on."""
        return self._pointer.stop(self._at) if self._pointer and self._at else None

    def show_chart(self, chart: PainChart, shown: tuple[float, float] | None = None) -> None:
        """Draw another chart, or ``shown`` days of it; the cursor goes away."""
        self._chart = chart
        self._numbers = numbered(chart.flags)
        self._pointer, self._at = ChartPointer(chart), None
        self.shown = TimeRange.of((chart.x_first, chart.x_last), shown)
        part = between(chart, self.shown.first, self.shown.last) if shown else chart
        self.setAccessibleDescription(summary(part))
        for item in self._ground.childItems():
            self.scene().removeItem(item)
        leading = chart.trend.series
        tracks = sorted(chart.tracks, key=lambda track: BACK_TO_FRONT.index(track.series))
        self.tracks = {
            track.series: SeriesLines(self._ground, track, leads=track.series is leading)
            for track in tracks
            if track.runs
        }
        self._frame = None
        self._fit()

    def show_days(self, shown: TimeRange) -> None:
        """Show another part of the time axis."""
        if shown != self.shown:
            self.shown = shown
            self._fit()
            self.range_changed.emit()
            self._speak(range_words(shown.first, shown.last))

    def _fit(self) -> None:
        """Lay the plot into the view; the same pixels serve the marks and pyqtgraph's items."""
        if self._chart is None or self.width() < 2:
            return
        frame = self._frame = Frame(
            self._chart,
            (self.width(), self.height()),
            shown=(self.shown.first, self.shown.last),
            small=self._small,
            numbers=self._numbers,
            rows=self._frame.rows if self._frame else 0,
        )
        self._ground.setRect(frame.plot.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        for item in self.tracks.values():
            item.fit(frame)
        self.viewport().update()

    def _recolour(self) -> None:
        for item in self.tracks.values():
            item.recolour()
        self._fit()

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if hasattr(self, "_chart"):  # pyqtgraph resizes while it is being made
            self._frame = None
            self._fit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._frame is not None:
            painter.save()
            paint_marks(painter, self._frame.behind)
            painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._frame is None:
            return
        painter.save()
        painter.setClipRect(self._ground.rect())
        for item in self.tracks.values():
            item.paint_marks(painter)
        painter.restore()
        paint_marks(painter, self._frame.over)
        if self.stop is not None:
            paint_cursor(painter, self._frame, self.stop)

    def _move_to(self, at: tuple[int, int] | None) -> None:
        if at == self._at:
            return
        self._at = at
        opens = (
            self.stop is not None
            and isinstance(self.stop.what, ChartAnnotation)
            and not self._small
        )
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
        self.stop_changed.emit(self.stop)
        if self.stop is not None:
            self._speak(self.stop.spoken)

    def _speak(self, words: str) -> None:
        """Say it to a screen reader, where somebody listens and the chart has the keyboard."""
        if QAccessible.isActive() and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """With Ctrl the days come nearer or go away; else the page scrolls."""
        if self._small or not ev.modifiers() & Qt.KeyboardModifier.ControlModifier:
            ev.ignore()
            return
        if self._frame is not None and ev.angleDelta().y():
            factor = _ZOOM ** (ev.angleDelta().y() / 120)
            around = self._frame.days(ev.position().x())
            self.show_days(self.shown.zoomed(factor, around=around))
        ev.accept()

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self._moved = False
        self._dragged = (ev.position(), self.shown.first) if not self._small else None
        self._move_to(self._under(ev.position()))

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self._dragged is None or not ev.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(self._under(ev.position()))
            return
        start, first = self._dragged
        away = ev.position().x() - start.x()
        if self._frame is None or (not self._moved and abs(away) < _DRAG_PX):
            return
        self._moved = True
        self._move_to(None)
        days = away / self._frame.plot.width() * self.shown.days
        self.show_days(self.shown.moved(first - days - self.shown.first))

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        self._dragged = None
        if not self._moved and ev.button() is Qt.MouseButton.LeftButton:
            self._open_flag(ev.position().toPoint())
        ev.accept()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        ev.accept()

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._move_to(None)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self._move_to(None)

    def _under(self, mouse: QPointF) -> tuple[int, int] | None:
        if self._frame is None or self._pointer is None:
            return None
        return self._pointer.under(self._frame, mouse)

    def _open_flag(self, mouse: QPoint) -> None:
        """Tell of the flags at the cursor, all that share a label or a day."""
        stop, frame = self.stop, self._frame
        if stop is None or frame is None or not isinstance(stop.what, ChartAnnotation):
            return
        flag = stop.what
        label = next((one for one in frame.labels if flag in one.flags), None)
        same_day = tuple(f for f in frame.chart.flags if f.day == flag.day)
        self.flag_opened.emit(label.flags if label else same_day, mouse)

    def go_to_flag(self, flag: ChartAnnotation) -> None:
        """Put the cursor on a flag and bring it into sight."""
        if self._pointer is None or (at := self._pointer.place_of(flag)) is None:
            return
        self.setFocus()
        self.show_days(self.shown.showing(flag.x))
        self._move_to(at)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Arrows walk; Shift and arrows, pages, + - 0 move the days; Enter opens a flag."""
        mods = ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = mods == Qt.KeyboardModifier.ShiftModifier
        if not (not self._small and self._moves_days(ev.key(), shift=shift)) and not (
            not mods and self._walks(ev.key())
        ):
            ev.ignore()

    def _moves_days(self, key: int, *, shift: bool) -> bool:
        shown, step = self.shown, self.shown.days / 8
        around = self.stop.x if self.stop else (shown.first + shown.last) / 2
        if shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            shown = shown.moved(step if key == Qt.Key.Key_Right else -step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            shown = shown.moved(shown.days if key == Qt.Key.Key_PageDown else -shown.days)
        elif key == Qt.Key.Key_0:
            shown = TimeRange.of((shown.whole_first, shown.whole_last), None)
        elif key in _ZOOM_KEYS:
            shown = shown.zoomed(_ZOOM_KEYS[Qt.Key(key)], around=around)
        else:
            return False
        self.show_days(shown)
        return True

    def _walks(self, key: int) -> bool:
        if self._pointer is None or self._frame is None:
            return False
        if key == Qt.Key.Key_Escape and self._at is not None:
            self._move_to(None)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.stop is not None:
            x = round(self._frame.x(self.stop.x))
            self._open_flag(QPoint(x, round(self._frame.plot.top())))
            return isinstance(self.stop.what, ChartAnnotation)
        at = self._pointer.walked(self._at, key)
        if at is None:
            return False
        self.show_days(self.shown.showing(self._pointer.stop(at).x))
        self._move_to(at)
        return True
