"""What a flag means, with all of its details, and the way to say that an event is an error."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain_chart import FlagKind, PlanFlag, x_of
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.pain.flag_popup import FlagPopup

_DAY = date(2026, 10, 2)
_PLAN = PlanFlag(
    x_of(_DAY), _DAY, "Bridge added and 1 more", details=("Bridge added", "Squat: 3 sets")
)
_FLARE = PlanFlag(x_of(_DAY), _DAY, "Flare-up: <b>stairs</b>", FlagKind.FLARE_UP, event_id="event")


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _said(popup: FlagPopup) -> list[str]:
    return [part.text() for part in popup.findChildren(QLabel) if part.text()]


def test_it_tells_kind_day_and_everything_that_changed(parent: QWidget) -> None:
    popup = FlagPopup((_PLAN,), may_void=True, parent=parent)
    assert _said(popup) == ["Plan change", "Fri 2 Oct 2026", "Bridge added", "Squat: 3 sets"]
    assert popup.void_buttons == []
    popup.deleteLater()


def test_an_event_can_be_voided_and_its_words_are_plain(parent: QWidget, qtbot: QtBot) -> None:
    popup = FlagPopup((_PLAN, _FLARE), may_void=True, parent=parent)
    assert _said(popup)[-1] == "<b>stairs</b>"
    popup.open_at(QPoint(20, 20))
    with qtbot.waitSignal(popup.void_requested) as told:
        popup.void_buttons[0].click()
    assert told.args == [_FLARE]


def test_a_clinic_that_is_only_read_offers_no_void(parent: QWidget) -> None:
    popup = FlagPopup((_FLARE,), may_void=False, parent=parent)
    assert popup.void_buttons == []
    popup.deleteLater()


def test_of_many_flags_the_first_are_told_and_the_rest_are_counted(parent: QWidget) -> None:
    popup = FlagPopup((_PLAN,) * 8, may_void=True, parent=parent)
    assert _said(popup)[-1] == "3 more: zoom in, or look at the table."
    popup.deleteLater()
