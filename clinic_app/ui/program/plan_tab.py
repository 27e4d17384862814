"""The plan tab: pain on top, the plan below it, the library or the adjust panel beside it."""

from typing import Protocol, cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient import Episode
from clinic_app.domain.program import Program
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import EmptyState, ErrorBar, UndoBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card
from clinic_app.ui.program import edits
from clinic_app.ui.program.adjust_panel import AdjustPanel
from clinic_app.ui.program.conflict import ConflictDialog
from clinic_app.ui.program.editing import READ_ONLY, PlanEditing
from clinic_app.ui.program.library_panel import LibraryPanel
from clinic_app.ui.program.plan_head import PlanHead
from clinic_app.ui.program.plan_list import PlanList
from clinic_app.ui.program.saving import Saved
from clinic_app.ui.program.template_dialog import TemplateDialog
from clinic_app.ui.program.template_save import SaveTemplateDialog

MARGIN, GAP = 24, 16
_NARROW, _MIDDLE, _LOW = 1020, 1200, 690  # the tab's own px: the window less rail and header


class Compactable(Protocol):
    """A part that can be shown lower."""

    def set_compact(self, compact: bool) -> None: ...


class PlanTab(QWidget):
    """Shows one editing. ``pain`` lies on top; it is any widget with ``set_compact``."""

    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, pain: QWidget | None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._editing: PlanEditing | None = None
        self._narrow = False
        self.list = PlanList()
        self.head = PlanHead()
        self.library = LibraryPanel(workspace)
        self.adjust = AdjustPanel()
        self.pain = pain
        self._problem = ErrorBar()
        self.conflict_bar = ErrorBar(tone="caution")
        self._notice = ErrorBar(tone="caution")
        self.undo_bar = UndoBar(self)
        self._left = QWidget(self)
        self._plan = QStackedWidget()
        self._side = QStackedWidget(self)
        self._side.addWidget(self.library)
        self._side.addWidget(self.adjust)
        self._lay_out()
        self._connect()
        self._keys()

    def _lay_out(self) -> None:
        self._plan.addWidget(self.list)
        self._plan.addWidget(self._make_empty())
        column = self._left_column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if self.pain is not None:
            column.addWidget(self.pain)
        for part in (self._notice, self._problem, self.conflict_bar, self.head):
            column.addWidget(part)
        column.addWidget(self._plan, 1)

    def _make_empty(self) -> QWidget:
        add = Button("Add an exercise", kind="primary", key="Ctrl+L", height=40)
        add.clicked.connect(self.add_exercise)
        template = Button("Template", key="Ctrl+T")
        template.clicked.connect(self.choose_template)
        self._again = Button("Duplicate the last printed plan", icon="copy")
        self._again.clicked.connect(self._duplicate_printed)
        self._empty_buttons = (add, template, self._again)
        empty = EmptyState(
            icon="list-details",
            title="No exercises yet",
            hint="Type a body part or a name, or start from a template.",
            actions=self._empty_buttons,
        )
        card = Card(margin=16)
        card.body.addWidget(empty, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 10)  # ends where the library ends
        column.addWidget(card)
        return page

    def _connect(self) -> None:
        self.list.adjust_wanted.connect(self.open_adjust)
        self.list.refused.connect(self._tell)
        self.list.current_changed.connect(self._current_changed)
        self.library.adjust_wanted.connect(self.open_adjust)
        self.library.refused.connect(self._tell)
        self.library.left.connect(self._leave_side)
        self.adjust.done.connect(self._leave_side)
        self.adjust.refused.connect(self._tell)
        self.head.template_wanted.connect(self.choose_template)
        self.head.save_template_wanted.connect(self.save_template)
        self.head.add_wanted.connect(self.add_exercise)
        self.undo_bar.undo_wanted.connect(self.undo)
        self._problem.acted.connect(self._try_again)
        self.conflict_bar.acted.connect(self._compare)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._focus_moved)

    def _keys(self) -> None:
        context = Qt.ShortcutContext.WindowShortcut  # only while this is in front
        keys = (
            ("Ctrl+L", self.add_exercise),
            ("Ctrl+T", self.choose_template),
            ("F6", self.next_region),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self, action, context=context)

    # --- what is shown ---------------------------------------------------------------------------

    def show_editing(self, editing: PlanEditing | None, episode: Episode | None) -> None:
        """Show one patient's plan, or nothing."""
        self._editing = editing
        self.undo_bar.hide()
        self.adjust.show_item(None, "")
        self._side.setCurrentWidget(self.library)
        self.list.show_editing(editing)
        self.library.show_editing(editing, episode)
        for bar in (self._problem, self.conflict_bar, self._notice):
            bar.hide()
        if editing is None:
            return
        editing.program_changed.connect(self._refresh)
        editing.saved_state_changed.connect(self._show_saved)
        editing.said.connect(self._say)
        self.head.set_read_only(editing.is_read_only)
        if editing.is_read_only:
            self._notice.say(READ_ONLY, "Everything can be looked at and printed.")
        for button in self._empty_buttons:
            button.setEnabled(not editing.is_read_only)
        self._again.setVisible(not editing.program.items and self._printed() is not None)
        self._refresh()
        self._arrange()
        if editing.program.items:
            self.list.choose(editing.program.items[0].id)

    def focus_plan(self) -> None:
        """The keyboard goes to the plan, or to the first thing to do where it is empty."""
        if self._plan.currentIndex() == 0:
            self.list.setFocus()
        else:
            self._empty_buttons[0].setFocus()

    def next_region(self) -> None:
        """F6: pain, plan, library or panel, and round again."""
        side = self._side.currentWidget()
        here = QApplication.focusWidget()
        if _within(here, self._plan) and side is self.adjust:
            self.adjust.focus_first()
        elif _within(here, self._plan):
            self.add_exercise()
        elif self.pain is not None and _within(here, self._side):
            self.pain.setFocus(Qt.FocusReason.TabFocusReason)
            self.pain.focusNextChild()
        else:
            self.focus_plan()

    def _refresh(self) -> None:
        editing = self._editing
        if editing is None:
            return
        self.head.show_program(editing.program, editing.lookup)
        self._plan.setCurrentIndex(0 if editing.program.items else 1)
        if self._side.currentWidget() is self.adjust and not self.adjust.refresh():
            self._leave_side()

    def _say(self, words: str) -> None:
        self._problem.setVisible(self._problem.isVisible() and self._unsaved())
        self.undo_bar.say(words)
        self._place_bar()

    def _tell(self, error: UserError) -> None:
        self._problem.tell(error)

    def _unsaved(self) -> bool:
        return self._editing is not None and self._editing.saved_state.kind is Saved.NO

    def _show_saved(self) -> None:
        editing = self._editing
        if editing is None:
            return
        state = editing.saved_state
        conflict = editing.is_conflict
        self.conflict_bar.setVisible(conflict)
        if conflict:
            self.conflict_bar.say(
                "This plan was changed elsewhere meanwhile.",
                "Nothing is lost. Look at both and choose.",
                action="Compare",
            )
        if state.kind is Saved.NO and not conflict:
            why = state.error.what if isinstance(state.error, UserError) else ""
            self._problem.say(
                "The last change is not saved",
                f"{why} Your plan is safe in memory.".strip(),
                action="Try again",
            )
        elif state.kind is Saved.YES or conflict:
            self._problem.hide()

    # --- actions ---------------------------------------------------------------------------------

    def add_exercise(self) -> None:
        """Ctrl+L: the field of the library."""
        self._side.setCurrentWidget(self.library)
        self._arrange()
        self._side.show()
        self._side.raise_()
        self.library.focus_field()

    def open_adjust(self, item_id: str) -> None:
        """Everything of one item, in place of the library."""
        if self._editing is None:
            return
        self.list.choose(item_id)
        self.adjust.show_item(self._editing, item_id)
        self._side.setCurrentWidget(self.adjust)
        self._arrange()
        self._side.show()
        self._side.raise_()
        self.adjust.focus_first()

    def undo(self) -> None:
        """Take the last step back."""
        if self._editing is not None and not self._editing.is_read_only:
            self.undo_bar.hide()
            self._editing.undo_stack.undo()

    def redo(self) -> None:
        """Do it again."""
        if self._editing is not None and not self._editing.is_read_only:
            self._editing.undo_stack.redo()

    def choose_template(self) -> None:
        """Ctrl+T: start from a template."""
        editing = self._editing
        if editing is None or editing.is_read_only:
            return
        dialog = TemplateDialog(self._workspace, editing.program, parent=self)
        if dialog.exec() and dialog.chosen is not None:
            editing.apply(edits.start_from(editing.program, dialog.chosen, keep=dialog.keep))
            self.list.setFocus()
        dialog.deleteLater()

    def save_template(self) -> None:
        """Keep this plan as a template."""
        if self._editing is not None:
            dialog = SaveTemplateDialog(self._workspace, self._editing.program, parent=self)
            dialog.exec()
            dialog.deleteLater()

    def _duplicate_printed(self) -> None:
        printed = self._printed()
        if self._editing is not None and printed is not None:
            self._editing.apply(edits.take_over(printed, "Duplicated the last printed plan"))
            self.list.setFocus()

    def _printed(self) -> Program | None:
        if self._editing is None:
            return None
        return self._workspace.handouts.last_printed_program(self._editing.patient.id)

    def _try_again(self) -> None:
        if self._editing is not None:
            self._editing.try_again()

    def _compare(self) -> None:
        if self._editing is not None:
            dialog = ConflictDialog(self._editing, parent=self)
            dialog.exec()
            dialog.deleteLater()

    def _current_changed(self, item_id: str) -> None:
        if self._side.currentWidget() is self.adjust and self._editing is not None:
            self.adjust.show_item(self._editing, item_id)

    def _leave_side(self) -> None:
        """Esc in a panel: back to the plan."""
        self._side.setCurrentWidget(self.library)
        self.focus_plan()
        self._arrange()

    # --- room ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place plan and panel; in a narrow window the panel lies over the plan."""
        self._narrow = self.width() < _NARROW
        low = self.height() < _LOW
        adjusting = self._side.currentWidget() is self.adjust
        margin = GAP if self._narrow else MARGIN
        width = 480 if adjusting else 400 if self.width() >= _MIDDLE else 336
        width = min(width, self.width() - 2 * margin)
        inner = self.rect().adjusted(margin, 12 if low else GAP, -margin, -(8 if low else GAP))
        side = QRect(inner.right() + 1 - width, inner.y(), width, inner.height())
        plan = QRect(inner)
        if not self._narrow:
            plan.setRight(side.x() - GAP - 1)
        # Every card brings the gap below it along: the list may reach farther down.
        plan.setBottom(self.height() - (2 if low else 6))
        self._left_column.setSpacing(8 if low else 10)
        self._left.setGeometry(plan)
        self._side.setGeometry(side)
        self._side.setVisible(not self._narrow or adjusting or self._library_open())
        self._side.raise_()
        self.head.set_narrow(self._narrow)
        self.list.set_compact(low)
        self.list.set_marked(adjusting)
        if self.pain is not None:
            cast(Compactable, self.pain).set_compact(low)
        self._place_bar()

    @property
    def is_narrow(self) -> bool:
        """Whether the library is a drop-down."""
        return self._narrow

    @property
    def side_geometry(self) -> QRect:
        """Where the library or the panel lies."""
        return self._side.geometry()

    @property
    def plan_geometry(self) -> QRect:
        """Where pain and plan lie."""
        return self._left.geometry()

    def _library_open(self) -> bool:
        return _within(QApplication.focusWidget(), self.library)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The drop-down of a narrow window closes when the keyboard goes elsewhere."""
        library = self._side.currentWidget() is self.library
        if self._narrow and library and new is not None and not _within(new, self.library):
            self._side.hide()

    def _place_bar(self) -> None:
        bar = self.undo_bar
        room = self._left.geometry()
        bar.setFixedWidth(min(560, room.width() - 32))
        bar.move(room.x() + (room.width() - bar.width()) // 2, self.height() - bar.height() - 24)
        bar.raise_()


def _within(widget: QWidget | None, part: QWidget) -> bool:
    """Whether a widget belongs to a part, pop-ups of it included."""
    while widget is not None and widget is not part:
        widget = widget.parentWidget()
    return widget is part
