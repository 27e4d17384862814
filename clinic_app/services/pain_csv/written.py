"""Dates as they are written in a file, before it is known in which order their numbers stand."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from functools import lru_cache

from clinic_app.domain.errors import UserError
from clinic_app.domain.month_names import month_of, weekday_of
from clinic_app.domain.pain.region_words import plain_words
from clinic_app.services.pain_csv.clock import Clock, of_fraction, parse_clock
from clinic_app.services.pain_csv.values import Dates
from clinic_app.words import _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}:\d{2}.*))?")
_TIME = re.compile(
    r"(?<![\d.:])\d{1,2}(?:[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m?\.?(?![a-z]))?|\s*[ap]\.?\s?m\b\.?)"
    r"(?:\s*(?:Z\b|(?:UTC|GMT)?\s*[+\-\u2212]\s?\d{2}:?\d{2}(?!\d)"
    r"|(?:UTC|GMT)\s*[+\-\u2212]\s?\d{1,2}(?::\d{2})?(?!\d)"  # as online forms write it
    r"|(?:UTC|GMT|[A-Z]{1,3}[DS]T|CEST|EEST|CET|EET)\b))?"
    r"(?:\s*[\[(][^\])]*[\])])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_SERIAL_START = date(1899, 12, 30)  # of Excel for Windows, from March 1900 on
_EASTERN = str.maketrans({"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "})
_FILLING = frozenset(
    "de del of the le la el den der vom am on at um as a las o os st nd rd th er ro do da t uur"
    " uhr h hs hrs z feira".split()
)
_GERMAN = re.compile(r"\A(.*\d{4})[\s,]+(\d{1,2})\.(\d{2})(?:\s*uhr)?", re.IGNORECASE)


class Form(Enum):
    """What is certain about a date's numbers."""

    DAY_FIRST = auto()  # dots, or a month's name
    YEAR_FIRST = auto()
    OPEN = auto()
    SERIAL = auto()
    INSTANT = auto()


@dataclass(frozen=True)
class Written:
    """A date as written: three numbers in the file's order, its time, its weekday if named.

    ``short`` tells of a year in two digits, ``leads_with_two`` that it might stand first. A serial
    holds the day alone, an instant its clock.
    """

    form: Form
    numbers: tuple[int, int, int]
    clock: Clock | None = None
    weekday: int | None = None
    short: bool = False
    leads_with_two: bool = False

    def day(self, order: Dates, this_year: int) -> date | None:
        """The day in an order; None where there is none, or the weekday is another."""
        first, second, third = self.numbers
        if self.form is Form.OPEN:
            parts = dict(zip(order.value, self.numbers, strict=True))
            year, month, day = parts["y"], parts["m"], parts["d"]
        elif self.form is Form.DAY_FIRST:
            year, month, day = third, second, first
        elif self.form is Form.YEAR_FIRST:
            month, day = (third, second) if order is Dates.YDM else (second, third)
            year = first
        else:
            year, month, day = self.numbers
        if self.short:
            year += 2000 if 2000 + year <= this_year + 1 else 1900
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None


def parse_written(text: str) -> Written:
    """A date of a file, with its time where one stands beside it; raises UserError."""
    iso = _ISO.fullmatch(text)
    if iso:
        clock = parse_clock(iso[4]) if iso[4] else None
        return Written(Form.YEAR_FIRST, (int(iso[1]), int(iso[2]), int(iso[3])), clock)
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _of_serial(int(serial[1]), serial[2])
    if _EPOCH.fullmatch(text):
        return _of_epoch(text)
    return _in_words(text.translate(_EASTERN))


def form_of(text: str) -> Form | None:
    """What is certain about the numbers of a date; None for what is no date."""
    try:
        return parse_written(text).form
    except UserError:
        return None


def _in_words(text: str) -> Written:
    clock = None
    if "." in text:
        text = _GERMAN.sub(r"\1 \2:\3", text)
    found = _TIME.search(text)
    if found:
        clock = parse_clock(found[0].strip())
        text = f"{text[: found.start()]} {text[found.end() :]}"
    day = _of_day(text.strip())
    return day if clock is None else replace(day, clock=clock)


