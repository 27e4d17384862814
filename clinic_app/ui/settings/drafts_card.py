"""Who has unfinished typing: an owner may hand it on; nobody but its writer reads it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.draft import Waiting, kind_words
from clinic_app.domain.patient.patient import Clinician
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.words import N_, _

_ABOUT = N_("Typed and not saved. Only its writer can read it, and whoever it is handed on to.")


class DraftsCard(Card):
    """Hidden where nothing waits, and to everybody but an owner."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._error = ErrorBar()
        self._lines = column()
        self.body.addWidget(label(_("Unfinished typing"), size=SECTION, bold=True))
        self.body.addWidget(label(_(_ABOUT), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addWidget(self._error)
        self.body.addLayout(self._lines)
        self.refresh()

    def refresh(self) -> None:
        """Look anew who has unfinished typing."""
        clear(self._lines)
        try:
            waiting = self._workspace.drafts.others()
        except UserError:  # only owners see it
            waiting = []
        people = {person.id: person for person in self._workspace.staff.clinicians()}
        for one in waiting:
            self._lines.addWidget(rule())
            self._lines.addWidget(self._line(one, people))
        self.setVisible(bool(waiting))

    def _line(self, waiting: Waiting, people: dict[str, Clinician]) -> QWidget:
        writer, at = people.get(waiting.writer_id), waiting.at.astimezone()
        what = f"{self._what(waiting)}, {day_words(at.date())} {at:%H:%M}"
        words = column(
            label(writer.title if writer else _("Somebody"), bold=True, wrap=True),
            label(what, size=SECOND_LINE, tone="second", wrap=True),
            spacing=2,
        )
        to = ComboBox(name=_("Hand on to"))
        with_login = self._workspace.staff.with_login()
        for person in people.values():
            if person.id in with_login and person.id != waiting.writer_id:
                to.addItem(person.title, person.id)
        hand_on = Button(_("Hand on"), height=36, on_click=partial(self._hand_on, waiting, to))
        hand_on.setAccessibleName(_("Hand on: {what}", what=what))
        return boxed(row((words, 1), to, hand_on))

    def _what(self, waiting: Waiting) -> str:
        what = kind_words(waiting.place)
        what = what[:1].upper() + what[1:]
        if waiting.patient_id is None:
            return what
        try:
            return _(
                "{what} of {name}",
                what=what,
                name=self._workspace.patients.get(waiting.patient_id).name,
            )
        except UserError:
            return what

    def _hand_on(self, waiting: Waiting, to: ComboBox) -> None:
        try:
            self._workspace.drafts.hand_on(waiting.writer_id, waiting.place, str(to.currentData()))
        except UserError as error:
            self._error.show_error(error)
            return
        self._error.hide()
        self.refresh()
