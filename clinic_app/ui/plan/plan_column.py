"""The plan itself: the line above it, its cards or what to start from, and its bars."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.plan import Plan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import EmptyState
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column
from clinic_app.ui.common.commands import ADD_EXERCISE, TEMPLATE
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_head import PlanHead
from clinic_app.ui.plan.plan_list import PlanList
from clinic_app.ui.plan.plan_notices import PlanNotices
from clinic_app.ui.plan.template_dialog import SaveTemplateDialog, TemplateDialog
from clinic_app.words import _


class PlanColumn:
    """Shows one editing. ``add_exercise`` is called to go to the library.

    ``head``, ``stack`` (the ``list`` of cards, or what to start from) and the bars of ``notices``
    are laid out by whoever shows them.
    """

    def __init__(self, workspace: Workspace, add_exercise: Callable[[], object]) -> None:
        self._workspace = workspace
        self._editing: PlanEditor | None = None
        self.list = PlanList()
        self.notices = PlanNotices()
        self.list.refused.connect(self.notices.show_error)
        self.head = PlanHead(
            add_exercise, self.choose_template, self.save_template, self._set_pain_rule
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self._make_empty(add_exercise))

    def _make_empty(self, add_exercise: Callable[[], object]) -> QWidget:
        """One primary action, then what to start from."""
        add = self._add = Button(_("Add an exercise"), kind="primary", key=ADD_EXERCISE, height=40)
        add.clicked.connect(add_exercise)
        template = Button(_("Template"), key=TEMPLATE, on_click=self.choose_template)
        again = self._duplicate = Button(_("Duplicate the last printed plan"), icon="copy")
        again.clicked.connect(self._duplicate_printed)
        self._to_start = (add, template, again)
        card = Card(margin=16)
        empty = EmptyState(
            icon="list-details",
            title=_("No exercises yet"),
            hint=_("Type a body part or a name, or start from a template."),
            actions=self._to_start,
        )
        card.body.addWidget(empty, 1)
        return boxed(column(card, margins=(0, 0, 0, 10)))  # ends where the library ends

    def show_editing(self, editing: PlanEditor | None) -> None:
        """Show one patient's plan, or nothing."""
        self._editing = editing
        self.list.show_editing(editing)
        self.notices.show_editing(editing)
        if editing is None:
            return
        self.head.set_read_only(editing.is_read_only)
        self.head.pain_rule.keep_drafts_of(self._workspace.drafts, editing.patient.id)
        self._duplicate.setVisible(not editing.plan.items and self._printed() is not None)
        for button in self._to_start:
            button.setEnabled(not editing.is_read_only)
        editing.plan_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        if self._editing is not None:
            self.head.show_plan(self._editing.plan, self._editing.lookup)
            self.stack.setCurrentIndex(0 if self._editing.plan.items else 1)

    def focus(self) -> None:
        """The keyboard goes to the plan, or to the first thing to do where it is empty."""
        (self.list if self.stack.currentIndex() == 0 else self._add).setFocus()

    # --- actions ---------------------------------------------------------------------------------

    def _set_pain_rule(self, rule: str) -> None:
        if self._editing is None:
            return
        try:
            self._editing.apply(edits.set_pain_rule(self._editing.plan, rule))
        except UserError as error:
            self.notices.show_error(error)

    def choose_template(self) -> None:
        """Ctrl+T: start from a template."""
        editing = self._editing
        if editing is None or editing.is_read_only:
            return
        plan, patient_id = editing.plan, editing.patient.id
        dialog = TemplateDialog(self._workspace, plan, patient_id, parent=self.stack.window())
        if dialog.exec() and dialog.chosen is not None:
            editing.apply(edits.start_from(editing.plan, dialog.chosen, keep=dialog.keep))
            self.list.setFocus()
        dialog.deleteLater()

    def save_template(self) -> None:
        """Save this plan as a template."""
        if self._editing is not None:
            plan, patient_id = self._editing.plan, self._editing.patient.id
            window = self.stack.window()
            dialog = SaveTemplateDialog(self._workspace, plan, patient_id, parent=window)
            dialog.exec()
            dialog.deleteLater()

    def _duplicate_printed(self) -> None:
        printed = self._printed()
        if self._editing is not None and printed is not None:
            self._editing.apply(edits.take_over(printed, _("Duplicated the last printed plan")))
            self.list.setFocus()

    def _printed(self) -> Plan | None:
        if self._editing is None:
            return None
        try:
            return self._workspace.handouts.last_printed_plan(self._editing.patient.id)
        except UserError as error:  # of another library: an exercise in it is not known here
            self.notices.show_error(error)
            return None
