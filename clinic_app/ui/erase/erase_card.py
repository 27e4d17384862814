"""The way to erasing, at the foot of the record: for owners, and out of the way of others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label


class EraseCard(Card):
    """``wanted``: the button was pressed."""

    wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.button = Button("Erase…")
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Erase on lawful demand", size=SECTION, bold=True))
        says = "For good, from the clinic and its backups. Archive takes off the caseload only."
        words.addWidget(label(says, size=SECOND_LINE, tone="second", wrap=True))
        line = row(spacing=16)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)

    def show_refusal(self, refusal: str) -> None:
        """Why it may not be pressed; empty where it may."""
        self.button.setEnabled(True)
        grey(self.button, refusal)
