"""The record of a patient: details, precautions, episodes, archive; saves by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from clinic_app.domain.errors import Conflict, UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.action_card import action_card, card_hint, card_title
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, row, scrolling
from clinic_app.ui.common.drafts import FormDraft
from clinic_app.ui.common.greyed import allow, grey
from clinic_app.ui.common.plain_label import SECOND_LINE, label, set_tone
from clinic_app.ui.common.refresh import on_change
from clinic_app.ui.merge.merged_records import OnePersonCard
from clinic_app.ui.record.details_form import DetailsForm
from clinic_app.ui.record.episode_list import EpisodeList
from clinic_app.ui.record.look_picker import LookPicker, look_part
from clinic_app.ui.record.precaution_picker import PrecautionPicker, precautions_part
from clinic_app.words import N_, _, pgettext

_SAVE_MS = 1000
_WHOLE_RECORD = N_(
    "Everything that is kept of this patient as one file: to read, or to take along to another"
    " clinic. With a password."
)
_ARCHIVE = N_(
    "Takes the patient off the caseload. Plan, handouts and ratings are all kept, and you can bring"
    " the patient back at any time."
)
_ARCHIVED = N_("This patient is off the caseload. Plan, handouts and ratings are all kept.")
_ERASE = N_("For good, from the clinic and its backups. Archive takes off the caseload only.")


class RecordTab(QWidget):
    """Shows one patient at a time. What cannot be saved yet comes back with them."""

    erase_requested = Signal(str)

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self._background = background
        self._patient: Patient | None = None
        self._dirty = False
        self._left: set[str] = set()  # whose details could not be saved when they were left
        self._build()
        self._soon = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._soon.timeout.connect(self.save)
        on_change(self, workspace.changes, self._note_change)

    def show_patient(self, patient_id: str) -> None:
        """Show a patient's record after saving the one shown before."""
        self._leave()
        self._draft.open("")  # the one of the patient before stays as it is
        try:
            patient = self._workspace.patients.get(patient_id)
        except UserError as error:
            self._error.show_error(error)
            return
        self._error.hide()
        self._show(patient)
        self._draft.open(f"record/{patient_id}", patient_id)
        if patient_id in self._left:
            self._left.discard(patient_id)
            self._draft.keeper.bring_back()
            self.save()

    def close_patient(self) -> None:
        """Save what was typed and show nobody."""
        self._leave()
        self._draft.open("")
        self._patient = None

    def edit_episode(self, episode_id: str) -> None:
        """Open an episode of the patient's, or a new one where there is none of that id."""
        self._episodes.edit(episode_id)

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed and not saved."""
        self._draft.keep()

    def save(self) -> bool:
        """Save what was typed; False when a field is wrong or somebody else saved meanwhile."""
        self._soon.stop()
        if self._patient is None or not self._dirty:
            return True
        values = self._form.values(go_there=False)
        if values is None:
            self._set_status(_("Not saved"), bad=True)
            return False
        values["precautions"] = self._precautions.chosen()
        values["look"] = self._look.chosen()
        values["record_number"] = values["record_number"] or self._patient.record_number
        try:
            saved = self._workspace.patients.update(self._patient.changed(**values))
        except Conflict as error:
            self._conflict.say(error.what, _("What you typed is still here and not saved."))
            self._choice.show()
            self._set_status(_("Not saved"), bad=True)
            return False
        except UserError as error:
            self._error.show_error(error, action=_("Try again"))
            self._set_status(_("Not saved"), bad=True)
            return False
        self._dirty = False
        self._draft.saved()
        self._error.hide()
        self._patient = saved
        time = f"{self._workspace.now():%H:%M}"
        self._set_status(_("Saved {time}", time=time))
        return True

    def _build(self) -> None:
        clinic = self._workspace.staff.clinic()
        self._form = DetailsForm(clinic.date_order, lambda: self._workspace.now().date())
        labels = self._workspace.library.vocabulary.labels("precaution")
        self._precautions = PrecautionPicker(labels)
        self._precautions.setMinimumHeight(440)
        self._form.edited.connect(self._edited)
        self._precautions.changed.connect(self._edited)
        self._look = LookPicker(self._workspace.figures, self._background)
        self._look.changed.connect(self._look_picked)
        self._look_words = label(size=SECOND_LINE, tone="second")
        self._episodes = EpisodeList(self._workspace)
        self._archive = Button(
            pgettext("to archive a patient", "Archive"),
            icon="archive",
            on_click=self._archive_or_restore,
        )
        self._archive_title, self._archive_hint = card_title(), card_hint()
        self._erase = Button(_("Erase…"), on_click=self._request_erase)
        self.export = Button(_("Export…"), icon="file-export")
        grey(self.export, self._workspace.record_export.refusal)
        self.one_person = OnePersonCard(self._workspace)
        self._status = label(size=SECOND_LINE, tone="second")
        self._error = ErrorBar()
        self._error.acted.connect(self.save)
        self._build_choice()
        parts = {
            **self._form.parts,
            "precautions": precautions_part(self._precautions),
            "look": look_part(self._look),
        }
        self._draft = FormDraft(self._workspace.drafts, parts, parent=self)
        both = (self._build_left(), 5), (self._build_right(), 3, Qt.AlignmentFlag.AlignTop)
        page = boxed(row(*both, spacing=16, margins=(24, 16, 24, 24)))
        page.setEnabled(not self._workspace.is_read_only)  # scrolling still works
        self.setLayout(column(scrolling(page)))

    def _build_choice(self) -> None:
        """Two ways out of a conflict, said in plain words."""
        self._conflict = ErrorBar(tone="caution")
        mine = Button(_("Save what I typed"), on_click=self._save_mine)
        theirs = Button(_("Show what is saved"), on_click=self._show_saved)
        self._choice = boxed(row(mine, theirs, None))
        self._choice.hide()

    def _build_left(self) -> QBoxLayout:
        details = Card()
        details.body.setSpacing(12)
        details.body.addLayout(row(card_title(_("Details")), None, self._status))
        for part in (self._draft.bar, self._error, self._conflict, self._choice, self._form):
            details.body.addWidget(part)
        return column(
            details,
            self._build_look(),
            self._episodes,
            action_card(_("Whole record"), _(_WHOLE_RECORD), self.export),
            action_card(self._archive_title, self._archive_hint, self._archive),
            self.one_person,
            action_card(_("Erase on lawful demand"), _(_ERASE), self._erase),
            None,
            spacing=16,
        )

    def _build_look(self) -> QWidget:
        card = Card()
        card.body.addLayout(row(card_title(_("Person in the pictures")), None, self._look_words))
        card.body.addWidget(self._look)
        return card

    def _build_right(self) -> QWidget:
        card = Card()
        hint = _("An exercise that meets one of these is flagged in the plan. You decide.")
        parts = (card_title(_("Precautions")), card_hint(hint), (self._precautions, 1))
        card.body.addLayout(column(*parts))
        return card

    def _show(self, patient: Patient) -> None:
        self._patient = patient
        self._dirty = False
        self._form.show_patient(patient)
        if self._precautions.chosen() != patient.precautions:
            self._precautions.choose(patient.precautions)
        self._choose_look(patient.look)
        self._show_archived(archived=patient.archived)
        allow(self._workspace.refusal(Permission.ERASE), self._erase)
        self._draft.saved()
        self._conflict.hide()
        self._choice.hide()
        self._set_status("")
        self._episodes.show_patient(patient.id)
        self.one_person.show_patient(patient.id)

    def _choose_look(self, name: str) -> None:
        self._look.choose(name)
        self._look_words.setText(self._look.words)

    def _look_picked(self) -> None:
        self._look_words.setText(self._look.words)
        self._edited()

    def _edited(self) -> None:
        self._dirty = True
        self._set_status(_("Not saved yet"))
        self._soon.start()

    def _leave(self) -> None:
        """Save, or keep what cannot be saved until the patient is shown again."""
        if self._patient is None or self.save():
            return
        self._draft.keep()
        self._left.add(self._patient.id)
        self._dirty = False

    def _save_mine(self) -> None:
        if self._patient is not None:
            latest = self._workspace.patients.get(self._patient.id)
            self._patient = self._patient.changed(version=latest.version, archived=latest.archived)
            self._conflict.hide()
            self._choice.hide()
            self.save()

    def _show_saved(self) -> None:
        if self._patient is not None:
            self._show(self._workspace.patients.get(self._patient.id))

    def _show_archived(self, *, archived: bool) -> None:
        archive = pgettext("to archive a patient", "Archive")
        self._archive_title.setText(_("Archived") if archived else archive)
        self._archive_hint.setText(_(_ARCHIVED) if archived else _(_ARCHIVE))
        self._archive.rename(_("Bring back") if archived else archive)
        allow(self._workspace.refusal(Permission.ARCHIVE), self._archive)

    def _archive_or_restore(self) -> None:
        if self._patient is None or not self.save():
            return
        archived, patients = not self._patient.archived, self._workspace.patients
        try:
            self._show(patients.set_archived(self._patient.id, archived=archived))
        except UserError as error:
            self._error.show_error(error)

    def _request_erase(self) -> None:
        if self._patient is not None:
            self.erase_requested.emit(self._patient.id)

    def _note_change(self, change: Change) -> None:
        """Somebody else's change is shown, but never over what is being typed."""
        shown = self._patient
        if shown is None or isinstance(change, ClinicChanged) or change.patient_id != shown.id:
            return
        latest = self._workspace.patients.get(shown.id)
        self._show_archived(archived=latest.archived)
        self._episodes.show_patient(shown.id)
        self.one_person.show_patient(shown.id)
        if not self._dirty and latest != shown:
            self._show(latest)

    def _set_status(self, words: str, *, bad: bool = False) -> None:
        self._status.setText(words)
        set_tone(self._status, "bad" if bad else "second")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._dirty:
            self.save()
