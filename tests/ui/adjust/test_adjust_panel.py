"""The adjust panel: settings, dose, words and rungs of one exercise."""

from dataclasses import replace

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.exercises.library import open_library
from clinic_app.services.workspace import Workspace
from clinic_app.ui.adjust.adjust_panel import AdjustPanel
from clinic_app.ui.adjust.dose_fields import DoseFields
from clinic_app.ui.adjust.limit_slider import LimitSlider
from clinic_app.ui.adjust.setting_rows import LoadRow, SettingRows
from clinic_app.ui.adjust.words_editor import WordsEditor
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor


@pytest.fixture
def hinge(editing: PlanEditor) -> str:
    edit = edits.add(editing.plan, editing.lookup("hip-hinge"))
    editing.apply(edit)
    return edit.focus


@pytest.fixture
def panel(editing: PlanEditor, hinge: str, qtbot: QtBot) -> AdjustPanel:
    made = AdjustPanel()
    qtbot.addWidget(made)
    editing.plan_changed.connect(made.refresh)
    made.resize(480, 800)
    made.show_item(editing, hinge)
    qtbot.shown(made)
    return made


def test_the_slider_changes_the_setting(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    slider = panel.findChild(LimitSlider)
    assert slider.accessibleName() == "Depth"
    hands.keyClick(slider, Qt.Key.Key_Left)
    assert editing.plan.item(hinge).settings["depth_deg"] == 55
    assert slider.accessibleDescription() == "55°"
    assert editing.undo_stack.undoText() == "Depth to 55°"


def test_the_limit_of_a_precaution_clears_the_caution(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    editing.apply(edits.set_setting(editing.plan, hinge, "depth_deg", 80, editing.lookup))
    assert panel.caution.isVisible()
    editing.undo_stack.undo()
    assert not panel.caution.isVisible()
    editing.undo_stack.redo()
    panel.caution.acted.emit()
    assert editing.plan.item(hinge).accepted == ("osteoporosis",)


def test_numbers_of_the_dose(panel: AdjustPanel, editing: PlanEditor, hinge: str) -> None:
    fields = panel.findChild(DoseFields)
    fields.numbers["sets"].stepUp()
    fields.numbers["times_per_day"].stepUp()
    dose = editing.plan.item(hinge).dose
    assert (dose.sets, dose.times_per_day) == (4, 2)
    fields.tempo.setText("fast")
    fields.tempo.editingFinished.emit()
    assert editing.plan.item(hinge).dose.tempo == "3-0-2"
    fields.tempo.setText("4-1-2")
    fields.tempo.editingFinished.emit()
    assert editing.plan.item(hinge).dose.tempo == "4-1-2"


def choose(box: QComboBox, data: object) -> None:
    """An entry of a list with the keyboard."""
    box.setFocus()
    at = box.findData(data)
    key = Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(at - box.currentIndex())):
        hands.keyClick(box, key)


def test_a_dose_of_minutes_on_alternate_days(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    fields = panel.findChild(DoseFields)
    choose(fields.form, DoseForm.MINUTES)
    assert editing.plan.item(hinge).dose.amount == 10
    assert fields.numbers["amount"].isVisible()
    assert not fields.numbers["reps"].isVisible()
    assert not fields.tempo.isEnabled()
    assert not fields.numbers["hold_s"].isEnabled()
    fields.numbers["amount"].stepUp()
    fields.days.setText("2 on 1 off")
    fields.days.editingFinished.emit()
    dose = editing.plan.item(hinge).dose
    assert (dose.form, dose.amount, dose.days_on, dose.days_off) == (DoseForm.MINUTES, 11, 2, 1)
    fields.days.setText("now and then")
    assert fields.typed() == ("days_on", "now and then")
    fields.days.editingFinished.emit()
    assert editing.plan.item(hinge).dose == dose
    choose(fields.form, DoseForm.REPETITIONS)
    assert editing.plan.item(hinge).dose.reps == 10


def test_own_words_leave_the_library_untouched(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    words = panel.findChild(WordsEditor)
    library = editing.lookup("hip-hinge").words["en"].steps
    assert tuple(words.steps.toPlainText().splitlines()) == library
    words.steps.setPlainText("Stand tall.\n\n Bow.  ")
    assert editing.plan.item(hinge).own_steps == ("Stand tall.", "Bow.")
    words.steps.setPlainText("\n".join(library))
    assert editing.plan.item(hinge).own_steps == ()
    assert editing.lookup("hip-hinge").words["en"].steps == library


def test_the_note_is_typed_as_one_step(panel: AdjustPanel, editing: PlanEditor, hinge: str) -> None:
    before = editing.undo_stack.count()
    hands.keyClicks(panel.findChild(WordsEditor).note, "Slowly")
    assert editing.plan.item(hinge).note == "Slowly"
    assert editing.undo_stack.count() == before + 1


def test_the_next_rungs_by_click_and_by_key(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    panel.easier.click()
    assert editing.plan.item(hinge).exercise_id == "hip-hinge-short"
    panel.done_button.setFocus()
    hands.keyClick(panel.done_button, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert editing.plan.item(hinge).exercise_id == "hip-hinge"


def test_reset_goes_back_to_the_library_but_keeps_the_note(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    editing.apply(edits.set_note(editing.plan, hinge, "Slowly"))
    editing.apply(edits.set_setting(editing.plan, hinge, "depth_deg", 40, editing.lookup))
    panel.reset_button.click()
    item = editing.plan.item(hinge)
    assert (item.settings["depth_deg"], item.note) == (60, "Slowly")


def test_every_exercise_can_be_shown(
    panel: AdjustPanel, editing: PlanEditor, hinge: str, qtbot: QtBot
) -> None:
    for exercise in open_library().exercises:
        edit = edits.add(editing.plan, exercise)
        editing.apply(edit)
        panel.show_item(editing, edit.focus)
        before = editing.plan
        qtbot.settle()
        assert editing.plan == before, f"showing {exercise.id} changed it"


def test_escape_is_done(panel: AdjustPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.done):
        hands.keyClick(panel.findChild(LimitSlider), Qt.Key.Key_Escape)


def test_the_librarys_words_follow_the_settings(
    panel: AdjustPanel, editing: PlanEditor, hinge: str
) -> None:
    words = panel.findChild(WordsEditor)
    assert words is not None
    assert "hands on your hips" in words.steps.toPlainText()
    changed = edits.set_setting(editing.plan, hinge, "support", "counter", editing.lookup)
    editing.apply(changed)
    assert "fingertips on a counter" in words.steps.toPlainText()
    assert editing.plan.item(hinge).own_steps == ()


def test_the_picture_follows_the_settings_and_moves_when_asked(
    panel: AdjustPanel, editing: PlanEditor, hinge: str, qtbot: QtBot
) -> None:
    figure = panel.figure
    qtbot.waitUntil(lambda: len(figure.panels) == 2)
    deep = figure.panels
    hands.keyClick(panel.findChild(LimitSlider), Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: figure.panels != deep)
    qtbot.waitUntil(lambda: not figure.live.is_waiting)
    assert figure.panels[1].width < deep[1].width, "20 degrees reach less far than 60"
    assert not figure.playing.is_on
    hands.keyClick(panel.findChild(LimitSlider), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert figure.playing.is_on
    panel.show_item(None, "")
    assert not figure.playing.is_on
    assert figure.panels == ()


def _load_row(panel: AdjustPanel) -> LoadRow:
    row = panel.findChild(SettingRows).rows["load_kg"]
    assert isinstance(row, LoadRow)
    return row


def test_a_weight_is_set_by_the_piece_and_all_stands_beside_it(
    editing: PlanEditor, qtbot: QtBot
) -> None:
    added = edits.add(editing.plan, editing.lookup("kickstand-romanian-deadlift"))
    editing.apply(added)
    panel = AdjustPanel()
    qtbot.addWidget(panel)
    editing.plan_changed.connect(panel.refresh)
    panel.show_item(editing, added.focus)
    qtbot.shown(panel)
    row = _load_row(panel)
    assert row.row.number.accessibleName() == "Weight in each hand"
    row.row.number.stepUp()
    assert editing.plan.item(added.focus).dose.load_kg == 9
    assert row.all.text() == "9 kg in all"
    now = editing.plan
    editing.apply(edits.set_setting(now, added.focus, "weight_at", "same", editing.lookup))
    assert not row.all.isVisible()
    assert row.row.number.value() == 9
    assert editing.plan.item(added.focus).dose.load_kg == 9


def test_a_clinic_with_pounds_starts_with_whole_pounds(
    workspace: Workspace, editing: PlanEditor, qtbot: QtBot
) -> None:
    clinic = workspace.staff.clinic()
    workspace.staff.save_clinic(replace(clinic, weight_unit=WeightUnit.LB))
    added = edits.add(editing.plan, editing.lookup("kettlebell-deadlift"))
    editing.apply(added)
    assert editing.plan.item(added.focus).dose.load(1) == Load(20, WeightUnit.LB)
    panel = AdjustPanel()
    qtbot.addWidget(panel)
    editing.plan_changed.connect(panel.refresh)
    panel.show_item(editing, added.focus)
    qtbot.shown(panel)
    hands.keyClick(_load_row(panel).row.slider, Qt.Key.Key_Left)
    assert editing.plan.item(added.focus).dose.load(1) == Load(19, WeightUnit.LB)


def test_fields_of_a_low_panel_scroll_and_are_not_squeezed(
    editing: PlanEditor, qtbot: QtBot
) -> None:
    edit = edits.add(editing.plan, editing.lookup("side-lying-hip-abduction"))
    editing.apply(edit)
    panel = AdjustPanel()
    qtbot.addWidget(panel)
    panel.resize(480, 590)
    panel.show_item(editing, edit.focus)
    qtbot.shown(panel)
    for slider in panel.findChildren(LimitSlider):
        assert slider.height() >= slider.sizeHint().height()
