"""The name of a key, or its icon, in a small box, as a hint."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens


class KeyCap(QWidget):
    """``Ctrl+L``."""

    def __init__(self, key: str = "", *, icon: str = "") -> None:
        super().__init__()
        self._key = key
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(24 if self._icon else round(key_width(self._key)) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        box = self.rect()
        if self._icon:
            painter = QPainter(self)
            rounded(painter, box.toRectF(), fill=t.sunken, border=t.rule, radius=4)
            draw_icon(painter, 5, 3, self._icon, t.second, 14)
            return
        key_chip(
            QPainter(self), box.width(), 10, self._key, fill=t.sunken, border=t.rule, ink=t.second
        )
