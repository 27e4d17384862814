"""The library beside the plan: searching, filters, precautions, adding by keyboard."""

import hands
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.library.library_panel import LibraryPanel
from clinic_app.ui.library.library_rows import PERHAPS, Kind, LibraryRow, second_line
from clinic_app.ui.plan.editing import PlanEditor

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(
    workspace: Workspace, editing: PlanEditor, marigold: Patient, qtbot: QtBot
) -> LibraryPanel:
    made = LibraryPanel(workspace)
    qtbot.addWidget(made)
    made.resize(400, 700)
    made.show_editing(editing, workspace.patients.episodes(marigold.id)[0])
    qtbot.shown(made)
    made.focus_field()
    return made


def rows(panel: LibraryPanel) -> list[LibraryRow]:
    found = [panel.model.item_at(n) for n in range(panel.model.rowCount())]
    return [row for row in found if row is not None]


def names(panel: LibraryPanel) -> list[str]:
    return [row.exercise.name for row in rows(panel) if row.exercise]


def planned(editing: PlanEditor) -> list[str]:
    return [item.exercise_id for item in editing.plan.items]


def test_what_a_slip_finds_says_so_and_has_to_be_chosen(
    panel: LibraryPanel, editing: PlanEditor
) -> None:
    hands.keyClicks(panel.field, "brigde")
    assert names(panel)[0] == "Bridge"
    assert rows(panel)[0].text == PERHAPS
    assert rows(panel)[1].doubt == "brigde read as bridge"
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    hands.keyClick(panel.field, Qt.Key.Key_Return, SHIFT)
    assert planned(editing) == []
    hands.keyClick(panel.field, Qt.Key.Key_Down)
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    assert planned(editing) == ["bridge"]


@pytest.mark.parametrize("typed", ["step up", "triceps extension", "shoulder internal rotation"])
def test_enter_adds_nothing_that_was_not_typed(
    panel: LibraryPanel, editing: PlanEditor, typed: str
) -> None:
    hands.keyClicks(panel.field, typed)
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    assert planned(editing) == []


def test_enter_does_not_take_the_next_best_where_the_best_is_hidden(
    panel: LibraryPanel, editing: PlanEditor
) -> None:
    hands.keyClicks(panel.field, "morning")
    assert names(panel)
    assert rows(panel)[0].text.startswith("The best match is hidden.")
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    assert planned(editing) == []


def test_enter_adds_and_the_text_is_selected_for_the_next(
    panel: LibraryPanel, editing: PlanEditor
) -> None:
    hands.keyClicks(panel.field, "bird dog")
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    assert planned(editing) == ["bird-dog"]
    assert panel.field.selectedText() == "bird dog"
    assert rows(panel)[0].in_plan


def test_arrows_choose_while_typing_stays_in_the_field(
    panel: LibraryPanel, editing: PlanEditor
) -> None:
    hands.keyClicks(panel.field, "bridge")
    second = names(panel)[1]
    hands.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.field.hasFocus()
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    assert editing.lookup(planned(editing)[0]).name == second


def test_shift_enter_adds_and_adjusts(
    panel: LibraryPanel, editing: PlanEditor, qtbot: QtBot
) -> None:
    hands.keyClicks(panel.field, "bridge")
    with qtbot.waitSignal(panel.adjust_requested) as told:
        hands.keyClick(panel.field, Qt.Key.Key_Return, SHIFT)
    assert told.args == [editing.plan.items[0].id]


def test_what_a_precaution_meets_is_counted_and_shown_on_demand(panel: LibraryPanel) -> None:
    hands.keyClicks(panel.field, "deadlift")
    held = [row for row in rows(panel) if row.kind is Kind.HIDDEN]
    assert held[0].text.endswith("hidden by precautions")
    before = len(names(panel))
    panel.list.choose(rows(panel).index(held[0]))
    hands.keyClick(panel.field, Qt.Key.Key_Return)
    shown = [row for row in rows(panel) if row.caution]
    assert len(names(panel)) == before + len(shown)
    assert shown


def test_a_filter_narrows_and_nothing_found_says_what_would_be(panel: LibraryPanel) -> None:
    panel.filters.toggle(("region", "neck"))
    assert set(names(panel)) <= {"Chin tuck", "Neck rotation"} | set(names(panel))
    hands.keyClicks(panel.field, "bridge")
    assert names(panel) == []
    panel.filters.clear()
    assert "Bridge" in names(panel)


def test_favourites_and_recents_come_first_in_an_empty_field(
    panel: LibraryPanel, workspace: Workspace
) -> None:
    hands.keyClicks(panel.field, "chin tuck")
    hands.keyClick(panel.field, Qt.Key.Key_F, CONTROL)
    assert workspace.preferences.favourites() == {"chin-tuck"}
    assert rows(panel)[0].favourite
    hands.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.field.text() == ""
    first = rows(panel)[:2]
    assert first[0].text == "Favourites"
    assert first[1].exercise is not None
    assert first[1].exercise.id == "chin-tuck"


def test_a_heading_is_never_chosen(panel: LibraryPanel) -> None:
    panel.list.choose_first()
    chosen = panel.model.item_at(panel.list.currentIndex().row())
    assert chosen is not None
    assert chosen.kind is Kind.EXERCISE


def test_the_second_line_names_stage_rung_and_tool(workspace: Workspace) -> None:
    library = workspace.library
    words = second_line(library, library.exercise("dowel-hinge"))
    assert words.startswith("Learn · rung ")
    assert words.endswith(" · dowel")


def test_exercises_for_the_episodes_region_come_first(panel: LibraryPanel) -> None:
    begin = next(n for n, row in enumerate(rows(panel)) if row.text == "Low back")
    end = next(n for n, row in enumerate(rows(panel)) if row.text == "All others")
    here = [row.exercise for row in rows(panel)[begin + 1 : end] if row.exercise]
    others = [row.exercise for row in rows(panel)[end + 1 :] if row.exercise]
    assert here
    assert all("low-back" in exercise.regions for exercise in here)
    assert not any("low-back" in exercise.regions for exercise in others)
