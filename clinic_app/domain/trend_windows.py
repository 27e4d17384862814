"""Weeks of ratings as means with their spread: what the verdict compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from clinic_app.domain.pain import PainEntry
from clinic_app.domain.trend_rules import TrendRule

Days = Mapping[date, float]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Some days, and mean and spread (SD) of the daily means of those with a rating."""

    first: date
    last: date
    rated_days: int
    mean: float
    spread: float = 0.0


def daily_means(entries: Iterable[PainEntry]) -> Days:
    """Mean rating of each rated day in their order; days without one are absent.

    A rating belongs to the day of its own offset from UTC: the day where it was given.
    """
    scores: dict[date, list[int]] = {}
    for entry in entries:
        scores.setdefault(entry.at.date(), []).append(entry.score)
    return {day: sum(s) / len(s) for day, s in sorted(scores.items())}


def window(days: Days, last: date, rule: TrendRule) -> Window:
    """The window that ends on ``last``, rated or not."""
    end = last.toordinal()
    every = [date.fromordinal(n) for n in range(end - rule.window_days + 1, end + 1)]
    means = [days[day] for day in every if day in days]
    count = len(means)
    mean = sum(means) / count if means else 0.0
    squares = sum((m - mean) ** 2 for m in means)
    return Window(every[0], last, count, mean, sqrt(squares / (count - 1)) if count > 1 else 0.0)


def is_full(some: Window, rule: TrendRule) -> bool:
    """Whether enough of its days were rated."""
    return some.rated_days >= rule.rated_days_needed


def first_full(days: Days, rule: TrendRule) -> Window | None:
    """The baseline: the first window that starts on a rated day and is full."""
    rated = list(days)
    length = (rule.window_days - 1) * _DAY
    for first, enough in zip(rated, rated[rule.rated_days_needed - 1 :], strict=False):
        if enough - first <= length:
            return window(days, first + length, rule)
    return None


def full_before(days: Days, later: Window, after: date, rule: TrendRule) -> Window | None:
    """The nearest full window that ends before ``later`` and starts after ``after``.

    Where days were left out, it may end up to a window's length earlier.
    """
    for back in range(1, rule.window_days + 1):
        found = window(days, later.first - back * _DAY, rule)
        if found.first <= after:
            return None
        if is_full(found, rule):
            return found
    return None


def pooled_mean(windows: Sequence[Window]) -> float:
    """The mean of all their rated days."""
    return sum(w.mean * w.rated_days for w in windows) / sum(w.rated_days for w in windows)


def standard_error(start: Window, later: Sequence[Window]) -> float:
    """Of the difference between the start's mean and the pooled mean of later windows, points.

    The person's own spread inside these windows is what it rests on.
    """
    every = (start, *later)
    freedom = sum(w.rated_days - 1 for w in every)
    variance = sum(w.spread**2 * (w.rated_days - 1) for w in every) / freedom
    return sqrt(variance * (1 / start.rated_days + 1 / sum(w.rated_days for w in later)))
