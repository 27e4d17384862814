"""The boxes of a diary form by their names, both ways: what each asks, and what came back in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from clinic_app.domain.diary import RATING_NAMES, Diary, DiaryRow
from clinic_app.domain.diary_form import FormLine, FormPreview, FormState
from clinic_app.domain.diary_merge import CellChange, DiaryMerge
from clinic_app.domain.dose import Side
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise import Exercise
from clinic_app.domain.pain import parse_score
from clinic_app.domain.program import Program
from clinic_app.handout import form_names

_ORDER = (FormState.REFUSED, FormState.DIFFERS, FormState.NEW, FormState.KNOWN)


def document_of(program: Program, lookup: Callable[[str], Exercise], first: date) -> dict[str, Any]:
    """What a form asks, to be kept until it comes back: its first day and its rows."""
    rows = [
        DiaryRow(
            item.id,
            item.exercise_id,
            lookup(item.exercise_id).name
            + ("" if item.dose.side is Side.BOTH else f", {item.dose.side}"),
            item.dose.times_per_day,
            item.dose.days_per_week,
            item.dose.sets,
        )
        for item in program.items
    ]
    return {"first": first.isoformat(), "rows": [asdict(row) for row in rows]}


@dataclass(frozen=True)
class Answers:
    """What came back: a diary of the boxes that can be kept, and a line for each that cannot."""

    diary: Diary
    refused: tuple[FormLine, ...]


def answers(document: Mapping[str, Any], values: Mapping[str, str], today: date) -> Answers:
    """Read the boxes of a form by what it asks. Days to come cannot be kept."""
    first = date.fromisoformat(document["first"])
    rows = tuple(DiaryRow(**row) for row in document["rows"])
    empty = Diary(first, rows)
    ratings = {(s, day): text for s, day, text in _ratings(empty, values)}
    ticks = {(n, day): done for n, day, done in _ticks(empty, values)}
    refused = [
        *(
            FormLine(day, RATING_NAMES[s], text, FormState.REFUSED, problem)
            for (s, day), text in ratings.items()
            if (problem := _to_come(day, today) or _no_score(text))
        ),
        *(
            FormLine(day, rows[n].name, _done(done, rows[n]), FormState.REFUSED, problem)
            for (n, day), done in ticks.items()
            if (problem := _to_come(day, today))
        ),
    ]
    diary = Diary(
        first,
        rows,
        ticks={(rows[n].item_id, d): done for (n, d), done in ticks.items() if d <= today},
        ratings={
            (s, day): parse_score(text)
            for (s, day), text in ratings.items()
            if day <= today and not _no_score(text)
        },
    )
    return Answers(diary, tuple(refused))


def preview(form_id: str, patient_id: str, read: Answers, merge: DiaryMerge) -> FormPreview:
    """Every box with what becomes of it: first what needs a look, then by day."""
    times = {row.name: row for row in read.diary.rows}
    lines = [
        *read.refused,
        *(_line(cell, FormState.NEW, times) for cell in merge.added),
        *(_line(cell, FormState.KNOWN, times) for cell in merge.known),
        *(_line(cell, FormState.DIFFERS, times) for cell in merge.differing),
    ]
    return FormPreview(
        form_id,
        patient_id,
        read.diary,
        tuple(sorted(lines, key=lambda line: (_ORDER.index(line.state), line.day))),
        ratings=sum(cell.is_rating for cell in merge.added),
        ticks=sum(cell.written or 0 for cell in merge.added if not cell.is_rating),
    )


def _ratings(diary: Diary, values: Mapping[str, str]) -> Iterator[tuple[Any, date, str]]:
    for week, n, day in _days(diary.first):
        for series in form_names.RATED:
            if text := values.get(form_names.score(series, week=week, day=n)):
                yield series, day, text


def _ticks(diary: Diary, values: Mapping[str, str]) -> Iterator[tuple[int, date, int]]:
    """How often each exercise (by its row) was done on each day on which it was done at all."""
    for week, n, day in _days(diary.first):
        for row, asked in enumerate(diary.rows):
            names = [
                form_names.tick(row, week=week, day=n, time=time)
                for time in range(asked.times_per_day)
            ]
            if done := sum(bool(values.get(name)) for name in names):
                yield row, day, done


def _days(first: date) -> Sequence[tuple[int, int, date]]:
    """The week (from 1), the day in it (from 0) and the date."""
    return [(n // 7 + 1, n % 7, first + timedelta(days=n)) for n in range(14)]


def _to_come(day: date, today: date) -> str:
    return "this day is still to come" if day > today else ""


def _no_score(text: str) -> str:
    try:
        parse_score(text)
    except UserError:
        return f"{text!r} is not 0 to 10"
    return ""


def _line(cell: CellChange, state: FormState, times: Mapping[str, DiaryRow]) -> FormLine:
    written, was = cell.written or 0, cell.was or 0
    if cell.is_rating:
        value, held = str(written), str(was)
    else:
        value, held = (_done(n, times[cell.what]) for n in (written, was))
    told = f"the record says {held}" if state is FormState.DIFFERS else ""
    return FormLine(cell.day, cell.what, value, state, told)


def _done(count: int, row: DiaryRow) -> str:
    return f"{count} of {row.times_per_day}" if count else "not done"
