"""In which order the dates of one file stand: by what they show, else a question.

The clinic's own setting decides nothing here: a file comes from somewhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from clinic_app.domain.dates import day_words
from clinic_app.domain.regional import Order
from clinic_app.services.pain_csv.values import Answer, Dates, Note, Options, Question
from clinic_app.services.pain_csv.written import Form, Written
from clinic_app.words import _, pgettext

_FEWEST_DAYS = 7  # a week of days in a row is no row of first-of-months
_NEAR_DAYS = 3
_RECENT_YEARS = 15
_FAR = 10
_FOLLOWING, _APART = 0.8, 0.25  # shares of near days that tell two readings apart

Dated = tuple[int, Written]  # the line's number, and its date


@dataclass(frozen=True)
class Decision:
    """The order of open dates and of those with the year first, and how it was found."""

    open: Dates = Dates.DMY
    year_first: Dates = Dates.YMD
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()

    def day(self, written: Written, this_year: int) -> date | None:
        """The day of a date, None where there is no such day."""
        order = self.year_first if written.form is Form.YEAR_FIRST else self.open
        return written.day(order, this_year)


@dataclass(frozen=True)
class _Reading:
    """All dates of one form in one order: the days in the file's order, and the lines without."""

    order: Dates
    days: tuple[date, ...]
    failed: tuple[int, ...]

    @property
    def span_days(self) -> int:
        """From the first to the last day."""
        return (max(self.days) - min(self.days)).days if self.days else 0

    @property
    def near(self) -> float:
        """The share of days that follow the one before within a few days."""
        ordered = sorted(set(self.days))
        gaps = [(b - a).days for a, b in pairwise(ordered)]
        return sum(gap <= _NEAR_DAYS for gap in gaps) / len(gaps) if gaps else 0.0


def decide(dated: Sequence[Dated], options: Options, clinic: Order, today: date) -> Decision:
    """The order of all dates of a column; ``clinic`` says which reading is offered first."""
    by_year = [(n, w) for n, w in dated if w.form is Form.YEAR_FIRST]
    of_open = [(n, w) for n, w in dated if w.form is Form.OPEN]
    first = Dates.DMY if clinic is Order.DAY_FIRST else Dates.MDY
    orders = [first, Dates.MDY if first is Dates.DMY else Dates.DMY]
    if options.dates is Dates.YMD or _may_lead_with_year(of_open, today):
        orders.append(Dates.YMD)
    year_first, asked_year = _of_years(by_year, options, today)
    requested = options.dates if options.dates in orders else None
    if not of_open:
        return Decision(year_first=year_first, questions=asked_year)
    readings = _possible([_read(of_open, order, today) for order in orders])
    if requested is not None:
        return Decision(requested, year_first, (), asked_year)
    if len({reading.days for reading in readings}) == 1 and not _conflict(readings):
        return Decision(readings[0].order, year_first, (), asked_year)
    conflict = _conflict(readings)
    if conflict is not None:
        return Decision(readings[0].order, year_first, (), (*asked_year, conflict))
    readings, year_leads = _of_likely_year(readings)
    if year_leads:
        note = Note(
            _("Dates are read as {order}: so the days lie together.", order=Dates.YMD.words), True
        )
        return Decision(Dates.YMD, year_first, (note,), asked_year)
    if len(readings) == 1:
        return Decision(readings[0].order, year_first, (), asked_year)
    following = _following(readings)
    if following is not None:
        note = Note(
            _(
                "Dates are read as {order}: the days follow each other.",
                order=following.order.words,
            ),
            True,
        )
        return Decision(following.order, year_first, (note,), asked_year)
    question = _ask(readings, options, today)
    return Decision(readings[0].order, year_first, (), (*asked_year, question))


def _may_lead_with_year(dated: Sequence[Dated], today: date) -> bool:
    """26/03/04: two digits everywhere, and with the year first the days are of recent years."""
    if not dated or not all(written.short and written.leads_with_two for _, written in dated):
        return False
    days = _read(dated, Dates.YMD, today).days
    return bool(days) and max(days) <= today and min(days).year >= today.year - _RECENT_YEARS


