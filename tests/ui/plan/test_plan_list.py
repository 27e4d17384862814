"""The list of cards: keys, clicks on painted parts, editing in place, dragging."""

import hands
import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.plan_document import from_document
from clinic_app.domain.regional import WeightUnit
from clinic_app.ui.common.list_rows import ITEM
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_layout import CardLayout, Part, card_layout
from clinic_app.ui.plan.card_words import Card
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_list import PlanList
from clinic_app.ui.plan.plan_model import PlanModel

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(filled: PlanEditor, qtbot: QtBot) -> PlanList:
    made = PlanList()
    qtbot.addWidget(made)
    made.resize(900, 520)
    made.show_editing(filled)
    qtbot.shown(made)
    made.setFocus()
    made.choose(filled.plan.items[0].id)
    return made


def ids(editing: PlanEditor) -> list[str]:
    return [item.exercise_id for item in editing.plan.items]


def card_and_place(plan: PlanList, row: int) -> tuple[Card, CardLayout]:
    index = plan.model().index(row, 0)
    card = index.data(ITEM)
    return card, card_layout(QRectF(plan.visualRect(index)), card, compact=False)


def click(plan: PlanList, rect: QRectF) -> None:
    point: QPoint = rect.center().toPoint()
    hands.mouseClick(plan.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_alt_arrows_move_and_step(plan: PlanList, filled: PlanEditor) -> None:
    hands.keyClick(plan, Qt.Key.Key_Down, ALT)
    assert ids(filled) == ["bird-dog", "bridge", "hamstring-stretch-strap"]
    hands.keyClick(plan, Qt.Key.Key_Right, ALT)
    assert filled.plan.items[1].settings["band"] == "light"
    told = "Bridge: light band above the knees, dose kept"
    assert filled.undo_stack.undoText() == told
    hands.keyClick(plan, Qt.Key.Key_Up, ALT)
    hands.keyClick(plan, Qt.Key.Key_Up, ALT)
    assert ids(filled) == ["bridge", "bird-dog", "hamstring-stretch-strap"]
    hands.keyClick(plan, Qt.Key.Key_Left, ALT)
    assert filled.undo_stack.undoText() == "Bridge: Band above knees: none, dose kept"


def test_arrows_choose_and_delete_removes_the_chosen(plan: PlanList, filled: PlanEditor) -> None:
    hands.keyClick(plan, Qt.Key.Key_Down)
    hands.keyClick(plan, Qt.Key.Key_Delete)
    assert ids(filled) == ["bridge", "hamstring-stretch-strap"]
    assert plan.current_id == filled.plan.items[1].id
    filled.undo_stack.undo()
    assert ids(filled)[1] == "bird-dog"


def test_the_dose_line_is_read_and_errors_stay_open(plan: PlanList, filled: PlanEditor) -> None:
    hands.keyClick(plan, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    hands.keyClicks(field, "4x8 hld 3")
    hands.keyClick(field, Qt.Key.Key_Return)
    assert filled.plan.items[0].dose.sets == 2
    assert field.isVisible()
    hands.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.keyClicks(field, "4x8 hold 5s right 2/d")  # both legs lift a bridge together
    hands.keyClick(field, Qt.Key.Key_Return)
    assert filled.plan.items[0].dose.sets == 2
    assert field.isVisible()
    hands.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.keyClicks(field, "4x8 hold 5s 2/d")
    hands.keyClick(field, Qt.Key.Key_Return)
    dose = filled.plan.items[0].dose
    assert (dose.sets, dose.reps, dose.hold_s, dose.side) == (4, 8, 5, Side.BOTH)
    assert not field.isVisible()
    assert plan.hasFocus()


def test_escape_leaves_the_dose_as_it_was(plan: PlanList, filled: PlanEditor) -> None:
    before = filled.plan
    hands.keyClick(plan, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    hands.keyClicks(field, "9x9")
    hands.keyClick(field, Qt.Key.Key_Escape)
    assert filled.plan == before


def test_alt_arrows_while_typing_take_no_rung(plan: PlanList, filled: PlanEditor) -> None:
    before = ids(filled)
    hands.keyClick(plan, Qt.Key.Key_F2)
    hands.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, ALT)
    assert ids(filled) == before


def test_a_click_on_a_chip_edits_its_value(plan: PlanList, filled: PlanEditor) -> None:
    _, place = card_and_place(plan, 0)
    chip, rect = place.chips[0]
    assert chip.name == "sets"
    click(plan, rect)
    field = QApplication.focusWidget()
    hands.keyClicks(field, "5")
    hands.keyClick(field, Qt.Key.Key_Return)
    assert filled.plan.items[0].dose.sets == 5
    assert filled.undo_stack.undoText() == "Sets 2 → 5"


def test_a_click_on_harder_and_on_adjust(plan: PlanList, filled: PlanEditor, qtbot: QtBot) -> None:
    _, place = card_and_place(plan, 0)
    click(plan, place.harder)
    assert filled.plan.items[0].settings["band"] == "light"
    with qtbot.waitSignal(plan.adjust_requested) as told:
        click(plan, card_and_place(plan, 0)[1].adjust)
    assert told.args == [filled.plan.items[0].id]


def test_enter_adjusts(plan: PlanList, filled: PlanEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plan.adjust_requested) as told:
        hands.keyClick(plan, Qt.Key.Key_Return)
    assert told.args == [filled.plan.items[0].id]


def test_a_note_is_written_in_place(plan: PlanList, filled: PlanEditor) -> None:
    _, place = card_and_place(plan, 1)
    assert place.note is not None
    click(plan, place.note)
    hands.keyClicks(QApplication.focusWidget(), "Both <b>sides</b>")
    hands.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert filled.plan.items[1].note == "Both <b>sides</b>"


def test_a_precaution_is_flagged_and_the_clinician_goes_on(
    plan: PlanList, filled: PlanEditor
) -> None:
    added = edits.add(filled.plan, filled.lookup("hip-hinge"), at=0)
    filled.apply(added)
    deep = edits.set_setting(filled.plan, added.focus, "depth_deg", 80, filled.lookup)
    filled.apply(deep)
    card, place = card_and_place(plan, 0)
    assert "Caution: Bending at the hips is right" in card.spoken
    assert set(place.answers) == {Part.GO_ON, Part.TAKE_EASIER}
    click(plan, place.answers[Part.GO_ON])
    assert filled.plan.items[0].accepted == ("osteoporosis",)
    assert card_and_place(plan, 0)[1].caution is None


def test_dropping_a_card_moves_it(plan: PlanList, filled: PlanEditor) -> None:
    model = plan.model()
    assert isinstance(model, PlanModel)
    data = model.mimeData([model.index(0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert ids(filled) == ["bird-dog", "hamstring-stretch-strap", "bridge"]
    assert filled.undo_stack.undoText() == "Moved Bridge down"


def test_every_part_of_a_card_lies_inside_it_and_apart(filled: PlanEditor) -> None:
    model = PlanModel(filled)
    for width in (560, 700, 896, 1300):
        for compact in (False, True):
            card = model.item_at(1)
            assert card is not None
            place = card_layout(QRectF(0, 0, width, 126), card, compact=compact)
            rects = [r for _, r in place.chips] + [place.easier, place.harder, place.menu]
            rects += [place.more] if place.more else []
            for n, rect in enumerate(rects):
                assert place.card.contains(rect)
                assert not any(rect.intersects(other) for other in rects[n + 1 :])


def test_the_card_speaks_for_screen_readers(plan: PlanList) -> None:
    spoken = plan.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Bridge, rung 2 of ")
    assert "2 sets, 10 reps, hold 3 s" in spoken


def test_what_is_refused_is_told(plan: PlanList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plan.refused) as told:
        plan.actions_on.attempt(_refuse)
    assert isinstance(told.args[0], UserError)


def _refuse() -> None:
    raise UserError("No.")


def test_leaving_the_field_takes_what_was_typed_and_keeps_the_keyboard_there(
    plan: PlanList, filled: PlanEditor, qtbot: QtBot
) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.setParent(plan.window())
    other.show()
    hands.keyClick(plan, Qt.Key.Key_F2)
    hands.keyClicks(QApplication.focusWidget(), "6x6")
    other.setFocus()
    assert filled.plan.items[0].dose.sets == 6
    assert other.hasFocus()


def type_dose(plan: PlanList, line: str) -> None:
    hands.keyClick(plan, Qt.Key.Key_F2)
    hands.keyClicks(QApplication.focusWidget(), line)
    hands.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_the_dose_line_keeps_what_it_does_not_name(plan: PlanList, filled: PlanEditor) -> None:
    before = filled.plan.items[0].dose
    type_dose(plan, "3x12 no hold 5lb")
    after = filled.plan.items[0].dose
    wanted = before.with_load(Load(5, WeightUnit.LB)).changed(sets=3, reps=12, hold_s=0)
    assert after == wanted
    told = "Sets 2 → 3, reps 10 → 12, hold 3 s → none, load none → 5 lb"
    assert filled.undo_stack.undoText() == told
    filled.undo_stack.undo()
    assert filled.plan.items[0].dose == before


def test_a_part_left_out_by_itself_says_how_to_take_it_away(
    plan: PlanList, filled: PlanEditor
) -> None:
    type_dose(plan, "2x10")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "2x10", "what was typed stays"
    assert not filled.undo_stack.canUndo()


def test_a_dose_of_hours_is_refused(plan: PlanList, filled: PlanEditor) -> None:
    before = filled.plan
    type_dose(plan, "20x200 hold 600s 12/d")
    assert filled.plan == before


@pytest.mark.parametrize(("answer", "reps"), [(Part.CONFIRM, 8), (Part.HALVE, 4)])
def test_repetitions_saved_before_are_confirmed_or_halved(
    plan: PlanList, filled: PlanEditor, answer: Part, reps: int
) -> None:
    document = {"items": [{"exercise": "bird-dog", "dose": {"reps": 8}}]}
    old = from_document(document, filled.lookup).items[0]
    filled.show(filled.plan.with_item(old, 0))
    card, place = card_and_place(plan, 0)
    assert "Caution: Was 4 on each side on paper, now 8 on each side." in card.spoken
    click(plan, place.answers[answer])
    settled = filled.plan.items[0]
    assert (settled.dose.reps, settled.to_confirm) == (reps, False)
    assert filled.undo_stack.undoText() == f"Bird dog: {reps} on each side"
    assert card_and_place(plan, 0)[1].caution is None


def test_a_weight_is_changed_on_its_chip_in_its_unit(plan: PlanList, filled: PlanEditor) -> None:
    filled.apply(edits.add(filled.plan, filled.lookup("romanian-deadlift"), at=0))
    type_dose(plan, "5 lb")
    _, place = card_and_place(plan, 0)
    rect = next(rect for chip, rect in place.chips if chip.name == "load_kg")
    click(plan, rect)
    hands.keyClicks(QApplication.focusWidget(), "8")
    hands.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert filled.plan.items[0].dose.load(2) == Load(8, WeightUnit.LB, 2)
