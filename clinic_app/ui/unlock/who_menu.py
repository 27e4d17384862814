"""Who is signed in, and who may take over: a digit and a passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import column, row, rule
from clinic_app.ui.common.commands import LOCK
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.person_badge import PersonBadge
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.unlock.login_line import LoginLine
from clinic_app.words import _

_WIDTH = 360
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class Person:
    """Somebody who can log in, as the menu shows them."""

    clinician_id: str
    title: str
    role: str

    @property
    def first_name(self) -> str:
        """``Robin``."""
        return self.title.split(",")[0].split()[0]


class WhoMenu(QFrame):
    """A popup, gone with Esc or a click beside it.

    ``tried`` carries a clinician's id and the passphrase they typed: answer with ``refuse`` or
    close it. ``lock_requested`` asks for the lock.
    """

    tried = Signal(str, str)
    lock_requested = Signal()

    def __init__(
        self, here: Person, since: str, others: Sequence[Person], *, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAccessibleName(_("Signed in: {title}", title=here.title))
        self.setFixedWidth(_WIDTH)
        self._chosen: Person | None = None
        self._corner = QPoint()
        self.passphrase = PasswordField(_("Passphrase"))
        self.passphrase.hide()
        self.passphrase.edit.returnPressed.connect(self._try)
        self.passphrase.edit.textEdited.connect(lambda: self.passphrase.set_error(""))
        self._others = tuple(others)
        self.rows = [
            LoginLine(one.title, one.role, str(number) if number < 10 else "")
            for number, one in enumerate(others, 1)
        ]
        for line, one in zip(self.rows, others, strict=True):
            line.clicked.connect(partial(self.choose, one))
        lock = Button(_("Lock"), kind="text", icon="lock", key=LOCK, on_click=self.close)
        lock.clicked.connect(self.lock_requested)
        words = _(
            "Who takes over types their passphrase, stays where you are, and signs from then on."
        )
        head = _("Somebody else takes over") if others else _("Nobody else can log in here yet")
        self.setLayout(
            column(
                _head(here, since),
                rule(),
                label(head, size=SECOND_LINE, bold=True, tone="second"),
                *self.rows,
                self.passphrase,
                rule(),
                row(lock, None),
                label(words, size=HINT, tone="second", wrap=True),
                margins=(12, 16, 12, 12),
            )
        )

    def open_beside(self, rail_button: QWidget) -> None:
        """Show right of the rail, its foot level with the button's."""
        self._corner = rail_button.mapToGlobal(
            QPoint(rail_button.width() + 8, rail_button.height())
        )
        self._fit()
        self.show()
        if self.rows:
            self.rows[0].setFocus()

    def _fit(self) -> None:
        """As high as what is in it, its foot where it was, wholly on the screen."""
        self.adjustSize()
        free = self.screen().availableGeometry()
        top = min(self._corner.y() + 8, free.bottom() - 8) - self.height()
        self.move(self._corner.x(), max(free.top() + 8, top))

    def choose(self, person: Person) -> None:
        """Ask this one for the passphrase."""
        self._chosen = person
        for line, other in zip(self.rows, self._others, strict=True):
            line.setVisible(other is person)
        self.passphrase.rename(
            _(
                "{first_name}\N{RIGHT SINGLE QUOTATION MARK}s passphrase",
                first_name=person.first_name,
            )
        )
        self.passphrase.show()
        self._fit()
        self.passphrase.edit.setFocus()

    def refuse(self, error: Exception) -> None:
        """Say why the passphrase did not do; it can be typed over."""
        self.passphrase.setEnabled(True)
        known = isinstance(error, UserError)
        self.passphrase.set_error(str(error) if known else _("Something went wrong. Try again."))
        self._fit()
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def _try(self) -> None:
        if self._chosen is None or not self.passphrase.text():
            return
        self.passphrase.setEnabled(False)
        self.tried.emit(self._chosen.clinician_id, self.passphrase.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        step = _STEPS.get(Qt.Key(event.key()))
        if self._chosen is None and digit.isdecimal() and 0 < int(digit) <= len(self._others):
            self.choose(self._others[int(digit) - 1])
        elif step and self._chosen is None and self.rows:
            at = next((n for n, line in enumerate(self.rows) if line.hasFocus()), -step)
            self.rows[(at + step) % len(self.rows)].setFocus()
        else:
            super().keyPressEvent(event)


def _head(here: Person, since: str) -> QHBoxLayout:
    words = (
        _("{role} · signed in since {since}", role=here.role, since=since)
        if here.role
        else _("Signed in since {since}", since=since)
    )
    names = column(
        label(here.title, bold=True, wrap=True),
        label(words, size=SECOND_LINE, tone="second"),
        spacing=0,
    )
    return row(PersonBadge(here.title, size=44), (names, 1), spacing=12)
