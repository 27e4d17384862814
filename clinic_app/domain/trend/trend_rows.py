"""Weeks in a row: what the weeks after the start say, held against its mean.

The rule (README of the limits: `trend_rules`): a change is confirmed when three weeks in a row lie
at least 2 points (a fall also 30 %) from the start, or two weeks in a row at least 3 points. No
spread and no carry-over from day to day is estimated; the number of weeks was chosen by simulation
so that the rule holds for diaries whose days carry over (tests/benchmarks/verdict.py). Clinical
custom, by simulation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain.trend.trend_rules import TrendRule
from clinic_app.domain.trend.trend_weeks import Week, are_near

SLACK = 1e-9  # means of whole numbers: a fall of exactly 2 counts


class Verdict(StrEnum):
    """What the ratings allow to say."""

    IMPROVED = "improved"
    POSSIBLY_BETTER = "possibly_better"
    UNCERTAIN = "uncertain"
    POSSIBLY_WORSE = "possibly_worse"
    WORSE = "worse"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class Start:
    """What later weeks are held against: the mean of ``weeks``, in points.

    Of two first weeks that lie far apart the first alone counts, and every number of weeks below
    is one more. ``is_high``: the first week lay a point or more above the second, so that a fall
    may be the return from a bad spell.
    """

    weeks: tuple[Week, ...]
    mean: float
    is_high: bool

    @property
    def more_weeks(self) -> int:
        return 2 - len(self.weeks)


@dataclass(frozen=True)
class Row:
    """What the latest weeks say: ``count`` of ``needed`` weeks in a row say ``verdict``."""

    verdict: Verdict
    count: int
    needed: int


@dataclass(frozen=True)
class Ended:
    """A verdict that was confirmed and then came back to the start."""

    verdict: Verdict
    confirmed_on: date
    ended_on: date


@dataclass(frozen=True)
class Course:
    """The row as it stands after the latest week, and what is confirmed and holds since when."""

    row: Row
    confirmed_on: date | None
    ended: tuple[Ended, ...]


def start_of(weeks: Sequence[Week], rule: TrendRule) -> Start | None:
    """The start from the first two weeks; None before there are two."""
    if len(weeks) < 2:
        return None
    first, second = weeks[0], weeks[1]
    is_high = first.mean - second.mean >= rule.high_start_points - SLACK
    if abs(first.mean - second.mean) >= rule.fall_points - SLACK:
        return Start((first,), first.mean, is_high)
    return Start((first, second), (first.mean + second.mean) / 2, is_high)


def course_of(start: Start, later: Sequence[Week], rule: TrendRule) -> Course:
    """Judge the weeks after the start one by one; ``later`` holds at least one."""
    row, side, since = _say(later[:1], start, rule), None, None
    ended: list[Ended] = []
    for known in range(1, len(later) + 1):
        newest = later[known - 1]
        row = _say(later[:known], start, rule)
        says = row.verdict in (Verdict.IMPROVED, Verdict.WORSE) and row.count >= row.needed
        new_side = row.verdict if says else side if _holds(side, start, newest, rule) else None
        if new_side is side:
            continue
        if side is not None and since is not None:
            ended.append(Ended(side, since, newest.last))
        side, since = new_side, newest.last if new_side else None
    if side is not None and row.verdict is not side:  # it holds, but too near the start to count
        row = Row(side, 0, rule.weeks_needed + start.more_weeks)
    return Course(row, since, tuple(ended))


def _holds(side: Verdict | None, start: Start, newest: Week, rule: TrendRule) -> bool:
    """Whether a week leaves what was confirmed as it is: it has not come back to the start."""
    away = start.mean - newest.mean if side is Verdict.IMPROVED else newest.mean - start.mean
    return away >= rule.hold_points - SLACK


def is_lower(mean: float, start: float, points: float, share: float = 0.0) -> bool:
    """Whether a mean lies ``points`` and ``share`` of the start below it."""
    return start - mean >= max(points, share * start) - SLACK


def is_higher(mean: float, start: float, points: float) -> bool:
    """Whether a mean lies ``points`` above the start."""
    return mean - start >= points - SLACK


def _say(later: Sequence[Week], start: Start, rule: TrendRule) -> Row:
    """What the latest week says, with those in a row before it."""
    needed = rule.weeks_needed + start.more_weeks
    needed_if_large = rule.weeks_if_large + start.more_weeks

    def lower(points: float, share: float = 0.0) -> int:
        return _in_a_row(later, lambda mean: is_lower(mean, start.mean, points, share), rule)

    def higher(points: float) -> int:
        return _in_a_row(later, lambda mean: is_higher(mean, start.mean, points), rule)

    fall, rise, share = rule.fall_points, rule.rise_points, rule.fall_share
    for verdict, row, large in (
        (Verdict.IMPROVED, lower(fall, share), lower(fall + rule.large_extra, share)),
        (Verdict.WORSE, higher(rise), higher(rise + rule.large_extra)),
    ):
        if row and needed_if_large - large < needed - row:
            return Row(verdict, large, needed_if_large)
        if row:
            return Row(verdict, row, needed)
    for verdict, row in (
        (Verdict.POSSIBLY_BETTER, lower(rule.possible_points)),
        (Verdict.POSSIBLY_WORSE, higher(rule.possible_points)),
    ):
        if row >= needed:
            return Row(verdict, row, needed)
    return Row(Verdict.UNCERTAIN, 0, 0)


def _in_a_row(later: Sequence[Week], says: Callable[[float], bool], rule: TrendRule) -> int:
    """How many of the latest weeks say so without a break."""
    count = 0
    for place in range(len(later) - 1, -1, -1):
        is_apart = count > 0 and not are_near(later[place], later[place + 1], rule)
        if is_apart or not says(later[place].mean):
            break
        count += 1
    return count
