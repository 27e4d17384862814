"""Pain ratings from and to CSV: what each column means, what is wrong in which line.

Two shapes are read. Long: a date column, a score column, and if given series, time, context and
the site (a region of the body chart, by id or English name; empty for the main problem).
Wide: a date column and one column a series (``average``, ``worst``, ``least``, ``now``).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from clinic_app.domain.body_chart import parse_region
from clinic_app.domain.dates import common_order, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainEntry, Series, check_time, parse_score, parse_series
from clinic_app.domain.patient import clean_line
from clinic_app.domain.program import new_id
from clinic_app.domain.regional import Order
from clinic_app.domain.times_of_day import parse_time

LARGEST_BYTES = 5 << 20
_WITH_TIME = re.compile(r"(.*\d)[\s,]+(\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?)", re.IGNORECASE)
_WHOLE = re.compile(r"(\d{1,2})[.,]0+")
_NOON = time(12, 0)  # a rating of a day without a time
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_YES = ("yes", "true", "1", "x")
_MEANINGS = {
    "date": ("date", "day", "at", "datetime", "when", "timestamp", "fecha"),
    "time": ("time", "hour", "hora"),
    "score": ("score", "pain", "rating", "nprs", "value", "nrs", "points", "dolor"),
    "series": ("series", "type", "kind", "which", "measure"),
    "context": ("context", "note", "notes", "comment", "activity"),
    "average": ("average", "avg", "mean", "average_pain", "pain_average"),
    "worst": ("worst", "max", "maximum", "worst_pain", "pain_worst"),
    "least": ("least", "min", "minimum", "best", "least_pain", "pain_least"),
    "now": ("now", "current", "present", "current_pain", "pain_now"),
    "site": ("site", "location", "body_site", "body_region", "where"),
    "voided": ("voided",),
}


@dataclass(frozen=True)
class CsvRow:
    """One rating read from a line (1-based), or why it cannot be; ``known`` ones are skipped."""

    line: int
    entry: PainEntry | None
    error: str = ""
    known: bool = False


@dataclass(frozen=True)
class CsvPreview:
    """What a file holds: each column with what it is taken for, each rating, each problem."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[CsvRow, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Every bad row as ``line 4: ...``."""
        return tuple(f"line {r.line}: {r.error}" for r in self.rows if r.error)

    def new_entries(self, patient_id: str) -> list[PainEntry]:
        """The ratings that are not in the record yet, for one patient."""
        return [
            replace(r.entry, patient_id=patient_id) for r in self.rows if r.entry and not r.known
        ]


