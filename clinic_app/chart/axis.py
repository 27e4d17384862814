"""The date axis: ticks that read well from a week to many years."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain_chart import MIDDLE, day_of, x_of

# Up to this many days, a tick every so many days; beyond, ticks on the first of a month.
_DAY_STEPS = ((10, 1), (21, 2), (75, 7), (130, 14))
_MONTH_STEPS = ((430, 1), (850, 2), (1300, 3), (2600, 6))


@dataclass(frozen=True)
class Tick:
    """A day on the axis: ``x`` in days since 1970-01-01, and its label."""

    x: float
    label: str


def ticks(first: float, last: float, *, year: int) -> list[Tick]:
    """Ticks for an axis from ``first`` to ``last`` (days since 1970), in the middle of their days.

    A day of another ``year`` than this one carries it, and so does each year's first of months.
    """
    days = last - first
    for most, step in _DAY_STEPS:
        if days <= most:
            return _by_days(first, last, step, year)
    months = next((step for most, step in _MONTH_STEPS if days <= most), 12)
    return _by_months(first, last, months)


def _by_days(first: float, last: float, step: int, year: int) -> list[Tick]:
    start, found = day_of(first), list[Tick]()
    for n in range(0, ceil(last - x_of(start)), step):
        day = start + timedelta(days=n)
        label = day_words(day, today=day if day.year == year else None)
        found.append(Tick(x_of(day) + MIDDLE, label))
        year = day.year
    return found


def _by_months(first: float, last: float, step: int) -> list[Tick]:
    found = list[Tick]()
    year, month = day_of(first).year, 1
    while True:
        day = date(year, month, 1)
        x = x_of(day)
        if x >= last:
            return found
        if x >= first:
            is_named = month == 1 or not found
            label = day_words(day, today=None if is_named else day).removeprefix("1 ")
            found.append(Tick(x + MIDDLE, label))
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
