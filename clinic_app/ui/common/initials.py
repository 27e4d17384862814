"""A person's initials in a circle; filled for whoever is signed in."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.theme import tokens

_SIZE = 28


class Initials(QWidget):
    """For the eye only: the name stands beside it. ``quiet`` for somebody who left."""

    def __init__(
        self, text: str, *, filled: bool = False, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._filled, self._quiet = text, filled, quiet
        self.setFixedSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        box = QRectF(self.rect())
        fill, border = (t.accent, "") if self._filled else (t.sunken, t.control_border)
        rounded(painter, box, fill=fill, border=border, radius=_SIZE / 2)
        ink = t.on_accent if self._filled else t.second if self._quiet else t.ink
        elided(painter, box, self._text, face=font(12, bold=True), colour=ink, align=CENTRE)
