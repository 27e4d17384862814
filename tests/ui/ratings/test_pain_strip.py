"""The strip above the plan: one click records, what is shown follows what is kept."""

from collections.abc import Callable

import hands
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.ratings.pain_strip import COMPACT_HEIGHT, HEIGHT, PainStrip, read_content

Rate = Callable[..., list[PainRating]]


@pytest.fixture
def strip(workspace: Workspace, background: Background, qtbot: QtBot) -> PainStrip:
    made = PainStrip(workspace, background)
    qtbot.addWidget(made)
    made.resize(900, HEIGHT)
    made.show()
    return made


def _show(strip: PainStrip, patient: Patient, qtbot: QtBot) -> None:
    strip.show_patient(patient.id)
    qtbot.waitUntil(strip.verdict.isVisible)


def test_it_shows_verdict_chart_and_the_last_rating_at_a_visit(
    strip: PainStrip, improved: Patient, rate: Rate, qtbot: QtBot
) -> None:
    rate(improved, {3: 6, 0: 4}, series=Series.NOW)
    _show(strip, improved, qtbot)
    assert strip.verdict.trend.headline == "Improved, confirmed"
    assert set(strip.chart.plot.tracks) == {Series.AVERAGE, Series.NOW}
    assert strip.row.last == 4


def test_one_click_records_how_the_pain_is_now(
    strip: PainStrip, marigold: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(strip, marigold, qtbot)
    with qtbot.waitSignal(strip.recorded) as told:
        hands.mouseClick(strip.row.buttons[7], Qt.MouseButton.LeftButton)
    (kept,) = workspace.pain.listing(marigold.id)
    assert (kept.score, kept.series, kept.source) == (7, Series.NOW, "clinic")
    assert told.args == [kept]
    qtbot.waitUntil(lambda: Series.NOW in strip.chart.plot.tracks)


def test_by_keyboard_it_takes_the_focus_and_one_digit(
    strip: PainStrip, marigold: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(strip, marigold, qtbot)
    strip.focus_number_entry()
    hands.keyClicks(strip.row.focusWidget(), "+")
    assert [e.score for e in workspace.pain.listing(marigold.id)] == [10]


def test_undo_strikes_the_rating_out_and_keeps_it(
    strip: PainStrip, marigold: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(strip, marigold, qtbot)
    with qtbot.waitSignal(strip.recorded) as told:
        strip.row.picked.emit(3)
    strip.undo(told.args[0])
    (kept,) = workspace.pain.listing(marigold.id)
    assert kept.voided
    qtbot.waitUntil(lambda: strip.row.last is None)


def test_a_rating_from_elsewhere_shows_by_itself(
    strip: PainStrip, marigold: Patient, otto: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(strip, marigold, qtbot)
    workspace.pain.record(otto.id, 9)
    workspace.pain.record(marigold.id, 2)
    qtbot.waitUntil(lambda: strip.row.last == 2)


def test_too_few_ratings_say_how_many_are_missing(
    strip: PainStrip, marigold: Patient, rate: Rate, qtbot: QtBot
) -> None:
    rate(marigold, {1: 5, 0: 4})
    _show(strip, marigold, qtbot)
    assert strip.verdict.trend.headline == "Not enough data"
    assert strip.missing_words.startswith("2 rated days so far, no full week. With ratings on 4")


def test_the_former_patient_is_gone_before_the_next_is_read(
    strip: PainStrip, improved: Patient, otto: Patient, qtbot: QtBot
) -> None:
    _show(strip, improved, qtbot)
    strip.show_patient(otto.id)
    assert not strip.verdict.isVisible()
    assert not strip.chart.isVisible()
    qtbot.waitUntil(strip.verdict.isVisible)
    assert strip.verdict.trend.series is None


def test_in_a_low_window_it_is_one_line_that_unfolds(
    strip: PainStrip, improved: Patient, qtbot: QtBot
) -> None:
    _show(strip, improved, qtbot)
    assert strip.height() == HEIGHT
    strip.set_compact(True)
    assert strip.maximumHeight() == COMPACT_HEIGHT
    assert not strip.chart.isVisible()
    hands.mouseClick(strip.fold, Qt.MouseButton.LeftButton)
    assert strip.maximumHeight() == HEIGHT
    assert strip.chart.isVisible()


def test_a_long_course_is_shown_by_its_last_three_months(
    workspace: Workspace, marigold: Patient, rate: Rate
) -> None:
    rate(marigold, dict.fromkeys(range(400), 5))
    chart = read_content(workspace.pain, marigold.id).chart
    assert chart.x_last - chart.x_first == 92


def test_a_strip_that_is_gone_hears_nothing(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot
) -> None:
    strip = PainStrip(workspace, background)
    strip.show_patient(marigold.id)
    gone: list[bool] = []
    strip.destroyed.connect(lambda: gone.append(True))
    strip.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    assert workspace.pain.record(marigold.id, 5).score == 5
