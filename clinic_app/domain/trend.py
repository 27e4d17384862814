"""Is a change in pain real? The windowed rule, and what it rests on.

Compare the mean of the latest 7 days with the mean of the first 7 days that hold enough ratings.
Single ratings are too noisy for that: one rating a day has an ICC of .65, a composite of five more
than .90 (PMID 25283469).

A verdict is confirmed when two weeks in a row give it and their change is larger than the person's
own ups and downs explain. Two weeks in a row alone were not enough: judged on every day of twelve
flat weeks (day-to-day SD 1.47, 5 % of the days 3 points up), 2.7 % of the courses were confirmed
as improved at some time; with 3.25 standard errors of the person's own days about 1.5 % are. It
costs power: a fall of 3 points is confirmed within 21 days in 84 % of the courses (instead of
90 %), one of 2 points in 40 % (instead of 54 %). Where 30 % of the days are not rated, a fall of 3
is found in time in 35 to 59 %: the answer comes later, not wrongly. Where a day's pain carries
over to the next (correlation .3), 6 % of the flat courses are confirmed at some time (instead of
8 %); no rule tried came below 2 % there and stayed above 80 % for a fall of 3. All numbers are
the worst of several starts; tests/benchmarks/verdict.py prints them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain import trend_needs
from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.trend_needs import span_words
from clinic_app.domain.trend_rules import RULE, TrendRule
from clinic_app.domain.trend_windows import (
    Days,
    Window,
    daily_means,
    first_full,
    full_before,
    is_full,
    pooled_mean,
    standard_error,
    window,
)

_SLACK = 1e-9  # means of whole numbers: a fall of exactly 2 counts


class Verdict(StrEnum):
    """What the ratings allow to say."""

    IMPROVED = "improved"
    POSSIBLE = "possible"
    UNCERTAIN = "uncertain"
    WORSE = "worse"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class Trend:
    """The verdict with everything it rests on. ``missing`` says what is needed to say more.

    ``as_of`` is the day of the latest rating. ``swings`` is the change in points that the person's
    own ups and downs may explain, over both weeks together; None before there are two. A trend of
    two weeks that somebody chose (``chosen``) has them as ``baseline`` and ``latest``.
    """

    verdict: Verdict
    confirmed: bool
    series: Series | None
    baseline: Window | None
    latest: Window | None
    previous: Window | None
    missing: str
    rule: TrendRule = RULE
    as_of: date | None = None
    swings: float | None = None
    chosen: bool = False

    @property
    def change_points(self) -> float | None:
        """Latest mean less baseline mean: negative is less pain."""
        if self.baseline is None or self.latest is None:
            return None
        return self.latest.mean - self.baseline.mean

    @property
    def change_share(self) -> float | None:
        """The same as a share of the baseline mean; None from a start without pain."""
        if self.baseline is None or self.change_points is None or not self.baseline.mean:
            return None
        return self.change_points / self.baseline.mean

    @property
    def headline(self) -> str:
        """One line for the chip: ``Improved, confirmed``."""
        words = {
            Verdict.IMPROVED: "Improved",
            Verdict.POSSIBLE: "Possible",
            Verdict.UNCERTAIN: "Uncertain",
            Verdict.WORSE: "Worse",
            Verdict.NOT_ENOUGH_DATA: "Not enough data",
        }[self.verdict]
        return f"{words}, confirmed" if self.confirmed else words

    @property
    def sentence(self) -> str:
        """One sentence with the numbers, in plain words, and what is missing."""
        if self.baseline is None or self.latest is None or self.series is None:
            return self.missing
        means = f"{self.baseline.mean:.1f} to {self.latest.mean:.1f}"
        name = _NAME[self.series]
        says = {
            Verdict.IMPROVED: f"{name} pain has fallen from {means}.",
            Verdict.POSSIBLE: f"{name} pain went from {means}: perhaps better.",
            Verdict.WORSE: f"{name} pain has risen from {means}.",
        }.get(
            self.verdict,
            f"{name} pain went from {means}: within the usual day-to-day noise.",
        )
        sure = "It is more than the ups and downs of the days, two weeks in a row."
        return f"{says} {sure if self.confirmed else self.missing}".strip()

    @property
    def confidence(self) -> str:
        """What the verdict may be wrong about, in plain words; empty where nothing is said."""
        if self.verdict is Verdict.NOT_ENOUGH_DATA:
            return ""
        if self.chosen:
            return "Weeks that were chosen may differ by chance: this is never confirmed."
        if self.verdict is Verdict.UNCERTAIN:
            return (
                "No change is shown; that is not the same as none. A true fall of 2 points is"
                f" confirmed within three weeks in about 4 of 10 courses. {_ORIGIN}"
            )
        says = "Two weeks say so." if self.confirmed else self._unsure
        chance = self._false_alarms
        if chance is None:
            return f"{says} With the clinic's own limits, how often chance does that is not known."
        flat = "Flat pain" if self.verdict is not Verdict.POSSIBLE else "Flat low pain"
        return (
            f"{says} {flat} looks like this at some time in about {chance} of 100 twelve-week"
            f" courses. {_ORIGIN}"
        )

    @property
    def _unsure(self) -> str:
        start, before = self.baseline, self.previous
        if start is None or before is None:
            return "One week says so."
        same = _compare(start.mean, before.mean, self.rule) is self.verdict
        return "Two weeks say so, but not clearly." if same else "One week says so."

    @property
    def _false_alarms(self) -> int | None:
        odds = self.rule.odds
        if odds is None:
            return None
        return {
            (Verdict.IMPROVED, False): odds.improved,
            (Verdict.IMPROVED, True): odds.improved_confirmed,
            (Verdict.WORSE, False): odds.worse,
            (Verdict.WORSE, True): odds.worse_confirmed,
        }.get((self.verdict, self.confirmed), odds.possible)


_ORIGIN = "(Simulated; see the sources.)"
_NAME = {
    Series.AVERAGE: "Average",
    Series.WORST: "Worst",
    Series.LEAST: "Least",
    Series.NOW: "Present",
}


def judge(entries: Iterable[PainEntry], rule: TrendRule = RULE) -> Trend:
    """Judge one patient's ratings of one site as of the latest one.

    The series asked daily decides: average if there is any, else worst, least, now. Voided
    entries do not count; several ratings of one day count as their mean.
    """
    return judge_days(by_series(entries), rule)


def by_series(entries: Iterable[PainEntry]) -> Mapping[Series, Days]:
    """Daily means of each series without the voided ratings."""
    valid: dict[Series, list[PainEntry]] = {}
    for entry in entries:
        if not entry.voided:
            valid.setdefault(entry.series, []).append(entry)
    return {series: daily_means(some) for series, some in valid.items()}


def judge_days(rated: Mapping[Series, Days], rule: TrendRule = RULE) -> Trend:
    """The same from daily means in the order of days, where nobody needs the ratings themselves."""
    if rule.since is not None:
        since = rule.since
        rated = {s: {d: m for d, m in days.items() if d >= since} for s, days in rated.items()}
    series = next((s for s in Series if rated.get(s)), None)
    days: Days = rated[series] if series else {}
    baseline = first_full(days, rule)
    if series is None or baseline is None:
        return _nothing(trend_needs.a_start(days, rule), rule, series, max(days, default=None))
    latest = window(days, max(days), rule)
    if latest.first <= baseline.last or not is_full(latest, rule):
        missing = trend_needs.a_later_week(days, baseline, latest, rule)
        return _nothing(missing, rule, series, latest.last, baseline)
    return _compared(series, days, baseline, latest, rule)


def between(
    rated: Mapping[Series, Days], *, before: date, after: date, rule: TrendRule = RULE
) -> Trend:
    """Compare the 7 days up to ``before`` with the 7 days up to ``after``, by the same limits.

    The first series that can answer does. It is never confirmed: the dates were chosen.
    """
    found = [
        _between(series, rated[series], before, after, rule)
        for series in Series
        if rated.get(series)
    ]
    answers = [t for t in found if t.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not found:
        return _nothing("There are no ratings.", rule, None, None)
    return (answers or found)[0]


def _between(series: Series, days: Days, before: date, after: date, rule: TrendRule) -> Trend:
    first, second = window(days, before, rule), window(days, after, rule)
    missing = ""
    if second.first <= first.last:
        missing = f"The second date has to lie {rule.window_days} days or more after the first."
    elif short := [w for w in (first, second) if not is_full(w, rule)]:
        counts = " and ".join(
            f"{w.rated_days} of {span_words(w.first, w.last, after)}" for w in short
        )
        missing = f"Each week needs {rule.rated_days_needed} rated days; there are {counts}."
    if missing:
        return _nothing(missing, rule, series, max(days), chosen=True)
    verdict = _compare(first.mean, second.mean, rule)
    return Trend(
        verdict, False, series, first, second, None, "", rule, as_of=max(days), chosen=True
    )


def _compared(
    series: Series, days: Days, baseline: Window, latest: Window, rule: TrendRule
) -> Trend:
    previous = full_before(days, latest, baseline.last, rule)
    verdict = _compare(baseline.mean, latest.mean, rule)
    swings, missing = None, ""
    if previous is not None:
        swings = rule.swings * standard_error(baseline, (previous, latest))
    if verdict in (Verdict.IMPROVED, Verdict.WORSE):
        missing = _unconfirmed(verdict, days, (baseline, latest, previous), swings, rule)
    confirmed = verdict in (Verdict.IMPROVED, Verdict.WORSE) and not missing
    if not confirmed and not missing:
        missing = trend_needs.a_larger_change(baseline, rule)
    return Trend(
        verdict, confirmed, series, baseline, latest, previous, missing, rule, latest.last, swings
    )


def _unconfirmed(
    verdict: Verdict,
    days: Days,
    windows: tuple[Window, Window, Window | None],
    swings: float | None,
    rule: TrendRule,
) -> str:
    """Why a week's answer is not confirmed yet; empty if it is."""
    baseline, latest, previous = windows
    if previous is None or swings is None:
        return trend_needs.a_second_week(days, baseline, latest, None, rule)
    if _compare(baseline.mean, previous.mean, rule) is not verdict:
        return trend_needs.a_second_week(days, baseline, latest, previous, rule)
    change = pooled_mean((previous, latest)) - baseline.mean
    return trend_needs.beyond_swings(change, swings) if abs(change) < swings - _SLACK else ""


def _compare(start: float, now: float, rule: TrendRule) -> Verdict:
    fall = start - now
    if fall >= rule.fall_points - _SLACK and fall >= rule.fall_share * start - _SLACK:
        return Verdict.IMPROVED
    if -fall >= rule.rise_points - _SLACK:
        return Verdict.WORSE
    if start <= rule.low_baseline + _SLACK and fall >= rule.possible_fall_points - _SLACK:
        return Verdict.POSSIBLE
    return Verdict.UNCERTAIN


def _nothing(
    missing: str,
    rule: TrendRule,
    series: Series | None,
    as_of: date | None,
    baseline: Window | None = None,
    *,
    chosen: bool = False,
) -> Trend:
    few = Verdict.NOT_ENOUGH_DATA
    return Trend(few, False, series, baseline, None, None, missing, rule, as_of, chosen=chosen)
