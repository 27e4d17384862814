"""The suggestions that wait for the clinician, and what becomes of them, without any widget."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from clinic_app.domain.advice.advice import Advice, Suggestion
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.refresh import Latest, on_patient_change
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.words import _

Read = tuple[list[Suggestion], Plan, Mapping[str, str]]


class AdviceWaiting(QObject):
    """Follows one editing. ``changed``: there are other suggestions, ``failed`` carries an error.

    Nothing is shown that was worked out for another rung or dose than the plan has now.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.suggestions: tuple[Suggestion, ...] = ()
        self._workspace = workspace
        self._editing: PlanEditor | None = None
        self._read: Read = ([], Plan(), {})
        self._latest: Latest | None = None
        on_patient_change(self, workspace.changes, lambda: self._patient_id, self.refresh)

    def follow(self, editing: PlanEditor | None) -> None:
        """Show what waits on another plan, or nothing."""
        self._editing = editing
        if self._latest is not None:
            self._latest.drop()
        self._latest = Latest(editing.background, self) if editing else None
        self._show(([], Plan(), {}))
        if editing is not None:
            editing.plan_changed.connect(self._sort_out)
            self.refresh()

    def refresh(self) -> None:
        """Work it out anew, in a thread."""
        if self._latest is None:
            return
        patient_id, workspace = self._patient_id, self._workspace

        def read() -> Read:
            plan = workspace.plans.current(patient_id).plan
            advice = workspace.advice
            return advice.open_suggestions(patient_id), plan, advice.holds(patient_id)

        self._latest.run(read, self._show, self.failed.emit)

    @property
    def _patient_id(self) -> str:
        return self._editing.patient.id if self._editing else ""

    def apply(self, suggestion: Suggestion) -> None:
        """Change the plan as suggested: one step, which undo takes back and keeps as undone.

        Raises UserError where nothing may be written.
        """
        editing = self._editing
        if editing is None or suggestion.changed is None:
            return
        edit = edits.follow(editing.plan, suggestion, editing.lookup)
        keep, take_back = self._writers(editing, suggestion, suggestion.advice)
        editing.apply_with(edit, undo=take_back, redo=keep)
        keep()
        self._drop(suggestion)

    def decide(self, suggestion: Suggestion, decided: Advice, *, note: str = "") -> None:
        """Leave the plan as it is, and keep that; undo takes the decision back."""
        editing = self._editing
        if editing is None:
            return
        keep, take_back = self._writers(editing, suggestion, decided, note=note)
        name = editing.lookup(suggestion.exercise_id).name
        seen = decided is Advice.STOP
        kept = _("{name}: kept as it is", name=name)
        words = _("Warning sign seen") if seen else kept
        editing.push_external(words, undo=take_back, redo=keep)
        keep()
        self._drop(suggestion)

    def name_of(self, suggestion: Suggestion) -> str:
        """The exercise's name."""
        return self._workspace.library.exercise(suggestion.exercise_id).name

    def _writers(
        self, editing: PlanEditor, suggestion: Suggestion, decided: Advice, *, note: str = ""
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        """To keep a decision and to take it back, each in a thread."""
        advice, patient_id = self._workspace.advice, editing.patient.id

        def write(work: Callable[[], object]) -> None:
            editing.background.run(work, lambda _done: None, self.failed.emit, owner=self)

        keep = partial(advice.decide, patient_id, suggestion, decided, note=note)
        take_back = partial(advice.take_back, patient_id, suggestion, decided)
        return partial(write, keep), partial(write, take_back)

    def _drop(self, suggestion: Suggestion) -> None:
        """It was decided on: it is gone at once, before that is written."""
        found, plan, held = self._read
        self._show(([s for s in found if s != suggestion], plan, held))

    def _show(self, read: Read) -> None:
        self._read = read
        if self._editing is not None:
            self._editing.set_held(read[2])
        self._sort_out()

    def _sort_out(self) -> None:
        """Those that still fit the plan as it is on the screen."""
        now = self._editing.plan if self._editing else Plan()
        found, plan, _held = self._read
        saved = {item.id: _rung_and_dose(item) for item in plan.items}
        shown = {item.id: _rung_and_dose(item) for item in now.items}
        fit = tuple(
            s for s in found if s.item_id in shown and shown[s.item_id] == saved.get(s.item_id)
        )
        if fit != self.suggestions:
            self.suggestions = fit
            self.changed.emit()


def _rung_and_dose(item: PlanItem) -> object:
    return item.exercise_id, dict(item.settings), item.dose
