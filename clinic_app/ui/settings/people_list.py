"""Who works here: a row a person, with what can be done about their login."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.greyed import allow
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.settings.person_row import (
    ROLE_WIDTH,
    TIME_WIDTH,
    Action,
    PersonRow,
    PersonState,
)
from clinic_app.words import N_, _, ngettext, pgettext

_NAME_LEAST = 210  # px a name needs beside everything else; under that the time goes below it
_NO_OWNER = N_(
    "No owner can sign in any more. The recovery key makes one: lock, choose “Use the recovery key”"
    " and set a new passphrase with it."
)


class PeopleList(Card):
    """What is requested of a row is done by the page; every signal but the first has a clinician.

    The rows can be walked with the arrows; Insert adds somebody.
    """

    add_requested = Signal()
    passphrase_requested = Signal(object)
    taking_away = Signal(object)
    role_requested = Signal(object, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0)
        self._workspace = workspace
        self._seen: dict[str, str] = {}
        self.rows: list[PersonRow] = []
        self.add = Button(_("Add"), icon="user-plus", key="Ins", on_click=self.add_requested)
        self.add.setAccessibleName(_("Add somebody who works here"))
        add_key(self, self.add.click, "Ins", inside=True)
        self._count = label(tone="second")
        self.note = label(size=SECOND_LINE, tone="caution", wrap=True)
        self.note.setContentsMargins(20, 0, 20, 4)
        self._lines = column(spacing=0)
        self.body.setContentsMargins(0, 14, 0, 2)
        title = label(_("Who works here"), size=SECTION, bold=True)
        self.body.addLayout(row(title, 4, self._count, None, self.add, margins=(20, 0, 20, 0)))
        self.body.addWidget(self.note)
        self.body.addLayout(self._lines)
        self.refresh()

    def show_seen(self, seen: Mapping[str, str]) -> None:
        """Say when each one came in last; of the one who is signed in it is known."""
        others = {who: time for who, time in seen.items() if who != self._workspace.actor.id}
        if others != self._seen:
            self._seen = others
            self.refresh()

    def refresh(self) -> None:
        """List everybody anew; the row that had the keyboard has it again."""
        had = next((n for n, r in enumerate(self.rows) if r.isAncestorOf(_focused(self))), None)
        clear(self._lines)
        people, refusal = self._people(), self._workspace.refusal(Permission.PEOPLE)
        self._head = self._heading()
        self._lines.addWidget(self._head)
        self.rows = [self._row(shown) for shown in people]
        for made in self.rows:
            self._lines.addWidget(rule())
            self._lines.addWidget(made)
        self._show_counts(people, refusal)
        self._fold()
        if had is not None:
            self.rows[min(had, len(self.rows) - 1)].setFocus()

    def _show_counts(self, people: list[PersonState], refusal: str) -> None:
        can = sum(person.can_log_in for person in people)
        self._count.setText(
            ngettext(
                "{count} person, {can} can sign in",
                "{count} people, {can} can sign in",
                len(people),
                can=can,
            )
        )
        allow(refusal, self.add)
        words = refusal if self._workspace.staff.has_owner() else _(_NO_OWNER)
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _people(self) -> list[PersonState]:
        """Those who can sign in first, then by role, then by name."""
        workspace = self._workspace
        with_login, refusal = workspace.staff.with_login(), workspace.refusal(Permission.PEOPLE)
        everybody = workspace.staff.clinicians()
        owners = {c.id for c in everybody if c.role is Role.OWNER and c.id in with_login}
        return [
            PersonState(
                clinician=one,
                is_me=one.id == workspace.actor.id,
                can_log_in=one.id in with_login,
                last_seen=_("now") if one.id == workspace.actor.id else self._seen.get(one.id, ""),
                refusal=refusal,
                role_refusal=_(_LAST_OWNER) if owners == {one.id} else "",
            )
            for one in sorted(everybody, key=lambda c: (c.id not in with_login, _RANK[c.role]))
        ]

    def _heading(self) -> QWidget:
        name, role, self._time = (
            label(words, size=SECOND_LINE, bold=True)
            for words in (_("Name"), _("Role"), _("Signed in last"))
        )
        role.setFixedWidth(ROLE_WIDTH)
        self._time.setFixedWidth(TIME_WIDTH)
        self._gap = QWidget()
        return boxed(
            row((name, 1), role, self._time, self._gap, spacing=12, margins=(20, 6, 20, 6))
        )

    def _row(self, shown: PersonState) -> PersonRow:
        made = PersonRow(shown, self._actions(shown))
        made.moved.connect(partial(self._go, made))
        made.role_chosen.connect(partial(self._request_role, made))
        return made

    def _actions(self, shown: PersonState) -> list[Action]:
        who = shown.clinician
        change = partial(self.passphrase_requested.emit, who)
        if shown.is_me:
            return [(_("Change passphrase"), "normal", change)]
        if not shown.can_log_in:
            return [(_("Give back"), "normal", change)]
        take = partial(self.taking_away.emit, who)
        return [
            (pgettext("button", "New passphrase"), "text", change),
            (_("Take away"), "danger-text", take),
        ]

    def _request_role(self, made: PersonRow, role: Role) -> None:
        who: Clinician = made.shown.clinician
        made.show_role(who.role)  # until it is agreed to
        self.role_requested.emit(who, role)

    def _go(self, made: PersonRow, step: int) -> None:
        place = self.rows.index(made) + step
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The actions of every row take the same room, so that the columns stand in line."""
        if not self.rows:
            return
        actions = max(one.actions_width for one in self.rows)
        fixed = 40 + 28 + ROLE_WIDTH + TIME_WIDTH + 4 * 12 + actions
        folded = self.width() - fixed < _NAME_LEAST
        for one in self.rows:
            one.fold(folded=folded)
            one.set_actions_width(actions)
        self._gap.setFixedWidth(actions)
        self._time.setVisible(not folded)


_RANK = {role: place for place, role in enumerate(Role)}
_LAST_OWNER = N_("The last owner stays one: make somebody else an owner first.")


def _focused(of: QWidget) -> QWidget:
    return of.window().focusWidget() or of
