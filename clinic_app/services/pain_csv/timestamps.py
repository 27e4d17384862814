"""When each line was rated: its date, its time, and a timestamp beside them, as one moment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import EARLIEST
from clinic_app.domain.regional import Order
from clinic_app.services.pain_csv.clock import Clock, of_fraction, parse_clock
from clinic_app.services.pain_csv.day_order import Decision, decide, turned
from clinic_app.services.pain_csv.scores import parse_cell
from clinic_app.services.pain_csv.values import Answer, Dates, Note, Options, Question, Use
from clinic_app.services.pain_csv.written import Form, Written, parse_written
from clinic_app.words import _

NOON = time(12, 0)  # a rating of a day without a time
_MIDNIGHT = time(0, 0)
_SERIAL_YEARS = 15
_LONGEST_CLOCK = 14
_FRACTION = re.compile(r"0?[.,]\d+")
_HAS_DIGIT = re.compile(r"\d")


class When(NamedTuple):
    """The cells of one line that tell when; ``stamp`` is a timestamp beside a date."""

    line: int
    date: str
    time: str = ""
    stamp: str = ""


class Moment(NamedTuple):
    """When a line was rated, or why that cannot be known. ``words`` is a time told in words.

    ``is_local``: written without an offset from UTC, so the day and the hour count. ``moved``: the
    clocks went forward and left the hour out.
    """

    at: datetime | None = None
    error: str = ""
    is_local: bool = True
    words: str = ""
    moved: bool = False


@dataclass(frozen=True)
class Around:
    """What a rating cannot lie outside of, and how this clinic writes dates.

    ``is_utc``: the file says that times without an offset are in UTC.
    """

    now: datetime
    clinic: Order
    born: date | None = None
    is_utc: bool = False

    @property
    def today(self) -> date:
        """The clinic's own day."""
        return self.now.date()


@dataclass(frozen=True)
class Moments:
    """The moment of every line, and what is to be said or asked about them."""

    moments: Sequence[Moment]
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()


class _Parsed(NamedTuple):
    line: int
    written: Written | None = None
    clock: Clock | None = None
    stamp: Written | None = None
    words: str = ""
    error: str = ""


def moments_of(
    whens: Sequence[When], options: Options, around: Around, names: tuple[str, str] = ("", "")
) -> Moments:
    """Read all lines together; ``names`` are those of the date column and of the timestamp's."""
    parsed = _without_midnights([_parsed(when) for when in whens])
    today = around.today
    dated = [(p.line, p.written) for p in parsed if p.written is not None]
    decision = decide(dated, options, around.clinic, today)
    stamped = [(p.line, p.stamp) for p in parsed if p.stamp is not None]
    decision, by_stamp, apart = _with_stamps(parsed, decision, stamped, options, around, names)
    hint = _past_if_turned(dated, decision, today)
    found = [_moment(p, decision, by_stamp, around, hint) for p in parsed]
    gaps = tuple(
        Note(
            _(
                "Line {line}: the clocks went forward and left this time out; kept as written.",
                line=p.line,
            )
        )
        for p, moment in zip(parsed, found, strict=True)
        if moment.moved
    )
    notes = (*decision.notes, *_kinds_told(parsed, is_utc=around.is_utc), *gaps[:5])
    return Moments(found, notes, (*decision.questions, *apart))


def _parsed(when: When) -> _Parsed:
    if not when.date:
        return _Parsed(when.line, error=_("The date is missing."))
    try:
        written = parse_written(when.date)
        clock, words = _clock_of(when.time)
        _check_agree(written.clock, clock)
    except UserError as error:
        return _Parsed(when.line, error=str(error))
    try:
        stamp = parse_written(when.stamp) if when.stamp else None
    except UserError:
        stamp = None  # the date tells the day
    return _Parsed(when.line, written, clock, stamp, words)


def _clock_of(text: str) -> tuple[Clock | None, str]:
    """A time, or the words of one that is told in words (``morning``)."""
    if not text:
        return None, ""
    if not _HAS_DIGIT.search(text):
        return None, "" if parse_cell(text).is_missing else text
    if _FRACTION.fullmatch(text):  # of a day, as a spreadsheet keeps it
        return of_fraction(float(text.replace(",", "."))), ""
    try:
        return parse_clock(text), ""
    except UserError:  # some programs write the day in the time column too
        whole = parse_written(text).clock if len(text) > _LONGEST_CLOCK else None
        if whole is None:
            raise
        return whole, ""


def _check_agree(of_date: Clock | None, of_time: Clock | None) -> None:
    if of_date and of_time and of_date.time not in (_MIDNIGHT, of_time.time):
        raise UserError(_("The date holds one time and the time column another."))


def _without_midnights(parsed: list[_Parsed]) -> list[_Parsed]:
    """Where every line says midnight, programs wrote a day as a moment: there is no time."""
    clocks = [p.written.clock for p in parsed if p.written is not None]
    if any(clock is None or clock.time != _MIDNIGHT for clock in clocks):
        return parsed
    return [p._replace(written=replace(p.written, clock=None)) if p.written else p for p in parsed]


def _kinds_told(parsed: Sequence[_Parsed], *, is_utc: bool) -> list[Note]:
    forms = {p.written.form for p in parsed if p.written}
    notes: list[Note] = []
    if Form.SERIAL in forms:
        notes.append(Note(_("Dates are read as Excel's day numbers."), guessed=True))
    if Form.INSTANT in forms:
        notes.append(Note(_("Dates are read as Unix time and converted to local time.")))
    clocks = [c for p in parsed if p.written for c in (p.written.clock, p.clock)]
    if any(clock and (clock.is_utc or is_utc) for clock in clocks) and Form.INSTANT not in forms:
        notes.append(Note(_("Times in UTC are converted to this computer's local time.")))
    return notes


