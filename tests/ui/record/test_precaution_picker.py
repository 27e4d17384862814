"""Ticking precautions with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.record.precaution_picker import PrecautionPicker


def test_find_one_and_tick_it(workspace: Workspace, qtbot: QtBot) -> None:
    picker = PrecautionPicker(workspace.library.vocabulary.labels("precaution"))
    qtbot.addWidget(picker)
    picker.show()
    search, ticks = picker.findChild(SearchField), picker.findChild(QListWidget)
    assert isinstance(search, SearchField)
    assert isinstance(ticks, QListWidget)
    qtbot.keyClicks(search, "osteop")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.changed):
        qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert picker.chosen() == ("osteoporosis",)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert picker.chosen() == ()


def test_what_is_ticked_comes_first_also_when_its_word_is_not_known(
    workspace: Workspace, qtbot: QtBot
) -> None:
    picker = PrecautionPicker(workspace.library.vocabulary.labels("precaution"))
    qtbot.addWidget(picker)
    picker.choose(["fall-risk", "of-old"])
    assert picker.chosen() == ("fall-risk", "of-old")
    ticks = picker.findChild(QListWidget)
    assert isinstance(ticks, QListWidget)
    assert [ticks.item(n).text() for n in range(2)] == ["Fall risk", "of-old"]
