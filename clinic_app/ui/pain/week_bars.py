"""Sessions done each week as bars under the chart, on the same time axis."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.domain.adherence import AdherenceWeek
from clinic_app.domain.pain_chart import x_of
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, LEFT, RIGHT, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.chart_frame import AXIS_PX, EDGE, Frame

_NUMBER = 18.0
_NARROW, _LEAST = 24.0, 12.0


def week_box(frame: Frame, week: AdherenceWeek) -> QRectF:
    """The ground a week's bar stands on, where it can be pointed at."""
    area = frame.weeks
    left, right = frame.x(x_of(week.first)), frame.x(x_of(week.first) + 7)
    gap = 8.0 if right - left > 40 else 2.0 if right - left > 8 else 0.5
    end = min(right - gap / 2, frame.x(frame.chart.x_last))
    return QRectF(left + gap / 2, area.top(), max(1.0, end - left - gap / 2), area.height())


def paint_weeks(painter: QPainter, frame: Frame) -> None:
    """Heading, bars with their numbers, dashed boxes for what is not known, the line of asked."""
    if frame.weeks.isEmpty():
        return
    t = tokens()
    area, weeks = frame.weeks, frame.chart.weeks
    most = max([w.asked for w in weeks] + [w.done for w in weeks] + [1])
    sums = {week.of_days for week in weeks if week.is_known}
    mixed = "Sessions or days done"
    what = mixed if len(sums) > 1 else "Days with exercises" if True in sums else "Sessions done"
    words = f"{what} each week"
    heading = QRectF(0, area.top() - 28, frame.right, 20)
    elided(painter, heading, words, face=font(AXIS_PX, bold=True), colour=t.second)
    for number, y in ((most, area.top()), (0, area.bottom())):
        box = QRectF(0, y - 9, 22, 18)
        elided(painter, box, str(number), face=font(AXIS_PX), colour=t.second, align=RIGHT)
    painter.save()
    painter.setClipRect(area.adjusted(-1, -EDGE, 1, 2).toAlignedRect())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    seen = _in_sight(frame)
    for box in _unknown(seen):
        _paint_unknown(painter, box)
    boxes = [(week, box) for week, box in seen if week.is_known]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.accent))
    painter.drawRects([_bar(box, week, most) for week, box in boxes])
    painter.setPen(QPen(QColor(t.control_border), 1))
    painter.drawLines([_asked(box, week, most) for week, box in boxes if week.asked])
    if boxes and boxes[0][1].width() > _LEAST:
        for week, box in boxes:
            _number(painter, box, week, most)
    painter.restore()
    painter.setPen(QPen(QColor(t.control_border), 1))
    painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()))
    asked = max(w.asked for w in weeks)
    if asked:
        y = area.bottom() - area.height() * asked / most
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


def _in_sight(frame: Frame) -> list[tuple[AdherenceWeek, QRectF]]:
    first, last = frame.first - 7, frame.last
    weeks = (week for week in frame.chart.weeks if first < x_of(week.first) < last)
    return [(week, week_box(frame, week)) for week in weeks]


def _bar(box: QRectF, week: AdherenceWeek, most: int) -> QRectF:
    height = box.height() * week.done / most
    return QRectF(box.left(), box.bottom() - height, box.width(), height)


def _asked(box: QRectF, week: AdherenceWeek, most: int) -> QLineF:
    y = box.bottom() - box.height() * week.asked / most
    return QLineF(box.left(), y, box.right(), y)


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
