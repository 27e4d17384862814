"""The button that sets a picture moving: a triangle, or two bars while it moves, and the key."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.colours import LIGHT
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.paint import key_chip, key_width, rounded

_HEIGHT, _SIGN = 36, 14


class PlayButton(HoverPaint):
    """It lies on the picture's paper, so it is light in both themes."""

    def __init__(self, key: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._playing = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_playing(False)

    def show_playing(self, playing: bool, *, words: str = "") -> None:
        """Show what pressing does now; ``words`` in place of the usual ones."""
        self._playing = playing
        said = words or ("Stop the movement" if playing else "Show the movement")
        self.setAccessibleName(said)
        self.setToolTip(f"{said} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._key)) + _SIGN + 28, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = LIGHT
        fill = t.sunken if self.underMouse() else t.surface
        rounded(painter, QRectF(self.rect()), fill=fill, border=t.control_border)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        x, middle, half = 10.0, self.height() / 2, _SIGN / 2
        if self._playing:
            for left in (x + 1, x + 8):
                painter.drawRect(QRectF(left, middle - half, 4.5, _SIGN))
        else:
            tip = QPointF(x + _SIGN, middle)
            corners = [QPointF(x + 1, middle - half), tip, QPointF(x + 1, middle + half)]
            painter.drawPolygon(QPolygonF(corners))
        right = self.width() - 8
        key_chip(painter, right, middle, self._key, fill=t.sunken, border=t.rule, ink=t.second)
