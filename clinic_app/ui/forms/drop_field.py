"""Where a file is dropped or chosen: a dashed frame around what stands in it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.theme import tokens

_RADIUS = 8.0


class DropField(QFrame):
    """A dashed frame; the window that takes the drop says when a file is over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = False

    def show_over(self, is_over: bool) -> None:
        """Show that what is held would be taken."""
        self._is_over = is_over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        pen = QPen(QColor(t.accent if self._is_over else t.control_border), 1.5)
        pen.setDashPattern([4, 3])
        fill = QColor(t.accent_tint if self._is_over else t.sunken)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is held; None for several, or for something else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
