"""The weeks of a pain diary as means: what the verdict compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.trend.trend_rules import WEEK_DAYS, TrendRule

Days = Mapping[date, float]
_LEAST_MOVES = 4  # fewer tell nothing of how restless somebody's weeks are


@dataclass(frozen=True)
class Week:
    """Seven days with enough ratings; ``number`` counts from the first rated day's week, 1."""

    number: int
    first: date
    last: date
    rated_days: int
    mean: float


@dataclass(frozen=True)
class OpenWeek:
    """A week that is not over: ``rated_days`` so far, their ``mean`` (None without any).

    ``more_needed`` rated days make it full; ``can_fill`` tells whether so many days are left.
    """

    number: int
    first: date
    last: date
    rated_days: int
    mean: float | None
    more_needed: int
    can_fill: bool


def daily_means(entries: Iterable[PainRating]) -> Days:
    """Mean rating of each rated day in their order; days without one are absent.

    A rating belongs to the day of its own offset from UTC: the day where it was given.
    """
    scores: dict[date, list[int]] = {}
    for entry in entries:
        scores.setdefault(entry.at.date(), []).append(entry.score)
    return {day: sum(s) / len(s) for day, s in sorted(scores.items())}


def full_weeks(days: Days, today: date, rule: TrendRule) -> tuple[Week, ...]:
    """The full weeks that are over on ``today``: their seventh day is rated or past."""
    if not days:
        return ()
    origin = min(days)
    means: dict[int, list[float]] = {}
    for day, mean in days.items():
        means.setdefault((day - origin).days // WEEK_DAYS, []).append(mean)
    found: list[Week] = []
    for place, some in sorted(means.items()):
        first, last = _span(origin, place)
        if len(some) >= rule.rated_days_needed and (last < today or last in days):
            found.append(Week(place + 1, first, last, len(some), sum(some) / len(some)))
    return tuple(found)


def open_week(days: Days, today: date, rule: TrendRule) -> OpenWeek | None:
    """The week that ``today`` lies in, or the next one where that is over; None before any."""
    if not days:
        return None
    origin = min(days)
    place = (today - origin).days // WEEK_DAYS
    first, last = _span(origin, place)
    if last == today and last in days:
        first, last = _span(origin, place := place + 1)
    week = [first + timedelta(days=n) for n in range(WEEK_DAYS)]
    means = [days[day] for day in week if day in days]
    left = sum(day >= today and day not in days for day in week)
    more = max(0, rule.rated_days_needed - len(means))
    mean = sum(means) / len(means) if means else None
    return OpenWeek(place + 1, first, last, len(means), mean, more, left >= more)


def starting(weeks: Sequence[Week], rule: TrendRule) -> tuple[Week, ...]:
    """The weeks from the start on: a lone early week, far before the next one, is none."""
    used = list(weeks)
    while len(used) > 1 and not are_near(used[0], used[1], rule):
        used.pop(0)
    return tuple(used)


def are_near(earlier: Week, later: Week, rule: TrendRule) -> bool:
    """Whether two weeks still follow each other: at most two others lie between them."""
    return later.number - earlier.number <= rule.near_weeks


def usual_move(weeks: Sequence[Week], rule: TrendRule) -> float | None:
    """How far the mean usually moves from one full week to the next, in points.

    The largest move is left out, for it may be the change itself. None with fewer than four moves.
    """
    near = (pair for pair in pairwise(weeks) if are_near(*pair, rule))
    moves = sorted(abs(later.mean - earlier.mean) for earlier, later in near)
    return sum(moves[:-1]) / (len(moves) - 1) if len(moves) >= _LEAST_MOVES else None


def _span(origin: date, place: int) -> tuple[date, date]:
    first = origin + timedelta(days=WEEK_DAYS * place)
    return first, first + timedelta(days=WEEK_DAYS - 1)


LONGEST_WEEKS = 26  # beyond, nothing honest can be said
_LENGTHS = (8, 12, LONGEST_WEEKS)
_CHANCE = (  # the usual move is below this many points: of 100 by 8, by 12 and by 26 weeks
    (0.6, (1, 1, 1)),
    (0.8, (2, 2, 2)),
    (1.0, (3, 5, 7)),
    (1.3, (5, 7, 12)),
    (float("inf"), (6, 10, 19)),
)


def flat_chance(usual_move: float | None, days: int) -> tuple[int, int] | None:
    """Of 100 flat diaries as restless: how many are ever confirmed one way, within how many weeks.

    ``days`` is how long the record is. None where nothing honest can be said: before the usual
    move is known, and beyond 26 weeks.
    """
    weeks = ceil(days / WEEK_DAYS)
    if usual_move is None or weeks > LONGEST_WEEKS:
        return None
    numbers = next(numbers for below, numbers in _CHANCE if usual_move < below)
    length = next(n for n in _LENGTHS if weeks <= n)
    return numbers[_LENGTHS.index(length)], length
