"""The boxes of a form that came back, as a table to look at before anything is added."""

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.diary.diary_form import FormLine, FormState
from clinic_app.ui.common.table import Table

_COLUMNS = (("Day", 140), ("What", 226), ("In the form", 90), ("", 0))
ROW_HEIGHT = 34
_TONES = {
    FormState.NEW: "ink",
    FormState.KNOWN: "third",
    FormState.DIFFERS: "caution",
    FormState.REFUSED: "bad",
}


def form_table() -> Table[FormLine]:
    """A table for the boxes of a form."""
    return Table(
        "Boxes of the form",
        _COLUMNS,
        _words,
        row_height=ROW_HEIGHT,
        tone=lambda line, _: _TONES[line.state],
    )


def _words(line: FormLine) -> tuple[str, ...]:
    day = f"{weekday_words(line.day)[:3]} {day_words(line.day)}"
    state = line.told or line.state
    return (day, line.what, line.value, state[:1].upper() + state[1:])
