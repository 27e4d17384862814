"""The name of a key in a small box, as a hint."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.ui.common.paint import key_chip, key_width
from clinic_app.ui.common.theme import tokens


class KeyCap(QWidget):
    """``Ctrl+L``."""

    def __init__(self, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._key)) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        box = self.rect()
        key_chip(
            QPainter(self), box.width(), 10, self._key, fill=t.sunken, border=t.rule, ink=t.second
        )
