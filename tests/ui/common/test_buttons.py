"""Buttons: size, words, keyboard, focus ring."""

import gc
import weakref

import hands
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.choices import FilterChip, SegmentedControl
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.focus_ring import _Ring
from clinic_app.ui.common.theme import Theme


@pytest.fixture
def box(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(16, 16, 16, 16)
    qtbot.addWidget(made)
    return made


def _put(box: QWidget, *parts: QWidget) -> None:
    for part in parts:
        box.layout().addWidget(part)
    box.show()


def test_every_control_can_be_hit(box: QWidget) -> None:
    segments = SegmentedControl([(1, "1"), (2, "2")], name="N")
    parts = (
        Button("Go", kind="primary"),
        Button("Go"),
        Button("Go", kind="text"),
        IconButton("x", "Close", size=20),
        FilterChip("A"),
        FilterChip("", icon="filter", name="More filters"),
        segments,
    )
    _put(box, *parts)
    for part in box.findChildren(QAbstractButton):
        assert min(part.height(), part.width()) >= 36
        assert part.accessibleName()


def test_a_busy_button_says_so_and_cannot_be_pressed(box: QWidget, qtbot: QtBot) -> None:
    button = Button("Unlock", kind="primary", key="Enter")
    _put(box, button)
    button.set_busy("Unlocking…")
    assert (button.text(), button.isEnabled()) == ("Unlocking…", False)
    button.set_busy("")
    assert (button.text(), button.isEnabled()) == ("Unlock", True)


def test_the_ring_follows_the_keyboard_with_its_gap(box: QWidget, qtbot: QtBot) -> None:
    one, two = Button("One"), Button("Two")
    _put(box, one, two)
    hands.ready(box)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(one, Qt.Key.Key_Tab)

    def places() -> list[QRect]:
        return [ring.geometry() for ring in box.findChildren(_Ring) if ring.isVisible()]

    qtbot.waitUntil(lambda: places() == [two.geometry().adjusted(-4, -4, 4, 4)])
    two.move(two.x() + 3, two.y())
    assert places() == [two.geometry().adjusted(-4, -4, 4, 4)]


def test_a_window_can_go_while_its_control_has_the_ring(box: QWidget, qtbot: QtBot) -> None:
    inner, button = QWidget(), Button("One")
    QHBoxLayout(inner).addWidget(button)
    _put(box, Button("Other"), inner)
    hands.ready(box)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: bool(box.findChildren(_Ring)))
    with qtbot.waitSignal(inner.destroyed):
        inner.deleteLater()
    qtbot.settle()
    assert QApplication.focusWidget() is not button


def test_a_segment_tells_its_value_only_when_a_person_picks_it(box: QWidget, qtbot: QtBot) -> None:
    control = SegmentedControl([("letter", "Letter"), ("a4", "A4")], name="Paper")
    _put(box, control)
    with qtbot.assertNotEmitted(control.changed):
        control.select("a4")
    assert control.value() == "a4"
    letter = next(w for w in control.findChildren(QWidget) if w.accessibleName().endswith("Letter"))
    with qtbot.waitSignal(control.changed) as caught:
        qtbot.mouseClick(letter, Qt.MouseButton.LeftButton)
    assert caught.args == ["letter"]


def test_a_filter_grows_by_its_cross(box: QWidget, qtbot: QtBot) -> None:
    chip = FilterChip("Low back")
    _put(box, chip)
    narrow = chip.sizeHint().width()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert chip.sizeHint().width() > narrow


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_keyboard(box: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    parts = (Button("Go"), IconButton("x", "Close"), FilterChip("A"))
    _put(box, *parts)
    for part in parts:
        with qtbot.waitSignal(part.clicked):
            qtbot.keyClick(part, key)


def test_in_a_dialog_a_choice_leaves_enter_to_the_dialog(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog("Which side?")
    qtbot.addWidget(dialog)
    sides = SegmentedControl([("l", "Left"), ("r", "Right")], name="Side")
    dialog.body.addWidget(sides)
    dialog.add_button("Save", kind="primary", key="Enter").clicked.connect(dialog.accept)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(sides.findChildren(QAbstractButton)[1], Qt.Key.Key_Return)
    assert sides.value() == "l"


def test_a_ring_lets_go_of_a_dialog_that_python_drops(box: QWidget, qtbot: QtBot) -> None:
    """One that still listened would be called with half-destroyed objects: the program ends."""

    def open_and_drop() -> "weakref.ref[Dialog]":
        dialog = Dialog("Sure?")
        first, second = dialog.add_button("Yes"), dialog.add_button("No")
        dialog.show()
        for button in (first, second):
            button.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.waitUntil(lambda: dialog.findChild(_Ring) is not None)
            qtbot.settle()
        return weakref.ref(dialog)

    gc.freeze()  # what other tests left is not looked through twenty times
    dropped = []
    for _ in range(20):
        dropped.append(open_and_drop())
        gc.collect()
    outside = Button("Outside")
    _put(box, outside)
    outside.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: box.findChild(_Ring) is not None)
    gc.collect()
    assert not any(dialog() for dialog in dropped)
