"""Is a change in pain real? The rule "weeks in a row" (`trend_rows`), and what it rests on.

The diary is cut into weeks from the first rated day on. The mean of each later week is held
against that of the first two. How often the answer is wrong, and how soon it is right, is worked
out by tests/benchmarks/verdict.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.trend import trend_needs, trend_words
from clinic_app.domain.trend.trend_rows import (
    Ended,
    Start,
    Verdict,
    course_of,
    is_higher,
    is_lower,
    start_of,
)
from clinic_app.domain.trend.trend_rules import RULE, WEEK_DAYS, TrendRule
from clinic_app.domain.trend.trend_weeks import (
    Days,
    OpenWeek,
    Week,
    daily_means,
    flat_chance,
    full_weeks,
    open_week,
    starting,
    usual_move,
)
from clinic_app.words import _

__all__ = [
    "NOTHING_RATED",
    "RULE",
    "Age",
    "Days",
    "Trend",
    "TrendRule",
    "Verdict",
    "Week",
    "between",
    "by_series",
    "daily_means",
    "judge",
    "judge_days",
]

_WORSE = (Verdict.WORSE, Verdict.POSSIBLY_WORSE)
_LEAST_FOR_SHARE = 2.0  # points; below, a share of the start is many times what the points tell


class Age(StrEnum):
    """How far the latest week lies back: an old verdict is history, not a current one."""

    NONE = ""
    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


@dataclass(frozen=True)
class Trend:
    """The verdict as of ``today`` with everything it rests on. Means are points of 0-10.

    ``weeks`` are all full weeks that are over. ``starts`` of them make ``start``. ``in_a_row`` of
    ``needed`` weeks say the verdict; ``latest_weeks`` are those (of the latest week where none
    say so, of the latest ``needed`` where it is confirmed), and ``latest`` is their mean.
    ``confirmed_on`` is the last day of the week that confirmed it; it may hold while ``in_a_row``
    is smaller than ``needed``. ``as_of`` is the last day of the latest week, ``last_rated`` the
    latest rated day. ``usual_move`` decides nothing: it tells how restless this person's weeks
    are. ``missing`` says what is needed to say more. A trend of two weeks that somebody chose
    (``chosen``) has them as ``weeks``.
    """

    verdict: Verdict
    confirmed: bool
    series: Series | None
    today: date | None
    rule: TrendRule = RULE
    weeks: tuple[Week, ...] = ()
    starts: tuple[Week, ...] = ()
    start: float | None = None
    in_a_row: int = 0
    needed: int = 0
    latest_weeks: tuple[Week, ...] = ()
    usual_move: float | None = None
    confirmed_on: date | None = None
    ended: tuple[Ended, ...] = ()
    as_of: date | None = None
    age: Age = Age.NONE
    is_long: bool = False
    high_start: bool = False
    this_week: OpenWeek | None = None
    last_rated: date | None = None
    missing: str = ""
    chosen: bool = False

    @property
    def latest(self) -> float | None:
        """The mean of the latest weeks, each counting alike."""
        if not self.latest_weeks:
            return None
        return sum(w.mean for w in self.latest_weeks) / len(self.latest_weeks)

    @property
    def change(self) -> float | None:
        """``latest`` less ``start``, points: negative is less pain."""
        latest = self.latest
        return None if self.start is None or latest is None else latest - self.start

    @property
    def change_share(self) -> float | None:
        """The same as a share of the start; None from a low start, where it would say too much."""
        if self.start is None or self.change is None or self.start < _LEAST_FOR_SHARE:
            return None
        return self.change / self.start

    @property
    def is_worse(self) -> bool:
        """Whether pain is worse or possibly worse, however old the answer is."""
        return self.verdict in _WORSE

    @property
    def is_current(self) -> bool:
        """Whether it may guide anything now: an old verdict is history."""
        return self.age in (Age.FRESH, Age.AGEING)

    @property
    def chance(self) -> tuple[int, int] | None:
        """Of 100 flat diaries as restless: how many are confirmed one way, by how many weeks.

        None where nothing honest can be said: see `trend_chance`, and for limits below the general
        ones, records over six months, old verdicts and chosen weeks.
        """
        if self.chosen or self.rule.is_laxer or self.is_long or self.age is Age.OLD:
            return None
        if not self.starts or self.as_of is None:
            return None
        return flat_chance(self.usual_move, (self.as_of - self.starts[0].first).days + 1)

    @property
    def headline(self) -> str:
        """A few words for the chip: ``Improved, 2 of 3 weeks``."""
        return trend_words.headline(self)

    @property
    def sentence(self) -> str:
        """One or two sentences with the numbers, in plain words, or what is missing."""
        return trend_words.sentence(self)

    @property
    def confidence(self) -> str:
        """What the verdict may be wrong about, in plain words; empty where nothing is said."""
        return trend_words.confidence(self)

    @property
    def preview(self) -> str:
        """The week that is not over, and when the next verdict comes; empty for an old one."""
        return trend_words.preview(self)


NOTHING_RATED = Trend(Verdict.NOT_ENOUGH_DATA, False, None, None)


def judge(entries: Iterable[PainRating], rule: TrendRule = RULE, *, today: date | None) -> Trend:
    """Judge one patient's ratings of one site as they stand on ``today``.

    The series asked daily decides: average if there is any, else worst, least, now. Voided
    entries do not count; several ratings of one day count as their mean. Later days than ``today``
    do not count; for None it is the latest rated day.
    """
    return judge_days(by_series(entries), rule, today=today)


def by_series(entries: Iterable[PainRating]) -> Mapping[Series, Days]:
    """Daily means of each series without the voided ratings."""
    valid: dict[Series, list[PainRating]] = {}
    for entry in entries:
        if not entry.voided:
            valid.setdefault(entry.series, []).append(entry)
    return {series: daily_means(some) for series, some in valid.items()}


def judge_days(
    rated: Mapping[Series, Days], rule: TrendRule = RULE, *, today: date | None
) -> Trend:
    """The same from daily means, where nobody needs the ratings themselves."""
    if today is not None or rule.since is not None:
        first, last = rule.since or date.min, today or date.max
        rated = {
            s: {d: m for d, m in days.items() if first <= d <= last} for s, days in rated.items()
        }
    series = next((s for s in Series if rated.get(s)), None)
    days: Days = rated[series] if series else {}
    today = today or max(days, default=None)
    empty = Trend(Verdict.NOT_ENOUGH_DATA, False, series, today, rule)
    if today is None or not days:
        return replace(empty, missing=trend_needs.first_rating(rule))
    known = replace(
        empty,
        weeks=full_weeks(days, today, rule),
        this_week=open_week(days, today, rule),
        last_rated=max(days),
    )
    return _judged(known, days, today, rule)


def _judged(known: Trend, days: Days, today: date, rule: TrendRule) -> Trend:
    used = starting(known.weeks, rule)
    start = start_of(used, rule)
    if start is None:
        return replace(known, missing=trend_needs.an_answer(known, days, today))
    known = replace(
        known, starts=start.weeks, start=start.mean, high_start=start.is_high, as_of=used[-1].last
    )
    later = used[len(start.weeks) :]
    if not later:
        return replace(known, missing=trend_needs.an_answer(known, days, today))
    course = course_of(start, later, rule)
    row, is_confirmed = course.row, course.confirmed_on is not None
    shown = row.needed if is_confirmed else max(1, min(row.count, row.needed))
    return replace(
        known,
        verdict=row.verdict,
        confirmed=is_confirmed,
        in_a_row=row.count,
        needed=row.needed,
        latest_weeks=later[-shown:],
        usual_move=usual_move(used, rule),
        confirmed_on=course.confirmed_on,
        ended=course.ended,
        age=_age(later[-1].last, today, rule),
        is_long=_is_long(start, later[-1].last, rule),
    )


def _is_long(start: Start, last: date, rule: TrendRule) -> bool:
    return (last - start.weeks[0].first).days > rule.long_days


def _age(as_of: date, today: date, rule: TrendRule) -> Age:
    gap = (today - as_of).days
    if gap <= rule.fresh_days:
        return Age.FRESH
    return Age.AGEING if gap <= rule.current_days else Age.OLD


def between(
    rated: Mapping[Series, Days],
    *,
    before: date,
    after: date,
    today: date,
    rule: TrendRule = RULE,
) -> Trend:
    """Compare the 7 days up to ``before`` with the 7 days up to ``after``, by the same limits.

    The first series that can answer does. It is never confirmed: the dates were chosen.
    """
    found = [
        _between(series, rated[series], before, after, today, rule)
        for series in Series
        if rated.get(series)
    ]
    answers = [t for t in found if t.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not found:
        nothing = Trend(Verdict.NOT_ENOUGH_DATA, False, None, today, rule, chosen=True)
        return replace(nothing, missing=_("There are no ratings."))
    return (answers or found)[0]


def _between(
    series: Series, days: Days, before: date, after: date, today: date, rule: TrendRule
) -> Trend:
    first, second = _week_to(days, before, 1), _week_to(days, after, 2)
    trend = Trend(
        Verdict.NOT_ENOUGH_DATA, False, series, today, rule, last_rated=max(days), chosen=True
    )
    missing = trend_needs.two_weeks(first, second, rule, today)
    if missing:
        return replace(trend, missing=missing)
    return replace(
        trend,
        verdict=_compare(first.mean, second.mean, rule),
        weeks=(first, second),
        starts=(first,),
        start=first.mean,
        latest_weeks=(second,),
        as_of=second.last,
    )


def _week_to(days: Days, last: date, number: int) -> Week:
    week = [last - timedelta(days=n) for n in range(WEEK_DAYS)]
    means = [days[day] for day in week if day in days]
    return Week(number, week[-1], last, len(means), sum(means) / len(means) if means else 0.0)


def _compare(start: float, now: float, rule: TrendRule) -> Verdict:
    if is_lower(now, start, rule.fall_points, rule.fall_share):
        return Verdict.IMPROVED
    return Verdict.WORSE if is_higher(now, start, rule.rise_points) else Verdict.UNCERTAIN
