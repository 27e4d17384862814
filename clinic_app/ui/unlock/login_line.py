"""Somebody who can log in, as a line to choose with a click, Enter or a digit."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import elided, key_chip, key_width, rounded
from clinic_app.ui.common.person_badge import draw_badge, initials_of
from clinic_app.ui.common.theme import tokens

_HEIGHT, _BADGE, _MARGIN = 44, 28, 10


class LoginLine(HoverPaint):
    """``clicked`` tells that it was chosen; ``role`` stands small beside the name."""

    def __init__(self, title: str, role: str, key: str) -> None:
        super().__init__()
        self._title, self._role, self._key = title, role, key
        self.setAccessibleName(f"{title}, {role}" if role else title)
        self.setToolTip(title)
        self.setFixedHeight(_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            rounded(painter, box, fill=t.accent_tint)
        draw_badge(painter, _MARGIN, 8, _BADGE, initials_of(self._title), here=False)
        left = _MARGIN + _BADGE + 12
        right = box.width() - _MARGIN - key_width(self._key) - 12
        room = QFontMetricsF(font(13)).horizontalAdvance(self._role) + 8
        names = QRectF(left, 0, right - left - room, box.height())
        taken = elided(painter, names, self._title, face=font(15, bold=True), colour=t.ink)
        roles = QRectF(left + taken + 8, 0, room, box.height())
        elided(painter, roles, self._role, face=font(13), colour=t.second)
        if self._key:
            key_chip(painter, box.width() - _MARGIN, box.height() / 2, self._key,
                     fill=t.surface, border=t.rule, ink=t.second)  # fmt: skip
