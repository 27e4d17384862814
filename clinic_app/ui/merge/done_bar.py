"""What was just done, with the way back beside it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.theme import tokens


class DoneBar(QFrame):
    """``open_wanted`` and ``back_wanted`` tell of its buttons. It stays until something else is
    done.
    """

    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(bold=True, tone="good", wrap=True)
        self.open_button = Button("Open the record")
        self.open_button.clicked.connect(self.open_wanted)
        self.back_button = Button("Take back", icon="arrow-back-up")
        self.back_button.clicked.connect(self.back_wanted)
        line = row(spacing=12)
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(IconLabel("circle-check", tone="good"))
        line.addWidget(self._words, 1)
        line.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, words: str, *, ways: bool = True) -> None:
        """Show what was done; without ``ways`` there is nothing to open or to take back."""
        self._words.setText(words)
        self.setAccessibleName(words)
        for button in (self.open_button, self.back_button):
            button.setVisible(ways)
        self.show()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), fill=tokens().good_tint)
