"""The computer's date is hard to believe: somebody says whether it is right, before it is used."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.clock import ClockDoubt
from clinic_app.ui.common.card import Card, rule
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.damage.choice_row import ChoiceRow

_WIDTH = 680
_WHY = "Ratings, plans and handouts carry this date. A wrong one cannot be mended later."


class ClockPage(QWidget):
    """``right`` says that the date is right; ``wrong`` that it is not: the clinic is locked."""

    right = Signal()
    wrong = Signal()

    def __init__(self, doubt: ClockDoubt, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{doubt.question} {doubt.reason}")
        self.yes = ChoiceRow("circle-check", "It is right", "Go on with it.", "Yes, go on")
        self.yes.chosen.connect(self.right)
        hint = "Locks the clinic. Set the date of the computer, then unlock again."
        self.no = ChoiceRow("clock", "It is wrong", hint, "No, lock", advised=True)
        self.no.chosen.connect(self.wrong)
        card = Card(margin=32)
        card.setFixedWidth(_WIDTH)
        card.body.addWidget(label(doubt.question, size=PAGE, bold=True, wrap=True))
        card.body.addWidget(label(f"{doubt.reason} {_WHY}", tone="second", wrap=True))
        card.body.addSpacing(8)
        for part in (self.no, rule(), self.yes):
            card.body.addWidget(part)
        column = QVBoxLayout(self)
        column.addStretch(4)
        column.addWidget(wordmark())
        column.addSpacing(28)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.no.button.setFocus()
