"""The segmented control is one stop of Tab, at the value it shows; the tabs never scroll."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.tabs import Tabs
from clinic_app.ui.common.theme import Theme

OPTIONS = ((1, "One"), (2, "Two"), (3, "Three"))


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    """A field and a segmented control that shows its last value."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.addWidget(LineEdit())
    control = SegmentedControl(OPTIONS, name="Number")
    control.select(3)
    line.addWidget(control)
    line.addWidget(LineEdit())
    qtbot.addWidget(made)
    qtbot.shown(made)
    return made


def test_tab_enters_at_the_value_that_is_shown_and_leaves_after_it(
    qtbot: QtBot, page: QWidget
) -> None:
    before, after = page.findChildren(LineEdit)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    now = page.focusWidget()
    assert isinstance(now, QAbstractButton)
    assert now.text() == "Three"
    qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert page.focusWidget() is after


def test_giving_the_control_the_keyboard_gives_it_to_the_value(page: QWidget) -> None:
    control = page.findChildren(SegmentedControl)[0]
    control.setFocus()
    now = page.focusWidget()
    assert isinstance(now, QAbstractButton)
    assert now.isChecked()


def test_the_arrows_choose_and_tell(qtbot: QtBot, page: QWidget) -> None:
    control = page.findChildren(SegmentedControl)[0]
    control.setFocus()
    now = page.focusWidget()
    assert now is not None
    with qtbot.waitSignal(control.changed) as told:
        qtbot.keyClick(now, Qt.Key.Key_Left)
    assert told.args == [2]
    assert control.value() == 2


def test_tabs_keep_room_for_all_of_them(qtbot: QtBot, theme: Theme) -> None:
    tabs = Tabs(("Plan", "Progress", "Handouts", "Record"))
    qtbot.addWidget(tabs)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        last = tabs.tabRect(tabs.count() - 1)
        assert tabs.minimumSizeHint().width() >= last.right()
