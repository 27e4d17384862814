"""The bundled faces: Atkinson Hyperlegible, and others behind it so that any name shows."""

from PySide6.QtGui import QFont, QFontDatabase

from clinic_app.shipped_data import RESOURCES

FAMILIES = (
    "Atkinson Hyperlegible",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "NanumGothic",
    "Droid Sans Fallback",
)
BODY = 15
SMALL = 14


def load_fonts() -> None:
    """Make every face of resources/fonts known to Qt. Needs an application."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(size_px: int = BODY, *, bold: bool = False) -> QFont:
    """The interface font, ``size_px`` logical pixels high. Only regular and bold exist."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(size_px)
    made.setBold(bold)
    return made
