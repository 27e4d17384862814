"""Read a CSV file of pain ratings: pure, nothing is kept. Anything uncertain is a question.

Long files have a date, a score, and if given a time, a series, a region and a note in each line;
wide ones a column for each series or region. What is not certain from the file itself becomes a
question whose answers are options; a line that cannot be read is named with its reason.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.region_words import plain_words, side_of
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.regional import Order
from clinic_app.domain.text import LONGEST_NOTE, clean_line
from clinic_app.services.pain_csv import scores as scoring
from clinic_app.services.pain_csv.cells import MOST_RATINGS, Line, lines_of, too_many
from clinic_app.services.pain_csv.columns import ColumnPlan, ScoreColumn, plan_of
from clinic_app.services.pain_csv.header import names_pain, series_named
from clinic_app.services.pain_csv.header_row import sheet_of
from clinic_app.services.pain_csv.many_rows import Progress, in_parts, no_progress
from clinic_app.services.pain_csv.scores import Score, Tally, parse_cell
from clinic_app.services.pain_csv.sites import Sites
from clinic_app.services.pain_csv.timestamps import Around, Moment, When, moments_of
from clinic_app.services.pain_csv.values import CsvPreview, CsvRow, Note, Options, Question, Use
from clinic_app.words import _, ngettext

_YES = frozenset("yes y true 1 x ja j si s sí oui o sim voided void struck deleted error".split())
_NO = frozenset(("", *"no n false 0 nein nee non nao não - valid ok".split()))
_TOTALS = frozenset(
    "average avg mean total totals sum summe gesamt mittelwert durchschnitt promedio media suma"
    " moyenne somme gemiddelde totaal soma median min max count sd std ø σ".split()
)


def read(
    data: bytes,
    *,
    now: datetime,
    order: Order,
    options: Options | None = None,
    born: date | None = None,
    patient_id: str = "",
    progress: Progress = no_progress,
) -> CsvPreview:
    """Read a file of one patient; raises UserError when it is no CSV file at all.

    Times without an offset are this computer's local time. ``order`` is the clinic's: it only says
    which answer is offered first. ``born`` refuses ratings of days before it.
    """
    options = options or Options()
    sheet = sheet_of(lines_of(data), options)
    plan = plan_of(sheet.names, sheet.lines, options)
    notes, questions = [*sheet.notes, *plan.notes], [*sheet.questions, *plan.questions]
    if plan.date is None or not plan.scores:
        return CsvPreview(plan.columns, (), tuple(notes), tuple(questions), 0, options)
    reader = _Reader(plan, len(sheet.names), options, notes, questions, patient_id)
    return reader.preview(sheet.lines, Around(now, order, born), progress)


class _Reader:
    """Reads the lines of one sheet by one plan."""

    def __init__(
        self,
        plan: ColumnPlan,
        width: int,
        options: Options,
        notes: list[Note],
        asked: list[Question],
        patient_id: str,
    ) -> None:
        self._patient_id = patient_id
        self._plan = plan
        self._width = width
        self._options = options
        self._notes = notes
        self._questions = asked
        self._sites = Sites(options)
        self._cells: dict[str, Score] = {}
        self._known_points: dict[int, tuple[int | None, str, str]] = {}  # by a score of _cells
        self._contexts: dict[tuple[str, ...], str] = {}
        self._missing = 0

    def preview(self, lines: Sequence[Line], around: Around, progress: Progress) -> CsvPreview:
        """Every rating, every bad line, and what is to be asked."""
        rows: list[CsvRow] = []
        sound: list[tuple[Line, list[tuple[ScoreColumn, Score]]]] = []
        for line in chain.from_iterable(in_parts(lines, progress)):
            error = self._broken(line)
            given = [] if error else self._given(line)
            if error:
                rows.append(CsvRow(line.number, None, error))
            elif given is not None:
                sound.append((line, given))
        whens = [self._when(line) for line, _ in sound]
        names = [c.name for c in self._plan.columns]
        pair = tuple(names[n] if n is not None else "" for n in (self._plan.date, self._plan.stamp))
        around = replace(around, is_utc=self._plan.is_utc)
        told = moments_of(whens, self._options, around, (pair[0], pair[1]))
        dated = zip(sound, told.moments, strict=True)
        self._ask_about_scores([pair for pair, moment in dated if moment.at is not None])
        for (line, given), moment in zip(sound, told.moments, strict=True):
            if not given and moment.at is not None:
                self._missing += 1
            rows.extend(self._rows(line, given, moment))
        rows.sort(key=lambda row: row.line)
        return self._finished(rows, [*told.notes], [*told.questions])

    def _finished(
        self, rows: list[CsvRow], notes: list[Note], questions: list[Question]
    ) -> CsvPreview:
        if self._missing:
            words = ngettext(
                "{count} line holds no score: days without a rating.",
                "{count} lines hold no score: days without a rating.",
                self._missing,
            )
            notes.append(Note(words))
        count = sum(row.entry is not None for row in rows)
        if count > MOST_RATINGS:
            raise too_many(_("{count} ratings", count=f"{count:,}"))
        asked = (*self._questions, *questions, *self._sites.questions)
        if not rows and not asked:
            raise UserError(_("The file holds no ratings."), _("Every score in it is empty."))
        left = [c for c in self._plan.columns if c.use is Use.UNUSED and c.examples]
        unused = [
            c.name or _("column {number}", number=c.number) for c in left if not c.remark or c.is_id
        ]
        if unused:
            notes.append(Note(_("Not used: {columns}.", columns=", ".join(unused))))
        return CsvPreview(
            self._plan.columns,
            tuple(rows),
            (*self._notes, *notes, *self._sites.notes),
            asked,
            self._missing,
            self._options,
        )

    def _broken(self, line: Line) -> str:
        """Why a line cannot be read whatever its cells mean, or nothing."""
        if any(line.cells[self._width :]):
            return _(
                "The line has {count} cells, the header {width}. Is a comma in a note? Put the"
                " note in quotation marks.",
                count=len(line.cells),
                width=self._width,
            )
        if self._plan.voided is None:
            return ""
        voided = self._cell(line, self._plan.voided).lower()
        if voided not in _YES and voided not in _NO:
            return _("It is not clear whether this rating is voided: write yes or no.")
        return ""

    def _given(self, line: Line) -> list[tuple[ScoreColumn, Score]] | None:
        """The scores of a line that are not empty; None for a line that was voided."""
        if self._plan.voided is not None and self._cell(line, self._plan.voided).lower() in _YES:
            return None
        found: list[tuple[ScoreColumn, Score]] = []
        for column in self._plan.scores:
            score = self._score(self._cell(line, column.index))
            if score.number is not None or score.error:
                found.append((column, score))
        return found

    def _score(self, text: str) -> Score:
        found = self._cells.get(text)
        if found is None:
            found = self._cells[text] = parse_cell(text)
        return found

    def _ask_about_scores(self, sound: list[tuple[Line, list[tuple[ScoreColumn, Score]]]]) -> None:
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for line, given in sound:
            for column, _score in given:
                text = self._cell(line, column.index)
                counts[text] += 1
                first.setdefault(text, line.number)
        tallies = [Tally(text, self._score(text), first[text], n) for text, n in counts.items()]
        hints = self._plan.scale_hints
        notes, questions = scoring.asked_about(tallies, self._options, hints)
        self._notes.extend(notes)
        self._questions.extend(questions)

    def _when(self, line: Line) -> When:
        plan = self._plan
        clock = self._cell(line, plan.time)
        if clock and plan.half is not None:
            clock = f"{clock} {self._cell(line, plan.half)}".strip()
        return When(line.number, self._cell(line, plan.date), clock, self._cell(line, plan.stamp))

    def _rows(
        self, line: Line, given: list[tuple[ScoreColumn, Score]], moment: Moment
    ) -> Iterator[CsvRow]:
        if moment.at is None:
            total = _is_total(self._cell(line, self._plan.date))
            error = _("This is a line of totals, not a rating.") if total else moment.error
            yield CsvRow(line.number, None, error)
            return
        for column, score in given:
            try:
                entry = self._entry(line, column, score, moment, moment.at)
            except UserError as error:
                yield CsvRow(line.number, None, str(error))
            else:
                yield CsvRow(line.number, entry, is_local=moment.is_local)

    def _entry(
        self, line: Line, column: ScoreColumn, score: Score, moment: Moment, at: datetime
    ) -> PainRating:
        series = self._series(line, column)
        points, error, told = self._points(score)
        if points is None:
            raise UserError(error)
        told_site = self._cell(line, self._plan.site)
        word = column.word or ("" if parse_cell(told_site).is_missing else told_site)
        side = self._cell(line, self._plan.side)
        if word and not column.word and not parse_cell(side).is_missing:
            word = f"{word} {side_of(side) or side}"  # a region called "knee both" is asked
        site = self._sites.region(word, column.name)
        context = self._context(line, moment.words, told)
        return PainRating(
            new_id(), self._patient_id, series, points, at, context, source="csv", site=site
        )

    def _points(self, score: Score) -> tuple[int | None, str, str]:
        found = self._known_points.get(id(score))
        if found is None:
            found = self._known_points[id(score)] = scoring.points(score, self._options)
        return found

    def _series(self, line: Line, column: ScoreColumn) -> Series:
        word = self._cell(line, self._plan.series)
        if not word or names_pain(word):
            return column.series or Series.AVERAGE
        found = series_named(word)
        if found is None:
            raise UserError(_("This is not a pain series. Use average, worst, least or now."))
        return found

    def _context(self, line: Line, *told: str) -> str:
        """The note, with a time told in words and the score as it was written."""
        parts = (self._cell(line, self._plan.note), *told)
        found = self._contexts.get(parts)
        if found is None:
            joined = " ".join(". ".join(filter(None, parts)).split())
            found = clean_line(joined, _("The note"), longest=LONGEST_NOTE)
            self._contexts[parts] = found
        return found

    def _cell(self, line: Line, index: int | None) -> str:
        return line.cells[index] if index is not None and index < len(line.cells) else ""


def _is_total(cell: str) -> bool:
    words = plain_words(cell)
    return words == ["n"] or not _TOTALS.isdisjoint(words)
