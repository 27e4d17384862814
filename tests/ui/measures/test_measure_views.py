"""Small charts of outcome measures: words, chip, as many in a row as fit."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.progress.outcome_measure import MeasureResult, MeasureTrack
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.measures.measure_views import MeasureCards, MeasureView, change_look


def _track(measure: str, *scores: float) -> MeasureTrack:
    days = (date(2026, 10, 1) + timedelta(days=20 * n) for n in range(len(scores)))
    results = (MeasureResult(str(d), "p", measure, d, s) for d, s in zip(days, scores, strict=True))
    return MeasureTrack(measure_named(measure), tuple(results))


def test_the_chip_points_the_way_the_score_went() -> None:
    better = change_look(_track("psfs", 3.3, 6.3))
    assert (better.words, better.icon, better.ink) == ("Improved", "arrow-up-right", "good")
    lower = change_look(_track("odi", 50, 20))
    assert (lower.words, lower.icon, lower.ink) == ("Improved", "arrow-down-right", "good")
    worse = change_look(_track("odi", 20, 50))
    assert (worse.words, worse.icon, worse.ink) == ("Worse", "arrow-up-right", "bad")
    assert change_look(_track("odi", 50)).words == "Asked once"


def test_a_view_says_numbers_direction_and_every_result(theme: Theme, qtbot: QtBot) -> None:
    view = MeasureView(_track("odi", 38, 28))
    qtbot.addWidget(view)
    view.resize(220, 150)
    assert view.accessibleName() == "ODI: 38 to 28 of 100 %"
    assert "up is worse" in view.accessibleDescription()
    assert "1 Oct 2026: 38%" in view.accessibleDescription()
    assert not view.grab().isNull()


@pytest.mark.parametrize(("width", "rows"), [(1000, 1), (700, 2), (300, 4)])
def test_rows_are_about_equally_long(theme: Theme, qtbot: QtBot, width: int, rows: int) -> None:
    cards = MeasureCards()
    qtbot.addWidget(cards)
    cards.show_measures([_track("psfs", 1, 2)] * 4)
    cards.resize(width, 700)
    qtbot.waitUntil(lambda: len({view.y() for view in cards.views}) == rows)
    assert len({view.x() for view in cards.views}) == 4 // rows


def test_without_measures_there_is_no_card(theme: Theme, qtbot: QtBot) -> None:
    cards = MeasureCards()
    qtbot.addWidget(cards)
    cards.show_measures([_track("psfs", 1, 2)])
    assert not cards.isHidden()
    cards.show_measures([])
    assert cards.isHidden()
