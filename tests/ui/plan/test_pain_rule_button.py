"""The rule that stands on paper in the place of the pain numbers is chosen above the plan."""

from pytestqt.qtbot import QtBot

from clinic_app.services.exercises.library import open_signs
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.pain_rule_button import OwnRuleDialog, PainRuleButton


def test_a_rule_is_chosen_and_taken_back(editing: PlanEditor, qtbot: QtBot) -> None:
    button = PainRuleButton(open_signs().pain_rules)
    qtbot.addWidget(button)
    button.picked.connect(lambda rule: editing.apply(edits.set_pain_rule(editing.plan, rule)))
    assert "Pain numbers" in button.toolTip()
    actions = button.menu_now().actions()
    assert actions[0].isChecked()
    next(a for a in actions if "surgeon" in a.text()).trigger()
    assert editing.plan.pain_rule == "surgeon-limit"
    button.show_rule(editing.plan.pain_rule)
    assert "surgeon" in button.toolTip()
    editing.undo_stack.undo()
    assert editing.plan.pain_rule == ""


def test_own_words_are_one_line(qtbot: QtBot) -> None:
    dialog = OwnRuleDialog("")
    qtbot.addWidget(dialog)
    dialog.rule.edit.setText("  Stay under   90 degrees. ")
    assert dialog.words == "Stay under 90 degrees."
