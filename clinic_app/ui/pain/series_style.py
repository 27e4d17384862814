"""How each series looks wherever it is shown: its words, its colour and its own mark."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from clinic_app.domain.pain import Series

Mark = Literal["dot", "triangle", "diamond", "square"]


@dataclass(frozen=True)
class SeriesStyle:
    """Words for people, the token that colours it, its mark; ``joined`` runs have a line."""

    words: str
    token: str
    mark: Mark
    joined: bool = True


SERIES_STYLES = {
    Series.AVERAGE: SeriesStyle("Average, 24 h", "average", "dot"),
    Series.WORST: SeriesStyle("Worst, 24 h", "worst", "triangle"),
    Series.LEAST: SeriesStyle("Least, 24 h", "good", "diamond"),
    Series.NOW: SeriesStyle("Now", "now", "square", joined=False),
}


def paint_mark(
    painter: QPainter, centre: QPointF, look: SeriesStyle, colour: str, *, size: float = 8
) -> None:
    """Paint a series' mark ``size`` px across. The square is hollow, the others are filled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(colour)
    half = size / 2
    if look.mark == "square":
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawRect(QRectF(centre.x() - half, centre.y() - half, size, size))
        return
    painter.setPen(QPen(ink, 0))
    painter.setBrush(ink)
    if look.mark == "dot":
        painter.drawEllipse(centre, half, half)
    else:
        painter.drawPolygon(_corners(look.mark, centre, half))


def _corners(mark: Mark, centre: QPointF, half: float) -> QPolygonF:
    if mark == "triangle":
        offsets = ((0, -half * 1.1), (half * 1.1, half * 0.9), (-half * 1.1, half * 0.9))
    else:
        reach = half * 1.2
        offsets = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
    return QPolygonF([centre + QPointF(x, y) for x, y in offsets])
