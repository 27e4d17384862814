"""The bars above the plan (not saved, changed elsewhere, refused), and the choice of a version."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.plan import Plan
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import Card, boxed, column, row, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.plan.card_words import summary_line
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.saving import Saved
from clinic_app.words import _

_WIDTH, _HIGHEST = 660, 420  # px


class PlanNotices:
    """Follows one editing; each bar says what happened, that nothing is lost, and what to do."""

    def __init__(self) -> None:
        self._editing: PlanEditor | None = None
        self.problem = ErrorBar()
        self.conflict = ErrorBar(tone="caution")
        self.problem.acted.connect(self._try_again)
        self.conflict.acted.connect(self._compare)

    def show_editing(self, editing: PlanEditor | None) -> None:
        """Follow another editing, or none."""
        self._editing = editing
        for bar in (self.problem, self.conflict):
            bar.hide()
        if editing is not None:
            editing.saved_state_changed.connect(self._show_saved)
            editing.said.connect(self._forget)

    def show_error(self, error: UserError) -> None:
        """Something was refused; the bar stays until the next change."""
        self.problem.show_error(error)

    def _forget(self) -> None:
        """What was refused is past; what is not saved is not."""
        if self._editing is not None and self._editing.saved_state.kind is not Saved.NO:
            self.problem.hide()

    def _show_saved(self) -> None:
        editing = self._editing
        if editing is None:
            return
        state = editing.saved_state
        self.conflict.setVisible(editing.is_conflict)
        if editing.is_conflict:
            self.problem.hide()
            self.conflict.say(
                _("This plan was changed elsewhere meanwhile."),
                _("Nothing is lost. Look at both and choose."),
                action=_("Compare"),
            )
        elif state.kind is Saved.NO:
            why = state.error.what if isinstance(state.error, UserError) else ""
            safe = " ".join(filter(None, (why, _("Your plan is safe in memory."))))
            self.problem.say(_("The last change is not saved"), safe, action=_("Try again"))
        elif state.kind is Saved.YES:
            self.problem.hide()

    def _try_again(self) -> None:
        if self._editing is not None:
            self._editing.try_again()

    def _compare(self) -> None:
        if self._editing is not None:
            dialog = ConflictDialog(self._editing, parent=self.conflict.window())
            dialog.exec()
            dialog.deleteLater()


class ConflictDialog(Dialog):
    """Neither version is lost: what is not chosen stays in the history, or in undo."""

    def __init__(self, editing: PlanEditor, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Two versions of this plan"), width=720, parent=parent)
        self._editing = editing
        self._theirs = editing.theirs()
        at = self._theirs.saved_at
        other = _("The other one")
        if at:
            time = f"{at.astimezone():%H:%M}"
            other = _("The other one, saved {time}", time=time)
        mine = self._version(_("Yours, not saved yet"), editing.plan)
        theirs = self._version(other, self._theirs.plan)
        self.body.addWidget(_both(mine, theirs))
        self.add_button(_("Decide later"), key="Esc", on_click=self.reject)
        self.theirs_button = self.add_button(_("Take the other one"), on_click=self._take_theirs)
        self.mine_button = self.add_button(
            _("Keep yours"), kind="primary", key="Enter", on_click=self._keep_mine
        )
        self.mine_button.setFocus()

    def _version(self, title: str, plan: Plan) -> Card:
        card = Card(margin=16)
        card.body.addWidget(label(title, bold=True))
        lines = column(spacing=6)
        for number, item in enumerate(plan.items, 1):
            words = summary_line(item, self._editing.lookup(item.exercise_id))
            lines.addWidget(label(f"{number}. {words}", size=SECOND_LINE, wrap=True))
        if not plan.items:
            lines.addWidget(label(_("No exercises"), size=SECOND_LINE, tone="second"))
        card.body.addLayout(column(lines, None))
        return card

    def _keep_mine(self) -> None:
        self._editing.keep_mine(self._theirs)
        self.accept()

    def _take_theirs(self) -> None:
        self._editing.take_theirs(self._theirs)
        self.accept()


def _both(mine: QWidget, theirs: QWidget) -> QWidget:
    """Side by side, and scrolling where long plans would be higher than a small window."""
    line = row(mine, theirs, spacing=16)
    area = scrolling(boxed(line))
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll
    area.setMinimumHeight(min(line.totalHeightForWidth(_WIDTH), _HIGHEST))
    return area
