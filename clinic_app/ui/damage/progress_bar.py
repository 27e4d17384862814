"""How far a check has come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.theme import tokens

_HEIGHT = 8


class ProgressBar(QWidget):
    """Filled from the left; screen readers hear the per cent."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._percent = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_percent(0)

    def show_percent(self, percent: int) -> None:
        """0 to 100."""
        self._percent = percent
        self.setAccessibleName(f"{self._name}: {percent} per cent")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        whole = QRectF(0, 0, self.width(), _HEIGHT)
        done = QRectF(0, 0, self.width() * self._percent / 100, _HEIGHT)
        rounded(painter, whole, fill=t.sunken, radius=4)
        rounded(painter, done, fill=t.accent, radius=4)
        painter.end()
