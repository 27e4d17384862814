"""The numbers of steps as discs, as they stand at a picture on paper."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from clinic_app.colours import LIGHT
from clinic_app.ui.common.fonts import font

DISC = 10.0  # px, radius
_LETTERS = 12  # px


def paint_number(painter: QPainter, middle: QPointF, number: int) -> None:
    """A white number in a dark disc; pictures are light in both themes."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.ink))
    painter.drawEllipse(middle, DISC, DISC)
    painter.setFont(font(_LETTERS, bold=True))
    painter.setPen(QColor(LIGHT.picture_paper))
    box = QRectF(middle.x() - DISC, middle.y() - DISC, 2 * DISC, 2 * DISC)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
