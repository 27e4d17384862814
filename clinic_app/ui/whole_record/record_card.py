"""The door of a patient's record to a file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label

_WORDS = (
    "Everything that is kept of this patient as one file: to read, or to take along to another"
    " clinic. With a password."
)


class WholeRecordCard(Card):
    """``wanted`` asks for the export."""

    wanted = Signal()

    def __init__(self, refusal: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.button = Button("Export…", icon="file-export")
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Whole record", size=SECTION, bold=True))
        words.addWidget(label(_WORDS, size=SECOND_LINE, tone="second", wrap=True))
        words.addStretch(1)
        line = row(spacing=16)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        grey(self.button, refusal)
