"""How each kind of flag looks wherever it is shown: its shape and colour, beside its words."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from clinic_app.domain.pain_chart import FlagKind
from clinic_app.ui.common.theme import tokens

Shape = Literal["pennant", "ring", "drop", "cross", "warning", "square", "tick", "check"]
SIZE = 11.0


@dataclass(frozen=True)
class FlagStyle:
    """A shape, the token that colours it, and the dashes of its pole (none: a whole line)."""

    shape: Shape
    token: str
    dashes: tuple[float, ...] = ()


FLAG_STYLES = {
    FlagKind.PLAN: FlagStyle("pennant", "accent"),
    FlagKind.VISIT: FlagStyle("tick", "accent"),
    FlagKind.FLARE_UP: FlagStyle("ring", "bad", (1.5, 2.5)),
    FlagKind.INJECTION: FlagStyle("drop", "now", (5.0, 3.0)),
    FlagKind.SURGERY: FlagStyle("cross", "ink", (5.0, 3.0)),
    FlagKind.WARNING_SIGN: FlagStyle("warning", "bad"),
    FlagKind.OTHER: FlagStyle("square", "second", (1.5, 2.5)),
    FlagKind.CLEARED: FlagStyle("check", "good", (5.0, 3.0)),
}


def pole_pen(kind: FlagKind, *, many: bool, faint: bool = False) -> QPen:
    """The line below a flag: thin where there are many, ``faint`` where it crosses ratings."""
    look = FLAG_STYLES[kind]
    ink = QColor(tokens()[look.token])
    pen = QPen(_faint(ink) if faint else ink, 1 if many else 1.5)
    if look.dashes:
        pen.setDashPattern(list(look.dashes))
    return pen


def _faint(ink: QColor) -> QColor:
    """A third of the ink on the surface; see-through lines take Qt thirty times as long."""
    ground = QColor(tokens().surface)
    pairs = (
        (ink.redF(), ground.redF()),
        (ink.greenF(), ground.greenF()),
        (ink.blueF(), ground.blueF()),
    )
    return QColor.fromRgbF(*(0.35 * a + 0.65 * b for a, b in pairs))


def paint_flag(painter: QPainter, x: float, y: float, kind: FlagKind) -> None:
    """The shape in a box of ``SIZE`` px with its top left corner at (x, y)."""
    look = FLAG_STYLES[kind]
    ink = QColor(tokens()[look.token])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    middle = QPointF(x + SIZE / 2, y + SIZE / 2)
    if look.shape in ("ring", "square", "tick", "check"):
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.shape == "ring":
        painter.drawEllipse(middle, 4.5, 4.5)
    elif look.shape == "square":
        painter.drawRect(QRectF(x + 1.5, y + 1.5, 8, 8))
    elif look.shape == "tick":
        painter.drawLine(QPointF(middle.x(), y + 1), QPointF(middle.x(), y + SIZE - 1))
    elif look.shape == "check":
        painter.drawPolyline([QPointF(x + a, y + b) for a, b in ((1, 5.5), (4.5, 9), (10.5, 2))])
    else:
        painter.drawPolygon(QPolygonF([QPointF(x + a, y + b) for a, b in _CORNERS[look.shape]]))
    if look.shape == "warning":
        painter.setPen(QPen(QColor(tokens().surface), 1.5))
        painter.drawLine(QPointF(middle.x(), y + 4), QPointF(middle.x(), y + 7))
        painter.drawPoint(QPointF(middle.x(), y + 9.2))


_CORNERS = {
    "pennant": ((0, 0), (10, 0), (7.5, 4.5), (10, 9), (0, 9)),
    "drop": ((0, 1), (11, 1), (5.5, 11)),
    "cross": (
        *((3.5, 0), (7.5, 0), (7.5, 3.5), (11, 3.5), (11, 7.5), (7.5, 7.5)),
        *((7.5, 11), (3.5, 11), (3.5, 7.5), (0, 7.5), (0, 3.5), (3.5, 3.5)),
    ),
    "warning": ((5.5, 0), (11.5, 11), (-0.5, 11)),
}


class FlagMark(QWidget):
    """The shape of a kind, as large as a letter; the words beside it say what it is."""

    def __init__(self, kind: FlagKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(14, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_flag(painter, 1, 5, self._kind)
        painter.end()
