"""A card with one button: what it does, and more about it below."""

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, column, row
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label


def action_card(title: str, hint: str, button: Button) -> Card:
    """The words at the left, ``button`` at the right in their middle."""
    card = Card()
    words = column(
        label(title, size=SECTION, bold=True),
        label(hint, size=SECOND_LINE, tone="second", wrap=True),
        None,
        spacing=2,
    )
    card.body.addLayout(row((words, 1), button, spacing=16))
    return card
