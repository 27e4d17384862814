"""Which column of a file is used for what: by its name, by what it holds, by a person's word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import Series
from clinic_app.services.pain_csv.cells import Line
from clinic_app.services.pain_csv.clock import parse_clock
from clinic_app.services.pain_csv.header import Named, named, names_pain, series_named
from clinic_app.services.pain_csv.scores import TURNED, parse_cell
from clinic_app.services.pain_csv.values import AN_ID, Answer, Column, Note, Options, Question, Use
from clinic_app.services.pain_csv.written import Form, parse_written

_SAMPLE = 200
_MOST = 0.8  # so much of what is filled must be of a kind
_YES_NO = frozenset("yes no y n true false 0 1 si sí ja nein nee oui non sim não nao x j s".split())
_RANGE = re.compile(
    r"\b[01]\s*(?:-|\u2013|to|a|bis|\u00e0|tot|until)\s*(\d{1,3})\b"
    r"|out of (\d{1,3})|/\s?(\d{1,3})\b",
    re.IGNORECASE,
)
_HUNDRED = re.compile(r"\bmm\b|(?<![\d.,])100(?![\d.,]*\d)", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m\.?", re.IGNORECASE)  # of the day


@dataclass(frozen=True)
class ScoreColumn:
    """A column of ratings: of which series, and of which region if its name says one."""

    index: int
    series: Series | None = None
    word: str = ""
    name: str = ""


@dataclass(frozen=True)
class Plan:
    """What each column is used for; the indices count from 0, None where there is none."""

    columns: tuple[Column, ...]
    scores: tuple[ScoreColumn, ...] = ()
    date: int | None = None
    time: int | None = None
    half: int | None = None
    stamp: int | None = None
    series: int | None = None
    site: int | None = None
    note: int | None = None
    voided: int | None = None
    scale_hints: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass
class _Held:
    """A column with its name's meaning and its cells that are filled."""

    index: int
    name: str
    said: Named
    cells: Sequence[str]
    handle: str
    use: Use = Use.UNUSED
    remark: str = ""
    chosen: bool = False

    @cached_property
    def sample(self) -> list[str]:
        return [cell for cell in self.cells[: _SAMPLE * 5] if cell][:_SAMPLE]

    @cached_property
    def is_dates(self) -> bool:
        return self._share(_is_date) >= _MOST

    @cached_property
    def is_day_numbers(self) -> bool:
        return self._share(_is_serial) >= _MOST

    @cached_property
    def is_clock(self) -> bool:
        return self._share(_is_clock) >= _MOST

    @cached_property
    def is_numbers(self) -> bool:
        return self._share(_is_score) >= _MOST

    @cached_property
    def is_yes_no(self) -> bool:
        filled = {cell.lower() for cell in self.cells if cell}
        return bool(filled) and filled <= _YES_NO

    def _share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.sample)) / len(self.sample) if self.sample else 0.0


def plan_of(names: Sequence[str], lines: Sequence[Line], options: Options) -> Plan:
    """What the columns are used for. Raises UserError for a chosen column that is not there."""
    width = len(names)
    cells = [[line.cells[n] if n < len(line.cells) else "" for line in lines] for n in range(width)]
    held = [
        _Held(n, name, named(name), cells[n], name if names.count(name) == 1 else str(n + 1))
        for n, name in enumerate(names)
    ]
    chosen = _choose(held, options)
    notes: list[Note] = []
    questions: list[Question] = []
    date, stamp = _dates(held, chosen, options, questions)
    _single(held, chosen, Use.TIME, lambda h: h.said.use is Use.TIME or _clock_by_name(h))
    _kind(held, chosen)
    scores = _scores(held, chosen, options, notes, questions)
    if _nameless(held):
        _single(held, chosen, Use.TIME, lambda h: h.is_clock)
    for use in (Use.SITE, Use.NOTE, Use.VOIDED):
        _single(held, chosen, use, lambda h, use=use: h.said.use is use and bool(h.sample))
    questions += _about_people(held, len(lines), options)
    hints = _scale_hints(held, scores)
    return Plan(
        tuple(_column(h, stamp) for h in held),
        tuple(scores),
        date,
        _index(held, Use.TIME),
        _half_of_day(held),
        stamp,
        _index(held, Use.SERIES),
        _index(held, Use.SITE),
        _index(held, Use.NOTE),
        _index(held, Use.VOIDED),
        hints,
        tuple(notes),
        tuple(questions),
    )


