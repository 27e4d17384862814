"""Paints the caseload: name, sparkline, last pain, verdict, and the lines above the groups."""

from collections.abc import Callable

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from clinic_app.colours import Tokens
from clinic_app.domain.progress.caseload import SPARK_DAYS, CaseloadLine
from clinic_app.ui.common.chips import HEIGHT, ChipStyle, chip_width, paint_chip, verdict_look
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import ITEM, Index, LineState
from clinic_app.ui.common.paint import LEFT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.plain_label import CARD_NAME
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.home.caseload_model import Group, Section, section_words
from clinic_app.ui.home.cell_words import Column, done, last_pain, opened, printed, second_line
from clinic_app.words import pgettext

_PAD = 16
_WIDE_CHANGE = 260


class CaseloadPainter:
    """Paints cells from their row's value; ``hover_row`` is set by the table."""

    def __init__(self, region_label: Callable[[str], str]) -> None:
        self._region_label = region_label
        self.hover_row = -1

    def paint_cell(self, painter: QPainter, box: QRectF, index: Index, state: LineState) -> None:
        """Paint one cell, or the line above a group."""
        item, cell = index.data(ITEM), box.toRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Section):
            _paint_section(painter, cell, item, tokens())
        elif isinstance(item, CaseloadLine):
            column = Column(index.column())
            self._paint_ground(painter, cell, column, state.selected, index.row())
            self._paint_cell(painter, box, item, column, state.selected)

    def _paint_ground(
        self, painter: QPainter, cell: QRect, column: Column, selected: bool, row: int
    ) -> None:
        t = tokens()
        hovered = row == self.hover_row
        fill = t.accent_tint if selected else t.ground if hovered else t.surface
        painter.fillRect(cell, QColor(fill))
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(t.rule))
        if selected and column is Column.PATIENT:
            painter.fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), QColor(t.accent))

    def _paint_cell(
        self,
        painter: QPainter,
        cell: QRectF,
        line: CaseloadLine,
        column: Column,
        selected: bool,
    ) -> None:
        t = tokens()
        room = cell.adjusted(_PAD if column is Column.PATIENT else 8, 0, -8, 0)
        match column:
            case Column.PATIENT:
                _paint_patient(painter, room, line, second_line(line, self._region_label), t)
            case Column.SPARK:
                _paint_spark(painter, room.adjusted(0, 9, -8, -10), line, t)
            case Column.LAST:
                _paint_last(painter, room, line, t)
            case Column.CHANGE:
                _paint_change(painter, room, line, t, selected)
            case Column.DONE:
                _paint_done(painter, room, line, t)
            case Column.PRINTED:
                _quiet(painter, room, printed(line), t)
            case Column.OPENED:
                _quiet(painter, room, opened(line), t)
            case Column.OPEN:
                _paint_open(painter, cell, t, selected)


def _paint_section(painter: QPainter, cell: QRect, section: Section, t: Tokens) -> None:
    painter.fillRect(cell, QColor(t.sunken))
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(t.rule))
    pressing = section.group is Group.NEEDS_A_LOOK
    ink = t.caution if pressing else t.ink
    middle = cell.center().y()
    draw_icon(painter, cell.left() + _PAD, middle - 8, "eye" if pressing else "history", ink, 18)
    room = QRectF(cell).adjusted(_PAD + 26, 0, -_PAD, 0)
    words = section_words(section.group)
    width = elided(painter, room, words, face=font(BODY, bold=True), colour=ink, align=LEFT)
    _quiet(painter, room.adjusted(width + 9, 0, 0, 0), str(section.count), t)


def _paint_patient(
    painter: QPainter, room: QRectF, line: CaseloadLine, below: str, t: Tokens
) -> None:
    top = QRectF(room.x(), room.y() + 9, room.width(), 22)
    face = font(CARD_NAME, bold=True)
    elided(painter, top, line.patient.name, face=face, colour=t.ink, align=LEFT)
    under = top.translated(0, 24).adjusted(0, 0, 0, -2)
    ink = t.second
    if line.concern:
        ink = t.bad if line.is_pressing else t.caution
        draw_icon(painter, under.x(), under.y() + 2, "alert-triangle", ink, 16)
        under.adjust(22, 0, 0, 0)
    elided(painter, under, below, face=font(SMALL), colour=ink, align=LEFT)


