"""One way to begin, as a large card that is pressed: an icon, what it is, and its key."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import card, elided, key_chip, key_width, rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION
from clinic_app.ui.common.theme import tokens

TALL, LOW = 92, 66
_TILE, _PAD = 52, 22
_RIGHT = 96  # px that the key and the arrow take


class WayCard(HoverPaint):
    """``clicked`` tells of a press. An ``advised`` one is framed and says ``start`` in a pill."""

    def __init__(self, icon: str, title: str, hint: str, key: str, *, start: str = "") -> None:
        super().__init__()
        self._icon, self._hint, self._key, self._start = icon, hint, key, start
        self.setText(title)
        self.setToolTip("")
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_low = False

    def set_low(self, is_low: bool) -> None:
        """Be less tall, where the window is."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(420, LOW if self._is_low else TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        box = QRectF(self.rect())
        card(painter, box, t, focused=self.hasFocus() or self.underMouse())
        tile = 40 if self._is_low else _TILE
        place = QRectF(_PAD, (box.height() - tile) / 2, tile, tile)
        rounded(painter, place, fill=t.accent_tint, radius=8)
        inset = (tile - 26) / 2
        draw_icon(painter, place.x() + inset, place.y() + inset, self._icon, t.accent, 26)
        left = place.right() + 18
        right = self._paint_pill(painter) if self._start else self._paint_key(painter)
        room = QRectF(left, box.height() / 2 - 25, right - left - 12, 27)
        elided(painter, room, self.text(), face=font(SECTION, bold=True), colour=t.ink)
        room.moveTop(box.height() / 2 + 2)
        elided(painter, room, self._hint, face=font(SECOND_LINE), colour=t.second)

    def _paint_key(self, painter: QPainter) -> float:
        t = tokens()
        middle, right = self.height() / 2, self.width() - _PAD
        draw_icon(painter, right - 20, middle - 10, "chevron-right", t.second, 20)
        key_chip(painter, right - 38, middle, self._key, fill=t.sunken, border=t.rule, ink=t.second)
        return self.width() - _RIGHT

    def _paint_pill(self, painter: QPainter) -> float:
        """The filled pill of what Enter does."""
        t = tokens()
        face = font(BODY, bold=True)
        words = QFontMetricsF(face).horizontalAdvance(self._start)
        width = 16 + words + 10 + key_width(self._key) + 14
        middle, right = self.height() / 2, self.width() - _PAD
        pill = QRectF(right - width, middle - 22, width, 44)
        rounded(painter, pill, fill=t.accent)
        room = pill.adjusted(16, 0, 0, 0)
        elided(painter, room, self._start, face=face, colour=t.on_accent)
        key_chip(
            painter, right - 14, middle, self._key, fill="", border=t.on_accent, ink=t.on_accent
        )
        return pill.x()
