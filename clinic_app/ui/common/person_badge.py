"""A person of the clinic as a circle with their initials."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.theme import tokens


def initials_of(title: str) -> str:
    """``RD`` for ``Robin Demo, PT``: of the first and the last name."""
    names = title.split(",")[0].split() or [title.strip() or "?"]
    return "".join(name[0] for name in dict.fromkeys((names[0], names[-1]))).upper()


def draw_badge(
    painter: QPainter, x: float, y: float, size: int, initials: str, *, here: bool
) -> None:
    """The circle with its top left corner at (x, y); filled for who is signed in."""
    t = tokens()
    box = QRectF(x, y, size, size)
    fill, ink = (t.accent, t.on_accent) if here else (t.sunken, t.second)
    rounded(painter, box, fill=fill, border="" if here else t.rule, radius=size / 2)
    face = font(round(size * 0.4), bold=True)
    elided(painter, box, initials, face=face, colour=ink, align=CENTRE)


class PersonBadge(QWidget):
    """The circle as a widget."""

    def __init__(self, title: str, *, size: int, here: bool = True) -> None:
        super().__init__()
        self._initials, self._size, self._here = initials_of(title), size, here
        self.setFixedSize(size, size)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_badge(QPainter(self), 0, 0, self._size, self._initials, here=self._here)
