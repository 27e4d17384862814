"""The clinic's own details, as they stand on the handout, and the idle lock."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient import Clinic, Paper
from clinic_app.domain.regional import Order, WeightUnit
from clinic_app.domain.role import Permission
from clinic_app.services.staff import ClinicConflict as Refused
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.drafts import FormDraft
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.record.details_form import labelled
from clinic_app.ui.settings.clinic_conflict import WORDS, ClinicConflict


class ClinicCard(Card):
    """Saves when its button or Enter is pressed; every screen is told of the change."""

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self.name = Field("Clinic name")
        self.phone = Field("Phone")
        self.address = Field("Address")
        self.emergency = Field("Emergency number on handouts", longest=40)
        self.paper = SegmentedControl([(p, p.capitalize()) for p in Paper], name="Paper")
        self.dates = SegmentedControl([(o, o.example) for o in Order], name="4 March 1958 is")
        self.weights = SegmentedControl([(u, u.value) for u in WeightUnit], name="Weights in")
        self.idle = QSpinBox()
        self.idle.setRange(1, 120)
        self.idle.setSuffix(" minutes")
        self.idle.lineEdit().setTextMargins(10, 0, 0, 0)
        self.idle.setFixedWidth(160)
        self.idle.setAccessibleName("Lock when idle for")
        leave_wheel_to_page(self.idle)
        self._error = ErrorBar()
        self._said = label(size=SECOND_LINE, tone="second")
        self._save = Button("Save clinic", kind="primary")
        self._save.clicked.connect(self.save)
        self.conflict = ClinicConflict()
        self.conflict.mine_wanted.connect(self._keep_mine)
        self.conflict.theirs_wanted.connect(self._take_theirs)
        self.refusal = label(size=SECOND_LINE, tone="caution", wrap=True)
        self._refused: Refused | None = None
        parts = {
            "name": self.name,
            "phone": self.phone,
            "address": self.address,
            "emergency": self.emergency,
            "paper": self.paper,
            "dates": self.dates,
            "weights": self.weights,
            "idle": self.idle,
        }
        self._draft = FormDraft(workspace.drafts, parts, parent=self)
        self._lay_out()
        self.show_clinic(workspace.staff.clinic())
        self._draft.open("clinic")
        self.offer()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(label("Clinic", size=SECTION, bold=True))
        self.body.addWidget(self._draft.bar)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self._error)
        self.body.addWidget(self.conflict)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        paper, idle = labelled("Paper", self.paper), labelled("Lock when idle for", self.idle)
        fields = (self.name, self.phone, self.address, self.emergency)
        dates, weights = labelled("4 March 1958 is", self.dates), labelled("Weights", self.weights)
        for place, part in enumerate((*fields, paper, idle, dates, weights)):
            grid.addWidget(part, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self._parts = (*fields, self.paper, self.idle, self.dates, self.weights)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(row(self._save, 8, self._said, None))
        for field in fields:
            field.edit.returnPressed.connect(self.save)
            field.edit.textEdited.connect(self._edited)
        for control in (self.paper, self.dates, self.weights):
            control.changed.connect(self._edited)
        self.idle.valueChanged.connect(self._edited)

    def offer(self) -> None:
        """Let the details be changed, or say why not: by the role of whoever is signed in."""
        why = self._workspace.refusal(Permission.CLINIC)
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        for part in (self._save, *self._parts):
            part.setEnabled(True)
            grey(part, why)

    def note_change(self) -> None:
        """Show what was changed elsewhere, but never over what is being typed."""
        self.offer()
        if self._typed() == self._since:
            self.show_clinic(self._workspace.staff.clinic())

    def show_clinic(self, clinic: Clinic) -> None:
        """Fill the fields."""
        self._since = clinic
        self._refused = None
        self.conflict.hide()
        self.name.edit.setText(clinic.name)
        self.phone.edit.setText(clinic.phone)
        self.address.edit.setText(clinic.address)
        self.emergency.edit.setText(clinic.emergency_number)
        self.paper.select(clinic.paper)
        self.dates.select(clinic.date_order)
        self.weights.select(clinic.weight_unit)
        self.idle.setValue(clinic.idle_lock_min)
        self._said.setText("")
        self._draft.saved()

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed and not saved."""
        self._draft.keep()

    def save(self) -> None:
        """Save the clinic, or say what is wrong."""
        mine = None
        try:
            mine = self._typed()
            saved = self._workspace.staff.save_clinic(mine, since=self._since)
        except Refused as error:
            self._refused = error
            self._error.hide()
            self.conflict.show_fields(mine or self._since, error.theirs, error.fields)
            return
        except UserError as error:
            self._error.show_error(error)
            return
        joined = [WORDS[f] for f in WORDS if getattr(saved, f) != getattr(mine, f)]
        self.show_clinic(saved)
        self._error.hide()
        also = f". Changed elsewhere, and kept: {', '.join(joined)}" if joined else ""
        self._said.setText(f"Saved {self._workspace.now():%H:%M}{also}")

    def _typed(self) -> Clinic:
        """The clinic as the fields have it; raises UserError."""
        return replace(
            self._since,
            name=self.name.text(),
            phone=self.phone.text().strip(),
            address=self.address.text().strip(),
            paper=self.paper.value(),
            idle_lock_min=self.idle.value(),
            emergency_number=self.emergency.text().strip(),
            date_order=self.dates.value(),
            weight_unit=self.weights.value(),
        )

    def _keep_mine(self) -> None:
        """What was typed wins over theirs; theirs was seen."""
        if self._refused is not None:
            self._since = _with(self._since, self._refused)
            self.save()

    def _take_theirs(self) -> None:
        """Theirs wins in the fields that both changed."""
        if self._refused is not None:
            mine = _with(self._typed(), self._refused)
            since = _with(self._since, self._refused)
            self.show_clinic(mine)
            self._since = since
            self.save()

    def _edited(self) -> None:
        self._said.setText("Not saved yet")


def _with(clinic: Clinic, refused: Refused) -> Clinic:
    """The clinic with the others' values where both sides changed."""
    changes = {field: getattr(refused.theirs, field) for field in refused.fields}
    return replace(clinic, **changes)
