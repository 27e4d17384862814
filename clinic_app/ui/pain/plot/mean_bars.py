"""The weekly means of the deciding series with their spread, under the days or leading them."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import PainChart
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_frame import EDGE, Frame
from clinic_app.ui.pain.level_of_detail import Numbers
from clinic_app.ui.pain.plot.many_shapes import draw_boxes, draw_lines, mixed
from clinic_app.ui.pain.series_style import SERIES_STYLES

_WHISKER, _BAR = 4.0, 4.0
_JOINED_PX = 9.0  # a week narrower than that is joined to the next by a line


class MeanBars:
    """Paints the windows of one chart: a short thick bar each, and a light whisker."""

    def __init__(self, chart: PainChart) -> None:
        windows = chart.windows
        self._token = SERIES_STYLES[chart.trend.series or Series.AVERAGE].token
        self._days = np.array([(w.x_first, w.x_end) for w in windows]).reshape(-1, 2)
        self._seen: tuple[Numbers, ...] = ()
        self._scores = np.array([(w.mean, w.low, w.high) for w in windows]).reshape(-1, 3)

    def paint_under(self, painter: QPainter, frame: Frame) -> None:
        """The spread, and where single ratings lead the means, lightly."""
        if not self._see(frame):
            return
        left, right, _, low, high = self._seen
        colour = QColor(tokens()[self._token])
        share = 0.24 if frame.is_dense else 0.16
        self._begin(painter, frame)
        # Mixed, not see-through: blending tall thin boxes is ten times slower.
        painter.setBrush(mixed(colour, QColor(tokens().band), share))
        wide = np.minimum(_WHISKER, (right - left) / 2)
        draw_boxes(painter, (left + right - wide) / 2, high, wide, low - high)
        if not frame.is_dense:
            colour.setAlpha(104)
            self._paint_bars(painter, colour)
        painter.restore()

    def paint_over(self, painter: QPainter, frame: Frame) -> None:
        """The means where days stand too close to be told apart."""
        if not frame.is_dense or not self._see(frame):
            return
        left, right, mean, *_ = self._seen
        colour = QColor(tokens()[self._token])
        self._begin(painter, frame)
        if right[0] - left[0] < _JOINED_PX:
            _join(painter, colour, left, right, mean)
        else:
            self._paint_bars(painter, colour)
        painter.restore()

    def _see(self, frame: Frame) -> bool:
        """Find what is in sight: left, right, mean, low and high in px."""
        seen = (self._days[:, 1] > frame.first) & (self._days[:, 0] < frame.last)
        self._seen = (*frame.x(self._days[seen]).T, *frame.y(self._scores[seen]).T)
        return bool(seen.any())

    def _begin(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        painter.setClipRect(frame.plot.adjusted(-EDGE, -EDGE, EDGE, EDGE).toAlignedRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_bars(self, painter: QPainter, colour: QColor) -> None:
        left, right, mean, *_ = self._seen
        gap, tall = np.minimum(4.0, (right - left) / 8), np.full_like(mean, _BAR)
        painter.setBrush(colour)
        draw_boxes(painter, left + gap / 2, mean - _BAR / 2, right - left - gap, tall)


def _join(painter: QPainter, colour: QColor, left: Numbers, right: Numbers, mean: Numbers) -> None:
    """Lines between the middles of neighbouring weeks; one of its own is a dash."""
    alone = np.ones(len(mean), dtype=bool)
    follows = np.abs(left[1:] - right[:-1]) < 0.01
    alone[1:] &= ~follows
    alone[:-1] &= ~follows
    middle = (left + right) / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2.6))
    draw_lines(painter, middle, mean, np.append(follows, False))
    for x, y in zip(middle[alone].tolist(), mean[alone].tolist(), strict=True):
        painter.drawLine(round(x) - 1, round(y), round(x) + 1, round(y))
