"""Buttons: primary, normal and text, with the key that does the same; and bare icons."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from clinic_app.colours import Tokens
from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens

Slot: TypeAlias = Callable[..., object] | SignalInstance
Kind = Literal["primary", "normal", "text", "danger", "danger-text"]
_BARE = ("text", "danger-text")
_ICON, _GAP, _TEXT_PAD = 20, 8, 4


class Button(QPushButton):
    """One button of the design.

    ``key`` is only shown, as a hint; the shortcut itself belongs to the screen. ``icon`` is a name
    for ``icons.pixmap``. The height is 44 for primary, else 40, or what ``height`` says.
    ``on_click`` is called, or emitted, when it is pressed.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "normal",
        icon: str = "",
        key: str = "",
        height: int = 0,
        on_click: Slot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        if on_click is not None:
            self.clicked.connect(on_click)
        self._kind: Kind = kind
        self._icon_name = icon
        self._key = self._idle_key = key
        self._height = height or (44 if kind == "primary" else 40)
        self._idle_text = text
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setFont(font(BODY, bold=kind in ("primary", *_BARE)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def rename(self, text: str) -> None:
        """Change the words, also for screen readers."""
        self._idle_text = text
        self.setText(text)
        self.setAccessibleName(text)

    def show_key(self, key: str) -> None:
        """Show another key, or none where the key does not press this button now."""
        self._key = self._idle_key = key
        self.updateGeometry()
        self.update()

    def set_busy(self, words: str) -> None:
        """Disable the button and show what is going on; an empty string ends it."""
        self.setEnabled(not words)
        self.setText(words or self._idle_text)
        self._key = "" if words else self._idle_key
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        pad = _TEXT_PAD if self._kind in _BARE else 16
        return QSize(max(36, round(self._content_width() + 2 * pad)), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _content_width(self) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        width += _ICON + _GAP if self._icon_name else 0
        return width + (key_width(self._key) + _GAP + 2 if self._key else 0) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        pressed = self.underMouse() and self.isEnabled()
        fill, border, ink = _colours(self._kind, t, enabled=self.isEnabled(), hover=pressed)
        box = QRectF(self.rect())
        if self.isDown() and self._kind not in _BARE:
            box.adjust(1, 1, -1, -1)
        if fill or border:
            rounded(painter, box, fill=fill, border=border)
        content = self._content_width()
        x = _TEXT_PAD if self._kind in _BARE else (self.width() - content) / 2
        middle = self.height() / 2
        if self._icon_name:
            draw_icon(painter, x, middle - _ICON / 2, self._icon_name, ink, _ICON)
            x += _ICON + _GAP
        room = QRectF(x, 0, self.width() - x, self.height())
        elided(painter, room, self.text(), face=self.font(), colour=ink, align=LEFT)
        if self._key:
            right = (self.width() + content) / 2
            self._paint_key(painter, right, middle, ink)

    def _paint_key(self, painter: QPainter, right: float, middle: float, ink: str) -> None:
        t = tokens()
        filled = self._kind in ("primary", "danger") and self.isEnabled()
        fill, border = ("", ink) if filled else (t.sunken, t.rule)
        key_chip(
            painter,
            right,
            middle,
            self._key,
            fill=fill,
            border=border,
            ink=ink if filled else t.second,
        )


class IconButton(QToolButton):
    """An icon to press, at least 36 px square. ``name`` is its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 36,
        icon_size: int = 20,
        tone: str = "second",
        on_click: Slot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if on_click is not None:
            self.clicked.connect(on_click)
        self._icon_name = icon
        self._icon_size = icon_size
        self._tone = tone
        self.rename(name)
        self.setFixedSize(max(size, 36), max(size, 36))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def rename(self, name: str) -> None:
        """Say something else in tooltip and accessible name."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_icon(self, icon: str, *, tone: str = "") -> None:
        """Show another icon, perhaps in another colour."""
        self._icon_name = icon
        self._tone = tone or self._tone
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            rounded(painter, QRectF(self.rect()), fill=t.sunken)
        colour = t[self._tone] if self.isEnabled() else t.control_border
        if self.isChecked():
            colour = t.accent
        corner = (self.width() - self._icon_size) / 2
        draw_icon(painter, corner, corner, self._icon_name, colour, self._icon_size)


class HoverPaint(QAbstractButton):
    """A self-painted button that repaints when the mouse comes and goes; Tab reaches it."""

    def __init__(self, parent: QWidget | None = None, *, on_click: Slot | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click is not None:
            self.clicked.connect(on_click)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


def _pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the keyboard, where Qt knows Space alone.

    A choice within a dialog leaves Enter to the dialog's own button.
    """
    chooses = button.isCheckable() and isinstance(button.window(), QDialog)
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or chooses:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def _colours(kind: Kind, t: Tokens, *, enabled: bool, hover: bool) -> tuple[str, str, str]:
    """Fill, border and ink; an empty string draws nothing."""
    if not enabled:
        return ("", "", t.third) if kind in _BARE else (t.sunken, t.rule, t.third)
    if kind == "primary":
        return t.accent, t.ink if hover else "", t.on_accent
    if kind == "danger":
        return t.bad, t.ink if hover else "", t.surface
    if kind == "danger-text":
        return t.bad_tint if hover else "", "", t.bad
    if kind == "text":
        return t.accent_tint if hover else "", "", t.accent
    return t.sunken if hover else t.surface, t.control_border, t.ink
