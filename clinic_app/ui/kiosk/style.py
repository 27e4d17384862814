"""How the kiosk looks: always light, large letters, and a zero without a slash."""

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.colours import LIGHT
from clinic_app.ui.common.fonts import FAMILIES
from clinic_app.ui.common.plain_label import label

COLOURS = LIGHT
TEXT, TITLE, NUMBER = 24, 48, 44
_SMALLER_TITLES = (44, 40, 36, 32, 28)
_PLAIN_ZERO = "Handrail Sans"


def face(size_px: int, *, bold: bool = False) -> QFont:
    """The kiosk's letters, ``size_px`` logical pixels high."""
    made = QFont()
    made.setFamilies([_PLAIN_ZERO, *FAMILIES])
    made.setPixelSize(size_px)
    made.setBold(bold)
    return made


def title_size(width: int, height: int) -> int:
    """The size of a question in a page of so many px; smaller ones for small screens."""
    sizes = (TITLE, *_SMALLER_TITLES)
    return next((s for s in sizes if s * 26 <= width and s * 12 <= height), sizes[-1])


def balanced(text: str, letters: QFont, width: float) -> str:
    """The text with line breaks that make its lines about as long as each other."""
    metrics = QFontMetricsF(letters)
    fewest = len(_lines(text, metrics, width))
    narrow = width
    while narrow > width / 3 and len(_lines(text, metrics, narrow - 8)) == fewest:
        narrow -= 8
    return "\n".join(_lines(text, metrics, narrow))


def _lines(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def words(text: str, size_px: int = TEXT, *, bold: bool = False, quiet: bool = False) -> QLabel:
    """A label of the kiosk that wraps; never markup."""
    made = label(text, wrap=True)
    made.setFont(face(size_px, bold=bold))
    colour = COLOURS.second if quiet else COLOURS.ink
    made.setStyleSheet(f"color: {colour}; background: transparent;")
    return made


def light_ground(screen: QWidget) -> None:
    """Make a screen's own ground light, whatever the theme."""
    screen.setObjectName("kiosk")
    screen.setStyleSheet(f"QWidget#kiosk {{ background: {COLOURS.ground}; }}")
