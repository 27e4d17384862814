"""How often flat pain earns a confirmed verdict, by how restless somebody's weeks are.

A class average from simulation, not a test result: persons of carry-over .3 to .8 from day to day,
SD 0.8 to 2, starts 3 to 7, ever confirmed one way (tests/benchmarks/verdict.py, table personal).
"""

from math import ceil

from clinic_app.domain.trend_rules import WEEK_DAYS

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
