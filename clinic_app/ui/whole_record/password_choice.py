"""How a file is locked: a password made up here, one's own, or none."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.services.unlock.passphrase import Strength
from clinic_app.services.whole_record.record_export import made_up_password
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.new_passphrase import NewPassphrase
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.words import N_, _, pgettext

_HAND_OVER = N_(
    "Tell it by another way than the file: on the phone, say. Nobody can find it out later."
)
_OPEN = N_("Whoever gets the file can read all of it.")


class Lock(Enum):
    """What a person chose."""

    MADE_UP = "made up"
    OWN = "own"
    NONE = "none"


class PasswordChoice(QWidget):
    """``changed`` after every choice and key; ``judge`` rates a password of one's own."""

    changed = Signal()

    def __init__(self, judge: Callable[[str], Strength]) -> None:
        super().__init__()
        self._made_up = made_up_password()
        options = (
            (Lock.MADE_UP, pgettext("password", "Made up")),
            (Lock.OWN, pgettext("password", "My own")),
            (Lock.NONE, pgettext("password", "None")),
        )
        self.lock = SegmentedControl(options, name=_("Password"))
        self.lock.changed.connect(self._choose)
        self.shown = label(self._made_up, size=CARD_NAME, bold=True)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAccessibleName(_("Password: {password}", password=self._made_up))
        self._another = Button(pgettext("password", "Another one"), on_click=self._make_another)
        hint = label(_(_HAND_OVER), size=SECOND_LINE, tone="second", wrap=True)
        self._made = boxed(column(row(self.shown, 8, self._another, None), hint, spacing=4))
        self.own = NewPassphrase(judge, words=_("Password"))
        self.own.changed.connect(self.changed)
        self._warning = NoticeBar(_(_OPEN))
        choice = row(label(_("Password"), bold=True), 8, self.lock, None)
        self.setLayout(column(choice, self._made, self.own, self._warning, spacing=10))
        self._choose(Lock.MADE_UP)

    @property
    def is_ready(self) -> bool:
        """Whether there is a password, or none was chosen."""
        return self.lock.value() is not Lock.OWN or bool(self.own.value())

    def value(self) -> str | None:
        """The password; None without one."""
        choice = self.lock.value()
        if choice is Lock.NONE:
            return None
        return self._made_up if choice is Lock.MADE_UP else self.own.value()

    def settle(self) -> None:
        """A file has it now: it is shown, and not changed any more."""
        self.lock.setEnabled(False)
        self.own.setEnabled(False)
        self._another.hide()

    def wipe(self) -> None:
        """Overwrite what was typed."""
        self.own.first.wipe()
        self.own.again.wipe()

    def _choose(self, choice: Lock) -> None:
        self._made.setVisible(choice is Lock.MADE_UP)
        self.own.setVisible(choice is Lock.OWN)
        self._warning.setVisible(choice is Lock.NONE)
        if choice is Lock.OWN:
            self.own.first.edit.setFocus()
        self.changed.emit()

    def _make_another(self) -> None:
        self._made_up = made_up_password()
        self.shown.setText(self._made_up)
        self.shown.setAccessibleName(_("Password: {password}", password=self._made_up))
