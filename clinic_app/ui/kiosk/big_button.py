"""The kiosk's buttons: large enough for any finger."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_app.ui.common.buttons import HoverPaint, Kind, Slot
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import CARD_RADIUS, LEFT, elided, rounded
from clinic_app.ui.kiosk.style import COLOURS, TEXT, face

_ICON, _GAP, _PAD = 26, 10, 28


class BigButton(HoverPaint):
    """``kind`` is primary, normal or text. ``leads`` puts the icon after the words."""

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "normal",
        icon: str = "",
        leads: bool = False,
        height: int = 76,
        on_click: Slot | None = None,
    ) -> None:
        super().__init__(on_click=on_click)
        self._kind, self._icon, self._leads, self._height = kind, icon, leads, height
        self.setFont(face(TEXT, bold=kind != "normal"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("focus_ring", False)
        self.rename(text)

    def rename(self, text: str) -> None:
        """Change the words, also for screen readers."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """Be so many px high."""
        self._height = height
        self.updateGeometry()

    def show_checked(self, checked: bool) -> None:
        """Look chosen, or not."""
        self._kind = "primary" if checked else "normal"
        self.update()

    def sizeHint(self) -> QSize:
        pad = 12 if self._kind == "text" else _PAD
        return QSize(round(self._content() + 2 * pad), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _content(self) -> float:
        icon = _ICON + _GAP if self._icon else 0
        return QFontMetricsF(self.font()).horizontalAdvance(self.text()) + icon + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, ink = self._colours()
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if fill or border:
            rounded(painter, box, fill=fill, border=border, radius=CARD_RADIUS, width=1.5)
        if self.hasFocus():
            whole = QRectF(self.rect())
            rounded(painter, whole, fill="", border=COLOURS.accent, radius=CARD_RADIUS + 3, width=2)
        x = (self.width() - self._content()) / 2
        top = self.height() / 2 - _ICON / 2
        if self._icon and not self._leads:
            draw_icon(painter, x, top, self._icon, ink, _ICON)
            x += _ICON + _GAP
        room = QRectF(x, 0, self.width() - x, self.height())
        x += elided(painter, room, self.text(), face=self.font(), colour=ink, align=LEFT)
        if self._icon and self._leads:
            draw_icon(painter, x + _GAP, top, self._icon, ink, _ICON)
        painter.end()

    def _colours(self) -> tuple[str, str, str]:
        """Fill, border and ink."""
        t, pressed = COLOURS, self.isDown()
        if self._kind == "primary":
            if not self.isEnabled():
                return t.rule, "", t.third
            return (t.ink if pressed else t.accent), "", t.on_accent
        if self._kind == "text":
            return (t.accent_tint if pressed else ""), "", t.accent
        return (t.sunken if pressed else t.surface), t.control_border, t.ink
