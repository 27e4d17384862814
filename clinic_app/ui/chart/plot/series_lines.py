"""One series in the plot: its line and marks, or from months on its weekly means over thin days."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem

from clinic_app.chart.series import series_colour
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import Track, WindowMean
from clinic_app.ui.chart.chart_frame import Frame
from clinic_app.ui.chart.level_of_detail import LevelOfDetail, Numbers
from clinic_app.ui.chart.mark_painter import PX, series_picture
from clinic_app.ui.common.theme import tokens

_FAINT = 0.2  # how much of its colour a single day keeps where the means lead
_DENSE_COLUMN = 3  # px of a column of least and greatest there


class SeriesLines:
    """The items of one track in pixels of the scene, children of ``ground``, which cuts them off.

    In pixels, as Qt draws lines under a scaled view twenty times slower. ``leads`` says that the
    verdict rests on it: then its means are thicker.
    """

    def __init__(self, ground: QGraphicsItem, track: Track, *, leads: bool) -> None:
        self.track, self.dense = track, False
        self.xs, self.ys = _with_gaps(track)
        self._detail = LevelOfDetail(self.xs, self.ys)
        self._joined = track.series is not Series.NOW
        self._leads = leads
        self.line, self.means = (pg.PlotCurveItem(connect="finite") for _ in range(2))
        for curve in (self.line, self.means):
            curve.setParentItem(ground)
            curve.setSegmentedLineMode("on")
        self._places: list[tuple[float, float]] = []
        self._stamp, self._half = QPixmap(), 0.0
        self._weeks = _joined_means(track.windows)
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colour = QColor(tokens()[series_colour(self.track.series)])
        self._strong = pg.mkPen(colour, width=1.8)
        self._faint = pg.mkPen(_mixed(colour, QColor(tokens().band), _FAINT), width=1)
        self._mean = pg.mkPen(colour, width=2.6 if self._leads else 1.6)
        self._stamped = 0.0, 0.0

    def fit(self, frame: Frame) -> None:
        """Show what can be told apart of the days in sight."""
        self.dense = frame.is_dense
        columns = frame.plot.width() / (_DENSE_COLUMN if self.dense else 2)
        xs, ys = self._detail.between(frame.first, frame.last, columns=columns)
        xs, ys = frame.to_px(xs, ys)
        pen = self._faint if self.dense else self._strong
        self.line.setVisible(self._joined)
        self.line.setData(xs, ys, pen=pen, antialias=not self.dense)
        self.means.setVisible(self.dense and self._joined)
        self._places = []
        if self.dense and self._joined:
            self.means.setData(*frame.to_px(*self._weeks), pen=self._mean, antialias=True)
        else:
            there = np.isfinite(ys)
            self._places = list(zip(xs[there].tolist(), ys[there].tolist(), strict=True))
            self._half = frame.layout.marker_size * PX

    def paint_marks(self, painter: QPainter) -> None:
        """The marks of single ratings, over all lines: hundreds are placed faster than painted."""
        ratio = painter.device().devicePixelRatioF()
        if self._stamped != (self._half, ratio):
            self._stamped = self._half, ratio
            self._stamp = series_picture(self.track.series, self._half, ratio)
        away = self._stamp.deviceIndependentSize().width() / 2
        for x, y in self._places:
            painter.drawPixmap(QPointF(x - away, y - away), self._stamp)


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of a colour on a ground, as paint that hides what is below."""
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(share * one + (1 - share) * other) for one, other in pairs))


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
