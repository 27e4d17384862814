"""What lies under and over the plotted ratings: grid, band, start, poles, brackets."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.domain.pain_chart import x_of
from clinic_app.domain.trend import Week
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_frame import AXIS_PX, Frame
from clinic_app.ui.pain.flag_style import pole_pen
from clinic_app.ui.pain.plot.mean_bars import MeanBars

_WHISKER = 4.0
_JOINED_PX = 9.0  # a week narrower than that is joined to the next by a line


def paint_ground(painter: QPainter, frame: Frame, means: MeanBars | None) -> None:
    """Band, spread of the means, grid, start line and the poles of the flags, in this order."""
    t = tokens()
    plot, chart = frame.plot, frame.chart
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if chart.band is not None:
        low, high = chart.band
        band = QRectF(plot.left(), frame.y(high), plot.width(), frame.y(low) - frame.y(high))
        painter.fillRect(band, QColor(t.band))
    if means is not None:
        means.paint_under(painter, frame)
    painter.setPen(QPen(QColor(t.rule), 1))
    painter.drawLines([_level(frame, n) for n in range(0, 11, frame.style.y_step)])
    start = chart.trend.start
    if start is not None:
        pen = QPen(QColor(t.average), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(_level(frame, start))
    flags = [flag for label in frame.labels for flag in label.flags]
    for flag in flags:
        x = round(frame.x(flag.x))
        painter.setPen(pole_pen(flag.kind, many=frame.has_many_flags, faint=frame.has_many_flags))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))


def paint_over(painter: QPainter, frame: Frame) -> None:
    """The brackets of the days that are compared."""
    if not frame.style.full:
        return
    trend = frame.chart.trend
    for weeks, place in ((trend.starts, "first"), (trend.latest_weeks, "latest")):
        if weeks:
            words = f"{place} week" if len(weeks) == 1 else f"{place} {len(weeks)} weeks"
            _bracket(painter, frame, weeks, words)


def _level(frame: Frame, score: float) -> QLineF:
    y = round(frame.y(score))
    return QLineF(frame.plot.left(), y, frame.plot.right(), y)


def _bracket(painter: QPainter, frame: Frame, weeks: Sequence[Week], words: str) -> None:
    """The days of one side of the comparison, at the foot of the plot."""
    left = max(frame.plot.left(), frame.x(x_of(weeks[0].first)) + 1)
    right = min(frame.plot.right(), frame.x(x_of(weeks[-1].last) + 1) - 1)
    if right - left < 4:
        return
    t = tokens()
    y = frame.plot.bottom() - 1.0
    painter.setPen(QPen(QColor(t.second), 1.6))
    corners = [(left, y - 8), (left, y), (right, y), (right, y - 8)]
    painter.drawPolyline([QPointF(*corner) for corner in corners])
    face = font(AXIS_PX)
    needs = QFontMetricsF(face).horizontalAdvance(words) + 2
    if needs <= right - left:
        box = QRectF((left + right - needs) / 2, y - 20, needs, 18)
        elided(painter, box, words, face=face, colour=t.ink, align=CENTRE)
