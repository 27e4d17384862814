"""Undo bar, error bar, empty state."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import NotWritable
from clinic_app.ui.common.bars import EmptyState, ErrorBar, UndoBar
from clinic_app.ui.common.buttons import Button, HoverPaint
from clinic_app.ui.common.theme import Theme


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(500, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def _texts(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def test_the_undo_bar_goes_after_its_time(screen: QWidget, qtbot: QtBot) -> None:
    bar = UndoBar(screen)
    timer = bar.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == 8000
    timer.setInterval(20)
    bar.say("Pain 4 recorded for now, 10:42")
    assert bar.isVisible()
    assert "Pain 4 recorded" in bar.accessibleName()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_undo_is_asked_for_once_and_the_bar_goes(screen: QWidget, qtbot: QtBot) -> None:
    bar = UndoBar(screen)
    bar.say("Swapped to full range, dose kept")
    button = bar.findChild(HoverPaint)
    with qtbot.waitSignal(bar.undo_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_an_error_says_what_happened_and_what_next(screen: QWidget, qtbot: QtBot) -> None:
    bar = ErrorBar()
    screen.layout().addWidget(bar)
    bar.show_error(NotWritable("The disk is full.", "Free some space."), action="Try again")
    assert _texts(bar) == ["The disk is full.", "Free some space."]
    button = bar.findChild(QPushButton)
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_unknown_error_gives_nothing_away(screen: QWidget) -> None:
    bar = ErrorBar()
    screen.layout().addWidget(bar)
    bar.show_error(KeyError("Marigold Sample"))
    assert "Marigold" not in " ".join(_texts(bar)) + bar.accessibleName()


def test_an_empty_state_shows_its_words_as_typed(screen: QWidget) -> None:
    state = EmptyState(icon="search-off", title="", actions=(Button("Clear filters"),))
    screen.layout().addWidget(state)
    state.show()
    state.say("Nothing found for <b>hindge</b>", "Two filters are on.")
    assert _texts(state) == ["Nothing found for <b>hindge</b>", "Two filters are on."]
    assert all(part.textFormat() is Qt.TextFormat.PlainText for part in state.findChildren(QLabel))
