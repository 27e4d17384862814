"""How far something has come: in per cent, or by steps."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.colours import Tokens
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_HEIGHT, _GAP = 8, 8  # px


class ProgressBar(QWidget):
    """Filled from the left; screen readers hear how far it is. ``colours``: else the theme's."""

    def __init__(self, name: str, *, colours: Tokens | None = None) -> None:
        super().__init__()
        self._name, self._colours = name, colours
        self._fills: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_percent(0)

    def show_percent(self, percent: int) -> None:
        """One bar, 0 to 100."""
        self._show(
            [percent / 100], _("{name}: {percent} per cent", name=self._name, percent=percent)
        )

    def show_step(self, number: int, total: int, words: str) -> None:
        """A bar for each of ``total`` steps, filled up to ``number``."""
        self._show([float(step < number) for step in range(max(1, total))], words)

    def _show(self, fills: list[float], words: str) -> None:
        self._fills = fills
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, count = QPainter(self), len(self._fills)
        t = self._colours or tokens()
        empty = t.sunken if self._colours is None else t.rule  # the kiosk's page is sunken itself
        gap = min(_GAP, self.width() / count / 4)
        wide = (self.width() - gap * (count - 1)) / count
        for place, fill in enumerate(self._fills):
            left = place * (wide + gap)
            rounded(painter, QRectF(left, 0, wide, _HEIGHT), fill=empty, radius=4)
            rounded(painter, QRectF(left, 0, wide * fill, _HEIGHT), fill=t.accent, radius=4)
        painter.end()
