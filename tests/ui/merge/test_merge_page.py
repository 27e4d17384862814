"""Here twice?, by keys: choosing, making one, taking back, two people, later."""

from datetime import date
from typing import cast

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.merge.merge_page import MergePage
from clinic_app.ui.merge.record_pair import RecordPair
from tests.hands import Hands
from tests.ui.merge.pairs import clinic

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
BORN = date(1962, 5, 7)


@pytest.fixture
def margaret(workspace: Workspace) -> Patient:
    made = Patient(new_id(), "Margaret", "Mockup", BORN, "H-0087", precautions=("osteoporosis",))
    return workspace.patients.add(made)


@pytest.fixture
def margret(workspace: Workspace, margaret: Patient) -> Patient:
    return workspace.patients.add(Patient(new_id(), "Margret", "Mockup", BORN, "H-0240", "es"))


@pytest.fixture
def page(workspace: Workspace, background: Background, qtbot: Hands) -> MergePage:
    made = MergePage(workspace, background)
    qtbot.addWidget(made)
    made.resize(1286, 768)
    qtbot.shown(made)
    return made


def look(page: MergePage, qtbot: Hands, asked: RecordPair | None = None) -> None:
    page.begin(asked)
    qtbot.waitUntil(lambda: page.pair.isVisible() and bool(page.pair.lines))
    qtbot.settle()


def words(page: MergePage) -> str:
    return " ".join(part.text() for part in page.findChildren(QLabel) if part.isVisible())


def press(page: MergePage, qtbot: Hands, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(hands.keyboard(page), key)


def made_one(page: MergePage, qtbot: Hands) -> None:
    qtbot.keyClick(page, Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: page.back_button.isVisible() and page.shown_pair is None)


def names(workspace: Workspace) -> set[str]:
    return {row.patient.name for row in workspace.patients.caseload()}


def line(page: MergePage, key: str) -> int:
    return page.pair.choices()[key]


def test_a_pair_is_shown_side_by_side_and_how_it_would_be(
    page: MergePage, qtbot: Hands, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot)
    said = words(page)
    for part in ("pair 1 of 1", "Margret", "H-0087", "H-0240", "7 May 1962", "Osteoporosis"):
        assert part in said
    assert set(page.pair.choices()) == {"given", "record_number", "language"}


def test_keys_choose_the_side_of_the_line_that_has_the_keyboard(
    page: MergePage, qtbot: Hands, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot, RecordPair(margaret.id, margret.id))
    press(page, qtbot, Key.Key_2)
    assert line(page, "given") == 1
    assert "Margret Mockup" in page.after.findChildren(QLabel)[1].text()
    before = line(page, "language")
    press(page, qtbot, Key.Key_1, Key.Key_Down, Key.Key_2)
    assert (line(page, "given"), line(page, "record_number")) == (0, 1)
    press(page, qtbot, Key.Key_Left)
    assert line(page, "record_number") == 0
    assert line(page, "language") == before


def test_one_of_them_with_what_was_chosen_and_back_again(
    page: MergePage, qtbot: Hands, workspace: Workspace, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot, RecordPair(margaret.id, margret.id))
    press(page, qtbot, Key.Key_2)
    kept = "given"
    assert line(page, kept) == 1
    with qtbot.waitSignal(page.made_one) as told:
        made_one(page, qtbot)
    assert told.args == [margaret.id, margret.id]
    assert names(workspace) == {"Margret Mockup"}
    assert "H-0240" in page.done.words
    page.back_button.click()
    qtbot.waitUntil(lambda: "two records again" in page.done.words and page.shown_pair is not None)
    assert names(workspace) == {"Margaret Mockup", "Margret Mockup"}


def test_the_list_of_what_was_made_one_asks_before_taking_back(
    page: MergePage, qtbot: Hands, workspace: Workspace, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot)
    made_one(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.merges.buttons))
    page.merges.buttons[0].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(Dialog)))
    dialog = page.findChildren(Dialog)[0]
    assert names(workspace) == {"Margaret Mockup"}
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: len(names(workspace)) == 2)


def test_two_people_are_not_asked_about_again(
    page: MergePage, qtbot: Hands, workspace: Workspace, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot)
    press(page, qtbot, Key.Key_N)
    qtbot.waitUntil(lambda: page.done.isVisible() and page.shown_pair is None)
    assert workspace.merging.pairs() == []
    assert len(names(workspace)) == 2


def test_later_goes_on_and_leaves_after_the_last(
    page: MergePage, qtbot: Hands, workspace: Workspace, margaret: Patient, margret: Patient
) -> None:
    look(page, qtbot)
    press(page, qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: "1 left for later" in words(page))
    with qtbot.waitSignal(page.back_requested):
        press(page, qtbot, Key.Key_Escape)
    assert len(workspace.merging.pairs()) == 1


def test_nothing_found_says_what_was_looked_at(
    page: MergePage, qtbot: Hands, margaret: Patient, otto: Patient
) -> None:
    page.begin()
    qtbot.waitUntil(lambda: "Looked at 2 patients" in words(page))
    assert not page.header.make_one.isVisible()
    qtbot.keyClick(page, Key.Key_Return, Ctrl)  # nothing to make one of
    assert page.done.isHidden()


def test_who_may_not_make_one_of_two_sees_why(
    background: Background, qtbot: Hands, theme: Theme
) -> None:
    why = "Making two records one is for an owner or a clinician."
    fake = clinic(1)
    fake.refusal = lambda _permission: why
    page = MergePage(cast("Workspace", fake), background)
    qtbot.addWidget(page)
    qtbot.shown(page)
    look(page, qtbot)
    for button in (page.header.make_one, page.header.two_people, *page.merges.buttons):
        assert not button.isEnabled()
        assert button.accessibleDescription() == why
    press(page, qtbot, Key.Key_2, Key.Key_N)
    qtbot.keyClick(page, Key.Key_Return, Ctrl)
    assert page.pair.choices()["given"] == 0
    assert page.done.isHidden()


def test_names_are_never_markup_and_never_cut(
    page: MergePage, qtbot: Hands, workspace: Workspace, margaret: Patient
) -> None:
    long = "<b>Margaret</b> " + "Wilhelmina " * 12
    other = workspace.patients.add(Patient(new_id(), long, "Mockup", BORN, "H-0241"))
    look(page, qtbot, RecordPair(margaret.id, other.id))
    side = next(one for one in page.pair.lines if one.line.key == "given").sides[1]
    assert side.words.text() == other.given
    assert side.height() >= side.words.heightForWidth(side.words.width())
