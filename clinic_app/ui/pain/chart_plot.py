"""The plotted ratings, by pyqtgraph; importing this file costs a third of a second."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import PainChart, Track
from clinic_app.ui.common.theme import Theme, tokens
from clinic_app.ui.pain.chart_frame import EDGE, Frame, FrameStyle
from clinic_app.ui.pain.chart_words import Stop, stops, summary
from clinic_app.ui.pain.series_look import LOOKS

_REACH = 22.0  # px within which the mouse finds a rating
_SYMBOLS = {"dot": "o", "triangle": "t1", "diamond": "d", "square": "s"}
_LAST = ("worst", "least", "average", "now")  # painting order: the deciding line on top


class ChartPlot(pg.GraphicsView):
    """A pain chart that fills its view. It never zooms or pans; the range is the chart's own.

    ``stop_changed`` carries the Stop under the cursor, or None.
    """

    stop_changed = Signal(object)

    def __init__(self, style: FrameStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setBackground(None)  # the card shows through
        self._style = style
        self._chart: PainChart | None = None
        self._frame: Frame | None = None
        self._stops: tuple[Stop, ...] = ()
        self._at: int | None = None
        self._poles: list[pg.InfiniteLine] = []
        self.curves: dict[Series, pg.PlotDataItem] = {}
        self.setAccessibleName("Pain chart")
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag(0))
        self.viewport().setAutoFillBackground(False)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False)
        self.box.disableAutoRange()
        self.setCentralItem(None)
        self.scene().addItem(self.box)
        Theme.current().changed.connect(self._redraw)

    @property
    def frame(self) -> Frame | None:
        """Where everything lies at the present size; None before there is a chart."""
        return self._frame

    @property
    def stop(self) -> Stop | None:
        """What the cursor rests on."""
        return None if self._at is None else self._stops[self._at]

    def show_chart(self, chart: PainChart) -> None:
        """Draw another chart; the cursor goes away."""
        self._chart = chart
        self._stops = stops(chart)
        self._at = None
        self.setAccessibleDescription(summary(chart))
        self._redraw()

    def _redraw(self) -> None:
        if self._chart is None:
            return
        self.box.clear()
        t = tokens()
        for score in range(0, 11, self._style.y_step):
            self._line(score, t.rule)
        band, baseline = self._chart.band, self._chart.trend.baseline
        if band is not None and baseline is not None:
            self._band(band, t.band)
            self._line(baseline.mean, t.average, dashed=True)
        self._poles = [self._line(f.x, t.accent, upright=True) for f in self._chart.flags]
        tracks = sorted(self._chart.tracks, key=lambda track: _LAST.index(track.series))
        self._fit()  # before the curves: each new range makes pyqtgraph lay them out again
        self.curves = {track.series: self._curve(track) for track in tracks if track.runs}

    def _line(
        self, at: float, colour: str, *, upright: bool = False, dashed: bool = False
    ) -> pg.InfiniteLine:
        pen = QPen(QColor(colour), 1.5 if upright or dashed else 1)
        pen.setCosmetic(True)
        if dashed:
            pen.setDashPattern([4.0, 3.0])
        line = pg.InfiniteLine(pos=at, angle=90 if upright else 0, pen=pen)
        line.setZValue(-5 if upright or dashed else -10)
        self.box.addItem(line, ignoreBounds=True)
        return line

    def _band(self, band: tuple[float, float], colour: str) -> None:
        region = pg.LinearRegionItem(
            band, orientation="horizontal", movable=False, brush=QColor(colour), pen=pg.mkPen(None)
        )
        region.setZValue(-20)
        self.box.addItem(region, ignoreBounds=True)

    def _curve(self, track: Track) -> pg.PlotDataItem:
        look = LOOKS[track.series]
        colour = QColor(tokens()[look.token])
        xs, ys = _with_gaps(track)
        dense = self._is_dense(len(xs))
        size = 2.5 if dense else self._style.mark
        hollow = look.mark == "square"
        curve = pg.PlotDataItem(
            xs,
            ys,
            connect="finite",
            pen=pg.mkPen(_thin(colour) if dense else colour, width=1 if dense else 1.8)
            if look.joined
            else None,
            symbol=_SYMBOLS[look.mark],
            symbolSize=size + 1.5 if look.mark in ("triangle", "diamond", "square") else size,
            symbolPen=pg.mkPen(colour, width=0.8 if dense else 1.6) if hollow else None,
            symbolBrush=QColor(tokens().surface) if hollow else colour,
            antialias=True,
        )
        self.box.addItem(curve)
        # Only now, with a view: before that pyqtgraph has nothing to measure against.
        curve.setDownsampling(auto=True, method="peak")
        curve.setClipToView(True)
        return curve

    def _is_dense(self, points: int) -> bool:
        """Whether ratings stand so close (years of them) that whole marks would hide the lines."""
        return max(1.0, self.width() - 100) / max(1, points) < self._style.mark / 2

    def _fit(self) -> None:
        """Lay the plot into the view; the same pixels serve pyqtgraph and the frame."""
        if self._chart is None or self.width() < 2:
            return
        self._frame = Frame(self._chart, self._style, self.width(), self.height())
        plot = self._frame.plot
        self.box.setGeometry(plot.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        days = (self._chart.x_last - self._chart.x_first) / plot.width() * EDGE
        points = 10 / plot.height() * EDGE
        self.box.setRange(
            xRange=(self._chart.x_first - days, self._chart.x_last + days),
            yRange=(-points, 10 + points),
            padding=0,
        )
        beyond = EDGE / (plot.height() + 2 * EDGE)
        for pole in self._poles:
            pole.setSpan(beyond, 1)
        self.viewport().update()

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if hasattr(self, "_chart"):  # pyqtgraph resizes while it is being made
            self._fit()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._frame is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame.paint_around(painter)
        if self.stop is not None:
            self._frame.paint_cursor(painter, self.stop)

    def _move_to(self, index: int | None) -> None:
        if index == self._at:
            return
        self._at = index
        self.viewport().update()
        self.stop_changed.emit(self.stop)
        if self.stop is not None and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.stop.spoken))

    def wheelEvent(self, ev: QWheelEvent) -> None:
        ev.ignore()  # the page scrolls; the chart never zooms

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self._move_to(self._nearest(ev.position()))

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        ev.accept()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        ev.accept()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self._move_to(self._nearest(ev.position()))

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._move_to(None)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self._move_to(None)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Left and right go from rating to rating, Home and End to the ends, Esc away."""
        last = len(self._stops) - 1
        key, at = ev.key(), self._at
        if key == Qt.Key.Key_Escape and at is not None:
            self._move_to(None)
        elif last < 0 or ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            ev.ignore()
        elif key == Qt.Key.Key_Left:
            self._move_to(last if at is None else max(0, at - 1))
        elif key == Qt.Key.Key_Right:
            self._move_to(0 if at is None else min(last, at + 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else last)
        else:
            ev.ignore()

    def _nearest(self, mouse: QPointF) -> int | None:
        """The flag whose label is under the mouse, else the nearest rating within reach."""
        if self._frame is None or not self._stops:
            return None
        for label in self._frame.labels:
            if self._frame.label_box(label).contains(mouse):
                return self._flag_index(label.flags[0].x, label.flags[0].text)
        away = [self._distance(stop, mouse) for stop in self._stops]
        best = int(np.argmin(away))
        return best if away[best] <= _REACH else None

    def _flag_index(self, x: float, text: str) -> int:
        return next(
            n for n, s in enumerate(self._stops) if s.score is None and (s.x, s.title) == (x, text)
        )

    def _distance(self, stop: Stop, mouse: QPointF) -> float:
        if self._frame is None or stop.score is None:
            return float("inf")
        aside = self._frame.x(stop.x) - mouse.x()
        above = self._frame.y(stop.score) - mouse.y()
        return float(np.hypot(aside, above))


def _thin(colour: QColor) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), 130)


def _with_gaps(track: Track) -> tuple[np.ndarray, np.ndarray]:
    """The runs one after another, parted by a point that is no number: nothing joins there."""
    xs: list[float] = []
    ys: list[float] = []
    for run in track.runs:
        if xs:
            xs.append((xs[-1] + run[0].x) / 2)
            ys.append(float("nan"))
        xs += [p.x for p in run]
        ys += [float(p.score) for p in run]
    return np.array(xs), np.array(ys)
