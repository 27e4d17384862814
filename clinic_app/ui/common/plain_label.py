"""Text on the screen, which is never markup, in the sizes and tones of the design."""

import html
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clinic_app.ui.common.fonts import BODY, font

Tone = Literal["ink", "second", "third", "accent", "good", "caution", "bad"]
HINT, SECOND_LINE, CARD_NAME, SECTION, PAGE = 13, 14, 16, 18, 24


def label(
    text: str = "",
    *,
    size: int = BODY,
    bold: bool = False,
    tone: Tone = "ink",
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A QLabel that shows ``text`` exactly as it is, ``size`` logical pixels high."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setFont(font(size, bold=bold))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def set_tone(target: QLabel, tone: Tone) -> None:
    """Change the colour of a label made by ``label``."""
    if target.property("tone") != tone:
        target.setProperty("tone", tone)
        target.style().unpolish(target)
        target.style().polish(target)


def plain_tooltip(words: str) -> str:
    """A person's text for a tooltip, which would take some texts for markup."""
    return f"<span>{html.escape(words, quote=False)}</span>" if words else ""
