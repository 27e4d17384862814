"""The bar that offers what was typed at this place before and not saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

BRING_BACK_KEY = "Alt+B"


class DraftBar(QFrame):
    """``accepted`` brings it back, ``discarded`` throws it away. Hidden until ``offer``."""

    accepted = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label(bold=True, wrap=True)
        self._why_not = label(size=SECOND_LINE, tone="caution", wrap=True)
        self.bring_back = Button(_("Bring it back"), key=BRING_BACK_KEY, height=36)
        self.bring_back.clicked.connect(self.accepted)
        self.throw_away = Button(_("Throw away"), height=36, on_click=self.discarded)
        add_key(self, self.bring_back.click, BRING_BACK_KEY)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addWidget(self._why_not)
        line = row(spacing=10)
        line.setContentsMargins(14, 8, 8, 8)
        line.addWidget(IconLabel("history", tone="accent"))
        line.addLayout(words, 1)
        for button in (self.bring_back, self.throw_away):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def offer(self, words: str) -> None:
        """Say what waits."""
        self._words.setText(words)
        self._why_not.hide()
        self.setAccessibleName(words)
        self.show()

    def refuse(self, error: UserError) -> None:
        """Say why it cannot be brought back as it is; it is kept until it is thrown away."""
        self._why_not.setText(str(error))
        self._why_not.show()
        self.setAccessibleName(f"{self._words.text()} {error}")

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens().accent_tint)