def _choose(held: list[_Held], options: Options) -> set[Use]:
    """Mark the columns that a person chose; returns the uses that they settle."""
    settled: set[Use] = set()
    for use, name in options.columns:
        column = _find(held, name)
        column.use, column.chosen = use, True
        settled.add(use)
    if any(use.is_score for use in settled):
        settled |= {use for use in Use if use.is_score}
    return settled - {Use.UNUSED}


def _find(held: list[_Held], name: str) -> _Held:
    """By name in any case, else by number from 1."""
    wanted = name.strip().casefold()
    same = [h for h in held if h.name.casefold() == wanted]
    if not same and name.strip().isdecimal() and 1 <= int(name) <= len(held):
        same = [held[int(name) - 1]]
    if not same:
        listed = ", ".join(h.name or str(h.index + 1) for h in held)
        raise UserError("The file has no such column.", f"It has: {listed}.")
    if len(same) > 1:
        raise UserError("Two columns have this name.", "Give the number of the column, from 1.")
    return same[0]


def _free(held: Sequence[_Held]) -> list[_Held]:
    return [h for h in held if not h.chosen and h.use is Use.UNUSED]


def _single(held: list[_Held], chosen: set[Use], use: Use, fits: Callable[[_Held], bool]) -> None:
    """The first fitting column takes a use that only one can have."""
    if use in chosen or any(h.use is use for h in held):
        return
    found = [h for h in _free(held) if fits(h)]
    found.sort(key=lambda h: not h.said.known)
    if found:
        found[0].use = use
        for other in found[1:]:
            other.remark = f"{found[0].name} is used"


def _clock_by_name(h: _Held) -> bool:
    return h.said.is_stamp and h.is_clock


def _dates(
    held: list[_Held], chosen: set[Use], options: Options, questions: list[Question]
) -> tuple[int | None, int | None]:
    """The date column, and a timestamp beside it."""
    by_name = [h for h in _free(held) if h.said.use is Use.DATE]
    readable = [h for h in by_name if h.is_dates or h.is_day_numbers]
    days = [h for h in readable if not h.said.is_stamp]
    stamps = [h for h in readable if h.said.is_stamp]
    if Use.DATE in chosen:
        date = next(h for h in reversed(held) if h.use is Use.DATE)
        stamps = [h for h in stamps if not date.said.is_stamp]
    else:
        days.sort(key=lambda h: not h.said.known)
        first = (days or stamps or [h for h in by_name if not h.is_clock] or [None])[0]
        date = first or _by_content(held, options, questions)
        stamps = [h for h in stamps if h is not date] if days else []
        if date is not None and len(days) > 1 and _differ(days[0], days[1]):
            questions.append(_which(days, Use.DATE, options, "the date"))
    if date is None:
        return None, None
    date.use = Use.DATE
    stamp = stamps[0] if stamps else None
    if stamp is not None:
        stamp.remark = "its time is used"
    return date.index, None if stamp is None else stamp.index


def _differ(one: _Held, other: _Held) -> bool:
    return any(a != b for a, b in zip(one.cells, other.cells, strict=True) if a and b)


def _by_content(held: list[_Held], options: Options, questions: list[Question]) -> _Held | None:
    """Nothing is called a date: a column that holds dates is asked about.

    Where no column has a name, the only one that holds dates is the date.
    """
    found = [h for h in _free(held) if h.is_dates]
    if len(found) == 1 and _nameless(held):
        return found[0]
    if found:
        questions.append(_which(found, Use.DATE, options, "the date"))
        return found[0]
    questions.append(_lacking("a date", held, "date"))
    return None


def _which(columns: Sequence[_Held], use: Use, options: Options, what: str) -> Question:
    answers = tuple(
        Answer(
            f"{_shown(h)}: {', '.join(h.sample[:3])}",
            f"--column {use}={_quoted(h)}",
            options.with_column(use, h.handle),
        )
        for h in columns
    )
    return Question(f"Which column holds {what}?", answers)


