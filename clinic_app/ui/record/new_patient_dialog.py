"""The form for a new patient: a name is enough; Enter saves and opens the plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.duplicates import likely_same
from clinic_app.domain.patient.patient import CaseloadRow, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import column, row, rule
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.record.details_form import DetailsForm
from clinic_app.ui.record.episode_form import EpisodeForm
from clinic_app.ui.record.precaution_picker import PrecautionPicker, precautions_part
from clinic_app.words import N_, _

_IS_HERE = N_(
    "Number {number}, on the caseload. It may be the same person: two records of one person can be"
    " made one on the Record tab."
)
_IS_ARCHIVED = N_(
    "Number {number}, archived. It may be the same person: two records of one person can be made"
    " one on the Record tab."
)


class NewPatientDialog(Dialog):
    """``chosen`` carries the id of the patient to open: the new one, or one known already."""

    chosen = Signal(str)

    def __init__(
        self, workspace: Workspace, background: Background, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New patient"), width=960, parent=parent)
        self._workspace = workspace
        self._id = new_id()
        self._known: list[Patient] = []
        self._double = ""
        order = workspace.staff.clinic().date_order
        self.details = DetailsForm(
            order, lambda: workspace.now().date(), number_hint=_("The next free one")
        )
        self.episode = EpisodeForm(workspace)
        self.precautions = PrecautionPicker(workspace.library.vocabulary.labels("precaution"))
        self._warning = ErrorBar(tone="caution")
        self._warning.acted.connect(self._open_double)
        self._lay_out()
        self.add_buttons(_("Add patient"), self.save)
        self.details.edited.connect(self._look_for_double)
        self.details.given.edit.setFocus()
        ticked = precautions_part(self.precautions)
        parts = {**self.details.parts, **self.episode.parts, "precautions": ticked}
        self.keep_typed(workspace.drafts, "new-patient", parts=parts)
        background.run(
            lambda: workspace.patients.caseload(include_archived=True),
            self._load_known,
            self.error.show_error,
            owner=self,
        )

    def _lay_out(self) -> None:
        left = column(self.details, rule(), self.episode, None, spacing=16)
        right = column(label(_("Precautions"), bold=True), (self.precautions, 1), spacing=6)
        self.body.addWidget(self._warning)
        self.body.addLayout(row((left, 11), (right, 8), spacing=24))

    def save(self) -> None:
        """Add the patient and the episode if there is one; errors stay beside their fields."""
        values = self.details.values()
        episode = None if self.episode.is_empty else self.episode.read(self._id)
        if values is None or (episode is None and not self.episode.is_empty):
            return
        values["precautions"] = self.precautions.chosen()
        patients = self._workspace.patients

        def add() -> None:
            patients.add(Patient(self._id, "-", "-").changed(**values))
            if episode is not None:
                patients.add_episode(episode)

        def done() -> None:
            self.accept()
            self.chosen.emit(self._id)

        self.submit(add, lambda _saved: done(), closes=False)

    def _load_known(self, rows: list[CaseloadRow]) -> None:
        self._known = [row.patient for row in rows]
        self._look_for_double()

    def _look_for_double(self) -> None:
        form = self.details
        names = {"given": form.given.text(), "family": form.family.text()}
        same = likely_same(self._known, **names, born=form.birth_date())
        self._double = same.id if same else ""
        if same is None:
            self._warning.hide()
            return
        number = same.record_number
        self._warning.say(
            _("Somebody of this name is known already."),
            _(_IS_ARCHIVED, number=number) if same.archived else _(_IS_HERE, number=number),
            action=_("Open that record"),
        )

    def _open_double(self) -> None:
        self.reject()
        self.chosen.emit(self._double)
