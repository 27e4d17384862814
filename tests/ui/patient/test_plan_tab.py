"""The plan tab: templates, undo bar, conflict, narrow windows, read-only clinics."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_app.domain.plan.plan import Plan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.patient.plan_tab import PlanTab
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_notices import ConflictDialog
from clinic_app.ui.plan.saving import Saved
from clinic_app.ui.plan.template_dialog import SaveTemplateDialog, TemplateDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab(workspace: Workspace, editing: PlanEditor, qtbot: QtBot) -> Iterator[PlanTab]:
    made = PlanTab(workspace, None)
    qtbot.addWidget(made)
    made.resize(1360, 796)
    made.show_editing(editing, None)
    qtbot.shown(made)
    made.focus_plan()
    yield made
    made.show_editing(None, None)


def add(editing: PlanEditor, exercise_id: str) -> None:
    editing.apply(edits.add(editing.plan, editing.lookup(exercise_id)))


def pressing(key: Qt.Key) -> AbstractContextManager[object]:
    """Press a key in the dialog that opens."""
    return hands.answering(lambda dialog: hands.keyClick(hands.keyboard(dialog), key))


def test_an_empty_plan_offers_the_first_step(tab: PlanTab) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Add an exercise"
    focused.click()
    assert tab.library.field.hasFocus()


def test_a_template_starts_the_plan_with_two_keys(tab: PlanTab, editing: PlanEditor) -> None:
    with pressing(Qt.Key.Key_Return):
        hands.keyClick(hands.keyboard(tab), Qt.Key.Key_T, CONTROL)
    assert len(editing.plan.items) >= 3
    assert editing.undo_stack.undoText().startswith("Started from ")
    tab.undo()
    assert editing.plan == Plan()


def test_the_head_counts_and_warns_quietly(tab: PlanTab, editing: PlanEditor) -> None:
    for exercise_id in ("bridge", "bird-dog", "cat-cow", "squat"):
        add(editing, exercise_id)
    assert tab.head.words.startswith("4 exercises · ")
    assert not tab.head.is_warning
    add(editing, "chin-tuck")
    assert tab.head.is_warning


def _save_as(dialog: SaveTemplateDialog, name: str, about: str) -> None:
    dialog.name.edit.setText(name)
    dialog.about.edit.setText(about)
    dialog._save()


def test_saving_a_template(
    tab: PlanTab, editing: PlanEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    dialog = SaveTemplateDialog(workspace, editing.plan)
    qtbot.addWidget(dialog)
    _save_as(dialog, "", "")
    assert dialog.result() == 0
    _save_as(dialog, "Morning", "For stiff mornings")
    own = workspace.templates.listing()[0]
    assert (own.name, own.shipped, len(own.plan.items)) == ("Morning", False, 1)


def test_a_template_can_be_added_below_and_own_ones_archived(
    workspace: Workspace, editing: PlanEditor, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    workspace.templates.save("Morning", "", editing.plan)
    dialog = TemplateDialog(workspace, editing.plan)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.archive_button.isVisible()
    with hands.answering(QDialog.accept):
        dialog.archive_button.click()
    assert all(template.shipped for template in workspace.templates.listing())
    assert not dialog.archive_button.isVisible()
    below = next(b for b in dialog.findChildren(Button) if b.text() == "Add below")
    below.click()
    assert dialog.chosen is not None
    assert dialog.keep
    edit = edits.start_from(editing.plan, dialog.chosen, keep=True)
    assert len(edit.plan.items) == 1 + len(dialog.chosen.plan.items)


def test_a_conflict_shows_both_and_keeps_what_was_chosen(
    tab: PlanTab, editing: PlanEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    theirs = edits.add(Plan(), editing.lookup("squat")).plan
    workspace.plans.save(editing.patient.id, theirs, version=0)
    assert not editing.flush()
    assert tab.notices.conflict.isVisible()
    dialog = ConflictDialog(editing)
    qtbot.addWidget(dialog)
    dialog.mine_button.click()
    qtbot.waitUntil(lambda: editing.saved_state.kind is Saved.YES)
    assert not tab.notices.conflict.isVisible()
    assert workspace.plans.current(editing.patient.id).plan == editing.plan


@pytest.mark.parametrize(("width", "height"), [(1360, 796), (1044, 796), (964, 596), (900, 500)])
def test_nothing_overlaps_or_leaves_the_tab(
    tab: PlanTab, editing: PlanEditor, width: int, height: int
) -> None:
    add(editing, "bridge")
    tab.resize(width, height)
    hands.settle()
    panel, plan = tab._side.geometry(), tab._left.geometry()
    assert tab.rect().contains(plan)
    if tab._narrow:
        assert not tab.library.isVisible()
    else:
        assert not panel.intersects(plan)
        assert tab.rect().contains(panel)


def test_narrow_the_library_drops_down_and_goes_away(tab: PlanTab, editing: PlanEditor) -> None:
    add(editing, "bridge")
    tab.resize(964, 596)
    tab.list.setFocus()
    hands.keyClick(tab.list, Qt.Key.Key_L, CONTROL)
    assert tab.library.isVisible()
    assert tab.library.field.hasFocus()
    hands.keyClick(tab.library.field, Qt.Key.Key_Escape)
    assert not tab.library.isVisible()
    assert tab.list.hasFocus()


def test_enter_adjusts_and_escape_comes_back(tab: PlanTab, editing: PlanEditor) -> None:
    add(editing, "bridge")
    tab.list.setFocus()
    hands.keyClick(tab.list, Qt.Key.Key_Return)
    assert tab.adjust.isVisible()
    hands.keyClick(tab.adjust.done_button, Qt.Key.Key_Escape)
    assert not tab.adjust.isVisible()
    assert tab.list.hasFocus()


def test_removing_the_adjusted_exercise_closes_the_panel(tab: PlanTab, editing: PlanEditor) -> None:
    add(editing, "bridge")
    tab.open_adjust(editing.plan.items[0].id)
    editing.undo_stack.undo()
    assert not tab.adjust.isVisible()


def test_after_adding_the_keys_of_a_card_work_from_the_library(
    tab: PlanTab, editing: PlanEditor
) -> None:
    tab.add_exercise()
    field = tab.library.field
    hands.keyClicks(field, "bridge")
    hands.keyClick(field, Qt.Key.Key_Return)
    added = editing.plan.items[-1]
    hands.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert editing.plan.item(added.id).settings != added.settings
    assert field.text() == "bridge"
    hands.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert editing.plan.item(added.id).settings == added.settings
    hands.keyClick(field, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line is not field
    assert "2x10" in line.text()


def test_harder_that_advice_holds_back_says_so_where_it_is_pressed(
    tab: PlanTab, editing: PlanEditor
) -> None:
    add(editing, "bridge")
    item = editing.plan.items[0]
    said: list[str] = []
    editing.said.connect(said.append)
    editing.set_held({item.id: "Surgery on 3 Oct: nobody has noted yet that it is cleared."})
    card = tab.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert card.harder_words.endswith("Not advised now: Surgery on 3 Oct: nobody has noted yet "
                                      "that it is cleared.")  # fmt: skip
    tab.open_adjust(item.id)
    assert tab.adjust.held.isVisible()
    assert "not advised now: Surgery" in tab.adjust.held.text()
    tab.adjust.harder.click()
    assert said[-1].endswith("Not advised now: " + editing.held[item.id])
    assert "advised" not in editing.undo_stack.undoText()
    tab.adjust.easier.click()
    assert "advised" not in said[-1]
    editing.set_held({})
    assert not tab.adjust.held.isVisible()
