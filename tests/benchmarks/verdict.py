"""How often the verdict is wrong: flat pain called improved, and real falls that are missed.

Run: python tests/benchmarks/verdict.py [--courses 1000] [--seed 20261122]

Every course is judged on every day by the rule itself. Ratings are whole numbers 0-10, one a day,
with a day-to-day SD of 1.47 and 5 % flare days 3 points up; other kinds of noise are shown beside.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clinic_app.domain.pain import Series
from clinic_app.domain.trend import RULE, Trend, TrendRule, Verdict, judge_days
from clinic_app.domain.trend_rules import rule_for

START = date(2026, 1, 5)
WEEKS_12, WITHIN = 84, 21
STARTS, LOW_STARTS = range(3, 9), range(2, 5)
Course = Sequence[int | None]


@dataclass(frozen=True)
class Noise:
    """How a person's ratings scatter: SD and flares in points, ``carry`` from day to day 0-1."""

    sd: float = 1.47
    flare_share: float = 0.05
    flare_points: float = 3.0
    flare_days: int = 1
    carry: float = 0.0
    missing: float = 0.0

    def course(self, levels: Sequence[float], chance: random.Random) -> Course:
        """Ratings around a true level a day; None is a day without one."""
        found: list[int | None] = []
        drift, flaring = chance.gauss(0, 1), 0
        fresh = (1 - self.carry**2) ** 0.5
        for level in levels:
            drift = self.carry * drift + fresh * chance.gauss(0, 1)
            if chance.random() < self.flare_share / self.flare_days:
                flaring = self.flare_days
            lift = self.flare_points if flaring else 0.0
            flaring = max(0, flaring - 1)
            score = max(0, min(10, round(level + self.sd * drift + lift)))
            found.append(None if chance.random() < self.missing else score)
        return found


def daily(course: Course, rule: TrendRule = RULE, *, first: int = 14) -> list[Trend]:
    """The verdict as it stood on every rated day from day ``first`` (1 is the start) on."""
    days: dict[date, float] = {}
    trends: list[Trend] = []
    for number, score in enumerate(course):
        if score is not None:
            days[START + timedelta(days=number)] = float(score)
            if number + 1 >= first:
                trends.append(judge_days({Series.AVERAGE: days}, rule))
    return trends


def says(trend: Trend, verdict: Verdict, *, confirmed: bool) -> bool:
    """Whether it is this verdict, confirmed if that is asked."""
    return trend.verdict is verdict and (trend.confirmed or not confirmed)


@dataclass
class Flat:
    """Percent of flat courses: ever and at the end called something that is not so."""

    improved: float
    improved_confirmed: float
    improved_confirmed_at_end: float
    worse: float
    worse_confirmed: float
    possible: float


def flat(noise: Noise, start: float, courses: int, chance: random.Random, rule: TrendRule) -> Flat:
    """Twelve flat weeks, judged on every day."""
    judged = [daily(noise.course([start] * WEEKS_12, chance), rule) for _ in range(courses)]

    def ever(verdict: Verdict, *, confirmed: bool = False) -> float:
        found = sum(any(says(t, verdict, confirmed=confirmed) for t in some) for some in judged)
        return 100 * found / courses

    ends = sum(bool(s) and says(s[-1], Verdict.IMPROVED, confirmed=True) for s in judged)
    return Flat(
        improved=ever(Verdict.IMPROVED),
        improved_confirmed=ever(Verdict.IMPROVED, confirmed=True),
        improved_confirmed_at_end=100 * ends / courses,
        worse=ever(Verdict.WORSE),
        worse_confirmed=ever(Verdict.WORSE, confirmed=True),
        possible=ever(Verdict.POSSIBLE),
    )


def found_in_time(
    noise: Noise,
    start: float,
    fall: float,
    courses: int,
    chance: random.Random,
    *,
    step_day: int,
    rule: TrendRule = RULE,
) -> float:
    """Percent of courses whose fall after ``step_day`` days is confirmed within 21 days of it."""
    levels = [start] * step_day + [start - fall] * WITHIN
    found = 0
    for _ in range(courses):
        trends = daily(noise.course(levels, chance), rule, first=step_day + 1)
        found += any(says(t, Verdict.IMPROVED, confirmed=True) for t in trends)
    return 100 * found / courses


USUAL = Noise()
NOISES = {
    "usual": USUAL,
    "flares of 3 days": replace(USUAL, flare_days=3),
    "30 % missing": replace(USUAL, missing=0.3),
    "carry-over .3": replace(USUAL, carry=0.3),
    "both, no gaps": replace(USUAL, carry=0.3, flare_days=3),
    "SD 1": replace(USUAL, sd=1.0),
    "SD 2": replace(USUAL, sd=2.0),
}
REGIONS = ("", "low-back", "neck", "shoulder", "hip", "knee")


def surely_above(percent: float, limit: float, courses: int) -> bool:
    """Whether it lies above by more than two standard errors of so many courses."""
    return percent - 2 * (percent * (100 - percent) / courses) ** 0.5 > limit


def print_regions(courses: int, chance: random.Random) -> bool:
    """The odds of each region's rule (the worst of the starts); False if an aim is missed."""
    print("flat, usual noise, percent of courses ever:  improved  confirmed  (at end)", end="")
    print("   worse  confirmed   possible (starts 2-4)")
    fine = True
    for region in REGIONS:
        rule = rule_for(region)
        rows = [flat(USUAL, s, courses, chance, rule) for s in STARTS]
        low = [flat(USUAL, s, courses, chance, rule).possible for s in LOW_STARTS]
        confirmed = max(r.improved_confirmed for r in rows)
        print(
            f"{region or 'general':42}{max(r.improved for r in rows):10.1f}{confirmed:11.1f}"
            f"{max(r.improved_confirmed_at_end for r in rows):10.1f}"
            f"{max(r.worse for r in rows):8.1f}{max(r.worse_confirmed for r in rows):11.1f}"
            f"{max(low):11.1f}"
        )
        fine = fine and not surely_above(confirmed, 2, courses)
    return fine


def print_noises(courses: int, chance: random.Random) -> bool:
    """The general rule under every noise; False if an aim is missed under the usual one."""
    print("\ngeneral rule      flat: confirmed improved ever, by start", end="")
    print("             confirmed in 21 days, worst of starts 4-6")
    print(f"{'':18}" + "".join(f"{s:>7}" for s in STARTS), end="")
    print("      3 @ 7  3 @ 28   2 @ 7  2 @ 28")
    fine = True
    for name, noise in NOISES.items():
        false = [flat(noise, s, courses, chance, RULE).improved_confirmed for s in STARTS]
        power = [
            min(
                found_in_time(noise, start, fall, courses, chance, step_day=day)
                for start in (4, 5, 6)
            )
            for fall in (3, 2)
            for day in (7, 28)
        ]
        print(f"{name:18}" + "".join(f"{f:7.1f}" for f in false), end="   ")
        print("".join(f"{p:8.1f}" for p in power), flush=True)
        if noise is USUAL:
            missed = 100 - min(power[:2])
            fine = not surely_above(max(false), 2, courses)
            fine = fine and not surely_above(missed, 20, courses)
    return fine


def main() -> int:
    """Print both tables; returns 1 where an aim is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--courses", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=20261122)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    fine = print_regions(given.courses, chance) & print_noises(given.courses, chance)
    print("\naims (<= 2 % ever, >= 80 % found):", "held" if fine else "MISSED")
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
