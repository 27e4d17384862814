"""Note what happened on a day: a visit, a flare-up, a warning sign; earlier ones below."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from clinic_app.domain.dates import long_date
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.day_edit import DayEdit
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.draft_parts import Part
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label, set_tone
from clinic_app.ui.common.record_table import RecordTable
from clinic_app.words import N_, NP_, Message, _

_KINDS = tuple(EventKind)
_WARNING = N_(
    "A red flag, symptoms spreading down a limb, or new weakness. Until somebody decides on it,"
    " the advice on every exercise is to stop and refer. The patient is told nothing."
)
_ANEW = N_("Saving adds what you typed as a new one.")
_SHORT = {EventKind.CLEARED: NP_("event", "Cleared")}
_SURGERY = N_(
    "After surgery no harder rung is advised or printed before somebody notes that the patient is"
    " cleared, as an event of its own."
)
_CLEARED = N_("The patient may take harder rungs again, from this day on.")
_NOTES: Mapping[EventKind, tuple[Message, Tone]] = {
    EventKind.WARNING_SIGN: (_WARNING, "bad"),
    EventKind.SURGERY: (_SURGERY, "second"),
    EventKind.CLEARED: (_CLEARED, "second"),
}
_NOTHING: tuple[Message, Tone] = (Message(""), "second")
_PLACEHOLDERS = {
    EventKind.FLARE_UP: N_("After a long car ride"),
    EventKind.INJECTION: N_("Steroid, right knee"),
    EventKind.WARNING_SIGN: N_("New weakness in the left leg"),
    EventKind.CLEARED: N_("By the surgeon, full load"),
}


class EventDialog(Dialog):
    """Kind by the keys 1 to 7, a day, a line of words, Enter.

    ``edit`` takes an earlier event into the fields: saving marks it as an error and adds it anew.
    """

    def __init__(
        self, workspace: Workspace, patient_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Event"), width=760, parent=parent)
        self._workspace, self._patient_id = workspace, patient_id
        self._edited: Event | None = None
        self.saved: Event | None = None
        options = [
            (kind, f"{n}  {_(_SHORT[kind]) if kind in _SHORT else kind.label}")
            for n, kind in enumerate(_KINDS, 1)
        ]
        self.kind: SegmentedControl[EventKind] = SegmentedControl(options, name=_("Kind"))
        self.kind.changed.connect(self._explain)
        self.day = DayEdit(workspace.now().date())
        self.text = Field(_("In a few words (optional)"), longest=200)
        self.warning = label(size=SECOND_LINE, wrap=True)
        self.table: RecordTable[Event] = RecordTable(
            workspace.events,
            _cells,
            what="event",
            columns=((_("Date"), 170), (_("Kind"), 130), (_("Words"), 0)),
            drafts=workspace.drafts,
            writable=not workspace.is_read_only,
        )
        self._lay_out()
        self._explain()
        self._reload()
        self.kind.setFocus()
        earlier = Part(self._edited_id, self._edit_again)
        parts = {"kind": self.kind, "day": self.day, "text": self.text, "edited": earlier}
        self.keep_typed(workspace.drafts, f"event/{patient_id}", patient_id, parts)

    def _edited_id(self) -> str:
        return self._edited.id if self._edited is not None else ""

    def _edit_again(self, event_id: str) -> None:
        """Go on changing an earlier event, unless it is voided meanwhile."""
        events = self._workspace.events.listing(self._patient_id)
        found = next((e for e in events if e.id == event_id and not e.voided), None)
        if event_id and found is None:
            self.error.say(
                _("The event that you were changing is marked as entered in error by now."),
                _(_ANEW),
            )
        if found is not None:
            self._edited = found
            self.save.rename(_("Save the change"))

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.kind, None))
        self.body.addWidget(self.warning)
        day = (self.day, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row((self.text, 1), day, spacing=12))
        self.body.addWidget(rule())
        self.change = Button(_("Change…"), key="F2", height=36, on_click=self._edit_current)
        self.table.add_action(self.change)
        self.body.addWidget(self.table, 1)
        self.table.changed.connect(self._reload)
        self.table.chosen.connect(self._update_buttons)
        self.save = self.add_buttons(_("Add the event"), self._save, cancel=_("Close"))
        self.save.setEnabled(not self._workspace.is_read_only)

    def edit(self, event: Event) -> None:
        """Change an event that was noted: the one before stays, marked as an error."""
        self._edited = event
        self.kind.select(event.kind)
        self.day.set_day(event.day)
        self.text.edit.setText(event.text)
        self.save.rename(_("Save the change"))
        self._explain()
        self.text.edit.setFocus()
        if self.draft_parts is not None:
            self.draft_parts.rest()

    def _edit_current(self) -> None:
        event = self.table.current
        if event is not None and not event.voided and self.save.isEnabled():
            self.edit(event)

    def _reload(self) -> None:
        self.table.show_records(self._workspace.events.listing(self._patient_id))

    def _update_buttons(self) -> None:
        event = self.table.current
        self.change.setVisible(event is not None and not event.voided and self.save.isEnabled())

    def _explain(self) -> None:
        kind = self.kind.value()
        words, tone = _NOTES.get(kind, _NOTHING)
        self.warning.setText(_(words) if words else "")
        set_tone(self.warning, tone)
        self.warning.setVisible(bool(words))
        hint = _PLACEHOLDERS.get(kind)
        self.text.edit.setPlaceholderText(_(hint) if hint else "")

    def _save(self) -> None:
        self.submit(self._add_or_replace, self._set_saved)

    def _set_saved(self, saved: Event) -> None:
        self.saved = saved

    def _add_or_replace(self) -> Event:
        events, old = self._workspace.events, self._edited
        day, kind, text = self.day.day(), self.kind.value(), self.text.text()
        new = Event(new_id(), self._patient_id, day, kind, text)
        if old is None:
            return events.add(new)
        if replace(new, id=old.id, source=old.source) != old:
            events.replace(self._patient_id, [new], [old.id])
            return new
        return old

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        in_field = isinstance(self.focusWidget(), QLineEdit | QAbstractSpinBox)
        if number in [str(n) for n in range(1, len(_KINDS) + 1)] and not in_field:
            self.kind.select(_KINDS[int(number) - 1])
            self._explain()
            self.text.edit.setFocus()
        elif event.key() == Qt.Key.Key_F2:
            self._edit_current()
        else:
            super().keyPressEvent(event)


def _cells(event: Event) -> tuple[str, str, str]:
    return long_date(event.day), event.kind.label, event.text
