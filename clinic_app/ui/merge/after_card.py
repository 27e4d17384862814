"""What the record made of two will be: name, numbers, and how much it holds."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

_SAFE = "Can be taken back at any time. What is written from then on stays."


class AfterCard(Card):
    """Says how the record would stand; nothing is changed by it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self._name = label(size=CARD_NAME, bold=True, wrap=True)
        self._numbers = label(size=SECOND_LINE, tone="second", wrap=True)
        self._holds = label(size=SECOND_LINE, wrap=True)
        self._plan = label(size=SECOND_LINE, wrap=True)
        self.body.addWidget(label("Afterwards", size=SECOND_LINE, bold=True, tone="second"))
        for part in (self._name, self._numbers, self._holds, self._plan):
            self.body.addWidget(part)
        self.body.addWidget(_Safe())

    def say(self, name: str, numbers: str, holds: str, plan: str) -> None:
        """Show other words; without a plan nothing is said about one."""
        self._name.setText(name)
        self._numbers.setText(numbers)
        self._holds.setText(holds)
        self._plan.setText(plan)
        self._plan.setVisible(bool(plan))


class _Safe(QFrame):
    def __init__(self) -> None:
        super().__init__()
        line = row(spacing=8)
        line.setContentsMargins(12, 10, 12, 10)
        sign = IconLabel("arrow-back-up", tone="good", size=18)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(_SAFE, size=SECOND_LINE, tone="good", wrap=True), 1)
        self.setLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), fill=tokens().good_tint)
