"""The editing of one patient's plan: the plan itself, undo with named steps, and saving."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.marked_loads import in_clinic_unit
from clinic_app.domain.exercise.precaution import Concern
from clinic_app.domain.patient.draft import Draft
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem, check_item
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.plan.plan_drafts import plan_of
from clinic_app.services.plan.plans import SavedPlan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_words import not_advised
from clinic_app.ui.plan.edits import Edit, take_over
from clinic_app.ui.plan.saving import PlanSaving, SavedState
from clinic_app.words import N_, _

READ_ONLY = N_("This clinic can only be read: its folder or disk refuses to be written.")
_MERGE_SECONDS = 3.0
_MERGE_ID = 1


class PlanEditor(QObject):
    """One open plan. Screens show ``plan``, change it with ``apply``, and listen.

    ``said`` carries the name of each step that was just done, for the undo bar. ``held`` says by
    item id why advice holds a harder rung back now, as sentences; it forbids nothing.
    """

    plan_changed = Signal()
    saved_state_changed = Signal()
    said = Signal(str)
    held_changed = Signal()
    focus_requested = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient: Patient,
        saved: SavedPlan,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.patient = patient
        self.plan = saved.plan
        self.background = background
        self.held: Mapping[str, str] = {}
        self.undo_stack = QUndoStack(self)
        self.pictures = Pictures(
            workspace.figures,
            background,
            patient.drawn_as,
            is_motion_reduced=lambda: workspace.preferences.get("movement") == "reduced",
            parent=self,
        )
        self._workspace = workspace
        changed = self.saved_state_changed.emit
        self._saving = PlanSaving(workspace, background, patient.id, saved, changed, self)

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused."""
        return self._workspace.is_read_only

    @property
    def saved_state(self) -> SavedState:
        """How the plan stands against the disk."""
        return self._saving.state

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else saved this plan meanwhile."""
        return self._saving.is_conflict

    @property
    def weight_unit(self) -> WeightUnit:
        """The unit in which the clinic's weights are marked."""
        return self._workspace.staff.clinic().weight_unit

    def set_patient(self, patient: Patient) -> None:
        """The patient's details changed; precautions are checked anew, the look is the new one."""
        self.patient = patient
        self.pictures.set_look(patient.drawn_as)
        self.plan_changed.emit()

    def lookup(self, exercise_id: str) -> Exercise:
        """An exercise of the library; raises NotFound."""
        return self._workspace.library.exercise(exercise_id)

    def concerns(self, item: PlanItem) -> tuple[Concern, ...]:
        """The patient's precautions that an item meets and nobody has decided about."""
        found = self._workspace.plans.item_concerns(item, self.patient.precautions)
        return tuple(c for c in found if c.tag not in item.accepted)

    def set_held(self, held: Mapping[str, str]) -> None:
        """What holds harder rungs back was worked out anew."""
        if held != self.held:
            self.held = held
            self.held_changed.emit()

    def step(self, item_id: str, *, up: bool) -> None:
        """One rung harder (``up``) or easier; what advice holds against it is said with it."""
        held = self.held.get(item_id, "") if up else ""
        edit = edits.step(self.plan, item_id, self.lookup, up=up)
        self.apply(edit, warning=not_advised(held) if held else "")

    def apply(self, edit: Edit | None, *, warning: str = "") -> None:
        """Do one step (None does nothing); ``warning`` is said after its name.

        Raises UserError where nothing may be written, and for a dose that takes too long.
        """
        if edit is None or edit.plan == self.plan:
            return
        edit = self._settled(edit)
        self.undo_stack.push(_Change(self, self.plan, edit))
        self.said.emit(f"{edit.name}. {warning}" if warning else edit.name)
        self.focus_requested.emit(edit.focus)

    def apply_with(
        self, edit: Edit | None, *, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """The same, together with something outside the plan: one step of undo takes both back."""
        if edit is None or edit.plan == self.plan:
            return
        edit = self._settled(edit)
        self.undo_stack.beginMacro(edit.name)
        self.undo_stack.push(_Change(self, self.plan, edit))
        self.undo_stack.push(_ExternalCommand(edit.name, undo, redo))
        self.undo_stack.endMacro()
        self.said.emit(edit.name)
        self.focus_requested.emit(edit.focus)

    def _settled(self, edit: Edit) -> Edit:
        """The edit as it can be done, new loads of the library in the clinic's unit."""
        if self.is_read_only:
            raise UserError(_(READ_ONLY))
        if edit.by_library:
            unit = self.weight_unit
            plan = in_clinic_unit(self.plan, edit.plan, self.lookup, unit)
            edit = replace(edit, plan=plan)
        for item in edit.plan.items:
            if item not in self.plan.items:
                check_item(item, self.lookup(item.exercise_id))
        return edit

    def push_external(
        self, name: str, *, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """Put a step that is done already, such as a pain entry, on the same undo stack."""
        self.undo_stack.push(_ExternalCommand(name, undo, redo))
        self.said.emit(name)

    def show(self, plan: Plan) -> None:
        """Called by the steps: this is the plan now."""
        self.plan = plan
        self.plan_changed.emit()
        self._saving.want(plan)

    def try_again(self) -> None:
        """Save once more after an error."""
        self._saving.save_now()

    def flush(self) -> bool:
        """Save what is not saved; False when that failed and the plan lives in memory only."""
        return self._saving.flush()

    def keep_draft(self) -> None:
        """Keep what is not saved as a draft, over the lock."""
        self._saving.keep_draft()

    def bring_back(self, draft: Draft) -> None:
        """Go on with a plan that could not be saved; where another came meanwhile, both are shown.

        Raises UserError where the draft names what the library does not have any more.
        """
        plan, version = plan_of(draft, self.lookup)
        if self._saving.bring_back(draft, plan, version):
            self.apply(take_over(plan, _("Brought back what was not saved")))
        else:
            self.plan = plan
            self.plan_changed.emit()

    def theirs(self) -> SavedPlan:
        """The plan as the other clinician saved it."""
        return self._workspace.plans.current(self.patient.id)

    def keep_mine(self, theirs: SavedPlan) -> None:
        """Settle a conflict: this plan becomes the next version after theirs."""
        self._saving.rebase(theirs)
        self._saving.save_now()

    def take_theirs(self, theirs: SavedPlan) -> None:
        """Settle a conflict: show their plan; undo brings this one back."""
        self._saving.rebase(theirs)
        self.apply(take_over(theirs.plan, _("Took the other version")))
        self._saving.save_now()


class _Change(QUndoCommand):
    """From one plan to another; quick changes of one thing become one step."""

    def __init__(self, editing: PlanEditor, before: Plan, edit: Edit) -> None:
        super().__init__(edit.name)
        self._editing = editing
        self.before = before
        self.edit = edit
        self.at = time.monotonic()

    def id(self) -> int:
        return _MERGE_ID if self.edit.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other.edit.merge != self.edit.merge:
            return False
        if other.at - self.at > _MERGE_SECONDS:
            return False
        self.edit, self.at = other.edit, other.at
        self.setText(other.edit.name)
        return True

    def undo(self) -> None:
        self._editing.show(self.before)

    def redo(self) -> None:
        self._editing.show(self.edit.plan)


class _ExternalCommand(QUndoCommand):
    """A step outside the plan: it is done when it arrives here, so the first redo is nothing."""

    def __init__(self, name: str, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(name)
        self._back, self._forth = undo, redo
        self._done = True

    def undo(self) -> None:
        self._done = False
        self._back()

    def redo(self) -> None:
        if not self._done:
            self._done = True
            self._forth()
