"""Editing a plan: steps, undo, saving, conflict and errors on a real clinic."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.plan import Plan
from clinic_app.services.plan.plans import SavedPlan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.saving import Saved


def add(editing: PlanEditor, exercise_id: str) -> str:
    edit = edits.add(editing.plan, editing.lookup(exercise_id))
    editing.apply(edit)
    return edit.focus


def test_steps_have_names_and_can_be_undone(editing: PlanEditor) -> None:
    item_id = add(editing, "bridge")
    editing.apply(edits.step(editing.plan, item_id, editing.lookup, up=False))
    for _ in range(4):
        editing.apply(edits.step(editing.plan, item_id, editing.lookup, up=True))
    stack = editing.undo_stack
    assert [stack.text(n) for n in range(stack.count())] == [
        "Added Bridge",
        "Bridge: part lift, dose kept",
        "Bridge: 25°, dose kept",
        "Bridge: light band above the knees, dose kept",
        "Bridge: medium band above the knees, dose kept",
        "Swapped to Single-leg bridge, band above knees medium to none, dose kept",
    ]
    assert editing.plan.item(item_id).exercise_id == "single-leg-bridge"
    for _ in range(6):
        stack.undo()
    assert editing.plan == Plan()
    stack.redo()
    assert editing.plan.item(item_id).exercise_id == "bridge"


def test_typing_quickly_is_one_step(editing: PlanEditor) -> None:
    item_id = add(editing, "bridge")
    for note in ("B", "Bo", "Both heels"):
        editing.apply(edits.set_note(editing.plan, item_id, note))
    assert editing.undo_stack.count() == 2
    editing.undo_stack.undo()
    assert editing.plan.item(item_id).note == ""
    editing.undo_stack.redo()
    assert editing.plan.item(item_id).note == "Both heels"


def test_a_change_is_saved_by_itself(
    editing: PlanEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    assert editing.saved_state.words == "Saving…"
    qtbot.waitUntil(lambda: editing.saved_state.kind is Saved.YES)
    assert workspace.plans.current(editing.patient.id).plan == editing.plan
    assert editing.saved_state.words.startswith("Saved ")


def test_flush_saves_at_once_and_the_next_save_goes_on(
    editing: PlanEditor, workspace: Workspace
) -> None:
    add(editing, "bridge")
    assert editing.flush()
    add(editing, "bird-dog")
    assert editing.flush()
    saved = workspace.plans.current(editing.patient.id)
    assert (saved.version, len(saved.plan.items)) == (2, 2)


def test_a_change_taken_back_at_once_leaves_nothing_to_save(
    editing: PlanEditor, workspace: Workspace
) -> None:
    add(editing, "bridge")
    editing.undo_stack.undo()
    assert editing.flush()
    assert editing.saved_state.words == ""
    assert workspace.plans.current(editing.patient.id).version == 0


def test_a_flush_during_a_save_waits_for_it(editing: PlanEditor, workspace: Workspace) -> None:
    add(editing, "bridge")
    editing.try_again()
    add(editing, "bird-dog")
    assert editing.flush()
    assert workspace.plans.current(editing.patient.id).plan == editing.plan


def other_version(editing: PlanEditor, workspace: Workspace) -> SavedPlan:
    theirs = edits.add(Plan(), editing.lookup("squat")).plan
    version = workspace.plans.current(editing.patient.id).version
    return workspace.plans.save(editing.patient.id, theirs, version=version)


def test_a_conflict_overwrites_nothing_and_mine_can_be_kept(
    editing: PlanEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    theirs = other_version(editing, workspace)
    assert not editing.flush()
    assert editing.is_conflict
    assert workspace.plans.current(editing.patient.id).plan == theirs.plan
    editing.keep_mine(editing.theirs())
    qtbot.waitUntil(lambda: editing.saved_state.kind is Saved.YES)
    assert workspace.plans.current(editing.patient.id).plan == editing.plan


def test_taking_theirs_can_be_undone(
    editing: PlanEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    add(editing, "bridge")
    mine = editing.plan
    other_version(editing, workspace)
    editing.flush()
    editing.take_theirs(editing.theirs())
    assert editing.plan.items[0].exercise_id == "squat"
    editing.undo_stack.undo()
    assert editing.plan == mine
    qtbot.waitUntil(lambda: editing.saved_state.kind is Saved.YES)
    assert workspace.plans.current(editing.patient.id).plan == mine


def test_a_plan_that_cannot_be_saved_stays_in_memory(
    editing: PlanEditor, workspace: Workspace, tmp_path: Path
) -> None:
    add(editing, "bridge")
    workspace.close()
    (tmp_path / "clinic" / "clinic.db").rename(tmp_path / "away")
    assert not editing.flush()
    assert editing.saved_state.words == "Not saved"
    assert len(editing.plan.items) == 1


def test_a_precaution_is_the_clinicians_decision(editing: PlanEditor) -> None:
    item_id = add(editing, "hip-hinge")
    editing.apply(edits.set_setting(editing.plan, item_id, "depth_deg", 80, editing.lookup))
    found = editing.concerns(editing.plan.item(item_id))
    assert [c.tag for c in found] == ["osteoporosis"]
    editing.apply(edits.accept(editing.plan, item_id, "osteoporosis", "Osteoporosis"))
    assert editing.concerns(editing.plan.item(item_id)) == ()
    editing.undo_stack.undo()
    assert editing.concerns(editing.plan.item(item_id))


def test_a_setting_out_of_range_is_refused(editing: PlanEditor) -> None:
    item_id = add(editing, "hip-hinge")
    with pytest.raises(UserError, match="depth_deg must be 20 to 90"):
        edits.set_setting(editing.plan, item_id, "depth_deg", 200, editing.lookup)
