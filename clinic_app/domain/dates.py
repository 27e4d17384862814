"""Dates as people type and read them: forgiving in, one plain form out."""

import re
from datetime import date, datetime

from clinic_app.domain.errors import UserError
from clinic_app.domain.month_names import month_of
from clinic_app.domain.pain.region_words import plain_words
from clinic_app.domain.regional import Order
from clinic_app.words import (
    DAY_MONTH,
    DAY_MONTH_YEAR,
    WEEKDAY_DAY,
    WEEKDAY_DAY_YEAR,
    _,
    interface,
    ngettext,
)

_DIGITS = re.compile(r"\d+")
_DOTTED = re.compile(r"\s*\d{1,2}\.\s?\d{1,2}\.\s?\d+\s*")


def parse_date(text: str, order: Order) -> date:
    """A date from ``4 Mar 1958``, ``1958-03-04``, ``03/04/1958`` (in ``order``) or ``19580304``.

    A first number above 12 can only be a day, whatever the order; with dots the day leads, as
    nobody writes the month first with them. Raises UserError saying how to
    write it, without repeating what was typed.
    """
    numbers = [_split(n) for n in _DIGITS.findall(text)]
    parts = [part for some in numbers for part in some]
    words = plain_words(text)
    months = [month for month in map(month_of, words) if month is not None]
    if len(months) == 1 and len(parts) == 2:
        day, year = sorted(parts, key=len)
        return _date(year, months[0], int(day), order)
    if words or len(parts) != 3:
        raise _not_a_date(order)
    if len(parts[0]) == 4:
        return _date(parts[0], int(parts[1]), int(parts[2]), order)
    first, second, year = int(parts[0]), int(parts[1]), parts[2]
    leads = order is Order.DAY_FIRST or bool(_DOTTED.fullmatch(text))
    day_first = first > 12 or (leads and second <= 12)
    return _date(year, *((second, first) if day_first else (first, second)), order)


def day_words(day: date, *, today: date | None = None) -> str:
    """``4 Mar 1958``; without the year when it is this one (``today`` given)."""
    is_this_year = today is not None and day.year == today.year
    return interface().date(day, DAY_MONTH if is_this_year else DAY_MONTH_YEAR)


def long_date(day: date) -> str:
    """``Fri 3 Oct 2026``."""
    return interface().date(day, WEEKDAY_DAY_YEAR)


def near_day_words(day: date, today: date) -> str:
    """``today``, ``yesterday`` or ``4 Mar``, with the year where it is not this one."""
    days = (today - day).days
    if days == 0:
        return _("today")
    return _("yesterday") if days == 1 else day_words(day, today=today)


def near_moment_words(at: datetime, today: date) -> str:
    """``today 08:02``."""
    return f"{near_day_words(at.date(), today)} {at:%H:%M}"


def weekday_words(day: date) -> str:
    """``Friday 20 Nov``."""
    return interface().date(day, WEEKDAY_DAY)


def ago_words(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``10 days ago``, and from two weeks on the day itself."""
    days = (today - day).days
    if 1 < days < 14:
        return ngettext("{count} day ago", "{count} days ago", days)
    return near_day_words(day, today) if days in (0, 1) else day_words(day, today=today)


def _split(digits: str) -> tuple[str, ...]:
    """Eight digits in a row are a whole date; a year of this or the last century may lead."""
    if len(digits) != 8:
        return (digits,)
    if digits[:2] in ("18", "19", "20") and 1 <= int(digits[4:6]) <= 12:
        return digits[:4], digits[4:6], digits[6:]
    return digits[:2], digits[2:4], digits[4:]


def _date(year: str, month: int, day: int, order: Order) -> date:
    if len(year) != 4:
        raise UserError(
            _("The year needs four digits."), _("Write it like {example}.", example=order.example)
        )
    try:
        found = date(int(year), month, day)
    except (ValueError, OverflowError):
        raise UserError(
            _("There is no such day."),
            _("Write it like 4 Mar 1958 or {example}.", example=order.example),
        ) from None
    if not 1800 <= found.year <= 2200:
        raise UserError(_("The year {year} cannot be right.", year=found.year))
    return found


def _not_a_date(order: Order) -> UserError:
    return UserError(
        _("This is not a date."),
        _("Write it like 4 Mar 1958, 1958-03-04 or {example}.", example=order.example),
    )
