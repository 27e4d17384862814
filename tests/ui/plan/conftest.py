"""An open editing with a small plan, and ways to press keys like a person."""

from collections.abc import Iterator

import pytest

from clinic_app.domain.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor


@pytest.fixture
def editing(
    workspace: Workspace, background: Background, marigold: Patient
) -> Iterator[PlanEditor]:
    """An empty plan; like the screen, the test ends with a last try to save."""
    saved = workspace.plans.current(marigold.id)
    made = PlanEditor(workspace, background, marigold, saved)
    yield made
    made.flush()


@pytest.fixture
def filled(editing: PlanEditor) -> PlanEditor:
    """A plan of three: bridge, bird dog, hamstring stretch."""
    for exercise_id in ("bridge", "bird-dog", "hamstring-stretch-strap"):
        editing.apply(edits.add(editing.plan, editing.lookup(exercise_id)))
    editing.undo_stack.clear()
    return editing
