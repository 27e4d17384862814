"""A card with one button: what it does, and more about it below."""

from PySide6.QtWidgets import QLabel

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, column, row
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label


def action_card(title: str | QLabel, hint: str | QLabel, button: Button) -> Card:
    """The words at the left, ``button`` at the right in their middle.

    Words that change are given as labels, made by ``card_title`` and ``card_hint``.
    """
    card = Card()
    above = title if isinstance(title, QLabel) else card_title(title)
    below = hint if isinstance(hint, QLabel) else card_hint(hint)
    words = column(above, below, None, spacing=2)
    card.body.addLayout(row((words, 1), button, spacing=16))
    return card


def card_title(words: str = "") -> QLabel:
    """The bold line at the top of a card."""
    return label(words, size=SECTION, bold=True)


def card_hint(words: str = "") -> QLabel:
    """The quiet line below it."""
    return label(words, size=SECOND_LINE, tone="second", wrap=True)
