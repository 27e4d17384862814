"""What a flag means, with all of its details, and the way to say that an event is an error."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind
from clinic_app.ui.chart.flag_popup import flag_popup, open_at
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.theme import Theme

_DAY = date(2026, 10, 2)
_PLAN = ChartAnnotation(_DAY, "Bridge added and 1 more", details=("Bridge added", "Squat: 3 sets"))
_FLARE = ChartAnnotation(_DAY, "Flare-up: <b>stairs</b>", FlagKind.FLARE_UP, event_id="event")


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _said(popup: QFrame) -> list[str]:
    return [part.text() for part in popup.findChildren(QLabel) if part.text()]


def _unasked(flag: ChartAnnotation) -> None:
    pytest.fail(f"{flag.text} was voided unasked")


def test_it_tells_kind_day_and_everything_that_changed(parent: QWidget) -> None:
    popup = flag_popup((_PLAN,), parent, void=_unasked)
    assert _said(popup) == ["Plan change", "Fri 2 Oct 2026", "Bridge added", "Squat: 3 sets"]
    assert not popup.findChildren(Button)
    popup.deleteLater()


def test_an_event_can_be_voided_and_its_words_are_plain(parent: QWidget, qtbot: QtBot) -> None:
    voided: list[ChartAnnotation] = []
    popup = flag_popup((_PLAN, _FLARE), parent, void=voided.append)
    assert _said(popup)[-1] == "<b>stairs</b>"
    open_at(popup, QPoint(20, 20))
    (button,) = popup.findChildren(Button)
    button.click()
    qtbot.waitUntil(lambda: voided == [_FLARE])


def test_a_clinic_that_is_only_read_offers_no_void(parent: QWidget) -> None:
    popup = flag_popup((_FLARE,), parent, void=None)
    assert not popup.findChildren(Button)
    popup.deleteLater()


def test_of_many_flags_the_first_are_told_and_the_rest_are_counted(parent: QWidget) -> None:
    popup = flag_popup((_PLAN,) * 8, parent, void=_unasked)
    assert _said(popup)[-1] == "3 more: zoom in, or look at the table."
    popup.deleteLater()
