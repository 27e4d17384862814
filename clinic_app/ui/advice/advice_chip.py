"""The advice bar folded to a chip in the line above the plan."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.chips import HEIGHT, ChipStyle, chip_width, paint_chip
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_ARROW = 18


class AdviceChip(HoverPaint):
    """Says what waits; to press it is to open the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.look = ChipStyle("")
        self.setProperty("ring_radius", HEIGHT // 2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_look(self, look: ChipStyle) -> None:
        """Show other words."""
        self.look = look
        self.setText(look.words)
        self.setAccessibleName(_("Advice. {what}", what=look.words))
        self.setToolTip(_("{what}. Show the advice (Alt+Enter)", what=look.words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.look) + _ARROW, HEIGHT + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(136, self.sizeHint().width()), HEIGHT + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        box = QRectF(0, 4, self.width(), HEIGHT)
        rounded(painter, box, fill=t[self.look.tint], radius=HEIGHT / 2)
        paint_chip(painter, 0, 4, self.look, t, room=self.width() - _ARROW)
        x, y = self.width() - _ARROW - 6, 4 + (HEIGHT - _ARROW) / 2
        draw_icon(painter, x, y, "chevron-down", t[self.look.ink], _ARROW)
        if self.underMouse():
            rounded(painter, box, fill="", border=t[self.look.ink], radius=HEIGHT / 2)
