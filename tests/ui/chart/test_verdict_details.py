"""A verdict shows its inputs, its rule and its sources."""

from datetime import UTC, datetime, timedelta

import hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.trend.trend import RULE, Trend, judge
from clinic_app.ui.chart.verdict_details import (
    VerdictButton,
    VerdictDetails,
    details_text,
    input_lines,
    verdict_popup,
)
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.theme import Theme


def _trend(scores: list[int]) -> Trend:
    first = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
    entries = [
        PainRating(f"{n}", "p", Series.AVERAGE, s, first + timedelta(days=n))
        for n, s in enumerate(scores)
    ]
    return judge(entries, today=None)


def test_the_inputs_are_those_of_the_rule() -> None:
    lines = input_lines(_trend([7] * 14 + [4] * 14))
    assert [(i.name, i.value, i.basis) for i in lines] == [
        ("Start", "mean 7.0", "1 to 14 Sep"),
        ("Latest 2 weeks", "mean 4.0", "15 to 28 Sep"),
        ("Change", "−3.0 points", "−43 %"),
        ("In a row", "2 of 2 weeks", "confirmed 28 Sep"),
    ]


def test_a_start_without_pain_has_no_percentage() -> None:
    assert input_lines(_trend([0] * 14 + [3] * 14))[2].basis == ""


def test_without_ratings_there_are_no_inputs_but_the_rule() -> None:
    assert input_lines(_trend([])) == ()
    said = details_text(_trend([]))
    assert RULE.words in said
    assert all(source in said for source in RULE.sources)


def test_enter_on_the_chip_opens_the_details_and_escape_closes_them(
    theme: Theme, qtbot: QtBot
) -> None:
    chip = VerdictButton(_trend([7] * 14 + [4] * 14))
    qtbot.addWidget(chip)
    chip.show()
    assert chip.accessibleName() == "Verdict: Improved, confirmed"
    hands.keyClick(chip, Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.findChild(VerdictDetails) is not None
    hands.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_sources_stay_folded_until_they_are_asked_for(theme: Theme, qtbot: QtBot) -> None:
    details = VerdictDetails()
    qtbot.addWidget(details)
    details.show_trend(_trend([7] * 14 + [4] * 14))
    details.show()

    def texts() -> list[str]:
        return [part.text() for part in details.findChildren(QLabel) if part.isVisible()]

    assert RULE.words in texts()
    assert not set(RULE.sources) & set(texts())
    details.sources.click()
    assert set(RULE.sources) <= set(texts())
    details.show_trend(_trend([7] * 7))
    assert set(RULE.sources) <= set(texts())
    details.sources.click()
    assert not set(RULE.sources) & set(texts())


def test_the_links_ask_for_two_dates_and_for_the_limits(theme: Theme, qtbot: QtBot) -> None:
    details = VerdictDetails()
    qtbot.addWidget(details)
    details.show_trend(_trend([7] * 14))
    details.show()
    for words, asked in (
        ("Compare two dates", details.compare_asked),
        ("Change the limits", details.limits_asked),
    ):
        link = next(b for b in details.findChildren(Button) if b.text() == words)
        with qtbot.waitSignal(asked):
            link.click()


def test_a_popup_grows_with_its_sources(theme: Theme, qtbot: QtBot) -> None:
    popup = verdict_popup(_trend([7] * 14 + [4] * 14), None)
    qtbot.addWidget(popup)
    popup.show()
    before = popup.height()
    details = popup.findChild(VerdictDetails)
    assert details is not None
    details.sources.click()
    assert popup.height() > before