def _paint_spark(painter: QPainter, room: QRectF, line: CaseloadLine, t: Tokens) -> None:
    """The scale is always 0 to 10; days that are not rated part the line."""
    if line.ratings is None or not line.spark:
        return
    painter.setPen(QPen(QColor(t.rule), 1))
    for y in (room.top(), room.bottom()):
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
    start = line.ratings.trend.start
    if start is not None:
        y = _height(start, room)
        painter.setPen(QPen(QColor(t.control_border), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
    inner = room.adjusted(4, 0, -4, 0)
    ink = QColor(t.average)
    for run in line.spark:
        points = [
            QPointF(inner.left() + day / (SPARK_DAYS - 1) * inner.width(), _height(mean, room))
            for day, mean in run
        ]
        painter.setPen(QPen(ink, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        last = run is line.spark[-1]
        if last or len(points) == 1:
            painter.drawEllipse(points[-1], *((3.5, 3.5) if last else (1.5, 1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_done(painter: QPainter, room: QRectF, line: CaseloadLine, t: Tokens) -> None:
    """The words, over a bar of the share; where nothing is known there is no bar."""
    week = line.ratings.week if line.ratings else None
    share = week.share if week else None
    if share is None:
        _quiet(painter, room, done(line), t)
        return
    middle = room.center().y()
    words = QRectF(room.x(), middle - 17, room.width(), 20)
    elided(painter, words, done(line), face=font(BODY), colour=t.ink, align=LEFT)
    bar = QRectF(room.x(), middle + 9, min(84.0, room.width()), 6)
    rounded(painter, bar, fill=t.rule, radius=3)
    if share:
        bar.setWidth(max(6.0, bar.width() * share))
        rounded(painter, bar, fill=t.accent, radius=3)


def _height(mean: float, room: QRectF) -> float:
    return room.bottom() - mean / 10 * room.height()


def _paint_last(painter: QPainter, room: QRectF, line: CaseloadLine, t: Tokens) -> None:
    score, when = last_pain(line)
    if score:
        box = QRectF(room.x(), room.y(), 26, room.height())
        face = font(22, bold=True)
        elided(painter, box, score, face=face, colour=t.ink, align=Qt.AlignmentFlag.AlignCenter)
        room = room.adjusted(34, 0, 0, 0)
    _quiet(painter, room, when, t)


def _paint_change(
    painter: QPainter, room: QRectF, line: CaseloadLine, t: Tokens, selected: bool
) -> None:
    if line.ratings is None:
        return
    look = verdict_look(line.ratings.trend)
    if selected:
        look = ChipStyle(look.words, look.icon, look.ink, "surface")
    if room.width() >= _WIDE_CHANGE:
        top = room.center().y() - HEIGHT / 2
        width = paint_chip(painter, room.x(), top, look, t)
        _quiet(painter, room.adjusted(width + 10, 0, 0, 0), line.change_words, t)
        return
    paint_chip(painter, room.x(), room.y() + 6, look, t, room=min(room.width(), chip_width(look)))
    below = QRectF(room.x() + 12, room.y() + 36, room.width() - 12, 20)
    _quiet(painter, below, line.change_words, t)


def _paint_open(painter: QPainter, cell: QRectF, t: Tokens, selected: bool) -> None:
    """A button in the look of the others on the chosen row, where there is room; else an arrow."""
    middle = cell.center().y()
    if not selected or cell.width() < 100:
        draw_icon(painter, cell.right() - 36, middle - 10, "chevron-right", t.second, 20)
        return
    text = pgettext("to open a record", "Open")
    width = QFontMetricsF(font(BODY)).horizontalAdvance(text) + key_width("Enter") + 42
    box = QRectF(cell.right() - _PAD - width, middle - 20, width, 40)
    rounded(painter, box, fill=t.surface, border=t.control_border)
    elided(painter, box.adjusted(16, 0, 0, 0), text, face=font(BODY), colour=t.ink, align=LEFT)
    key_chip(painter, box.right() - 14, middle, "Enter", fill=t.sunken, border=t.rule, ink=t.second)


def _quiet(painter: QPainter, room: QRectF, words: str, t: Tokens) -> None:
    elided(painter, room, words, face=font(SMALL), colour=t.second, align=LEFT)
