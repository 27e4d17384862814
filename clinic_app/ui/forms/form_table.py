"""The boxes of a form that came back, as a table to look at before anything is added."""

from clinic_app.domain.dates import long_date
from clinic_app.domain.diary.diary_form import FormLine, FormState
from clinic_app.ui.common.table import Table
from clinic_app.words import N_, NP_, _

_COLUMNS = ((N_("Day"), 140), (NP_("box", "What"), 226), (N_("In the form"), 90))
ROW_HEIGHT = 34
_TONES = {
    FormState.NEW: "ink",
    FormState.KNOWN: "third",
    FormState.DIFFERS: "caution",
    FormState.REFUSED: "bad",
}
_STATES = {
    FormState.NEW: NP_("box", "New"),
    FormState.KNOWN: NP_("box", "In the record"),
    FormState.DIFFERS: NP_("box", "Differs"),
    FormState.REFUSED: NP_("box", "Cannot be added"),
}


def form_table() -> Table[FormLine]:
    """A table for the boxes of a form."""
    return Table(
        _("Boxes of the form"),
        [*((_(name), width) for name, width in _COLUMNS), ("", 0)],
        _words,
        row_height=ROW_HEIGHT,
        tone=lambda line, _: _TONES[line.state],
    )


def _words(line: FormLine) -> tuple[str, ...]:
    told = line.told[:1].upper() + line.told[1:]
    return (long_date(line.day), line.what, line.value, told or _(_STATES[line.state]))
