"""The ratings of a file as they are read, or the lines that cannot be read, with why."""

from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.services.pain_csv.values import CsvPreview, CsvRow
from clinic_app.ui.common.table import Table
from clinic_app.words import N_, NP_, Message, _, pgettext

_COLUMNS = (
    (N_("Line"), 52),
    (N_("Date and time"), 190),
    (N_("Series"), 128),
    (N_("Score"), 62),
    (NP_("column", "Region"), 170),
    (N_("Note"), 0),
    (Message(""), 110),
)
_MOST_SPANS = 1000  # reasons that run over the whole line; after that they are cut
_ROW, _HEAD, _TALLEST = 34, 44, 300


def import_table() -> Table[CsvRow]:
    """A table for the lines of a file."""
    return Table(
        _("Rows of the file"),
        [(_(name) if name else "", wide) for name, wide in _COLUMNS],
        _words,
        row_height=_ROW,
        tone=_tone,
    )


def show_preview(table: Table[CsvRow], preview: CsvPreview) -> None:
    """Show the lines of a file: bad ones alone where there are some, for they must be seen.

    The table is hidden while a question leaves nothing to look at.
    """
    bad = preview.bad
    rows = bad if bad and not preview.questions else [r for r in preview.rows if r.entry]
    table.clearSpans()
    table.show_rows(rows)
    for n, shown in enumerate(rows[:_MOST_SPANS]):
        if shown.entry is None:
            table.setSpan(n, 1, 1, len(_COLUMNS) - 1)
    table.setMinimumHeight(min(_TALLEST, _HEAD + _ROW * min(len(rows), 4)))
    table.setVisible(bool(rows))


def _tone(row: CsvRow, _column: int) -> str:
    return "bad" if row.error else "third" if row.known else "ink"


def _words(row: CsvRow) -> tuple[str, ...]:
    entry = row.entry
    if entry is None:
        return (str(row.line), row.error, *[""] * 5)
    return (
        str(row.line),
        f"{long_date(entry.at.date())}, {entry.at:%H:%M}",
        entry.series.label,
        str(entry.score),
        region_named(entry.site).words if entry.site else "",
        entry.context,
        _("Already there") if row.known else pgettext("rating", "New"),
    )
