"""The clinic's details were changed elsewhere too: what differs, and which one to keep."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.patient import Clinic
from clinic_app.domain.regional import Order
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

WORDS = {
    "name": "Clinic name",
    "phone": "Phone",
    "address": "Address",
    "paper": "Paper",
    "idle_lock_min": "Lock when idle for",
    "emergency_number": "Emergency number",
    "date_order": "Dates",
    "weight_unit": "Weights",
}


def value_words(clinic: Clinic, field: str) -> str:
    """A field as a person reads it."""
    value = getattr(clinic, field)
    if isinstance(value, Order):
        return f"4 March 1958 is {value.example}"
    return f"{value} minutes" if field == "idle_lock_min" else str(value) or "(empty)"


class ClinicConflict(QFrame):
    """Hidden until ``show_fields``. Both answers keep everything that only one side changed."""

    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = label(bold=True, wrap=True)
        self.lines = label(size=SECOND_LINE, wrap=True)
        self.mine = Button("Keep mine", height=36)
        self.theirs = Button("Take theirs", height=36)
        self.mine.clicked.connect(self.mine_wanted)
        self.theirs.clicked.connect(self.theirs_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.what, self.lines):
            words.addWidget(part)
        words.addLayout(row(self.mine, self.theirs, None))
        line = row(IconLabel("alert-triangle", tone="caution"), spacing=12)
        line.setContentsMargins(16, 12, 12, 12)
        line.addLayout(words, 1)
        self.setLayout(line)
        self.hide()

    def show_fields(self, mine: Clinic, theirs: Clinic, fields: Sequence[str]) -> None:
        """Say what stands where for each field."""
        self.what.setText("Changed elsewhere meanwhile, and not as you have it. Nothing is lost.")
        told = (
            f"{WORDS[field]}: yours {value_words(mine, field)}, theirs {value_words(theirs, field)}"
            for field in fields
        )
        self.lines.setText("\n".join(told))
        self.setAccessibleName(f"{self.what.text()} {self.lines.text()}")
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens().caution_tint)
