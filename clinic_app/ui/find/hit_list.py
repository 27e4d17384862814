"""A hit in the list: one line, with its kind or its keys at the end."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import ITEM, Index, LineState
from clinic_app.ui.common.paint import LEFT, RIGHT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.find.hits import Hit, Kind

ROW = 52
_ICONS = {Kind.PATIENT: "user", Kind.EXERCISE: "stretching", Kind.ACTION: "arrow-right"}


def hit_words(hit: Hit) -> str:
    """All of a hit, for screen readers."""
    return ", ".join(filter(None, (hit.title, hit.second, hit.kind.words, hit.reason, hit.doubt)))


def paint_hit(painter: QPainter, line: QRectF, index: Index, state: LineState) -> None:
    """One that cannot be chosen is quiet and says why."""
    hit: Hit = index.data(ITEM)
    t = tokens()
    painter.fillRect(line, QColor(t.surface))
    if state.selected:
        rounded(painter, line.adjusted(8, 1, -8, -1), fill=t.accent_tint)
    middle, ink = line.center().y(), t.third if hit.reason else t.ink
    draw_icon(painter, line.x() + 24, middle - 10, _ICONS[hit.kind], t.second, 20)
    end = _paint_end(painter, line, hit)
    room = QRectF(line.x() + 56, line.y(), end - line.x() - 72, line.height())
    face = font(BODY, bold=hit.kind is Kind.PATIENT)
    width = elided(painter, room, hit.title, face=face, colour=ink, align=LEFT)
    room.adjust(width + 12, 0, 0, 0)
    words = hit.reason or hit.doubt or hit.second
    if room.width() > 40:
        elided(painter, room, words, face=font(SMALL), colour=t.second, align=LEFT)


def _paint_end(painter: QPainter, line: QRectF, hit: Hit) -> float:
    """The kind, or the keys; returns where it begins."""
    t = tokens()
    right, middle = line.right() - 24, line.center().y()
    if hit.keys:
        key_chip(painter, right, middle, hit.keys, fill=t.sunken, border=t.rule, ink=t.second)
        return right - key_width(hit.keys)
    face = font(SMALL)
    width = QFontMetricsF(face).horizontalAdvance(hit.kind.words)
    room = QRectF(right - width - 2, line.y(), width + 2, line.height())
    elided(painter, room, hit.kind.words, face=face, colour=t.third, align=RIGHT)
    return right - width
