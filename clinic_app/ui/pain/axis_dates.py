"""Dates in the chart's words, and which of them fit under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.pain_chart import MIDDLE, day_of

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 4, 6, 12)
_DAYS_A_MONTH = 30.5


@dataclass(frozen=True)
class Tick:
    """A place on the x axis (days since 1970-01-01) and the words under it."""

    x: float
    words: str


def long_date(day: date) -> str:
    """``Fri 3 Oct 2026``."""
    return f"{weekday_words(day)[:3]} {day_words(day)}"


def date_ticks(
    x_first: float, x_last: float, *, width: float, year: int, room: float = 76
) -> list[Tick]:
    """Ticks for an axis ``width`` px wide, about ``room`` px apart at least.

    A tick stands in the middle of its day. Days and weeks start at the first day, months at their
    first. A tick of another ``year`` than this one carries it, and so does each year's first of
    months.
    """
    span = max(1.0, x_last - x_first)
    most = max(1.0, width / room)
    for step in _DAY_STEPS:
        if span / step <= most:
            return _day_ticks(x_first, x_last, step, year)
    needed = ceil(span / _DAYS_A_MONTH / most)
    step = next((s for s in _MONTH_STEPS if s >= needed), 12 * ceil(needed / 12))
    return _month_ticks(x_first, x_last, step)


def _day_ticks(x_first: float, x_last: float, step: int, shown: int) -> list[Tick]:
    day = day_of(x_first)
    ticks: list[Tick] = []
    x = x_first
    while x < x_last:
        words = day_words(day, today=day if day.year == shown else None)
        ticks.append(Tick(x // 1 + MIDDLE, words))
        shown = day.year
        day += timedelta(days=step)
        x += step
    return ticks


def _month_ticks(x_first: float, x_last: float, step: int) -> list[Tick]:
    origin = day_of(x_first)
    base = x_first - origin.toordinal()
    ticks: list[Tick] = []
    shown = None
    for day in _months(origin, step):
        x = base + day.toordinal()
        if x >= x_last:
            return ticks
        if x >= x_first:
            words = (day_words(day, today=day if day.year == shown else None)).removeprefix("1 ")
            ticks.append(Tick(x + MIDDLE, words))
            shown = day.year
    return ticks


def _months(start: date, step: int) -> Iterator[date]:
    """First days of months, counted in steps from a January."""
    number = start.year * 12
    while True:
        year, month = divmod(number, 12)
        if (year, month + 1) >= (start.year, start.month):
            yield date(year, month + 1, 1)
        number += step
