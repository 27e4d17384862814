"""The sentence of a precaution can be left off the paper, and the support it asks for set."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.ui.adjust.adjust_panel import AdjustPanel
from clinic_app.ui.adjust.safety_rows import SafetyRows
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor


@pytest.fixture
def item_id(editing: PlanEditor) -> str:
    editing.set_patient(editing.patient.changed(precautions=("fall-risk", "osteoporosis")))
    edit = edits.add(editing.plan, editing.lookup("sit-to-stand"))
    editing.apply(edit)
    return edit.focus


@pytest.fixture
def rows(editing: PlanEditor, item_id: str, qtbot: QtBot) -> SafetyRows:
    panel = AdjustPanel()
    qtbot.addWidget(panel)
    editing.plan_changed.connect(panel.refresh)
    panel.resize(480, 900)
    panel.show_item(editing, item_id)
    qtbot.shown(panel)
    found = panel.findChild(SafetyRows)
    assert isinstance(found, SafetyRows)
    found.panel = panel  # keeps it alive
    return found


def test_a_sentence_is_switched_off_and_on(
    rows: SafetyRows, editing: PlanEditor, item_id: str
) -> None:
    (box,) = rows.boxes
    assert box.isChecked()
    assert box.accessibleName().startswith("Print: Chair against a wall.")
    box.click()
    assert editing.plan.item(item_id).quiet == ("fall-risk",)
    assert not rows.boxes[0].isChecked()
    rows.boxes[0].click()
    assert editing.plan.item(item_id).quiet == ()


def test_the_support_that_the_sentence_asks_for_is_one_click_away(
    rows: SafetyRows, editing: PlanEditor, item_id: str
) -> None:
    assert rows.support.isVisible()
    rows.support.click()
    assert editing.plan.item(item_id).settings["support"] == "chair"
    assert not rows.support.isVisible()
    assert rows.boxes, "the sentence is printed on"


def test_an_exercise_that_meets_nothing_shows_no_line(
    editing: PlanEditor, item_id: str, qtbot: QtBot
) -> None:
    rows = SafetyRows(editing.lookup("sit-to-stand"), editing.patient.changed(precautions=()))
    qtbot.addWidget(rows)
    rows.show_item(editing.plan.item(item_id))
    assert not rows.isVisible()
