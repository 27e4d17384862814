"""The audit trail as a file or on paper, for whoever has to check it."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from clinic_app.domain.dates import weekday_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient import Clinic
from clinic_app.domain.trail_phrases import moment_words
from clinic_app.services.csv_file import csv_file
from clinic_app.services.trail_lines import TrailLine

if TYPE_CHECKING:  # loads reportlab, for which the start-up must not wait
    from clinic_app.handout.trail_list import TrailContent

MOST_PRINTED = 5_000  # lines, some 120 pages
_HEADER = (
    "number", "at", "who", "patient", "record number", "what", "why", "action", "kind", "record",
    "detail",
)  # fmt: skip


def as_csv(lines: Iterator[TrailLine]) -> bytes:
    """Every line with all that was noted."""
    return csv_file(_HEADER, map(_cells, lines))


def _cells(line: TrailLine) -> tuple[str, ...]:
    row, words = line.row, line.told
    detail = json.dumps(row.detail, ensure_ascii=False, sort_keys=True) if row.detail else ""
    named = (words.who, line.patient, line.record_number, words.did, words.why)
    raw = (row.action, row.kind, row.entity_id, detail)
    return (str(row.seq), row.at.isoformat(), *named, *raw)


def content(
    lines: Iterator[TrailLine], clinic: Clinic, *, asked: str, by: str, now: datetime
) -> "TrailContent":
    """What is printed. Raises UserError for more lines than anybody would read on paper."""
    from clinic_app.handout.trail_list import TrailContent, TrailEntry

    some = list(islice(lines, MOST_PRINTED + 1))
    if len(some) > MOST_PRINTED:
        raise UserError(
            f"More than {MOST_PRINTED:,} lines are too many to print.",
            "Choose a patient or a shorter period, or save them as CSV.",
        )
    entries = [
        TrailEntry(
            f"{weekday_words(line.row.at.date())} {line.row.at.year}",
            f"{line.row.at:%H:%M}",
            line.told.who,
            f"{line.told.did}{f': {line.told.why}' if line.told.why else ''}",
        )
        for line in some
    ]
    count = "1 line" if len(entries) == 1 else f"{len(entries):,} lines"
    of = asked or "The whole trail"
    made = f"{count}, the newest first. Printed by {by}, {moment_words(now)}."
    return TrailContent(clinic.name, of, made, entries)
