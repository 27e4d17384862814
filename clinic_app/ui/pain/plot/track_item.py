"""One series in the plot: its line and marks, or from months on its weekly means over thin days."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPixmapCache, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from clinic_app.domain.pain_chart import Track, WindowMean
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.level_of_detail import LevelOfDetail, Numbers
from clinic_app.ui.pain.plot.many_shapes import draw_boxes, draw_lines, mixed
from clinic_app.ui.pain.series_style import SERIES_STYLES, SeriesStyle, paint_mark

_FAINT = 0.2  # how much of its colour a single day keeps where the means lead
_DENSE_COLUMN = 3  # px of a column of least and greatest there
_STAMP = 16  # px, room for any mark


class TrackItem(pg.GraphicsObject):
    """Draws one track in the coordinates of its view box: days and points.

    ``dense`` says that days stand too close: then its weekly means lead. ``leads`` says that the
    means are painted as bars elsewhere.
    """

    def __init__(self, track: Track, *, mark: float, leads: bool) -> None:
        super().__init__()
        self.track, self.dense = track, False
        self.xs, self.ys = _with_gaps(track)
        self._detail = LevelOfDetail(self.xs, self.ys)
        self._means = _joined_means(() if leads else track.windows)
        self._look, self._mark = SERIES_STYLES[track.series], mark

    def boundingRect(self) -> QRectF:
        first, last = float(self.xs[0]), float(self.xs[-1])
        return QRectF(first, 0, last - first, 10)

    def viewTransformChanged(self) -> None:
        """The bounds are in days and points: zooming leaves them as they are."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        box = self.getViewBox()
        if box is None:
            return
        (first, last), _ = box.viewRange()
        to_px = painter.worldTransform()
        columns = box.width() / (_DENSE_COLUMN if self.dense else 2)
        xs, ys = self._detail.between(first, last, columns=columns)
        if not len(xs):
            return
        xs, ys = to_px.m11() * xs + to_px.dx(), to_px.m22() * ys + to_px.dy()
        painter.save()
        painter.resetTransform()
        colour = QColor(tokens()[self._look.token])
        if self.dense:
            self._paint_thin(painter, xs, ys, colour)
            self._paint_means(painter, to_px, colour)
        else:
            self._paint_whole(painter, xs, ys, colour)
        painter.restore()

    def _paint_whole(self, painter: QPainter, xs: Numbers, ys: Numbers, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._look.joined:
            painter.setPen(QPen(colour, 1.8))
            draw_lines(painter, xs, ys)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        stamp = _stamp(self._look, colour.name(), self._mark, painter.device().devicePixelRatioF())
        half = _STAMP / 2
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            if y == y:  # a gap is no number
                painter.drawPixmap(QPointF(x - half, y - half), stamp)

    def _paint_thin(self, painter: QPainter, xs: Numbers, ys: Numbers, colour: QColor) -> None:
        """Single days as a faint line, cheap to draw: no smoothing, one pixel, no blending."""
        faint = mixed(colour, QColor(tokens().band), _FAINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(faint, 1))
        if self._look.joined:
            draw_lines(painter, xs, ys)
            return
        there = np.isfinite(ys)
        side = np.full(int(there.sum()), 2.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        draw_boxes(painter, xs[there] - 1, ys[there] - 1, side, side)

    def _paint_means(self, painter: QPainter, to_px: QTransform, colour: QColor) -> None:
        xs, ys = self._means
        if not len(xs):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        xs, ys = to_px.m11() * xs + to_px.dx(), to_px.m22() * ys + to_px.dy()
        draw_lines(painter, xs, ys)


def _with_gaps(track: Track) -> tuple[Numbers, Numbers]:
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


def _joined_means(windows: Sequence[WindowMean]) -> tuple[Numbers, Numbers]:
    """The middles of neighbouring weeks joined; a week without a mean parts them."""
    xs: list[float] = []
    ys: list[float] = []
    end = None
    for window in windows:
        if end is not None and window.x_first > end:
            xs.append(end)
            ys.append(float("nan"))
        xs.append((window.x_first + window.x_end) / 2)
        ys.append(window.mean)
        end = window.x_end
    return np.array(xs), np.array(ys)


def _stamp(look: SeriesStyle, colour: str, size: float, ratio: float) -> QPixmap:
    """A mark as a small picture: hundreds of them are placed faster than painted."""
    ground = tokens().surface
    key = f"handrail/mark/{look.mark}/{colour}/{ground}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(round(_STAMP * ratio), round(_STAMP * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    middle = QPointF(_STAMP / 2, _STAMP / 2)
    painter = QPainter(made)
    if look.mark == "square":
        side = size - 1
        painter.fillRect(
            QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), QColor(ground)
        )
    paint_mark(painter, middle, look, colour, size=size)
    painter.end()
    QPixmapCache.insert(key, made)
    return made
