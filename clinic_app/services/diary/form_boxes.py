"""The boxes of a diary form by their names, both ways: what each asks, and what came back in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from clinic_app.domain.diary.diary import DIARY_DAYS, Diary, DiaryRow, rating_name
from clinic_app.domain.diary.diary_form import FormLine, FormPreview, FormState
from clinic_app.domain.diary.diary_merge import CellChange, DiaryMerge
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import Series, parse_score
from clinic_app.paper.diary import form_names
from clinic_app.words import _

_ORDER = (FormState.REFUSED, FormState.DIFFERS, FormState.NEW, FormState.KNOWN)


def document_of(first: date, rows: Sequence[DiaryRow]) -> dict[str, Any]:
    """What a form asks, to be kept until it comes back: its first day and its rows."""
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
    ratings: dict[tuple[Series, date], int] = {}
    ticks: dict[tuple[str, date], int] = {}
    refused: list[FormLine] = []
    for series, day, text in _ratings(first, values):
        if problem := _to_come(day, today) or _no_score(text):
            what = rating_name(series)
            refused.append(FormLine(day, what, text, FormState.REFUSED, problem))
        else:
            ratings[series, day] = parse_score(text)
    for row, day, done in _ticks(first, rows, values):
        if problem := _to_come(day, today):
            found = _done(done, row)
            refused.append(FormLine(day, row.name, found, FormState.REFUSED, problem))
        else:
            ticks[row.item_id, day] = done
    return Answers(Diary(first, rows, ticks, ratings), tuple(refused))


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
        not_done=sum(not cell.written for cell in merge.added if not cell.is_rating),
    )


def _ratings(first: date, values: Mapping[str, str]) -> Iterator[tuple[Series, date, str]]:
    """What was written for each day and series where anything was."""
    for week, n, day in _days(first):
        for series in form_names.RATED:
            if text := values.get(form_names.score(series, week=week, day=n)):
                yield series, day, text


def _ticks(
    first: date, rows: Sequence[DiaryRow], values: Mapping[str, str]
) -> Iterator[tuple[DiaryRow, date, int]]:
    """How often each exercise was done on each day on which it was done at all."""
    for week, n, day in _days(first):
        for number, row in enumerate(rows):
            names = (
                form_names.tick(number, week=week, day=n, time=time)
                for time in range(row.times_per_day)
            )
            if done := sum(name in values for name in names):
                yield row, day, done


def _days(first: date) -> Sequence[tuple[int, int, date]]:
    """The week (from 1), the day in it (from 0) and the date."""
    return [(n // 7 + 1, n % 7, first + timedelta(days=n)) for n in range(DIARY_DAYS)]


def _to_come(day: date, today: date) -> str:
    return _("this day is still to come") if day > today else ""


def _no_score(text: str) -> str:
    try:
        parse_score(text)
    except UserError:
        return _("{text} is not 0 to 10", text=repr(text))
    return ""


def _line(cell: CellChange, state: FormState, times: Mapping[str, DiaryRow]) -> FormLine:
    written, was = cell.written or 0, cell.was or 0
    if cell.is_rating:
        value, held = str(written), str(was)
    else:
        value, held = (_done(n, times[cell.what]) for n in (written, was))
    text = _("the record says {held}", held=held) if state is FormState.DIFFERS else ""
    return FormLine(cell.day, cell.what, value, state, text)


def _done(count: int, row: DiaryRow) -> str:
    if not count:
        return _("not done")
    return _("{number} of {total}", number=count, total=row.times_per_day)
