"""What lies under and over the plotted ratings: grid, band, start, poles, 7-day means, brackets."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import WindowMean, x_of
from clinic_app.domain.trend import Window
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_frame import AXIS_PX, EDGE, Frame
from clinic_app.ui.pain.flag_look import pole_pen
from clinic_app.ui.pain.series_look import LOOKS

_WHISKER = 4.0
_MANY = 12  # flags
_JOINED_PX = 9.0  # a week narrower than that is joined to the next by a line


def paint_ground(painter: QPainter, frame: Frame) -> None:
    """Grid, band, start line and the poles of the flags; means where single ratings lead."""
    t = tokens()
    plot, chart = frame.plot, frame.chart
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if chart.band is not None:
        low, high = chart.band
        band = QRectF(plot.left(), frame.y(high), plot.width(), frame.y(low) - frame.y(high))
        painter.fillRect(band, QColor(t.band))
    painter.setPen(QPen(QColor(t.rule), 1))
    painter.drawLines([_level(frame, n) for n in range(0, 11, frame.style.y_step)])
    baseline = chart.trend.baseline
    if baseline is not None:
        pen = QPen(QColor(t.average), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(_level(frame, baseline.mean))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    flags = [flag for label in frame.labels for flag in label.flags]
    for flag in flags:
        x = frame.x(flag.x)
        painter.setPen(pole_pen(flag.kind, faint=len(flags) > _MANY))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    if frame.style.full and not frame.is_dense:
        paint_means(painter, frame)


def paint_over(painter: QPainter, frame: Frame) -> None:
    """Means where they lead, and the brackets of the days that are compared."""
    if not frame.style.full:
        return
    if frame.is_dense:
        paint_means(painter, frame)
    trend = frame.chart.trend
    days = trend.rule.window_days
    if trend.baseline is not None:
        _bracket(painter, frame, trend.baseline, f"first {days} days")
        if trend.latest is not None:
            _bracket(painter, frame, trend.latest, f"last {days} days")


def paint_means(painter: QPainter, frame: Frame) -> None:
    """A short thick bar for each 7 days, and its spread as a light whisker."""
    colour = QColor(tokens()[LOOKS[frame.chart.trend.series or Series.AVERAGE].token])
    light, bar = QColor(colour), QColor(colour)
    light.setAlpha(64 if frame.is_dense else 40)
    bar.setAlpha(255 if frame.is_dense else 104)
    seen = [w for w in frame.chart.windows if w.x_end > frame.first and w.x_first < frame.last]
    painter.save()
    painter.setClipRect(frame.plot.adjusted(-EDGE, -EDGE, EDGE, EDGE))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    wide = min(_WHISKER, (frame.x(7) - frame.x(0)) * 0.5)
    for window in seen:
        middle, top = frame.x((window.x_first + window.x_end) / 2), frame.y(window.high)
        spread = QRectF(middle - wide / 2, top, wide, frame.y(window.low) - top)
        painter.drawRoundedRect(spread, 2, 2)
    painter.setBrush(bar)
    if seen and frame.x(seen[0].x_end) - frame.x(seen[0].x_first) < _JOINED_PX:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(bar, 2.6))
        painter.drawPath(_joined(frame, seen))
    else:
        painter.drawRects([_bar(frame, window) for window in seen])
    painter.restore()


def _bar(frame: Frame, window: WindowMean) -> QRectF:
    left, right = frame.x(window.x_first), frame.x(window.x_end)
    gap = min(4.0, (right - left) / 8)
    return QRectF(left + gap / 2, frame.y(window.mean) - 2, right - left - gap, 4)


def _joined(frame: Frame, windows: Sequence[WindowMean]) -> QPainterPath:
    """A line through the middles of neighbouring weeks; a week without a mean parts it."""
    path, end = QPainterPath(), None
    for window in windows:
        at = QPointF(frame.x((window.x_first + window.x_end) / 2), frame.y(window.mean))
        if end == window.x_first:
            path.lineTo(at)
        else:
            path.moveTo(at - QPointF(1, 0))
            path.lineTo(at)
        end = window.x_end
    return path


def _level(frame: Frame, score: float) -> QLineF:
    y = round(frame.y(score))
    return QLineF(frame.plot.left(), y, frame.plot.right(), y)


def _bracket(painter: QPainter, frame: Frame, window: Window, words: str) -> None:
    """The days of one side of the comparison, at the foot of the plot."""
    left = max(frame.plot.left(), frame.x(x_of(window.first)) + 1)
    right = min(frame.plot.right(), frame.x(x_of(window.last) + 1) - 1)
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