def read(data: bytes, *, now: datetime, order: Order) -> CsvPreview:
    """Read a file; raises UserError when it is no CSV with the columns needed.

    Times without an offset are this computer's local time; 3/4 is read in the clinic's ``order``
    unless another date of the file shows that it is written the other way. A score left empty in a
    wide row is a missing day, not an error.
    """
    text = _text(data)
    skipped, text = _without_preamble(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = next(reader, [])
        meanings = _meanings(header)
        lines = [
            (skipped + reader.line_num, _cells(cells, meanings))
            for cells in reader
            if any(c.strip() for c in cells)
        ]
    except csv.Error as error:
        raise UserError(f"Line {skipped + reader.line_num} is not valid CSV ({error}).") from None
    order = common_order((_day_and_time(row)[0] for _, row in lines), order)
    rows = [rating for line, row in lines for rating in _ratings(row, line, now, order)]
    columns = tuple((h.strip(), meanings.get(n, "not used")) for n, h in enumerate(header))
    if not rows:
        raise UserError("The file holds no ratings.", "It needs at least one row under the header.")
    return CsvPreview(columns, tuple(rows))


def mark_known(preview: CsvPreview, entries: Sequence[PainEntry]) -> CsvPreview:
    """Mark rows that are in the record already: the same series, site, time and score.

    A rating that was struck out is there too: its file does not bring it back.
    """
    held = Counter(_key(e) for e in entries)
    rows: list[CsvRow] = []
    for row in preview.rows:
        known = row.entry is not None and held[_key(row.entry)] > 0
        if known and row.entry is not None:
            held[_key(row.entry)] -= 1
        rows.append(replace(row, known=known))
    return replace(preview, rows=tuple(rows))


def write(entries: Sequence[PainEntry]) -> bytes:
    """All ratings, voided ones too, as UTF-8 CSV; cells that look like formulas get a quote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["at", "series", "score", "context", "site", "voided", "void_reason"])
    for e in entries:
        voided = "yes" if e.voided else ""
        told = (e.at.isoformat(), str(e.series), str(e.score), e.context, e.site)
        cells = (*told, voided, e.void_reason)
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _without_quote(cell: str) -> str:
    """Undo `_harmless`, so that an export can be read back as it was."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_STARTS) else cell


def _text(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise UserError("The file is larger than 5 MB.", "Split it into smaller ones.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what Excel calls Unicode text
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise UserError("This is not a CSV file.", "Save the sheet as CSV (UTF-8) first.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _without_preamble(text: str) -> tuple[int, str]:
    """How many lines stand before the header (blank ones, Excel's ``sep=;``), and the rest."""
    skipped = 0
    while text:
        first, end, rest = text.partition("\n")
        if first.strip(" \r,;\t") and not first.lower().startswith("sep="):
            break
        skipped, text = skipped + bool(end), rest
    return skipped, text


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)


def _meanings(header: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for n, name in enumerate(header):
        key = "_".join(name.strip().lower().replace("-", " ").split())
        meaning = next((m for m, names in _MEANINGS.items() if key in names), None)
        if meaning in found.values():
            raise UserError(f"Two columns both look like {meaning}: {name.strip()!r} is one.")
        if meaning:
            found[n] = meaning
    wide = set(Series) & set(found.values())
    if "date" not in found.values() or not ("score" in found.values() or wide):
        raise UserError(
            "The columns are not clear: the first line does not name a date and a score.",
            "It needs 'date' and 'score' (and 'series'), or 'date' and 'average', 'worst' ...",
        )
    if "score" in found.values() and wide:
        raise UserError("There is a score column and a column per series.", "Keep one kind.")
    return found


def _cells(cells: Sequence[str], meanings: Mapping[int, str]) -> dict[str, str]:
    """The cells of a line by what they mean."""
    return {m: _without_quote(cells[n].strip()) for n, m in meanings.items() if n < len(cells)}


def _ratings(row: Mapping[str, str], line: int, now: datetime, order: Order) -> Iterator[CsvRow]:
    """The ratings of one line: one in a long file, one a filled series in a wide one."""
    if row.get("voided", "").lower() in _YES:
        return
    try:
        at = _at(row, now, order)
    except UserError as error:
        yield CsvRow(line, None, str(error))
        return
    context = row.get("context", "")
    asked = [(row.get("series", ""), row["score"])] if "score" in row else _wide(row)
    for series, score in asked:
        try:
            kind = parse_series(series) if series else Series.AVERAGE
            words = clean_line(context, "The context", longest=1000)
            site = parse_region(row.get("site", ""))
            entry = PainEntry(new_id(), "", kind, _score(score), at, words, site=site)
        except UserError as error:
            yield CsvRow(line, None, str(error))
        else:
            yield CsvRow(line, replace(entry, source="csv"))


def _wide(row: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(s, row[s]) for s in Series if row.get(s)]


def _score(text: str) -> int:
    """``4.0`` is how some programs write the whole number 4."""
    whole = _WHOLE.fullmatch(text)
    return parse_score(whole[1] if whole else text)


def _day_and_time(row: Mapping[str, str]) -> tuple[str, str]:
    """Both as written; ``3/4/2026 8:30 PM`` in the date's own column is parted."""
    when, clock = row.get("date", ""), row.get("time", "")
    parted = None if clock else _WITH_TIME.fullmatch(when)
    return (parted[1], parted[2]) if parted else (when, clock)


def _at(row: Mapping[str, str], now: datetime, order: Order) -> datetime:
    when = row.get("date", "")
    if not when:
        raise UserError("the date is missing")
    try:
        at = _moment(row, order)
        # Without a time the day counts: today's noon may still be to come.
        is_today = not _has_time(when) and not row.get("time") and at.date() == now.date()
        check_time(at, max(at, now) if is_today else now)
    except (OverflowError, ValueError):  # the first or last day of the calendar, in another zone
        raise UserError("There is no such day.") from None
    return at


def _moment(row: Mapping[str, str], order: Order) -> datetime:
    try:
        found = datetime.fromisoformat(row["date"])
    except ValueError:
        found = None
    if found is not None and _has_time(row["date"]):
        return found if found.tzinfo else found.astimezone()
    when, clock = _day_and_time(row)
    day: date = found.date() if found else parse_date(when, order)
    moment = parse_time(clock) if clock else _NOON
    return datetime.combine(day, moment).astimezone()


def _has_time(when: str) -> bool:
    return ":" in when or "T" in when


def _key(entry: PainEntry) -> tuple[Series, str, datetime, int]:
    return entry.series, entry.site, entry.at.replace(microsecond=0), entry.score
