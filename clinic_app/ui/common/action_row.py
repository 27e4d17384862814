"""One thing that can be done: an icon, what it is in bold, what follows, and its button."""

from PySide6.QtCore import Qt

from clinic_app.ui.common.buttons import Button, Slot
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label

_BUTTON_WIDTH = 132


class ActionRow:
    """``widget`` is to be laid out; ``button`` calls ``on_click``.

    An ``advised`` one is the primary and shows the key Enter. ``why_not`` says why it may not be
    done, in the place of ``hint``.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str,
        words: str,
        *,
        advised: bool = False,
        why_not: str = "",
        on_click: Slot | None = None,
    ) -> None:
        kind, key = ("primary", "Enter") if advised else ("normal", "")
        self.button = Button(words, kind=kind, key=key, on_click=on_click)
        self.button.setAccessibleName(f"{words}: {title}")
        self.button.setMinimumWidth(_BUTTON_WIDTH)
        self.button.setEnabled(not why_not)
        self._hint = label(size=SECOND_LINE, tone="second", wrap=True)
        self.set_hint(why_not or hint)
        name = label(title, size=CARD_NAME, bold=True, wrap=True)
        self.widget = boxed(
            row(
                IconLabel(icon, tone="accent" if advised else "second", size=24),
                (column(name, self._hint, spacing=2), 1),
                (self.button, 0, Qt.AlignmentFlag.AlignVCenter),
                spacing=16,
                margins=(16, 10, 0, 10),
            )
        )

    def set_hint(self, hint: str) -> None:
        """Change the second line: what came of it."""
        self._hint.setText(hint)
        self.button.setAccessibleDescription(hint)
