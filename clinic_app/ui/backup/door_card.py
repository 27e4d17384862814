"""Cards of Data and safety that lead somewhere else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, SECTION, Tone, label, set_tone

_ICONS: dict[Tone, str] = {
    "good": "circle-check",
    "caution": "alert-triangle",
    "bad": "alert-circle",
}


class StateLine(QFrame):
    """One line of how something stands, with an icon where it is good or bad; hidden at first."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = IconLabel("circle-check", tone="good", size=18)
        self._told = label(size=SECOND_LINE, wrap=True)
        line = row(spacing=8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._told, 1)
        self.setLayout(line)
        self.hide()

    def say(self, words: str, tone: Tone = "second") -> None:
        """Show other words; without any it takes no room."""
        self._told.setText(words)
        set_tone(self._told, tone)
        self._sign.setVisible(tone in _ICONS)
        if tone in _ICONS:
            self._sign.show_icon(_ICONS[tone], tone=tone)
        self.setVisible(bool(words))

    @property
    def words(self) -> str:
        """What it says."""
        return self._told.text()


class DoorCard(Card):
    """What can be done, with its ``buttons``; ``state`` is the line below them.

    It is hidden, each button too, until one is shown by ``offer``.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str,
        buttons: Sequence[Button],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=20, parent=parent)
        self.state = StateLine()
        head = row(IconLabel(icon, tone="accent", size=24), spacing=10)
        head.addWidget(label(title, size=SECTION, bold=True, wrap=True), 1)
        self.body.addLayout(head)
        self.body.addWidget(label(hint, tone="second", wrap=True))
        self.body.addWidget(flow(*buttons))
        self.body.addWidget(self.state)
        self.body.addStretch(1)
        for part in (*buttons, self):
            part.hide()

    def offer(self, button: Button) -> None:
        """Show the card with one more of its buttons."""
        button.show()
        self.show()


class Shelf(Card):
    """One line with doors side by side; hidden until one is offered."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self._groups: dict[Button, QWidget] = {}
        self._line = QWidget()
        self._flow = FlowLayout(self._line, spacing=16)
        self.body.addWidget(self._line)
        self.hide()

    def add(self, icon: str, title: str, *parts: QWidget) -> None:
        """A title with its buttons and what is told beside it."""
        group = QWidget()
        name = label(title, size=CARD_NAME, bold=True)
        group.setLayout(row(IconLabel(icon, tone="accent", size=22), name, *parts, spacing=12))
        self._flow.addWidget(group)
        for part in parts:
            if isinstance(part, Button):
                self._groups[part] = group
                part.hide()
        group.hide()

    def offer(self, button: Button) -> None:
        """Show the line with one more of its buttons."""
        for part in (button, self._groups[button], self):
            part.show()


def flow(*parts: QWidget, spacing: int = 8) -> QWidget:
    """Parts side by side, below each other where the room ends."""
    made = QWidget()
    layout = FlowLayout(made, spacing=spacing)
    for part in parts:
        layout.addWidget(part)
    return made
