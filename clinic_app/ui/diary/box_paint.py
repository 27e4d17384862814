"""Paints the boxes as the paper has them: ticks, numbers, what is new, what is not known."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.colours import Tokens
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import LineState
from clinic_app.ui.common.paint import CENTRE, LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.diary.boxes import BOX, LINE, Box, Index, Line
from clinic_app.words import _

MOST_TICKS = 3  # more are told as a number
_PAD = 12
_TWO_LINES = 36  # px
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_box(painter: QPainter, rect: QRectF, index: Index, state: LineState) -> None:
    """One cell of a `BoxGrid`."""
    line: Line = index.data(LINE)
    box: Box | None = index.data(BOX)
    t = tokens()
    if line.kind == "head":
        _paint_head(painter, rect, index.data(), t, first=index.column() == 0)
    elif index.column() == 0:
        _paint_name(painter, rect, line, t)
    elif box is not None:
        _paint_box(painter, rect, box, t, here=state.selected, active=state.focused)


def _paint_head(painter: QPainter, rect: QRectF, words: str, t: Tokens, *, first: bool) -> None:
    painter.fillRect(rect, QColor(t.sunken))
    room = rect.adjusted(_PAD if first else 0, 0, 0, 0)
    face = font(14, bold=True)
    elided(painter, room, words, face=face, colour=t.ink, align=LEFT if first else CENTRE)


def _paint_name(painter: QPainter, rect: QRectF, line: Line, t: Tokens) -> None:
    """The whole name, in two lines where one is too short, with a quiet note beside or below."""
    _rule(painter, rect, t)
    room = rect.adjusted(_PAD, 0, -8, 0)
    face = font(15, bold=line.kind == "number")
    width = QFontMetricsF(face).horizontalAdvance(line.words)
    note = QFontMetricsF(font(13)).horizontalAdvance(line.note) + 8 if line.note else 0
    if width > room.width() and rect.height() < _TWO_LINES:
        elided(painter, room, line.words, face=font(13), colour=t.ink)
    elif width + note <= room.width() or rect.height() < _TWO_LINES:
        used = elided(painter, room, line.words, face=face, colour=t.ink)
        rest = room.adjusted(used + 8, 1, 0, 0)
        if rest.width() >= note:
            elided(painter, rest, line.note, face=font(13), colour=t.second)
    elif width <= room.width():
        elided(painter, room.adjusted(0, 1, 0, -16), line.words, face=face, colour=t.ink)
        elided(painter, room.adjusted(0, 18, 0, -1), line.note, face=font(13), colour=t.second)
    else:
        painter.setFont(font(13))
        painter.setPen(QColor(t.ink))
        painter.drawText(room, _WRAP | Qt.TextFlag.TextWordWrap, line.words)


def _paint_box(
    painter: QPainter, rect: QRectF, box: Box, t: Tokens, *, here: bool, active: bool
) -> None:
    _rule(painter, rect, t)
    place = rect.adjusted(4, 3, -4, -3)
    if not box.is_open:
        rounded(painter, place, fill=t.sunken, radius=4)
        return
    if here:
        rounded(
            painter,
            place.adjusted(-2, -1, 2, 1),
            fill=t.accent_tint,
            border=t.accent if active else t.control_border,
            width=2 if active else 1,
        )
    if box.ticks and box.most <= MOST_TICKS:
        _paint_ticks(painter, place, box, t)
    else:
        _paint_number(painter, place, box, t, framed=not here)
    if box.is_marked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(place.topRight() + QPointF(-4, 5), 3, 3)


def _paint_number(painter: QPainter, place: QRectF, box: Box, t: Tokens, *, framed: bool) -> None:
    """A number; bold when it is new. One that was taken out stays to be seen, struck through."""
    if framed:
        fill = t.accent_tint if box.is_changed else t.surface
        rounded(painter, place, fill=fill, border=t.control_border, radius=4)
    text = "" if box.value is None else str(box.value)
    if box.ticks and box.value is not None:
        text = _("{number} of {total}", number=box.value, total=box.most)
    face = font(17 if not box.ticks else 15, bold=box.is_changed)
    colour = t.ink if box.is_changed else t.second
    if box.value is None and box.held is not None and not box.counts_as_none:
        text, colour = str(box.held), t.third
        face.setStrikeOut(True)
    elif box.value is None and box.counts_as_none:
        text, colour = "–", t.third
    elided(painter, place, text, face=face, colour=colour, align=CENTRE)


def _paint_ticks(painter: QPainter, place: QRectF, box: Box, t: Tokens) -> None:
    """Small boxes as on the paper: ticked, not done (a dash), or not known (empty)."""
    side, gap = min(18.0, place.height() - 4), 5.0
    left = place.center().x() - (box.most * side + (box.most - 1) * gap) / 2
    done = box.value or 0
    known = box.value is not None or box.counts_as_none
    for n in range(box.most):
        small = QRectF(left + n * (side + gap), place.center().y() - side / 2, side, side)
        if n < done:
            fill = t.accent if box.is_changed else t.surface
            rounded(painter, small, fill=fill, border=t.accent, radius=4, width=1.4)
            ink = t.on_accent if box.is_changed else t.accent
            draw_icon(painter, small.x() + 1.5, small.y() + 1.5, "check", ink, round(side - 3))
            continue
        rounded(painter, small, fill=t.surface, border=t.control_border, radius=4)
        if known or box.held is not None:
            _dash(painter, small, t.accent if box.is_changed else t.third)


def _dash(painter: QPainter, small: QRectF, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 2))
    middle = small.center()
    painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0))


def _rule(painter: QPainter, rect: QRectF, t: Tokens) -> None:
    painter.setPen(QPen(QColor(t.rule), 1))
    painter.drawLine(rect.bottomLeft() + QPointF(0, -0.5), rect.bottomRight() + QPointF(0, -0.5))
