"""One line in the middle while something takes the whole window's time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import CARD_NAME, label


class WorkingPage(QWidget):
    """``words`` say what is going on, ``hint`` what is safe meanwhile."""

    def __init__(self, words: str, hint: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{words} {hint}")
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(4)
        column.addWidget(wordmark())
        column.addSpacing(24)
        column.addWidget(label(words, size=CARD_NAME, bold=True), 0, centre)
        column.addWidget(label(hint, tone="second"), 0, centre)
        column.addStretch(5)
