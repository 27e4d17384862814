"""What is missing before a verdict could say more: how many rated days, and which."""

from collections.abc import Callable
from datetime import date, timedelta
from math import floor

from clinic_app.domain.dates import day_words
from clinic_app.domain.trend_rules import TrendRule
from clinic_app.domain.trend_windows import Days, Window, first_full, full_before, is_full, window

_DAY = timedelta(days=1)
_SLACK = 1e-9


def a_start(days: Days, rule: TrendRule) -> str:
    """Before the first full window."""
    n = rule.rated_days_needed
    needed = f"A first answer needs {n} in {rule.window_days} days"
    then = f"then {n} more in a later week."
    if not days:
        since = f" since {day_words(rule.since)}, the newest episode's start" if rule.since else ""
        return f"No ratings yet{since}. {needed}, {then}"
    rated = "1 rated day" if len(days) == 1 else f"{len(days)} rated days"
    as_with = _as_with(days, lambda some, _: first_full(some, rule) is not None, rule)
    return f"{rated} so far. {needed}{as_with}, {then}"


def a_later_week(days: Days, baseline: Window, latest: Window, rule: TrendRule) -> str:
    """Once the start is known, before a full window after it."""
    n, length = rule.rated_days_needed, rule.window_days

    def is_there(some: Days, last: date) -> bool:
        found = window(some, last, rule)
        return found.first > baseline.last and is_full(found, rule)

    as_with = _as_with(days, is_there, rule)
    known = f"The start is known ({span_words(baseline.first, baseline.last, latest.last)})."
    if latest.first <= baseline.last:
        return f"{known} The next answer needs {n} rated days in {length} later ones{as_with}."
    held = f"The latest {length} days hold {latest.rated_days} rated days; {n} are needed"
    return f"{known} {held}{as_with}."


def a_second_week(
    days: Days, baseline: Window, latest: Window, previous: Window | None, rule: TrendRule
) -> str:
    """Once one week says improved or worse, before another says the same."""
    if previous is not None:
        week = span_words(previous.first, previous.last, latest.last)
        return (
            f"Not confirmed: the week before ({week}) does not say so."
            f" It takes {rule.window_days} more days like the latest."
        )

    def is_there(some: Days, last: date) -> bool:
        later = window(some, last, rule)
        return is_full(later, rule) and full_before(some, later, baseline.last, rule) is not None

    as_with = _as_with(days, is_there, rule)
    return f"Not confirmed: a second week in a row has to say the same{as_with}."


def beyond_swings(change: float, needed: float) -> str:
    """Two weeks say so, and yet the person's own ups and downs may explain it; both in points."""
    return (
        f"Not confirmed: over both weeks the change is {abs(change):.1f}; this person's ups and"
        f" downs alone may explain up to {needed:.1f}."
    )


def a_larger_change(baseline: Window, rule: TrendRule) -> str:
    """Where the change is too small: the mean that would count."""
    limit = baseline.mean - max(rule.fall_points, rule.fall_share * baseline.mean)
    if limit < -_SLACK:
        return "From so low a start no fall is large enough to be called improved."
    return f"Improved would be a mean of {floor(limit * 10 + _SLACK) / 10:.1f} or less."


def span_words(first: date, last: date, today: date) -> str:
    """``9 to 12 Mar``; the year only where it is not that of ``today``."""
    if first == last:
        return day_words(last, today=today)
    end = day_words(last, today=today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{day_words(first, today=last)} to {end}"


def _as_with(days: Days, is_enough: Callable[[Days, date], bool], rule: TrendRule) -> str:
    """How soon daily ratings from the latest one on would be enough; empty if never."""
    latest = max(days)
    reach = 4 * rule.window_days * _DAY  # no window that may still fill up begins before
    filled = {day: mean for day, mean in days.items() if day > latest - reach}
    for more in range(1, 4 * rule.window_days):
        day = latest + more * _DAY
        filled[day] = 0.0
        if is_enough(filled, day):
            when = span_words(latest + _DAY, day, latest)
            return f", as with {more} more {'on' if more == 1 else 'from'} {when}"
    return ""
