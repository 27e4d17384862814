"""The plan tab: pain on top, the plan below it, the library or the adjust panel beside it."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from clinic_app.domain.advice.advice import Advice
from clinic_app.domain.patient.patient import Episode
from clinic_app.services.workspace import Workspace
from clinic_app.ui.adjust.adjust_panel import AdjustPanel
from clinic_app.ui.advice.advice_bar import AdviceBar
from clinic_app.ui.common.card import boxed, column
from clinic_app.ui.common.commands import (
    ADD_EXERCISE,
    APPLY,
    KEEP,
    TEMPLATE,
    Command,
    Group,
    KeyHint,
    add_commands,
)
from clinic_app.ui.common.draft_bar import DraftBar
from clinic_app.ui.common.drafts import DraftKeeper
from clinic_app.ui.figure.figure_view import PLAY_KEY
from clinic_app.ui.library.library_panel import LibraryPanel
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_column import PlanColumn
from clinic_app.words import _

MARGIN, GAP = 24, 16
_NARROW, _MIDDLE, _LOW = 1020, 1200, 690  # the tab's own px: the window less rail and header
_NARROW_BESIDE_PANEL = 1100  # the panel is wider than the library


class PlanTab(QWidget):
    """Shows one editing. ``pain`` lies on top; ``compact_changed`` says whether it is to be low."""

    compact_changed = Signal(bool)

    def __init__(self, workspace: Workspace, pain: QWidget | None) -> None:
        super().__init__()
        self._workspace = workspace
        self._editing: PlanEditor | None = None
        self._narrow = False
        self.column = PlanColumn(workspace, self.add_exercise)
        self.list, self.head, self.notices = self.column.list, self.column.head, self.column.notices
        self.library = LibraryPanel(workspace)
        self.adjust = AdjustPanel()
        self.pain = pain
        self.advice = AdviceBar(workspace)
        self.draft_bar = DraftBar()
        self._keeper = DraftKeeper(
            workspace.drafts, self.draft_bar, self._typed, self._type_again, parent=self
        )
        self._side = QStackedWidget(self)
        self._side.addWidget(self.library)
        self._side.addWidget(self.adjust)
        self.head.hold(self.advice.chip)
        bars = (self.notices.problem, self.notices.conflict, self.draft_bar, self.advice)
        above = [] if pain is None else [pain]
        self._left = boxed(column(*above, *bars, self.head, (self.column.stack, 1)))
        self._left.setParent(self)
        self._connect()
        self.commands = self._commands()
        add_commands(self, self.commands)

    def _connect(self) -> None:
        editor = self.list.actions_on.editor
        editor.textEdited.connect(self._keeper.touched)
        for settled in (editor.taken, editor.closed, editor.refused):
            settled.connect(self._keeper.keep)
        self.adjust.typing.connect(self._keeper.touched)
        self.list.adjust_requested.connect(self.open_adjust)
        self.list.current_changed.connect(self._current_changed)
        self.library.adjust_requested.connect(self.open_adjust)
        self.library.refused.connect(self.notices.show_error)
        self.library.left.connect(self._leave_side)
        self.library.card_key.connect(self.list.press_key)
        self.adjust.done.connect(self._leave_side)
        self.adjust.refused.connect(self.notices.show_error)
        self.advice.refused.connect(self.notices.show_error)
        self.advice.done.connect(self.column.focus)
        self.advice.turned.connect(self.list.choose)
        self.advice.waiting.changed.connect(self._mark_advice)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._focus_moved)

    def _commands(self) -> list[Command | KeyHint]:
        plan, advice, library, bar = Group.PLAN, Group.ADVICE, Group.LIBRARY, self.advice
        shown = "Alt+W, Alt+N"
        return [
            Command(
                self.next_region, "", ("F6",), Group.PATIENT, _("Next part of the plan screen")
            ),
            KeyHint(plan, "Up, Down", _("Choose an exercise")),
            KeyHint(plan, "Alt+Up, Alt+Down", _("Move it")),
            KeyHint(plan, "Alt+Left, Alt+Right", _("Easier, harder")),
            KeyHint(plan, "F2", _("Type the dose")),
            KeyHint(plan, "Enter, Esc", _("Adjust, and back")),
            KeyHint(plan, PLAY_KEY, _("While adjusting: show the movement, and stop it")),
            KeyHint(plan, "Delete", _("Remove it")),
            Command(self.column.choose_template, "", (TEMPLATE,), plan, _("Start from a template")),
            Command(bar.press_apply, "", (APPLY,), advice, _("Apply what is suggested")),
            Command(bar.press_keep, "", (KEEP,), advice, _("Keep the exercise as it is")),
            Command(bar.show_why, "", ("Alt+W",), advice, _("Why; the next suggestion"), shown),
            Command(lambda: bar.turn(1), keys=("Alt+N",)),
            Command(self.add_exercise, "", (ADD_EXERCISE,), library, _("Go to the field")),
            KeyHint(library, "Enter, Shift+Enter", _("Add, add and adjust")),
            KeyHint(library, "Ctrl+F", _("Mark as favourite")),
        ]

    # --- what is shown ---------------------------------------------------------------------------

    def show_editing(self, editing: PlanEditor | None, episode: Episode | None) -> None:
        """Show one patient's plan, or nothing."""
        self._keeper.keep()
        self._editing = editing
        self.adjust.show_item(None, "")
        self._side.setCurrentWidget(self.library)
        self.column.show_editing(editing)
        self.library.show_editing(editing, episode)
        self.advice.show_editing(editing)
        if editing is None:
            self._keeper.open("")
            return
        self._keeper.open(f"dose/{editing.patient.id}", editing.patient.id)
        editing.plan_changed.connect(self._refresh)
        self._refresh()
        self._arrange()
        if editing.plan.items:
            self.list.choose(editing.plan.items[0].id)

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is being typed over a card, or on a warning sign.

        Half a number is no number: unlike leaving the field, the lock takes nothing of it.
        """
        self._keeper.keep()
        self._keeper.open("")
        self.list.actions_on.editor.drop()
        self.adjust.drop_typed()
        self.advice.keep_drafts()

    def _typed(self) -> Mapping[str, str]:
        """Over a card, or in the panel beside."""
        return self.list.actions_on.typed() or self.adjust.typed()

    def _type_again(self, content: Mapping[str, str]) -> None:
        self.list.type_again(content["item"], content["what"], content["text"])

    def focus_plan(self) -> None:
        """The keyboard goes to the plan, or to the first thing to do where it is empty."""
        self.column.focus()

    def next_region(self) -> None:
        """F6: pain, plan, library or panel, and round again."""
        side = self._side.currentWidget()
        here = QApplication.focusWidget()
        if _within(here, self.column.stack) and side is self.adjust:
            self.adjust.focus_first()
        elif _within(here, self.column.stack):
            self.add_exercise()
        elif self.pain is not None and _within(here, self._side):
            self.pain.setFocus(Qt.FocusReason.TabFocusReason)
            self.pain.focusNextChild()
        else:
            self.focus_plan()

    def _refresh(self) -> None:
        if self._editing is None:
            return
        self._keeper.touched()
        if self._side.currentWidget() is self.adjust and not self.adjust.refresh():
            self._leave_side()

    def _mark_advice(self) -> None:
        """A warning sign concerns the whole plan, no card of it."""
        found = self.advice.waiting.suggestions
        self.list.mark_advice({s.item_id: s.advice for s in found if s.advice is not Advice.STOP})

    # --- actions ---------------------------------------------------------------------------------

    def add_exercise(self) -> None:
        """Ctrl+L: the field of the library."""
        self._show_side(self.library)
        self.library.focus_field()

    def open_adjust(self, item_id: str) -> None:
        """Everything of one item, in place of the library."""
        if self._editing is None:
            return
        self.list.choose(item_id)
        self.adjust.show_item(self._editing, item_id)
        self._show_side(self.adjust)
        self.adjust.focus_first()

    def _show_side(self, part: QWidget) -> None:
        self._side.setCurrentWidget(part)
        self._arrange()
        self._side.show()
        self._side.raise_()

    def undo(self) -> None:
        """Take the last step back."""
        if self._editing is not None and not self._editing.is_read_only:
            self._editing.undo_stack.undo()

    def redo(self) -> None:
        """Do it again."""
        if self._editing is not None and not self._editing.is_read_only:
            self._editing.undo_stack.redo()

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
        adjusting = self._side.currentWidget() is self.adjust
        self._narrow = self.width() < (_NARROW_BESIDE_PANEL if adjusting else _NARROW)
        low = self.height() < _LOW
        margin = GAP if self._narrow else MARGIN
        width = 480 if adjusting else 400 if self.width() >= _MIDDLE else 336
        width = min(width, self.width() - 2 * margin)
        inner = self.rect().adjusted(margin, 12, -margin, -(8 if low else GAP))
        side = QRect(inner.right() + 1 - width, inner.y(), width, inner.height())
        plan = QRect(inner)
        if not self._narrow:
            plan.setRight(side.x() - GAP - 1)
        # Every card brings the gap below it along: the list may reach farther down.
        plan.setBottom(self.height() - (2 if low else 4))
        self._left.setGeometry(plan)
        self._side.setGeometry(side)
        self._side.setVisible(not self._narrow or adjusting or self._library_open())
        self._side.raise_()
        self.head.set_narrow(self._narrow)
        self.list.set_compact(low)
        self.advice.set_compact(low)
        self._mark_card()
        self.compact_changed.emit(low)

    def _library_open(self) -> bool:
        return _within(QApplication.focusWidget(), self.library)

    def _mark_card(self) -> None:
        """The panel works on the chosen card, and keys in the library's field do."""
        adjusting = self._side.currentWidget() is self.adjust
        self.list.set_marked(adjusting or self._library_open())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The drop-down of a narrow window closes when the keyboard goes elsewhere."""
        library = self._side.currentWidget() is self.library
        self._mark_card()
        if self._narrow and library and new is not None and not _within(new, self.library):
            self._side.hide()


def _within(widget: QWidget | None, part: QWidget) -> bool:
    """Whether a widget belongs to a part, pop-ups of it included."""
    while widget is not None and widget is not part:
        widget = widget.parentWidget()
    return widget is part
