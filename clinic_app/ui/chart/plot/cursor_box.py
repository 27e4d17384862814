"""Where the chart's cursor rests: a ring, a thin line, and a box of plain words beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.ui.chart.chart_frame import AXIS_PX, Frame
from clinic_app.ui.chart.chart_words import Stop
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import elided, rounded
from clinic_app.ui.common.theme import tokens

_WIDEST = 380.0


def paint_cursor(painter: QPainter, frame: Frame, stop: Stop) -> None:
    """Mark a stop that is in sight and say what it is; plain text, cut to fit."""
    if not frame.sees(stop.x):
        return
    t = tokens()
    plot, x = frame.plot, frame.x(stop.x)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(t.ink), 1))
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    y = plot.top()
    if stop.score is not None:
        y = frame.y(stop.score)
        painter.setPen(QPen(QColor(t.ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), 7, 7)
    _paint_box(painter, frame, stop, QPointF(x, y))


def _paint_box(painter: QPainter, frame: Frame, stop: Stop, at: QPointF) -> None:
    t = tokens()
    bold, plain = font(SMALL, bold=True), font(AXIS_PX)
    widths = [QFontMetricsF(bold).horizontalAdvance(stop.title)]
    widths += [QFontMetricsF(plain).horizontalAdvance(line) for line in stop.lines]
    width = min(max(widths) + 24, frame.right - 4, _WIDEST)
    height = 16 + 20 + 17 * len(stop.lines)
    left = at.x() + 14 if at.x() + 14 + width <= frame.right else at.x() - 14 - width
    bottom = frame.plot.bottom() + 26
    top = max(0.0, min(at.y() - height / 2, bottom - height))
    box = QRectF(max(2.0, left), top, width, height)
    rounded(painter, box, fill=t.ink, radius=6)
    line = QRectF(box.left() + 12, box.top() + 8, width - 24 + 1, 20)
    elided(painter, line, stop.title, face=bold, colour=t.surface)
    for n, words in enumerate(stop.lines):
        line = QRectF(box.left() + 12, box.top() + 28 + 17 * n, width - 24 + 1, 17)
        elided(painter, line, words, face=plain, colour=t.surface)
