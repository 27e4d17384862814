"""The clinic was moved to another computer: look at what is left here, or go on here after all."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import Card, rule
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.damage.choice_row import ChoiceRow

_WIDTH = 680
_WHY = (
    "It is used on another computer. What is written here now is missing there, and nothing brings"
    " the two together again."
)
_GO_ON = "The other computer is not used. It is noted in the audit trail."


class MovedPage(QWidget):
    """``look_wanted`` opens it for reading, ``go_on_wanted`` for work; ``refusal`` forbids that."""

    look_wanted = Signal()
    go_on_wanted = Signal()

    def __init__(self, at: datetime, *, refusal: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = f"This clinic was moved on {day_words(at.date())}, {at:%H:%M}"
        self.setAccessibleName(title)
        look = "Shows everything as it was then. Nothing can be changed."
        self.look = ChoiceRow("eye", "Open only to look", look, "Look", advised=True)
        self.look.chosen.connect(self.look_wanted)
        self.go_on = ChoiceRow(
            "arrow-back-up", "Go on here after all", refusal or _GO_ON, "Go on here"
        )
        self.go_on.button.setEnabled(not refusal)
        self.go_on.chosen.connect(self.go_on_wanted)
        self.error = ErrorBar()
        card = Card(margin=32)
        card.setFixedWidth(_WIDTH)
        card.body.addWidget(label(title, size=PAGE, bold=True, wrap=True))
        card.body.addWidget(label(_WHY, tone="second", wrap=True))
        card.body.addSpacing(8)
        for part in (self.look, rule(), self.go_on, self.error):
            card.body.addWidget(part)
        column = QVBoxLayout(self)
        column.addStretch(4)
        column.addWidget(wordmark())
        column.addSpacing(28)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look.button.setFocus()
