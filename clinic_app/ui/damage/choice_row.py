"""One thing that can be done: an icon, what it is in bold, what follows, and its button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label

_BUTTON_WIDTH = 132


class ChoiceRow(QFrame):
    """``chosen`` tells of its button. An advised one is the primary and takes Enter's hint."""

    chosen = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str,
        words: str,
        *,
        advised: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button = Button(
            words, kind="primary" if advised else "normal", key="Enter" if advised else ""
        )
        self.button.setAccessibleName(f"{words}: {title}")
        self.button.setAccessibleDescription(hint)
        self.button.setMinimumWidth(_BUTTON_WIDTH)
        self.button.clicked.connect(self.chosen)
        self._hint = label(hint, size=SECOND_LINE, tone="second", wrap=True)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(label(title, size=CARD_NAME, bold=True, wrap=True))
        told.addWidget(self._hint)
        line = row(spacing=16)
        line.setContentsMargins(16, 10, 0, 10)
        line.addWidget(IconLabel(icon, tone="accent" if advised else "second", size=24))
        line.addLayout(told, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def say(self, hint: str) -> None:
        """Change the second line: what came of it."""
        self._hint.setText(hint)
        self.button.setAccessibleDescription(hint)
