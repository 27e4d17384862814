"""The head of Here twice?: which pair is shown, and what can be decided about it."""

from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import page_head
from clinic_app.ui.common.elided_label import ElidedLabel
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.words import _, pgettext


class MergeHeader:
    """``frame`` has its buttons, which the page connects; the page has their keys too."""

    def __init__(self) -> None:
        self.back = IconButton("chevron-left", pgettext("go back", "Back"))
        self._state = ElidedLabel(tone="second")
        self.two_people = Button(_("Two people"), key="N")
        self.later = Button(pgettext("decide another time", "Later"), key="Esc")
        self.make_one = Button(
            _("Make one of them"), kind="primary", icon="arrow-merge", key="Ctrl+Enter"
        )
        self._keys = {self.two_people: "N", self.later: "Esc", self.make_one: "Ctrl+Enter"}
        title = label(_("Here twice?"), size=PAGE, bold=True)
        parts = (self.back, title, self._state, None, *self._keys)
        self.frame = page_head(*parts, spacing=12, margins=(16, 0, 24, 0))
        self.hide_buttons()

    def set_status(self, words: str) -> None:
        """``pair 1 of 3 · same birth date``, beside the title."""
        self._state.show_text(words)

    def show_buttons(self, reason: str) -> None:
        """Show what can be decided; ``reason`` says why nothing may be changed."""
        for button in self._keys:
            button.show()
        self.set_busy(False)
        for button in (self.two_people, self.make_one):
            grey(button, reason)

    def hide_buttons(self) -> None:
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
