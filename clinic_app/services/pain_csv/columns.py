"""Which column of a file is used for what: by its name, by what it holds, by a person's word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.region_words import plain_words, side_of
from clinic_app.services.pain_csv.cells import Line
from clinic_app.services.pain_csv.column_questions import lacking, quoted, which
from clinic_app.services.pain_csv.header import named, names_pain, series_named
from clinic_app.services.pain_csv.held import Held, free, nameless
from clinic_app.services.pain_csv.score_columns import ScoreColumn, score_columns
from clinic_app.services.pain_csv.scores import TURNED
from clinic_app.services.pain_csv.values import AN_ID, Column, Note, Options, Question, Use
from clinic_app.words import _

_RANGE = re.compile(
    r"\b[01]\s*(?:-|\u2013|to|a|bis|\u00e0|tot|until)\s*(\d{1,3})\b"
    r"|out of (\d{1,3})|/\s?(\d{1,3})\b",
    re.IGNORECASE,
)
_HUNDRED = re.compile(r"\bmm\b|(?<![\d.,])100(?![\d.,]*\d)", re.IGNORECASE)
_UTC = frozenset({"utc", "gmt", "z", "zulu", "etc/utc"})
_SIDE = frozenset({"side", "laterality", "lado", "seite", "cote", "kant", "zijde"})
_HALF = re.compile(r"[ap]\.?\s?m\.?", re.IGNORECASE)  # of the day


@dataclass(frozen=True)
class ColumnPlan:
    """What each column is used for; the indices count from 0, None where there is none."""

    columns: tuple[Column, ...]
    scores: tuple[ScoreColumn, ...] = ()
    date: int | None = None
    time: int | None = None
    half: int | None = None
    side: int | None = None
    is_utc: bool = False
    stamp: int | None = None
    series: int | None = None
    site: int | None = None
    note: int | None = None
    voided: int | None = None
    scale_hints: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()


def plan_of(names: Sequence[str], lines: Sequence[Line], options: Options) -> ColumnPlan:
    """What the columns are used for. Raises UserError for a chosen column that is not there."""
    width = len(names)
    cells = [[line.cells[n] if n < len(line.cells) else "" for line in lines] for n in range(width)]
    held = [
        Held(n, name, named(name), cells[n], name if names.count(name) == 1 else str(n + 1))
        for n, name in enumerate(names)
    ]
    chosen = _choose(held, options)
    notes: list[Note] = []
    questions: list[Question] = []
    date, stamp = _dates(held, chosen, options, questions)
    _single(held, chosen, Use.TIME, lambda h: h.said.use is Use.TIME or _clock_by_name(h))
    _kind(held, chosen)
    scores = score_columns(held, chosen, options, notes, questions)
    if nameless(held):
        _single(held, chosen, Use.TIME, lambda h: h.is_clock)
    for use in (Use.SITE, Use.NOTE, Use.VOIDED):
        _single(held, chosen, use, lambda h, use=use: h.said.use is use and bool(h.sample))
    questions += _about_people(held, len(lines), options)
    hints = _scale_hints(held, scores)
    return ColumnPlan(
        tuple(_column(h, stamp) for h in held),
        tuple(scores),
        date,
        _index(held, Use.TIME),
        _half_of_day(held),
        _side(held),
        _tells_utc(held),
        stamp,
        _index(held, Use.SERIES),
        _index(held, Use.SITE),
        _index(held, Use.NOTE),
        _index(held, Use.VOIDED),
        hints,
        tuple(notes),
        tuple(questions),
    )


def _choose(held: list[Held], options: Options) -> set[Use]:
    """Mark the columns that a person chose; returns the uses that they settle."""
    settled: set[Use] = set()
    for use, name in options.columns:
        column = _find(held, name)
        column.use, column.chosen = use, True
        settled.add(use)
    if any(use.is_score for use in settled):
        settled |= {use for use in Use if use.is_score}
    return settled - {Use.UNUSED}


def _find(held: list[Held], name: str) -> Held:
    """By name in any case, else by number from 1."""
    requested = name.strip().casefold()
    same = [h for h in held if h.name.casefold() == requested]
    if not same and name.strip().isdecimal() and 1 <= int(name) <= len(held):
        same = [held[int(name) - 1]]
    if not same:
        listed = ", ".join(h.name or str(h.index + 1) for h in held)
        raise UserError(_("The file has no such column."), _("It has: {columns}.", columns=listed))
    if len(same) > 1:
        raise UserError(
            _("Two columns have this name."), _("Give the number of the column, from 1.")
        )
    return same[0]


def _single(held: list[Held], chosen: set[Use], use: Use, fits: Callable[[Held], bool]) -> None:
    """The first fitting column takes a use that only one can have."""
    if use in chosen or any(h.use is use for h in held):
        return
    found = [h for h in free(held) if fits(h)]
    found.sort(key=lambda h: not h.said.known)
    if found:
        found[0].use = use
        for other in found[1:]:
            other.remark = _("{column} is used", column=found[0].name)


def _clock_by_name(h: Held) -> bool:
    return h.said.is_stamp and h.is_clock


def _dates(
    held: list[Held], chosen: set[Use], options: Options, questions: list[Question]
) -> tuple[int | None, int | None]:
    """The date column, and a timestamp beside it."""
    by_name = [h for h in free(held) if h.said.use is Use.DATE]
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
            questions.append(which(days, Use.DATE, options))
    if date is None:
        return None, None
    date.use = Use.DATE
    stamp = stamps[0] if stamps else None
    if stamp is not None:
        stamp.remark = _("its time is used")
    return date.index, None if stamp is None else stamp.index


def _differ(one: Held, other: Held) -> bool:
    return any(a != b for a, b in zip(one.cells, other.cells, strict=True) if a and b)


def _by_content(held: list[Held], options: Options, questions: list[Question]) -> Held | None:
    """Nothing is called a date: a column that holds dates is asked about.

    Where no column has a name, the only one that holds dates is the date.
    """
    found = [h for h in free(held) if h.is_dates]
    if len(found) == 1 and nameless(held):
        return found[0]
    if found:
        questions.append(which(found, Use.DATE, options))
        return found[0]
    questions.append(lacking(held, Use.DATE))
    return None


def _kind(held: list[Held], chosen: set[Use]) -> None:
    """A column of kinds counts where it names series, or pain among other things."""

    def fits(h: Held) -> bool:
        if h.said.use is not Use.SERIES:
            return False
        return any(series_named(c) is not None or names_pain(c) for c in h.sample)

    _single(held, chosen, Use.SERIES, fits)


def _side(held: Sequence[Held]) -> int | None:
    """A column of left and right beside the region; one called side may hold other words too."""
    found = [h for h in free(held) if h.sample and _holds_sides(h)]
    if not found or _index(held, Use.SITE) is None:
        return None
    found[0].remark = _("the side of the region")
    return found[0].index


def _holds_sides(h: Held) -> bool:
    sides = [bool(side_of(cell)) for cell in h.sample]
    return any(sides) and (all(sides) or bool(_SIDE & set(plain_words(h.name))))


def _tells_utc(held: Sequence[Held]) -> bool:
    """Whether the date's or the time's name, or a column of time zones, says UTC."""
    timed = [h for h in held if h.use in (Use.DATE, Use.TIME)]
    by_name = any(_UTC & set(plain_words(h.name)) for h in timed)
    zones = [h for h in free(held) if h.sample and {c.lower() for c in h.sample} <= _UTC]
    for h in zones:
        h.remark = _("the time zone")
    return by_name or bool(zones)


def _half_of_day(held: Sequence[Held]) -> int | None:
    """A column of a.m. and p.m. beside the time, which means nothing without it."""
    found = [h for h in free(held) if h.sample and all(map(_HALF.fullmatch, h.sample))]
    if not found or _index(held, Use.TIME) is None:
        return None
    found[0].remark = _("a.m. or p.m. of the time")
    return found[0].index


def _about_people(held: Sequence[Held], count: int, options: Options) -> list[Question]:
    """Records of several people in one file are never one patient's."""
    for h in held:
        different = len({cell for cell in h.cells if cell})
        if h.said.is_person and not h.chosen and 1 < different < count:
            return [
                Question(
                    _(
                        "The column {column} names {count} people or records.",
                        column=h.name,
                        count=different,
                    ),
                    hint=_(
                        "Keep the lines of one patient only, or say that it does not matter:"
                        " {option}.",
                        option=f"--column unused={quoted(h)}",
                    ),
                )
            ]
    return []


def _scale_hints(held: Sequence[Held], scores: Sequence[ScoreColumn]) -> tuple[str, ...]:
    used = {score.index for score in scores}
    hints: list[str] = []
    for h in held:
        if h.index in used and not h.chosen:
            hints += [next(filter(None, m.groups())) for m in _RANGE.finditer(h.name)]
            hints += ["10 = no pain"] if TURNED.search(h.name) else []
            hints += ["100"] if _HUNDRED.search(h.name) else []
        elif h.said.tells_scale and not h.chosen and h.use is Use.UNUSED:
            h.remark = _("tells the scale")
            hints += sorted({cell for cell in h.cells if cell})[:20]
    return tuple(hints)


def _column(h: Held, stamp: int | None) -> Column:
    remark = h.remark
    if h.use is Use.UNUSED and not remark and h.said.is_id:
        remark = _(AN_ID)
    return Column(h.index + 1, h.name, h.use, tuple(h.sample[:3]), remark)


def _index(held: Sequence[Held], use: Use) -> int | None:
    return next((h.index for h in reversed(held) if h.use is use), None)
