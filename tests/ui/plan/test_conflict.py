"""The choice between two versions of a long plan, in a small window."""

from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_notices import ConflictDialog


def test_long_plans_fit_a_small_window_and_the_choice_has_the_keyboard(
    workspace: Workspace, marigold: Patient, background: Background, qtbot: QtBot
) -> None:
    items = tuple(PlanItem.of(exercise) for exercise in workspace.library.exercises[:25])
    saved = workspace.plans.save(marigold.id, Plan(items), version=0)
    editing = PlanEditor(workspace, background, marigold, saved)
    dialog = ConflictDialog(editing)
    qtbot.addWidget(dialog)
    qtbot.shown(dialog)
    assert dialog.height() < 660
    assert dialog.focusWidget() is dialog.mine_button
    assert dialog.mine_button.geometry().bottom() < dialog.height()