def _past_if_turned(dated: Sequence[tuple[int, Written]], decision: Decision, today: date) -> str:
    """What to say of future dates where all dates, read the other way, lie in the past."""
    of_open = [w for _, w in dated if w.form is Form.OPEN]
    days = [turned(w, decision, today.year) for w in of_open]
    fits = bool(days) and all(day is not None and day <= today for day in days)
    other = Dates.MDY if decision.open is Dates.DMY else Dates.DMY
    text = " " + _(
        "Read the other way round these would be past dates (--dates {order}).", order=other
    )
    return text if fits else ""


def _moment(
    p: _Parsed, decision: Decision, by_stamp: Decision | None, around: Around, hint: str
) -> Moment:
    if p.written is None:
        return Moment(error=p.error)
    day = decision.day(p.written, around.today.year)
    if day is None:
        wrong = p.written.weekday is not None
        text = _("There is no such day.")
        if wrong:
            text = _("This weekday and date do not go together.")
        return Moment(error=text)
    clock = p.clock or p.written.clock
    if clock is None and p.stamp is not None and by_stamp is not None:
        clock = _clock_of_stamp(p.stamp, by_stamp, day, around)
    if clock is not None and clock.offset is None and around.is_utc:
        clock = Clock(clock.time, UTC)
    try:
        at, moved = _joined(day, clock)
    except (OverflowError, ValueError, OSError):
        return Moment(error=_("There is no such day."))
    error = _outside(p.written, at, clock is not None, around, hint)
    if error:
        return Moment(error=error)
    return Moment(at, "", clock is None or clock.offset is None, p.words, moved)


def _joined(day: date, clock: Clock | None) -> tuple[datetime, bool]:
    """The moment, and whether the clocks left this hour out: then it stays as it was written."""
    naive = datetime.combine(day, clock.time if clock else NOON)
    if clock and clock.offset is not None:
        aware = naive.replace(tzinfo=clock.offset)
        return (aware.astimezone() if clock.is_utc else aware), False
    at = naive.astimezone()
    if at.replace(tzinfo=None) == naive:
        return at, False
    before = naive - at.astimezone(UTC).replace(tzinfo=None)
    return naive.replace(tzinfo=timezone(before)), True


def _outside(written: Written, at: datetime, has_time: bool, around: Around, hint: str) -> str:
    """Why a rating cannot be of this moment, or nothing. Today without a time is no future."""
    late = at > around.now + timedelta(minutes=1) if has_time else at.date() > around.today
    if late:
        return _("A pain rating cannot lie in the future.") + hint
    if written.form is Form.SERIAL and at.year < around.today.year - _SERIAL_YEARS:
        return _("A day number this low is no day of the last fifteen years.")
    if at < EARLIEST:
        return _("A pain rating cannot lie before 1970.")
    if around.born and at.date() < around.born:
        return _("This day lies before the patient's birth date.")
    return ""


def _clock_of_stamp(stamp: Written, decision: Decision, day: date, around: Around) -> Clock | None:
    """The timestamp's time where it belongs to the date's own day."""
    at = _stamped(stamp, decision, around)
    if at is None or stamp.clock is None or at.date() != day:
        return None
    return Clock(at.time()) if stamp.clock.is_utc else stamp.clock


def _stamped(stamp: Written, decision: Decision, around: Around) -> datetime | None:
    day = decision.day(stamp, around.today.year)
    try:
        return None if day is None else _joined(day, stamp.clock)[0]
    except (OverflowError, ValueError, OSError):
        return None


def _with_stamps(
    parsed: Sequence[_Parsed],
    decision: Decision,
    stamped: Sequence[tuple[int, Written]],
    options: Options,
    around: Around,
    names: tuple[str, str],
) -> tuple[Decision, Decision | None, tuple[Question, ...]]:
    """How the timestamps are read, and a question where they tell other days than the dates.

    Of several orders that one counts in which both agree: it also answers an open date order.
    """
    if not stamped:
        return decision, None, ()
    own = decide(stamped, options, around.clinic, around.today)
    dates = [p for p in parsed if p.written is not None and p.stamp is not None]

    def differing(of_date: Decision, of_stamp: Decision) -> list[int]:
        days = [
            (p.line, of_date.day(p.written, around.today.year), _stamped(p.stamp, of_stamp, around))
            for p in dates
            if p.written is not None and p.stamp is not None
        ]
        return [n for n, day, at in days if day and at and abs((at.date() - day).days) > 1]

    pairs = [(d, s) for d in _alternatives(decision) for s in _alternatives(own)]
    agreeing = [(d, s) for d, s in pairs if not differing(d, s)]
    if len({d.open for d, _ in agreeing}) == 1:
        return agreeing[0][0], agreeing[0][1], ()
    apart = differing(decision, own)
    chosen = any(use is Use.DATE for use, _ in options.columns)
    if agreeing or decision.questions or chosen or not apart:
        return decision, own, ()
    changes = [options.with_column(Use.DATE, name) for name in names]
    answers = tuple(
        Answer(_("the day stands in {column}", column=name), f"--column date={name}", change)
        for name, change in zip(names, changes, strict=True)
    )
    text = _(
        "{column} and {other} lie more than a day apart, first in line {line}.",
        column=names[0],
        other=names[1],
        line=apart[0],
    )
    return decision, own, (Question(text, answers),)


def _alternatives(decision: Decision) -> list[Decision]:
    """The readings that a question leaves open, or the one that is certain."""
    orders = [a.options.dates for q in decision.questions for a in q.answers if a.options.dates]
    return [Decision(order, decision.year_first) for order in orders] or [decision]
