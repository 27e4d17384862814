"""The date axis of the printed chart: ticks that read well from two weeks to many years."""

from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.pain_chart import MIDDLE, day_of
from clinic_app.handout.wording import ENGLISH

# Up to this many days, a tick every so many days; beyond, ticks on the first of a month.
_DAY_STEPS = ((10, 1), (21, 2), (75, 7), (130, 14))
_MONTH_STEPS = ((430, 1), (850, 2), (1300, 3), (2600, 6))


@dataclass(frozen=True)
class Tick:
    """A day on the axis: ``x`` in days since 1970, and its label."""

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
    for n in range(0, int(last - first), step):
        day = start + timedelta(days=n)
        label = f"{day.day} {ENGLISH.months[day.month - 1]}"
        found.append(Tick(first + n + MIDDLE, label if day.year == year else f"{label} {day.year}"))
        year = day.year
    return found


def _by_months(first: float, last: float, step: int) -> list[Tick]:
    start = day_of(first)
    found: list[Tick] = []
    year, month = start.year, 1
    while True:
        day = date(year, month, 1)
        x = first + (day - start).days
        if x >= last:
            return found
        if x >= first:
            name = ENGLISH.months[month - 1]
            found.append(Tick(x + MIDDLE, f"{name} {year}" if month == 1 or not found else name))
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
