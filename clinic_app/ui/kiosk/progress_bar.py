"""How far the patient has come: one bar a question."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.ui.common.paint import rounded
from clinic_app.ui.kiosk.style import COLOURS

_HEIGHT, _GAP = 8, 8


class ProgressBar(QWidget):
    """``number`` of ``total`` bars are filled."""

    def __init__(self) -> None:
        super().__init__()
        self._number = self._total = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, number: int, total: int, told: str) -> None:
        """Fill the bars up to ``number``; ``told`` is for screen readers."""
        self._number, self._total = number, max(1, total)
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap = min(_GAP, self.width() / self._total / 4)
        wide = (self.width() - gap * (self._total - 1)) / self._total
        for place in range(self._total):
            bar = QRectF(place * (wide + gap), 0, wide, _HEIGHT)
            done = place < self._number
            rounded(painter, bar, fill=COLOURS.accent if done else COLOURS.rule, radius=4)
        painter.end()
