"""A date to pick: today at first, an earlier one by choice, never one to come."""

from datetime import date, timedelta

import hands
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.day_edit import DayEdit

TODAY = date(2026, 11, 22)


def test_it_starts_today_and_never_goes_further(qtbot: QtBot) -> None:
    edit = DayEdit(TODAY)
    qtbot.addWidget(edit)
    assert edit.day() == TODAY
    edit.set_day(TODAY + timedelta(days=1))
    assert edit.day() == TODAY
    edit.set_day(date(2025, 2, 28))
    assert edit.day() == date(2025, 2, 28)
    assert edit.text() == "28 Feb 2025"


def test_arrows_change_the_day(qtbot: QtBot) -> None:
    edit = DayEdit(TODAY, name="Day")
    qtbot.addWidget(edit)
    qtbot.shown(edit)
    hands.keyClick(edit, Qt.Key.Key_Down)
    assert edit.day() == TODAY - timedelta(days=1)
    assert edit.accessibleName() == "Day"
