"""Paints the marks of a chart in a window: its colours, its fonts, whole pixels where they can."""

from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import TypeAlias, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from clinic_app.chart.marks import Dot, Mark, Stroke, Text
from clinic_app.chart.series import flag_marker, series_marker
from clinic_app.colours import Tokens
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import FlagKind
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.theme import tokens

PX = 1.4  # of a point: 9.5 points are 13 px
_LEAST_TEXT = 13  # px
_FLAG, _FLAG_SIZE = 4.8, QSize(14, 20)  # px: half a sign, and a letter's room for it


def measure(text: str, size: float, bold: bool) -> float:
    """The width of a text in points, as the window shows it."""
    return _metrics(_text_px(size), bold).horizontalAdvance(text) / PX


def paint_marks(painter: QPainter, marks: Iterable[Mark], scale: float = PX) -> None:
    """Paint marks in this order, ``scale`` px a point."""
    inks = tokens()
    for (shape, *style), alike in groupby(marks, key=_style):
        if shape is _Shape.TEXT:
            _paint_texts(painter, cast(Iterable[Text], alike), scale, inks)
            continue
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, shape is _Shape.FREE)
        stroke, fill, wide, dash = cast(_Paint, style)
        wide *= scale
        painter.setPen(_pen(inks, stroke, wide if shape is _Shape.FREE else round(wide), dash))
        painter.setBrush(_colour(inks[fill]) if fill else Qt.BrushStyle.NoBrush)
        if shape is _Shape.BOX:
            painter.drawRects([_box(mark, scale) for mark in cast(Iterable[Stroke], alike)])
        elif shape is _Shape.LEVEL:
            painter.drawLines([_level(mark, scale) for mark in cast(Iterable[Stroke], alike)])
        else:
            for mark in cast(Iterable[Stroke | Dot], alike):
                _paint_free(painter, mark, scale)


def paint_series_mark(
    painter: QPainter, centre: QPointF, series: Series, *, size: float = 8, colour: str = ""
) -> None:
    """The mark of a series, ``size`` px across, in its own colour or one by name."""
    marks = series_marker(series, centre.x(), centre.y(), size / 2, colour=colour)
    paint_marks(painter, marks, 1)


def paint_flag(painter: QPainter, centre: QPointF, kind: FlagKind) -> None:
    """The sign of a kind of flags, as large as a letter."""
    paint_marks(painter, flag_marker(kind, centre.x(), centre.y(), _FLAG), 1)


def flag_picture(kind: FlagKind, ratio: float) -> QPixmap:
    """The same by itself, for a screen of ``ratio`` pixels a px."""
    marks = flag_marker(kind, _FLAG_SIZE.width() / 2, _FLAG_SIZE.height() / 2, _FLAG)
    return _picture(marks, _FLAG_SIZE, ratio)


def series_picture(series: Series, half: float, ratio: float, *, colour: str = "") -> QPixmap:
    """The mark of a series by itself, ``half`` px to each side, in the middle of a square."""
    side = 2 * ceil(half * 1.5) + 2
    marks = series_marker(series, side / 2, side / 2, half, colour=colour)
    return _picture(marks, QSize(side, side), ratio)


def _picture(marks: Iterable[Mark], size: QSize, ratio: float) -> QPixmap:
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_marks(painter, marks, 1)
    painter.end()
    return made


class _Shape(Enum):
    """How a mark is painted: alike ones at once, level ones without softened edges."""

    TEXT = auto()
    BOX = auto()
    LEVEL = auto()
    FREE = auto()


_Paint: TypeAlias = tuple[str, str, float, tuple[float, ...]]


def _style(mark: Mark) -> tuple[object, ...]:
    """Equal for marks that can be painted together."""
    if isinstance(mark, Text):
        return (_Shape.TEXT,)
    if isinstance(mark, Dot):
        return _Shape.FREE, mark.stroke, mark.fill, mark.line, ()
    points, shape = mark.points, _Shape.FREE
    if mark.closed:
        if len(points) == 4 and points[0][1] == points[1][1]:
            shape = _Shape.BOX
    elif len(points) == 2 and (points[0][0] == points[1][0] or points[0][1] == points[1][1]):
        shape = _Shape.LEVEL
    return shape, mark.stroke, mark.fill, mark.line, mark.dash


def _box(mark: Stroke, scale: float) -> QRectF:
    (left, top), _, (right, bottom), _ = mark.points
    return QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)


def _level(mark: Stroke, scale: float) -> QLineF:
    (left, top), (right, bottom) = mark.points
    return QLineF(left * scale, top * scale, right * scale, bottom * scale)


def _paint_free(painter: QPainter, mark: Stroke | Dot, scale: float) -> None:
    if isinstance(mark, Dot):
        radius = mark.radius * scale
        painter.drawEllipse(QPointF(mark.x * scale, mark.top * scale), radius, radius)
        return
    points = [QPointF(x * scale, y * scale) for x, y in mark.points]
    if mark.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _paint_texts(painter: QPainter, texts: Iterable[Text], scale: float, inks: Tokens) -> None:
    for text in texts:
        left, _ = text.sides(measure)
        painter.setFont(_face(_text_px(text.size), text.bold))
        painter.setPen(_colour(inks[text.colour]))
        painter.drawText(QPointF(round(left * scale), round(text.base * scale)), text.text)


@lru_cache(maxsize=64)
def _colour(code: str) -> QColor:
    return QColor(code)


def _pen(inks: Tokens, name: str, wide: float, dash: tuple[float, ...]) -> QPen:
    if not name:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(inks[name]), max(1.0, wide))
    if dash:
        pen.setDashPattern(list(dash))
    return pen


def _text_px(size: float) -> int:
    return max(_LEAST_TEXT, round(size * PX))


@lru_cache(maxsize=32)
def _face(px: int, bold: bool) -> QFont:
    return font(px, bold=bold)


@lru_cache(maxsize=32)
def _metrics(px: int, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_face(px, bold))
