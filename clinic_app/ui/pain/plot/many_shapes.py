"""Many lines or boxes at once, from numbers: Qt is given all of them in one call."""

from typing import Any

import numpy as np
from pyqtgraph.graphicsItems.PlotCurveItem import arrayToLineSegments
from pyqtgraph.Qt import internals
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from clinic_app.ui.pain.level_of_detail import Numbers


def draw_lines(
    painter: QPainter, xs: Numbers, ys: Numbers, joined: np.ndarray | None = None
) -> None:
    """Join points that are numbers, or those that ``joined`` says are joined to the next.

    Qt smooths a thousand single lines a hundred times faster than one path of them.
    """
    how: Any = "finite" if joined is None else joined
    lines: Any = arrayToLineSegments(xs, ys, connect=how, finiteCheck=joined is None)
    if len(lines.ndarray()):
        painter.drawLines(*lines.drawargs())


def draw_boxes(painter: QPainter, *sides: Numbers) -> None:
    """Boxes from their left, top, width and height, with the painter's pen and brush."""
    boxes: Any = internals.PrimitiveArray(QRectF, 4)
    boxes.resize(len(sides[0]))
    boxes.ndarray()[:] = np.column_stack(sides)
    if len(sides[0]):
        painter.drawRects(*boxes.drawargs())


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of a colour on a ground, as paint that hides what is below."""

    def part(one: int, other: int) -> int:
        return round(share * one + (1 - share) * other)

    return QColor(
        part(colour.red(), ground.red()),
        part(colour.green(), ground.green()),
        part(colour.blue(), ground.blue()),
    )
