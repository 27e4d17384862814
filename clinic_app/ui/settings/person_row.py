"""One person who works here or did: name, role, last sign-in, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Role
from clinic_app.ui.common.buttons import Button, Kind
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.chips import Chip, ChipStyle
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.person_badge import PersonBadge
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.settings.login_dialog import role_choice
from clinic_app.words import _

ROLE_WIDTH, TIME_WIDTH, _HEIGHT = 136, 168, 48
_AIR = 4  # px: letters that lean out of their box
Action = tuple[str, Kind, Callable[[], object]]


@dataclass(frozen=True)
class PersonState:
    """What a row says of a person. ``last_seen`` is about the last sign-in, or when they left.

    ``refusal`` is why nothing may be changed here, ``role_refusal`` why the role may not.
    """

    clinician: Clinician
    is_me: bool
    can_log_in: bool
    last_seen: str = ""
    refusal: str = ""
    role_refusal: str = ""

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        me = _("you") if self.is_me else ""
        role = self.clinician.role.words if self.can_log_in else _("cannot sign in")
        return ", ".join(part for part in (self.clinician.title, me, role, self.seen) if part)

    @property
    def seen(self) -> str:
        """``signed in today 08:02``: ``last_seen`` where no heading stands over it."""
        says_when = self.last_seen and self.can_log_in
        return _("signed in {last_seen}", last_seen=self.last_seen) if says_when else self.last_seen


class PersonRow(QFrame):
    """Can have the keyboard: the arrows go to the next row, Enter presses the first action.

    ``moved`` carries -1 or 1; ``role_chosen`` the role that somebody picked; Delete presses the
    action that takes something away.
    """

    moved = Signal(int)
    role_chosen = Signal(object)

    def __init__(self, shown: PersonState, actions: Sequence[Action]) -> None:
        super().__init__()
        self.shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(shown.spoken)
        self.setMinimumHeight(_HEIGHT)
        self.role = role_choice(
            shown.clinician.role, name=_("Role of {name}", name=shown.clinician.name)
        )
        self.role.setFixedWidth(ROLE_WIDTH)
        self.role.setParent(self)
        self.role.hide()  # laid out for whoever can sign in
        grey(self.role, shown.refusal or shown.role_refusal)
        self.role.activated.connect(self._pick)
        self.buttons = [self._button(*action) for action in actions]
        self._time = label(shown.last_seen, size=SECOND_LINE, tone="second", wrap=True)
        below = [*([_("you")] if shown.is_me else []), *([shown.seen] if shown.seen else [])]
        self._below = label(", ".join(below), size=SECOND_LINE, tone="second", wrap=True)
        self._you = Chip(ChipStyle(_("you")))
        self._lay_out()
        self.fold(folded=False)

    def _lay_out(self) -> None:
        who, quiet = self.shown.clinician, not self.shown.can_log_in
        name = label(who.title, bold=True, tone="second" if quiet else "ink", wrap=True)
        name.ensurePolished()  # in its own type it is measured
        name.setMaximumWidth(name.fontMetrics().horizontalAdvance(name.text()) + _AIR)
        line = row((name, 1), self._you)
        line.addStretch()
        words = column(line, self._below, spacing=0)
        self._time.setFixedWidth(TIME_WIDTH)
        self._ends = boxed(row(None, *self.buttons, spacing=4))
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 4, 20, 4)
        grid.setHorizontalSpacing(12)
        grid.addWidget(PersonBadge(who.title, size=28, here=self.shown.is_me), 0, 0)
        grid.addLayout(words, 0, 1)
        grid.addWidget(self.role if self.shown.can_log_in else _no_login(), 0, 2)
        self.role.setVisible(self.shown.can_log_in)
        grid.addWidget(self._time, 0, 3)
        grid.addWidget(self._ends, 0, 4)
        grid.setColumnStretch(1, 1)

    def fold(self, *, folded: bool) -> None:
        """Where the page is narrow the time stands under the name."""
        self._time.setVisible(not folded)
        self._you.setVisible(self.shown.is_me and not folded)
        self._below.setVisible(folded and bool(self._below.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            box = QRectF(self.rect()).adjusted(4, 1, -4, -1)
            rounded(QPainter(self), box, fill="", border=tokens().accent, width=2)

    @property
    def actions_width(self) -> int:
        """Pixels that the buttons take."""
        return sum(b.sizeHint().width() + 4 for b in self.buttons)

    def set_actions_width(self, width: int) -> None:
        """Let the buttons take as much room as those of the widest row."""
        self._ends.setFixedWidth(width)

    def show_role(self, role: Role) -> None:
        """Show the role that is stored: another one was not agreed to."""
        self.role.setCurrentIndex(list(Role).index(role))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.buttons:
            self.buttons[0].click()
        elif key == Qt.Key.Key_Delete and len(self.buttons) > 1:
            self.buttons[-1].click()
        else:
            super().keyPressEvent(event)

    def _button(self, words: str, kind: Kind, act: Callable[[], object]) -> Button:
        made = Button(words, kind=kind, height=36, on_click=act)
        made.setAccessibleName(f"{words}: {self.shown.clinician.name}")
        if not self.shown.is_me:
            grey(made, self.shown.refusal)
        return made

    def _pick(self, index: int) -> None:
        chosen = list(Role)[index]
        if chosen is not self.shown.clinician.role:
            self.role_chosen.emit(chosen)


def _no_login() -> QWidget:
    made = label(_("No login"), tone="second")
    made.setFixedWidth(ROLE_WIDTH)
    return made