def _shown(h: _Held) -> str:
    return f'"{h.name}"' if h.name else f"column {h.index + 1}"


def _quoted(h: _Held) -> str:
    return f'"{h.handle}"' if re.search(r"[^\w.-]", h.handle) else h.handle


def _lacking(what: str, held: Sequence[_Held], use: str) -> Question:
    listed = ", ".join(h.name for h in held if h.name)
    return Question(
        f"No column holds {what}. The file has: {listed}.",
        hint=f"It needs a date and a score from 0 to 10 in each line; --column {use}=NAME"
        " says which column holds it.",
    )


def _kind(held: list[_Held], chosen: set[Use]) -> None:
    """A column of kinds counts where it names series, or pain among other things."""

    def fits(h: _Held) -> bool:
        if h.said.use is not Use.SERIES:
            return False
        return any(series_named(c) is not None or names_pain(c) for c in h.sample)

    _single(held, chosen, Use.SERIES, fits)


def _scores(
    held: list[_Held],
    chosen: set[Use],
    options: Options,
    notes: list[Note],
    questions: list[Question],
) -> list[ScoreColumn]:
    picked = [h for h in held if h.use.is_score]
    if picked and not options.adds:
        return [_of_use(h) for h in picked]
    found = [h for h in _free(held) if h.said.use.is_score and not h.is_dates and h.sample]
    found = [h for h in _without_yes_no(found, notes) if not _is_scale_end(h)]
    regions = [h for h in found if h.said.word and h.is_numbers]
    series = [h for h in found if h.said.series and not h.said.word]
    plain = [h for h in found if not h.said.series and not h.said.word]
    series = [h for h in series if h.said.known or h.said.strong or _has_company(h, series, plain)]
    if regions:  # beside the knee, what is unknown is a region too
        regions += [h for h in plain if h.said.other and h.is_numbers]
        plain = [h for h in plain if h not in regions]
    plain = _best(plain, held)
    if picked:
        taken = {h.use for h in picked}
        plain = [h for h in plain if Use.SCORE not in taken]
        series = [h for h in series if h.said.use not in taken]
    elif len(plain) > 1 or (plain and series) or _twice(series):
        many = [*plain, *series] if plain and series else plain if len(plain) > 1 else series
        questions.append(_which(many, Use.SCORE, options, "the pain score"))
    used = [*plain[:1], *series, *regions]
    if not used and not picked and _nameless(held) and len(_may_be_scores(held)) == 1:
        return [_taken(_may_be_scores(held)[0])]
    if not used and not picked:
        questions.append(_no_score(held, options))
    for h in used:
        h.use = h.said.use
        if not h.said.known and h not in regions:
            notes.append(Note(f"{h.name} is used as a pain score.", guessed=True))
    return [_of_use(h, beside_regions=h in regions) for h in (*picked, *used)]


def _of_use(h: _Held, *, beside_regions: bool = False) -> ScoreColumn:
    series = None if h.use is Use.SCORE else Series(h.use.value)
    if h.chosen:
        return ScoreColumn(h.index, series, "", h.name)
    word = h.said.word or (h.said.other if beside_regions else "")
    return ScoreColumn(h.index, h.said.series, word, h.name)


def _without_yes_no(found: list[_Held], notes: list[Note]) -> list[_Held]:
    """A column of yes and no is no score, one of nothing but 0 and 1 gives way to another."""
    of_two = [h for h in found if h.is_yes_no and not h.said.word and not h.said.series]
    flags = [h for h in of_two if len(of_two) < len(found) or not h.is_numbers]
    for h in flags:
        h.remark = "yes or no is no score"
        notes.append(Note(f"{h.name} holds yes or no and is not used as a score."))
    return [h for h in found if h not in flags]


def _is_scale_end(h: _Held) -> bool:
    """A maximum that is the same in all lines is that of the scale."""
    same = h.said.is_bare and len(h.sample) > 1 and len(set(h.sample)) == 1
    if same:
        is_top = h.said.series is Series.WORST
        h.said = replace(h.said, use=Use.UNUSED, tells_scale=is_top)
    return same