def _of_likely_year(readings: list[_Reading]) -> tuple[list[_Reading], bool]:
    """Without a year in the wrong place, which spreads the days of weeks over many years.

    Also whether that leaves the year first, which is to be said.
    """
    led = [r for r in readings if r.order is Dates.YMD]
    others = [r for r in readings if r.order is not Dates.YMD]
    if not led or not others or len(set(led[0].days)) < 2:
        return readings, False
    if any(led[0].span_days >= _FAR * (other.span_days + 7) for other in others):
        return others, False
    enough = len(set(led[0].days)) >= _FEWEST_DAYS
    if enough and all(other.span_days >= _FAR * (led[0].span_days + 7) for other in others):
        return led, True
    return readings, False


def turned(written: Written, decision: Decision, this_year: int) -> date | None:
    """The day of a date read the other way round, None where it has no other way."""
    other = {Dates.DMY: Dates.MDY, Dates.MDY: Dates.DMY}.get(decision.open)
    if written.form is not Form.OPEN or other is None:
        return None
    return written.day(other, this_year)


def _read(dated: Iterable[Dated], order: Dates, today: date) -> _Reading:
    days: list[date] = []
    failed: list[int] = []
    for number, written in dated:
        day = written.day(order, today.year)
        if day is None:
            failed.append(number)
        else:
            days.append(day)
    return _Reading(order, tuple(days), tuple(failed))


def _possible(readings: list[_Reading]) -> list[_Reading]:
    """Those that read most lines; a line that no order reads tells nothing."""
    hopeless = set.intersection(*(set(reading.failed) for reading in readings))
    bare = [replace(r, failed=tuple(n for n in r.failed if n not in hopeless)) for r in readings]
    whole = [reading for reading in bare if not reading.failed]
    return whole or bare


def _conflict(readings: list[_Reading]) -> Question | None:
    """Every order fails on some line: two orders stand in one file."""
    if not all(reading.failed for reading in readings):
        return None
    day_led = next((r for r in readings if r.order is Dates.DMY), readings[0])
    month_led = next((r for r in readings if r.order is Dates.MDY), readings[-1])
    return Question(
        _(
            "Some dates begin with the day, some with the month: line {line} can only begin with"
            " the day, line {other} only with the month.",
            line=month_led.failed[0],
            other=day_led.failed[0],
        ),
        hint=_("Write all of them in one way, as in {example}.", example="2026-03-04"),
    )


def _following(readings: list[_Reading]) -> _Reading | None:
    best = max(readings, key=lambda reading: reading.near)
    others = [reading for reading in readings if reading is not best]
    enough = len(set(best.days)) >= _FEWEST_DAYS and best.near >= _FOLLOWING
    return best if enough and all(other.near <= _APART for other in others) else None


def _ask(readings: list[_Reading], options: Options, today: date) -> Question:
    answers = tuple(
        Answer(
            f"{reading.order.words}: {_span(reading.days, today)}",
            f"--dates {reading.order}",
            replace(options, dates=reading.order),
        )
        for reading in readings
    )
    return Question(_("The order of the dates is not clear."), answers)


def _span(days: Sequence[date], today: date) -> str:
    first, last = day_words(days[0]), day_words(days[-1])
    words = first
    if len(days) > 1:
        words = pgettext("days", "{first} to {last}", first=first, last=last)
    return _("{days} (in the future)", days=words) if max(days) > today else words


def _of_years(
    dated: Sequence[Dated], options: Options, today: date
) -> tuple[Dates, tuple[Question, ...]]:
    """The year leads: then the month follows, unless the days tell another story."""
    if options.dates is Dates.YDM or options.dates is Dates.YMD:
        return options.dates, ()
    if any(written.numbers[2] > 12 for _, written in dated):  # it can only be a day
        return Dates.YMD, ()
    if not dated:
        return Dates.YMD, ()
    usual, other = (_read(dated, order, today) for order in (Dates.YMD, Dates.YDM))
    if other.failed or (not usual.failed and _following([usual, other]) is not other):
        return Dates.YMD, ()
    return Dates.YMD, (_ask([usual, other], options, today),) if usual.days else ()
