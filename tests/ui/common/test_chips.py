"""Chips say in words what their colour says."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.trend.trend import Trend, Verdict
from clinic_app.ui.common.chips import (
    Chip,
    VerdictChip,
    chip_width,
    precaution_look,
    side_look,
    verdict_look,
)
from clinic_app.ui.common.theme import Theme


def _trend(verdict: Verdict, *, confirmed: bool = False) -> Trend:
    return Trend(verdict, confirmed, None, None, missing="2 rated days so far.")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_own_word_and_an_icon(verdict: Verdict) -> None:
    look = verdict_look(_trend(verdict))
    assert look.words == _trend(verdict).headline
    assert look.icon


def test_a_verdict_chip_speaks_to_screen_readers(theme: Theme, qtbot: QtBot) -> None:
    chip = VerdictChip(_trend(Verdict.WORSE))
    qtbot.addWidget(chip)
    chip.set_trend(_trend(Verdict.IMPROVED, confirmed=True))
    assert chip.accessibleName() == "Improved, confirmed"
    assert chip.accessibleDescription() == "2 rated days so far."


def test_a_chip_is_as_wide_as_its_words(theme: Theme, qtbot: QtBot) -> None:
    short, long = precaution_look("Osteoporosis"), precaution_look("Osteoporosis: no bending")
    chip = Chip(short)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == chip_width(short) < chip_width(long)


def test_the_right_side_has_its_arrow() -> None:
    assert side_look("Right side", is_right=True).icon
    assert not side_look("Both sides", is_right=False).icon
