"""A Handouts tab on a real clinic, with a real printer that writes a PDF, and nobody to answer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_answers import Answers, Give
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.handout.handouts_tab import HandoutsTab


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def give(workspace: Workspace) -> Give:
    """``give(patient, "hip-hinge", "bridge")`` saves a plan of these."""

    def give_plan(patient: Patient, *exercises: str) -> None:
        items = tuple(PlanItem.of(workspace.library.exercise(e)) for e in exercises)
        version = workspace.plans.current(patient.id).version
        workspace.plans.save(patient.id, Plan(items), version=version)

    return give_plan


@pytest.fixture
def tab(
    qtbot: QtBot, workspace: Workspace, background: Background, answers: Answers
) -> Iterator[HandoutsTab]:
    made = HandoutsTab(workspace, background, ask_printer=answers.printer, ask_path=answers.where)
    qtbot.addWidget(made)
    made.resize(1360, 796)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def drawn(qtbot: QtBot, tab: HandoutsTab) -> Callable[[], None]:
    """Wait until the pages are there."""

    def wait() -> None:
        qtbot.waitUntil(tab.options.print_button.isEnabled)
        qtbot.settle()  # new lines become visible once the event loop turns

    return wait
