"""Where the parts of a card lie: the words of the rung stepper have room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from clinic_app.domain.exercise import ladder
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.plan.card_layout import STEPPER_PAD, card_layout, step_lines
from clinic_app.ui.plan.card_words import Card, card, step_words

LIBRARY = open_library()
WIDTH = 880  # of a card in a window of 1440


def _cards() -> list[Card]:
    """Every exercise at its defaults and one rung to each side."""
    rungs = [ladder.Rung(e.id, e.default_settings) for e in LIBRARY.exercises]
    for rung in tuple(rungs):
        steps = (ladder.easier(rung, LIBRARY.exercise), ladder.harder(rung, LIBRARY.exercise))
        rungs += [step.rung for step in steps if step]
    items = [PlanItem(r.exercise_id, Dose(), settings=r.settings) for r in rungs]
    return [card(item, LIBRARY.exercise, ()) for item in items]


def test_nearly_every_step_reads_whole_in_a_common_window(theme: Theme) -> None:
    metrics = QFontMetricsF(font(13))
    whole, cut = 0, []
    for shown in _cards():
        place = card_layout(QRectF(0, 0, WIDTH, 126), shown, compact=False)
        room = place.easier.width() - 2 * STEPPER_PAD
        for step, up in ((shown.easier, False), (shown.harder, True)):
            lines = step_lines(step_words(step, up=up), room)
            fits = all(metrics.horizontalAdvance(line) <= room for line in lines)
            whole, cut = (whole + 1, cut) if fits else (whole, [*cut, lines])
    assert len(cut) <= (whole + len(cut)) * 0.02, cut


@pytest.mark.parametrize("width", [880, 1100, 1400])
def test_the_stepper_stays_within_its_card(theme: Theme, width: int) -> None:
    for shown in _cards():
        place = card_layout(QRectF(0, 0, width, 126), shown, compact=False)
        assert place.wide
        assert place.card.contains(place.easier)
        assert place.card.contains(place.ladder)
        assert place.harder.right() <= place.adjust.left()
        assert all(rect.right() < place.easier.left() for _, rect in place.chips)


def test_words_for_which_three_lines_are_too_few_fill_the_first_ones(theme: Theme) -> None:
    words = "Base: raise the leg alone and leave both hands where they are on the mat"
    lines = step_lines(words, 110)
    assert len(lines) == 3
    assert " ".join(lines) == words
    assert all(len(line.split()) > 1 for line in lines)
