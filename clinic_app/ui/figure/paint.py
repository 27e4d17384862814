"""Replays a picture's display list with QPainter; its paths are made once. Window's thread only."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from clinic_app.domain.exercise.picture import Panel, Shape, main_picture

Places: TypeAlias = Callable[[Sequence[Panel], QRectF], list[QRectF]]
GAP = 0.06  # between two panels, as a share of their height
_ROOM_FOR_TWO = 80  # px
_HARDLY_SMALLER = 0.72
_MOST_PATHS = 160  # panels whose paths are cached; a moving picture has up to 90


@dataclass(frozen=True)
class _Drawn:
    """One shape ready to be drawn."""

    path: QPainterPath
    brush: QBrush | None
    pen: QPen | None
    opacity: float


_cached: OrderedDict[int, tuple[tuple[Shape, ...], list[_Drawn]]] = OrderedDict()


def fitted(panels: Sequence[Panel], rect: QRectF) -> list[QRectF]:
    """Where panels side by side lie in ``rect``: one scale, one floor, centred, in px."""
    if not panels:
        return []
    gap = GAP * max(panel.height for panel in panels)
    width = sum(panel.width for panel in panels) + gap * (len(panels) - 1)
    above = max(panel.height - panel.floor for panel in panels)
    below = max(panel.floor for panel in panels)
    scale = min(rect.width() / width, rect.height() / (above + below))
    x = rect.center().x() - width * scale / 2
    floor = rect.center().y() + (above - below) * scale / 2
    places: list[QRectF] = []
    for panel in panels:
        top = floor - (panel.height - panel.floor) * scale
        places.append(QRectF(x, top, panel.width * scale, panel.height * scale))
        x += (panel.width + gap) * scale
    return places


def columns(panels: Sequence[Panel], rect: QRectF) -> list[QRectF]:
    """The same with the room that is left over spread evenly around every panel."""
    places = fitted(panels, rect)
    if not places:
        return []
    left_over = rect.width() - sum(place.width() for place in places)
    space = left_over / len(places)
    x = rect.left() + space / 2
    for place in places:
        place.moveLeft(x)
        x += place.width() + space
    return places


def chosen(panels: Sequence[Panel], rect: QRectF) -> Sequence[Panel]:
    """The poses there is room for: all, or the first and the main one, or the main one alone."""
    if not panels:
        return panels
    main = (main_picture(panels),)
    if len(panels) < 2 or rect.width() < _ROOM_FOR_TWO:
        return main
    alone = fitted(main, rect)[0].height()
    for some in (panels, (panels[0], *main)):
        if fitted(some, rect)[-1].height() >= _HARDLY_SMALLER * alone:
            return some
    return main


def paint_panels(
    painter: QPainter, rect: QRectF, panels: Sequence[Panel], *, places: Places = fitted
) -> None:
    """Panels side by side, where ``places`` puts them."""
    for panel, place in zip(panels, places(panels, rect), strict=True):
        paint_panel(painter, place, panel)


def paint_panel(painter: QPainter, place: QRectF, panel: Panel) -> None:
    """One panel over the whole of ``place``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / panel.width, place.height() / panel.height)
    for shape in _paths(panel):
        painter.setOpacity(shape.opacity)
        painter.setBrush(shape.brush or Qt.BrushStyle.NoBrush)
        painter.setPen(shape.pen or Qt.PenStyle.NoPen)
        painter.drawPath(shape.path)
    painter.restore()


def pixmap_of(
    panels: Sequence[Panel],
    width: float,
    height: float,
    *,
    ratio: float = 1.0,
    places: Places = fitted,
) -> QPixmap:
    """Panels as ``paint_panels`` draws them, on nothing; sizes in logical px."""
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    paint_panels(painter, QRectF(0, 0, width, height), panels, places=places)
    painter.end()
    return made


def _paths(panel: Panel) -> list[_Drawn]:
    """The panel's paths: made at the first look, cached while they are used."""
    key = id(panel.shapes)  # copies of a panel with another text share their shapes
    found = _cached.get(key)
    if found is None:
        found = _cached[key] = (panel.shapes, [_drawn(shape) for shape in panel.shapes])
        if len(_cached) > _MOST_PATHS:
            _cached.popitem(last=False)
    else:
        _cached.move_to_end(key)
    return found[1]


def _drawn(shape: Shape) -> _Drawn:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    n, at = shape.numbers, 0
    move, line, curve, close = path.moveTo, path.lineTo, path.cubicTo, path.closeSubpath
    for letter in shape.steps:  # as ``steps_of`` does, in a third of its time
        if letter == "c":
            curve(n[at], n[at + 1], n[at + 2], n[at + 3], n[at + 4], n[at + 5])
            at += 6
        elif letter == "z":
            close()
        else:
            (line if letter == "l" else move)(n[at], n[at + 1])
            at += 2
    brush = QBrush(QColor(shape.fill)) if shape.fill else None
    return _Drawn(path, brush, _pen(shape) if shape.stroke else None, shape.opacity)


def _pen(shape: Shape) -> QPen:
    pen = QPen(QColor(shape.stroke), shape.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape.dash:
        pen.setDashPattern([length / shape.width for length in shape.dash])  # in pen widths
    return pen
