"""The look of the whole program, light or dark, and the way to ask for it."""

from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from clinic_app.colours import DARK, LIGHT, Tokens
from clinic_app.ui.common.focus_ring import FocusRings
from clinic_app.ui.common.fonts import font, load_fonts
from clinic_app.ui.common.style_sheet import style_sheet

_PROPERTY = "handrail_theme"
_DARK = {"system": None, "light": False, "dark": True}


class Theme(QObject):
    """Made once, by the start-up code, as ``Theme(app).apply(None)``.

    It hangs on the application as a property: any widget asks ``Theme.current().tokens`` while it
    paints, and connects to ``changed`` only if it keeps something tinted.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._chosen: bool | None = None
        self.tokens: Tokens = LIGHT
        app.setProperty(_PROPERTY, self)
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font())
        self._rings = FocusRings(app, lambda: self.tokens.accent)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @staticmethod
    def current() -> "Theme":
        """The theme of the running application."""
        app = cast(QApplication, QApplication.instance())
        return cast(Theme, app.property(_PROPERTY))

    def apply(self, dark: bool | None) -> None:
        """Show dark, light, or (None) whatever the system shows."""
        self._chosen = dark
        schemes = {None: "Unknown", True: "Dark", False: "Light"}
        QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme[schemes[dark]])
        self._dress()

    def apply_named(self, name: str | None) -> None:
        """Show what is remembered as ``system``, ``light`` or ``dark``; else the system's."""
        self.apply(_DARK.get(name or "system"))

    def _system_changed(self) -> None:
        if self._chosen is None:
            self._dress()

    def _dress(self) -> None:
        self.tokens = DARK if self._is_dark() else LIGHT
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._chosen is not None:
            return self._chosen
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def tokens() -> Tokens:
    """The colours of the running application's theme."""
    return Theme.current().tokens


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: t.ground,
        role.WindowText: t.ink,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.ink,
        role.PlaceholderText: t.third,
        role.Button: t.surface,
        role.ButtonText: t.ink,
        role.ToolTipBase: t.ink,
        role.ToolTipText: t.surface,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.Light: t.surface,
        role.Midlight: t.sunken,
        role.Mid: t.rule,
        role.Dark: t.control_border,
        role.Shadow: t.ink,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.third))
    return palette
