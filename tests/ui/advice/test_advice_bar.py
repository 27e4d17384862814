"""The advice bar over a plan: one suggestion at a time, decided by a key, undone by another."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.advice.advice import Advice
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.services.workspace import Workspace
from clinic_app.ui.advice.advice_bar import AdviceBar
from clinic_app.ui.advice.why import by_day
from clinic_app.ui.common.background import Background
from clinic_app.ui.patient.plan_tab import PlanTab
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.advice_styles import FOOT
from clinic_app.ui.plan.card_layout import GAP
from clinic_app.ui.plan.editing import PlanEditor

ALT = Qt.KeyboardModifier.AltModifier


def log(workspace: Workspace, patient: Patient, item: PlanItem, ago: int, **values: object) -> None:
    day = workspace.now().date() - timedelta(days=ago)
    told: dict[str, object] = {
        "sets_done": item.dose.sets,
        "sets_asked": item.dose.sets,
        "pain_during": 1,
        "pain_next_morning": 1,
        "reps_left": 4,
        **values,
    }
    one = ExerciseLog(new_id(), patient.id, day, item.exercise_id, item.id, 1, 1, **told)  # type: ignore[arg-type]
    workspace.exercise_logs.add(one)


@pytest.fixture
def plan(workspace: Workspace, otto: Patient) -> Plan:
    """Bridge, squat and heel raise; two calm sessions of the bridge."""
    lookup = workspace.library.exercise
    made = Plan(tuple(PlanItem.of(lookup(i)) for i in ("bridge", "squat", "heel-raise")))
    workspace.plans.save(otto.id, made, version=0)
    for ago in (3, 1):
        log(workspace, otto, made.items[0], ago)
    return made


@pytest.fixture
def editing(
    workspace: Workspace, background: Background, otto: Patient, plan: Plan
) -> Iterator[PlanEditor]:
    made = PlanEditor(workspace, background, otto, workspace.plans.current(otto.id))
    yield made
    made.flush()


@pytest.fixture
def tab(workspace: Workspace, editing: PlanEditor, qtbot: QtBot) -> Iterator[PlanTab]:
    made = PlanTab(workspace, None)
    qtbot.addWidget(made)
    made.resize(1360, 796)
    made.show_editing(editing, None)
    qtbot.shown(made)
    made.focus_plan()
    yield made
    made.show_editing(None, None)


@pytest.fixture
def bar(tab: PlanTab, qtbot: QtBot) -> AdviceBar:
    """The bar once what waits was read."""
    qtbot.waitUntil(lambda: bool(tab.advice.waiting.suggestions))
    return tab.advice


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    hands.keyClick(focused, key, ALT)


def test_the_bar_says_what_why_and_what_would_change(bar: AdviceBar) -> None:
    assert bar.isVisible()
    shown = bar.shown
    assert shown is not None
    assert shown.because.startswith("Two sessions at 2 or less (1 on ")
    assert bar.words == (f"Bridge: harder. {shown.because} {shown.change_words} {FOOT}")
    assert shown.change_words == "Band above knees: none → light"
    assert bar.apply.isVisible()
    assert not bar.next.isVisible()
    assert not bar.details.widget.isVisible()


def test_why_opens_inputs_rule_and_source_inline(bar: AdviceBar) -> None:
    press(Qt.Key.Key_W)
    assert bar.details.widget.isVisible()
    told = bar.details.widget.accessibleName()
    assert "Pain during, " in told
    assert "4 or more repetitions left after the last set." in told
    assert "clinical custom" in told
    shown = bar.shown
    assert shown is not None
    days, rows = by_day(shown.inputs)
    assert len(days) == 2
    assert list(rows["Repetitions left"].values()) == ["4", "4"]
    press(Qt.Key.Key_W)
    assert not bar.details.widget.isVisible()


def test_apply_is_one_step_and_undo_marks_it_undone(
    bar: AdviceBar,
    tab: PlanTab,
    editing: PlanEditor,
    plan: Plan,
    workspace: Workspace,
    otto: Patient,
    qtbot: QtBot,
) -> None:
    said: list[str] = []
    editing.said.connect(said.append)

    def kept() -> list[tuple[Advice, bool]]:
        return [(d.decided, d.undone) for d in workspace.advice.history(otto.id)]

    press(Qt.Key.Key_Return)
    assert editing.plan.items[0].settings["band"] == "light"
    assert said == ["Bridge: Band above knees: none → light"]
    assert not bar.isVisible()
    assert tab.list.hasFocus()
    assert editing.undo_stack.count() == 1
    qtbot.waitUntil(lambda: kept() == [(Advice.HARDER, False)])
    tab.undo()
    assert editing.plan == plan
    qtbot.waitUntil(lambda: sorted(kept()) == [(Advice.HARDER, False), (Advice.HARDER, True)])
    editing.flush()
    qtbot.waitUntil(bar.isVisible)
    tab.redo()
    assert editing.plan.items[0].settings["band"] == "light"
    qtbot.waitUntil(lambda: len(kept()) == 3)
    assert not bar.isVisible()


def test_keeping_it_as_it_is_leaves_the_plan_and_can_be_undone(
    bar: AdviceBar,
    tab: PlanTab,
    editing: PlanEditor,
    plan: Plan,
    workspace: Workspace,
    otto: Patient,
    qtbot: QtBot,
) -> None:
    press(Qt.Key.Key_K)
    assert editing.plan == plan
    assert editing.undo_stack.undoText() == "Bridge: kept as it is"
    assert not bar.isVisible()
    qtbot.waitUntil(lambda: workspace.advice.waiting([otto.id]) == {})
    tab.undo()
    qtbot.waitUntil(lambda: workspace.advice.waiting([otto.id]) == {otto.id: 1})
    qtbot.waitUntil(bar.isVisible)


def test_stop_and_refer_is_seen_with_a_note_and_applies_nothing(
    bar: AdviceBar, workspace: Workspace, otto: Patient, plan: Plan, qtbot: QtBot
) -> None:
    day = workspace.now().date()
    text = "<b>weak</b> left foot"
    workspace.events.add(Event(new_id(), otto.id, day, EventKind.WARNING_SIGN, text))
    qtbot.waitUntil(lambda: bar.shown is not None and bar.shown.advice is Advice.STOP)
    assert bar.words.startswith("Stop and refer. Warning sign on ")
    assert text in bar.words
    assert all(part.textFormat() is Qt.TextFormat.PlainText for part in bar.findChildren(QLabel))
    assert not bar.apply.isVisible()
    assert not bar.keep.isVisible()
    press(Qt.Key.Key_Return)
    assert workspace.advice.history(otto.id) == []
    press(Qt.Key.Key_K)
    assert bar.note.hasFocus()
    hands.keyClicks(bar.note, "Sent to Dr Example")
    hands.keyClick(bar.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(workspace.advice.history(otto.id)) == 1)
    (kept,) = workspace.advice.history(otto.id)
    assert (kept.suggested, kept.decided) == (Advice.STOP, Advice.STOP)
    assert kept.note == "Sent to Dr Example"
    qtbot.waitUntil(lambda: bar.shown is not None and bar.shown.advice is Advice.HARDER)


def test_several_are_shown_one_after_the_other(
    bar: AdviceBar,
    tab: PlanTab,
    workspace: Workspace,
    otto: Patient,
    plan: Plan,
    qtbot: QtBot,
) -> None:
    log(workspace, otto, plan.items[1], 1, effort=10)
    qtbot.waitUntil(lambda: len(bar.waiting.suggestions) == 2)
    assert bar.next.isVisible()
    press(Qt.Key.Key_N)
    assert bar.words.startswith("Squat: easier. Effort 10 of 10 on ")
    assert tab.list.current_id == plan.items[1].id
    press(Qt.Key.Key_N)
    assert bar.words.startswith("Bridge: harder.")
    bar.back.click()
    press(Qt.Key.Key_K)
    assert bar.words.startswith("Bridge: harder.")


def test_the_card_bears_a_mark_while_something_is_suggested(
    bar: AdviceBar, tab: PlanTab, plan: Plan, qtbot: QtBot
) -> None:
    def name_line() -> QImage:
        row = tab.list.visualRect(tab.list.model().index(0, 0))
        words = row.adjusted(220, 8, -400, 44 - row.height())  # beside the picture, which may come
        return tab.list.viewport().grab(words).toImage()

    with_mark = name_line()
    press(Qt.Key.Key_K)
    assert name_line() != with_mark
    tab.undo()
    qtbot.waitUntil(bar.isVisible)
    assert name_line() == with_mark


def test_a_change_by_hand_takes_the_suggestion_away(
    bar: AdviceBar, editing: PlanEditor, plan: Plan
) -> None:
    editing.apply(edits.step(editing.plan, plan.items[0].id, editing.lookup, up=False))
    assert not bar.isVisible()
    editing.undo_stack.undo()
    assert bar.isVisible()


def test_in_a_low_window_a_chip_stands_for_the_bar_and_five_exercises_show(
    bar: AdviceBar,
    tab: PlanTab,
    editing: PlanEditor,
    workspace: Workspace,
    otto: Patient,
    qtbot: QtBot,
) -> None:
    for exercise_id in ("bird-dog", "chin-tuck"):
        editing.apply(edits.add(editing.plan, editing.lookup(exercise_id)))
    tab.resize(964, 595 - 64)  # in a window of 1024 x 700, less pain and the gap below it
    assert not bar.isVisible()
    assert bar.chip.isVisible()
    assert bar.chip.look.words == "Harder: Bridge"
    row = tab.list.visualRect(tab.list.model().index(4, 0))
    assert row.bottom() - GAP <= tab.list.viewport().height()
    tab.list.setFocus()
    press(Qt.Key.Key_Return)  # what was not in sight is not applied
    assert bar.isVisible()
    assert workspace.advice.history(otto.id) == []
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(workspace.advice.history(otto.id)) == 1)


def test_a_clinic_that_can_only_be_read_shows_advice_and_decides_nothing(
    workspace: Workspace,
    background: Background,
    otto: Patient,
    plan: Plan,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace.close()
    monkeypatch.setattr(os, "access", lambda *_args, **_kw: False)
    closed = AccessService(tmp_path / "clinic", cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    reading = closed.unlock_any("lantern orchard copper violin")
    editing = PlanEditor(reading, background, otto, reading.plans.current(otto.id))
    tab = PlanTab(reading, None)
    qtbot.addWidget(tab)
    tab.show_editing(editing, None)
    tab.show()
    tab.advice.set_compact(False)
    qtbot.waitUntil(lambda: bool(tab.advice.waiting.suggestions))
    assert not tab.advice.apply.isEnabled()
    assert not tab.advice.keep.isEnabled()
    tab.advice.press_apply()
    tab.advice.press_keep()
    assert editing.plan == plan
    assert editing.undo_stack.count() == 0
    assert reading.advice.history(otto.id) == []
    tab.show_editing(None, None)
    reading.close()
