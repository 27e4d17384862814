"""Templates: three ship, and any plan can become one."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.program import Program, ProgramItem
from clinic_app.services.workspace import Workspace


def test_three_conditions_ship_as_starting_points(workspace: Workspace) -> None:
    shipped = [t for t in workspace.templates.listing() if t.shipped]
    assert len(shipped) >= 3
    for template in shipped:
        assert 2 <= len(template.program.items) <= 4
        assert "starting point" in template.description


def test_a_saved_template_comes_first_and_can_be_archived(workspace: Workspace) -> None:
    item = ProgramItem.of(workspace.library.exercise("bridge"))
    saved = workspace.templates.save("  My <b>bridge</b> ", "", Program((item,)))
    first = workspace.templates.listing()[0]
    assert (first.id, first.name, first.shipped) == (saved.id, "My <b>bridge</b>", False)
    assert first.program.items[0].exercise_id == "bridge"
    assert first.program.items[0].id != item.id
    workspace.templates.archive(saved.id)
    assert all(t.shipped for t in workspace.templates.listing())


def test_an_empty_plan_or_name_is_refused(workspace: Workspace) -> None:
    item = ProgramItem.of(workspace.library.exercise("bridge"))
    with pytest.raises(UserError, match="empty plan"):
        workspace.templates.save("x", "", Program())
    with pytest.raises(UserError, match="name is missing"):
        workspace.templates.save("  ", "", Program((item,)))
