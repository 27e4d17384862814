"""The head of Here twice?: where it stands, and what can be decided about the pair."""

from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.patient.elided_label import ElidedLabel


class MergeHeader(QFrame):
    """Its buttons are connected by the page, which has their keys too."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(60)
        self.back = IconButton("chevron-left", "Back")
        self._state = ElidedLabel(tone="second")
        self.two_people = Button("Two people", key="N")
        self.later = Button("Later", key="Esc")
        self.make_one = Button(
            "Make one of them", kind="primary", icon="arrow-merge", key="Ctrl+Enter"
        )
        self._keys = {self.two_people: "N", self.later: "Esc", self.make_one: "Ctrl+Enter"}
        title = label("Here twice?", size=PAGE, bold=True)
        line = row(self.back, title, self._state, None, *self._keys, spacing=12)
        line.setContentsMargins(16, 0, 24, 0)
        self.setLayout(line)
        self.hide_acts()

    def say(self, words: str) -> None:
        """``pair 1 of 3 · same birth date``, beside the title."""
        self._state.show_text(words)

    def show_acts(self, reason: str) -> None:
        """Offer what can be decided; ``reason`` says why nothing may be changed."""
        for button in self._keys:
            button.show()
        for button in (self.two_people, self.make_one):
            button.setEnabled(True)
            grey(button, reason)

    def hide_acts(self) -> None:
        """There is no pair to decide about."""
        for button in self._keys:
            button.hide()

    def set_busy(self, is_busy: bool) -> None:
        """Take no second press while the first is worked on."""
        for button in (self.two_people, self.make_one):
            button.setEnabled(not is_busy)

    def set_narrow(self, is_narrow: bool) -> None:
        """Without the keys in small windows."""
        for button, key in self._keys.items():
            button.show_key("" if is_narrow else key)
