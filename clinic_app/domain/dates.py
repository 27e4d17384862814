"""Dates as people type and read them: forgiving in, one plain form out."""

import re
from collections.abc import Iterable
from datetime import date

from clinic_app.domain.errors import UserError
from clinic_app.domain.regional import Order

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPANISH = {"ene": 1, "abr": 4, "ago": 8, "dic": 12}
_NAMED = {name.lower(): number for number, name in enumerate(_MONTHS, 1)} | _SPANISH
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


def parse_date(text: str, order: Order) -> date:
    """A date from ``4 Mar 1958``, ``1958-03-04``, ``03/04/1958`` (in ``order``) or ``19580304``.

    A first number above 12 can only be a day, whatever the order. Raises UserError saying how to
    write it, without repeating what was typed.
    """
    numbers = [_split(n) for n in _DIGITS.findall(text)]
    parts = [part for some in numbers for part in some]
    words = _LETTERS.findall(text.lower())
    months = [_NAMED[w[:3]] for w in words if w[:3] in _NAMED]
    if len(months) == 1 and len(parts) == 2:
        day, year = sorted(parts, key=len)
        return _date(year, months[0], int(day), order)
    if words or len(parts) != 3:
        raise _not_a_date(order)
    if len(parts[0]) == 4:
        return _date(parts[0], int(parts[1]), int(parts[2]), order)
    first, second, year = int(parts[0]), int(parts[1]), parts[2]
    day_first = first > 12 or (order is Order.DAY_FIRST and second <= 12)
    return _date(year, *((second, first) if day_first else (first, second)), order)


def common_order(texts: Iterable[str], order: Order) -> Order:
    """The order in which all dates of one file are written: the clinic's where none tells.

    One first number above 12 shows that the day leads in every one of them. Raises UserError where
    some can only be read one way, some only the other.
    """
    seen: set[Order] = set()
    for text in texts:
        parts = [int(n) for n in _DIGITS.findall(text)]
        if len(parts) == 3 and parts[0] <= 31 and not _LETTERS.search(text):
            seen |= {Order.DAY_FIRST} if parts[0] > 12 >= parts[1] else set()
            seen |= {Order.MONTH_FIRST} if parts[1] > 12 >= parts[0] else set()
    if len(seen) > 1:
        raise UserError(
            "Some dates begin with the day and some with the month.",
            "Write all of them in one way, as in 2026-03-04.",
        )
    return seen.pop() if seen else order


def day_words(day: date, *, today: date | None = None) -> str:
    """``4 Mar 1958``; without the year when it is this one (``today`` given)."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def weekday_words(day: date) -> str:
    """``Friday 20 Nov``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def ago_words(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``10 days ago``, and from two weeks on the day itself."""
    days = (today - day).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return f"{days} days ago" if 1 < days < 14 else day_words(day, today=today)


def _split(digits: str) -> tuple[str, ...]:
    """Eight digits in a row are a whole date; a year of this or the last century may lead."""
    if len(digits) != 8:
        return (digits,)
    if digits[:2] in ("18", "19", "20") and 1 <= int(digits[4:6]) <= 12:
        return digits[:4], digits[4:6], digits[6:]
    return digits[:2], digits[2:4], digits[4:]


def _date(year: str, month: int, day: int, order: Order) -> date:
    if len(year) != 4:
        raise UserError("The year needs four digits.", f"Write it like {order.example}.")
    try:
        found = date(int(year), month, day)
    except (ValueError, OverflowError):
        raise UserError(
            "There is no such day.", f"Write it like 4 Mar 1958 or {order.example}."
        ) from None
    if not 1800 <= found.year <= 2200:
        raise UserError(f"The year {found.year} cannot be right.")
    return found


def _not_a_date(order: Order) -> UserError:
    return UserError(
        "This is not a date.", f"Write it like 4 Mar 1958, 1958-03-04 or {order.example}."
    )