@lru_cache(maxsize=4096)
def _of_day(text: str) -> Written:
    """A date without a time; the lines of a day repeat it."""
    numbers = _DIGITS.findall(text)
    month, weekday = _named(text)
    if len(numbers) == 1 and len(numbers[0]) == 8 and month is None:
        return _of_eight(numbers[0], weekday)
    if len(numbers) != (3 if month is None else 2) or any(
        len(n) > 4 or len(n) == 3 for n in numbers
    ):
        raise _not_a_date()
    if month is not None:
        return _with_month(numbers, month, weekday)
    parts = (int(numbers[0]), int(numbers[1]), int(numbers[2]))
    lengths = [len(number) for number in numbers]
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        return Written(Form.YEAR_FIRST, parts, None, weekday)
    if max(lengths[:2]) > 2:
        raise _not_a_date()
    if lengths[2] == 1 and lengths[0] == 2:  # 26/3/4: no year is written in one digit
        return Written(Form.YEAR_FIRST, parts, None, weekday, short=True)
    between = text[text.index(numbers[0]) + lengths[0] :].lstrip()[:1]
    form = Form.DAY_FIRST if between == "." else Form.OPEN
    return Written(form, parts, None, weekday, lengths[2] <= 2, lengths[0] == 2)


def _named(text: str) -> tuple[int | None, int | None]:
    """The month and the weekday that the words name. Raises UserError for any other word."""
    months: list[int] = []
    weekdays: list[int] = []
    either: list[tuple[int, int]] = []  # mar: marzo, and martes
    for word in plain_words(text):
        month, weekday = month_of(word), weekday_of(word)
        if month is not None and weekday is not None:
            either.append((month, weekday))
        elif month is not None:
            months.append(month)
        elif weekday is not None:
            weekdays.append(weekday)
        elif word not in _FILLING:
            raise _not_a_date()
    for month, weekday in reversed(either):
        if months:
            weekdays.append(weekday)
        else:
            months.append(month)
    if len(months) > 1 or len(weekdays) > 1:
        raise _not_a_date()
    return (months or [None])[0], (weekdays or [None])[0]


def _with_month(numbers: list[str], month: int, weekday: int | None) -> Written:
    """A four-digit number is the year; of two short ones the day leads."""
    first, second = numbers
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2:
        raise _not_a_date()
    parts = (int(day), month, int(year))
    return Written(Form.DAY_FIRST, parts, None, weekday, short=len(year) <= 2)


def _of_eight(digits: str, weekday: int | None) -> Written:
    """``20261101``, or ``01112026``."""
    if digits[:2] in ("19", "20") and 1 <= int(digits[4:6]) <= 12:
        parts = int(digits[:4]), int(digits[4:6]), int(digits[6:])
        return Written(Form.YEAR_FIRST, parts, None, weekday)
    parts = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return Written(Form.OPEN, parts, None, weekday)


def _of_serial(days: int, fraction: str | None) -> Written:
    try:
        found = _SERIAL_START + timedelta(days=days)
    except OverflowError:
        raise _not_a_date() from None
    clock = None
    if fraction and int(fraction):
        clock = of_fraction(float(f"0.{fraction}"))
    return Written(Form.SERIAL, (found.year, found.month, found.day), clock)


def _of_epoch(text: str) -> Written:
    """Seconds or milliseconds since 1970, as programs write a moment."""
    whole = int(text.partition(".")[0])
    seconds = whole // 1000 if len(text.partition(".")[0]) == 13 else whole
    at = datetime.fromtimestamp(seconds, UTC)
    return Written(Form.INSTANT, (at.year, at.month, at.day), Clock(at.time(), UTC))


def _not_a_date() -> UserError:
    return UserError(_("This is not a date."), _("Write it like {example}.", example="2026-03-04"))