def _has_company(h: _Held, series: list[_Held], plain: list[_Held]) -> bool:
    """Bare max and min are pain's where another column is."""
    others = [o for o in series if o is not h and (o.said.known or o.said.strong)]
    return bool(others) or any(p.said.strong for p in plain)


def _best(plain: list[_Held], held: list[_Held]) -> list[_Held]:
    """Numbers before words; a bare score counts where nothing says that it is of other things."""
    numbers = [h for h in plain if h.is_numbers] or plain
    if not any(h.said.strong for h in numbers) and _about_other_things(held):
        return []
    return sorted(numbers, key=lambda h: (not h.said.strong, not h.said.known))


def _about_other_things(held: Sequence[_Held]) -> bool:
    """A column of kinds that names other things than pain: a bare score may be of anything."""
    kinds = [h for h in held if h.said.is_kind and h.use is Use.UNUSED and h.sample]
    return any(not h.said.strong and len(set(h.sample)) < len(h.sample) for h in kinds)


def _twice(series: list[_Held]) -> bool:
    names = [h.said.series for h in series]
    return len(set(names)) < len(names)


def _no_score(held: Sequence[_Held], options: Options) -> Question:
    found = _may_be_scores(held)
    if not found or _about_other_things(held):
        return _lacking("a pain score", held, "score")
    return _which(found, Use.SCORE, options, "the pain score")


def _half_of_day(held: Sequence[_Held]) -> int | None:
    """A column of a.m. and p.m. beside the time, which means nothing without it."""
    found = [h for h in _free(held) if h.sample and all(map(_HALF.fullmatch, h.sample))]
    if not found or _index(held, Use.TIME) is None:
        return None
    found[0].remark = "a.m. or p.m. of the time"
    return found[0].index


def _may_be_scores(held: Sequence[_Held]) -> list[_Held]:
    free = [h for h in _free(held) if h.is_numbers and not h.said.is_id and not h.is_dates]
    return [h for h in free if not h.said.tells_scale and not h.is_yes_no and not h.remark]


def _nameless(held: Sequence[_Held]) -> bool:
    return not any(h.name for h in held)


def _taken(h: _Held) -> ScoreColumn:
    h.use = Use.SCORE
    return ScoreColumn(h.index)


def _about_people(held: Sequence[_Held], count: int, options: Options) -> list[Question]:
    """Records of several people in one file are never one patient's."""
    for h in held:
        different = len({cell for cell in h.cells if cell})
        if h.said.is_person and not h.chosen and 1 < different < count:
            return [
                Question(
                    f"The column {h.name} names {different} people or records.",
                    hint="Keep the lines of one patient only, or say that it does not matter:"
                    f" --column unused={_quoted(h)}.",
                )
            ]
    return []


def _scale_hints(held: Sequence[_Held], scores: Sequence[ScoreColumn]) -> tuple[str, ...]:
    used = {score.index for score in scores}
    hints: list[str] = []
    for h in held:
        if h.index in used and not h.chosen:
            hints += [next(filter(None, m.groups())) for m in _RANGE.finditer(h.name)]
            hints += ["10 = no pain"] if TURNED.search(h.name) else []
            hints += ["100"] if _HUNDRED.search(h.name) else []
        elif h.said.tells_scale and not h.chosen and h.use is Use.UNUSED:
            h.remark = "tells the scale"
            hints += sorted({cell for cell in h.cells if cell})[:20]
    return tuple(hints)


def _column(h: _Held, stamp: int | None) -> Column:
    remark = h.remark
    if h.use is Use.UNUSED and not remark and h.said.is_id:
        remark = AN_ID
    return Column(h.index + 1, h.name, h.use, tuple(h.sample[:3]), remark)


def _index(held: Sequence[_Held], use: Use) -> int | None:
    return next((h.index for h in reversed(held) if h.use is use), None)


def _is_date(cell: str) -> bool:
    try:
        return parse_written(cell).form is not Form.SERIAL
    except UserError:
        return False


def _is_serial(cell: str) -> bool:
    try:
        return parse_written(cell).form is Form.SERIAL
    except UserError:
        return False


def _is_clock(cell: str) -> bool:
    try:
        parse_clock(cell)
    except UserError:
        return False
    return True


def _is_score(cell: str) -> bool:
    score = parse_cell(cell)
    return score.number is not None and score.number <= 100
