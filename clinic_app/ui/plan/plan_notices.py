"""The bars above the plan: not saved, changed elsewhere, refused."""

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import column
from clinic_app.ui.plan.conflict import ConflictDialog
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.saving import Saved


class PlanNotices(QWidget):
    """Follows one editing; each bar says what happened, that nothing is lost, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._editing: PlanEditor | None = None
        self.problem = ErrorBar()
        self.conflict = ErrorBar(tone="caution")
        self.problem.acted.connect(self._try_again)
        self.conflict.acted.connect(self._compare)
        self.setLayout(column(self.problem, self.conflict))

    def show_editing(self, editing: PlanEditor | None) -> None:
        """Follow another editing, or none."""
        self._editing = editing
        for bar in (self.problem, self.conflict):
            bar.hide()
        if editing is not None:
            editing.saved_state_changed.connect(self._show_saved)
            editing.said.connect(self._forget)
        self._fit()

    def show_error(self, error: UserError) -> None:
        """Something was refused; the bar stays until the next change."""
        self.problem.show_error(error)
        self._fit()

    def _forget(self) -> None:
        """What was refused is past; what is not saved is not."""
        if self._editing is not None and self._editing.saved_state.kind is not Saved.NO:
            self.problem.hide()
            self._fit()

    def _show_saved(self) -> None:
        editing = self._editing
        if editing is None:
            return
        state = editing.saved_state
        self.conflict.setVisible(editing.is_conflict)
        if editing.is_conflict:
            self.problem.hide()
            self.conflict.say(
                "This plan was changed elsewhere meanwhile.",
                "Nothing is lost. Look at both and choose.",
                action="Compare",
            )
        elif state.kind is Saved.NO:
            why = state.error.what if isinstance(state.error, UserError) else ""
            safe = f"{why} Your plan is safe in memory.".strip()
            self.problem.say("The last change is not saved", safe, action="Try again")
        elif state.kind is Saved.YES:
            self.problem.hide()
        self._fit()

    def _fit(self) -> None:
        """Without a bar there is no gap either."""
        self.setVisible(not (self.problem.isHidden() and self.conflict.isHidden()))

    def _try_again(self) -> None:
        if self._editing is not None:
            self._editing.try_again()

    def _compare(self) -> None:
        if self._editing is not None:
            dialog = ConflictDialog(self._editing, parent=self)
            dialog.exec()
            dialog.deleteLater()
