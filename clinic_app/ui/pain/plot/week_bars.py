"""Sessions done each week as bars under the chart, on the same time axis."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.domain.adherence import AdherenceWeek
from clinic_app.domain.pain_chart import PainChart, x_of
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, LEFT, RIGHT, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_frame import AXIS_PX, EDGE, Frame
from clinic_app.ui.pain.level_of_detail import Numbers
from clinic_app.ui.pain.plot.many_shapes import draw_boxes

_NUMBER = 18.0
_NARROW, _LEAST = 24.0, 12.0


def week_sides(frame: Frame, first: Numbers) -> tuple[Numbers, Numbers]:
    """Left and right of the bars of weeks that begin at ``first``, in px."""
    wide = 7 * frame.px_a_day
    gap = 8.0 if wide > 40 else 2.0 if wide > 8 else 0.5
    left = frame.x(first) + gap / 2
    right = np.minimum(left + wide - gap, frame.x(frame.chart.x_last))
    return left, np.maximum(right, left + 1)


def week_box(frame: Frame, week: AdherenceWeek) -> QRectF:
    """The ground a week's bar stands on, where it can be pointed at."""
    left, right = (float(side[0]) for side in week_sides(frame, np.array([x_of(week.first)])))
    return QRectF(left, frame.weeks.top(), right - left, frame.weeks.height())


class WeekBars:
    """Paints the weeks of one chart."""

    def __init__(self, chart: PainChart) -> None:
        weeks = chart.weeks
        self._weeks = weeks
        self._most = max([w.asked for w in weeks] + [w.done for w in weeks] + [1])
        self._asked = max([w.asked for w in weeks], default=0)
        sums = {week.of_days for week in weeks if week.is_known}
        mixed = "Sessions or days done"
        what = (
            mixed if len(sums) > 1 else "Days with exercises" if True in sums else "Sessions done"
        )
        self._heading = f"{what} each week"
        self._first = np.array([x_of(week.first) for week in weeks])
        self._known = np.array([week.is_known for week in weeks], dtype=bool)
        counts = [(week.done, week.asked) for week in weeks]
        self._counts = np.array(counts, dtype=float).reshape(-1, 2)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Heading, bars and numbers, dashed boxes for what is not known, the line of asked."""
        if frame.weeks.isEmpty():
            return
        area = frame.weeks
        self._paint_axis(painter, frame)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -EDGE, 1, 2).toAlignedRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        inside = (self._first > frame.first - 7) & (self._first < frame.last)
        self._paint_bars(painter, frame, inside & self._known)
        seen = [self._weeks[n] for n in np.flatnonzero(inside)]
        if not self._known[inside].all():
            for box in _unknown([(week, week_box(frame, week)) for week in seen]):
                _paint_unknown(painter, box)
        if 7 * frame.px_a_day > _LEAST:
            for week in seen:
                if week.is_known:
                    _number(painter, week_box(frame, week), week, self._most)
        painter.restore()

    def _paint_bars(self, painter: QPainter, frame: Frame, which: NDArray[np.bool_]) -> None:
        t, area = tokens(), frame.weeks
        left, right = week_sides(frame, self._first[which])
        done, asked = (self._counts[which] * (area.height() / self._most)).T
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        draw_boxes(painter, left, area.bottom() - done, right - left, done)
        painter.setBrush(QColor(t.control_border))
        some = asked > 0
        line = np.ones(int(some.sum()))
        tops = np.round(area.bottom() - asked[some])
        draw_boxes(painter, left[some], tops, (right - left)[some], line)

    def _paint_axis(self, painter: QPainter, frame: Frame) -> None:
        t, area = tokens(), frame.weeks
        heading = QRectF(0, area.top() - 28, frame.right, 20)
        elided(painter, heading, self._heading, face=font(AXIS_PX, bold=True), colour=t.second)
        for number, y in ((self._most, area.top()), (0, area.bottom())):
            box = QRectF(0, y - 9, 22, 18)
            elided(painter, box, str(number), face=font(AXIS_PX), colour=t.second, align=RIGHT)
        painter.setPen(QPen(QColor(t.control_border), 1))
        painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()))
        if self._asked:
            y = area.bottom() - area.height() * self._asked / self._most
            column = QRectF(area.right() + EDGE + 6, y - 9, frame.right - area.right() - 14, 18)
            elided(painter, column, "asked", face=font(AXIS_PX), colour=t.second, align=LEFT)


def _unknown(weeks: Sequence[tuple[AdherenceWeek, QRectF]]) -> list[QRectF]:
    """Boxes of what is not known: narrow weeks in a row are one box."""
    boxes: list[QRectF] = []
    following = False
    for week, box in weeks:
        if not week.is_known and following and box.width() < _NARROW:
            boxes[-1].setRight(box.right())
        elif not week.is_known:
            boxes.append(box)
        following = not week.is_known
    return boxes


def _paint_unknown(painter: QPainter, box: QRectF) -> None:
    t = tokens()
    pen = QPen(QColor(t.control_border), 1)
    pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, 0))
    if not _paint_words(painter, box, "not known", colour=t.second):
        _paint_words(painter, box, "?", colour=t.second)


def _bar(box: QRectF, week: AdherenceWeek, most: int) -> QRectF:
    height = box.height() * week.done / most
    return QRectF(box.left(), box.bottom() - height, box.width(), height)


def _number(painter: QPainter, box: QRectF, week: AdherenceWeek, most: int) -> None:
    """How many were done: in the bar, or over one that is too low."""
    t, bar = tokens(), _bar(box, week, most)
    inside = bar.height() >= _NUMBER
    room = QRectF(box.left(), box.bottom() - _NUMBER - 1, box.width(), _NUMBER)
    if not inside:
        room.moveBottom(bar.top() - 1)
    colour = t.on_accent if inside else t.ink
    _paint_words(painter, room, str(week.done), colour=colour, bold=True)


def _paint_words(
    painter: QPainter, box: QRectF, words: str, *, colour: str, bold: bool = False
) -> bool:
    """The words where there is room for all of them; answers whether there was."""
    face = font(SMALL if bold else AXIS_PX, bold=bold)
    fits = QFontMetricsF(face).horizontalAdvance(words) + 4 <= box.width()
    if fits:
        elided(painter, box, words, face=face, colour=colour, align=CENTRE)
    return fits
