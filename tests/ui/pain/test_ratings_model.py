"""The table's rows are the ratings themselves, the newest first."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt

from clinic_app.domain.pain import PainRating, Series
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.pain.ratings_model import (
    CONTEXT,
    DATE,
    ENTRY_ROLE,
    SCORE,
    SERIES,
    STATE,
    RatingsModel,
)

_NOON = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
_OLD = PainRating("a", "p", Series.WORST, 8, _NOON, "=1+1 <b>x</b>", source="csv")
_VOID = PainRating("b", "p", Series.NOW, 3, _NOON + timedelta(1), "", True, "typed twice")


def _model() -> RatingsModel:
    model = RatingsModel()
    model.show_entries([_OLD, _VOID])
    return model


def test_the_newest_is_first_and_the_row_is_the_rating() -> None:
    model = _model()
    assert model.index(0, 0).data(ENTRY_ROLE) is _VOID
    assert model.index(1, 0).data(ENTRY_ROLE) is _OLD
    assert model.row_of("a") == 1
    assert model.row_of("z") is None


def test_words_are_those_of_the_chart_and_text_is_as_typed(theme: Theme) -> None:
    model = _model()
    columns = (DATE, SERIES, SCORE, CONTEXT, STATE)
    assert [model.index(1, c).data() for c in columns] == [
        "Thu 1 Oct 2026",
        "Worst, 24 h",
        "8",
        "=1+1 <b>x</b>",
        "from a file",
    ]


def test_a_struck_out_rating_is_crossed_and_says_why(theme: Theme) -> None:
    model = _model()
    assert model.index(0, SCORE).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert not model.index(0, STATE).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert not model.index(1, SCORE).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.index(0, STATE).data() == "Struck out: typed twice"
