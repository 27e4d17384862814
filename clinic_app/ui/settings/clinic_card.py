"""The clinic's own details, as they stand on the handout, and the idle lock."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, Paper
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.regional import Order, WeightUnit
from clinic_app.services.staff import ClinicConflict
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.drafts import FormDraft
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.greyed import allow
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.record.details_form import labelled
from clinic_app.words import N_, NP_, Message, _, ngettext, pgettext

_CHANGED_ELSEWHERE = N_("Changed elsewhere meanwhile, and not as you have it. Nothing is lost.")
# What a conflict calls each field of the clinic, and the name of its part in a draft.
_FIELDS = {
    "name": (N_("Clinic name"), "name"),
    "phone": (N_("Phone"), "phone"),
    "address": (N_("Address"), "address"),
    "emergency_number": (N_("Emergency number"), "emergency"),
    "paper": (N_("Paper"), "paper"),
    "idle_lock_min": (N_("Lock when idle for"), "idle"),
    "date_order": (N_("Dates"), "dates"),
    "weight_unit": (N_("Weights"), "weights"),
}

_PAPERS = {Paper.LETTER: NP_("paper", "Letter"), Paper.A4: Message("A4")}


class ClinicCard(Card):
    """Saves when its button or Enter is pressed.

    What somebody else changed meanwhile is joined; where both changed a field to something else,
    ``conflict`` asks which one stays.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.name, self.phone, self.address = (
            Field(_("Clinic name")),
            Field(_("Phone")),
            Field(_("Address")),
        )
        self.emergency = Field(_("Emergency number on handouts"), longest=40)
        self.paper = SegmentedControl([(p, _(_PAPERS[p])) for p in Paper], name=_("Paper"))
        self.dates = SegmentedControl([(o, o.example) for o in Order], name=_("4 March 1958 is"))
        self.weights = SegmentedControl([(u, u.value) for u in WeightUnit], name=_("Weights in"))
        self.idle = _minutes(_("Lock when idle for"))
        texts = (self.name, self.phone, self.address, self.emergency)
        choices = (self.paper, self.idle, self.dates, self.weights)
        self._parts: Mapping[str, QWidget] = dict(zip(_FIELDS, (*texts, *choices), strict=True))
        self._error = ErrorBar()
        self._status = label(size=SECOND_LINE, tone="second")
        self._save = Button(_("Save clinic"), kind="primary", on_click=self.save)
        self.mine = Button(_("Keep mine"), height=36, on_click=self._keep_mine)
        self.theirs = Button(_("Take theirs"), height=36, on_click=self._use_theirs)
        self.conflict = NoticeBar(buttons=(self.mine, self.theirs), below=True)
        self.refusal = label(size=SECOND_LINE, tone="caution", wrap=True)
        self._refused: ClinicConflict | None = None
        parts = {draft: self._parts[field] for field, (_, draft) in _FIELDS.items()}
        self._draft = FormDraft(workspace.drafts, parts, parent=self)
        self._lay_out()
        for text in texts:
            text.edit.returnPressed.connect(self.save)
            text.edit.textEdited.connect(self._edited)
        for choice in (self.paper, self.dates, self.weights):
            choice.changed.connect(self._edited)
        self.idle.valueChanged.connect(self._edited)
        self.show_clinic(workspace.staff.clinic())
        self._draft.open("clinic")
        self.update_actions()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(label(_("Clinic"), size=SECTION, bold=True))
        for part in (self._draft.bar, self.refusal, self._error, self.conflict):
            self.body.addWidget(part)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        names: dict[QWidget, str] = {
            self.paper: _("Paper"),
            self.idle: _("Lock when idle for"),
            self.dates: _("4 March 1958 is"),
            self.weights: _("Weights"),
        }
        for place, part in enumerate(self._parts.values()):
            shown = labelled(names[part], part) if part in names else part
            grid.addWidget(shown, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(row(self._save, 8, self._status, None))

    def update_actions(self) -> None:
        """Let the details be changed, or say why not: by the role of whoever is signed in."""
        why = self._workspace.refusal(Permission.CLINIC)
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        allow(why, self._save, *self._parts.values())

    def note_change(self) -> None:
        """Show what was changed elsewhere, but never over what is being typed."""
        self.update_actions()
        if self._typed() == self._since:
            self.show_clinic(self._workspace.staff.clinic())

    def show_clinic(self, clinic: Clinic) -> None:
        """Fill the fields."""
        self._since = clinic
        self._refused = None
        self.conflict.hide()
        for field, part in self._parts.items():
            _set(part, getattr(clinic, field))
        self._status.setText("")
        self._draft.saved()

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed and not saved."""
        self._draft.keep()

    def save(self) -> None:
        """Save the clinic, or say what is wrong."""
        mine = self._since
        try:
            mine = self._typed()
            saved = self._workspace.staff.save_clinic(mine, since=self._since)
        except ClinicConflict as error:
            self._refused = error
            self._error.hide()
            self._show_conflict(mine, error)
            return
        except UserError as error:
            self._error.show_error(error)
            return
        changed = (f for f in _FIELDS if getattr(saved, f) != getattr(mine, f))
        joined = [_(_FIELDS[field][0]) for field in changed]
        self.show_clinic(saved)
        self._error.hide()
        time = f"{self._workspace.now():%H:%M}"
        if joined:
            fields = ", ".join(joined)
            words = _(
                "Saved {time}. Changed elsewhere, and kept: {fields}", time=time, fields=fields
            )
        else:
            words = _("Saved {time}", time=time)
        self._status.setText(words)

    def _typed(self) -> Clinic:
        """The clinic as the fields have it; raises UserError for what it cannot have."""
        return replace(self._since, **{field: _value(p) for field, p in self._parts.items()})

    def _show_conflict(self, mine: Clinic, conflict: ClinicConflict) -> None:
        """Name what stands where for each field that both changed."""
        lines = (
            _(
                "{field}: yours {mine}, theirs {theirs}",
                field=_(_FIELDS[field][0]),
                mine=_value_words(mine, field),
                theirs=_value_words(conflict.theirs, field),
            )
            for field in conflict.fields
        )
        self.conflict.say(_(_CHANGED_ELSEWHERE), "\n".join(lines))

    def _keep_mine(self) -> None:
        """Save what was typed in the place of theirs, which was seen."""
        if self._refused is not None:
            self._since = _with(self._since, self._refused)
            self.save()

    def _use_theirs(self) -> None:
        """Save with theirs in the fields that both changed."""
        if self._refused is not None:
            mine = _with(self._typed(), self._refused)
            since = _with(self._since, self._refused)
            self.show_clinic(mine)
            self._since = since
            self.save()

    def _edited(self) -> None:
        self._status.setText(_("Not saved yet"))


def _with(clinic: Clinic, refused: ClinicConflict) -> Clinic:
    """The clinic with the others' values where both sides changed."""
    changes = {field: getattr(refused.theirs, field) for field in refused.fields}
    return replace(clinic, **changes)


def _value_words(clinic: Clinic, field: str) -> str:
    value = getattr(clinic, field)
    if isinstance(value, Order):
        return _("4 March 1958 is {example}", example=value.example)
    if isinstance(value, Paper):
        return _(_PAPERS[value])
    if field == "idle_lock_min":
        return ngettext("{count} minute", "{count} minutes", value)
    return str(value) or _("(empty)")


def _minutes(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, 120)
    unit = pgettext("after a number", "minutes")
    made.setSuffix(f" {unit}")
    made.lineEdit().setTextMargins(10, 0, 0, 0)
    made.setFixedWidth(160)
    made.setAccessibleName(name)
    leave_wheel_to_page(made)
    return made


def _set(part: QWidget, value: Any) -> None:
    if isinstance(part, Field):
        part.edit.setText(value)
    elif isinstance(part, QSpinBox):
        part.setValue(value)
    elif isinstance(part, SegmentedControl):
        part.select(value)


def _value(part: QWidget) -> Any:
    if isinstance(part, Field):
        return part.text().strip()
    return part.value() if isinstance(part, QSpinBox | SegmentedControl) else None
