"""Is a change in pain real? The windowed rule, its inputs and its sources.

Compare the mean of the latest 7 days with the mean of the first 7 days that hold enough ratings.
Single ratings are too noisy for that: one rating a day has an ICC of .65, a composite of five more
than .90 (PMID 25283469).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic_app.domain.pain import PainEntry, Series

_SLACK = 1e-9  # means of whole numbers: a fall of exactly 2 counts


class Verdict(StrEnum):
    """What the ratings allow to say."""

    IMPROVED = "improved"
    POSSIBLE = "possible"
    UNCERTAIN = "uncertain"
    WORSE = "worse"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class TrendRule:
    """The rule's numbers: points are of the 0-10 scale, days are calendar days."""

    window_days: int = 7
    rated_days_needed: int = 5
    fall_points: float = 2.0
    fall_share: float = 0.30
    rise_points: float = 2.0
    low_baseline: float = 4.0
    possible_fall_points: float = 1.0
    region: str = ""
    is_own: bool = False  # the clinic set limits of its own

    @property
    def words(self) -> str:
        """The rule as a sentence a clinician can check."""
        return (
            f"Improved: the mean of the latest {self.window_days} days lies {self.fall_points:g}"
            f" points or more and {self.fall_share:.0%} or more below the mean of the first"
            f" {self.window_days} days. Confirmed: two windows running say so. Worse: a rise of"
            f" {self.rise_points:g} or more. Possible: from a start of {self.low_baseline:g} or"
            f" less, a fall of {self.possible_fall_points:g} or more. A window needs ratings on"
            f" {self.rated_days_needed} of {self.window_days} days."
        )


RULE = TrendRule()
SOURCES = (
    "2 points or 30 %: Farrar 2001, n = 2,724 (PMID 11690728); Ostelo 2008, consensus for low back"
    " pain",
    "Smaller changes matter from a low start: doi 10.1055/a-1304-3677",
    "Several days instead of one rating: PMID 25283469",
    "Two windows running: clinical custom, chosen by simulation (day-to-day SD 1.47, 5 % flares:"
    " 2 % or fewer false alarms)",
)


@dataclass(frozen=True)
class Window:
    """Some days and the mean of the daily means of those with a rating."""

    first: date
    last: date
    rated_days: int
    mean: float


@dataclass(frozen=True)
class Trend:
    """The verdict with everything it rests on. ``missing`` says what is needed to say more."""

    verdict: Verdict
    confirmed: bool
    series: Series | None
    baseline: Window | None
    latest: Window | None
    previous: Window | None
    missing: str
    rule: TrendRule = RULE

    @property
    def change_points(self) -> float | None:
        """Latest mean less baseline mean: negative is less pain."""
        if self.baseline is None or self.latest is None:
            return None
        return self.latest.mean - self.baseline.mean

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
        """One sentence with the numbers, in plain words."""
        if self.baseline is None or self.latest is None or self.series is None:
            return self.missing
        means = f"{self.baseline.mean:.1f} to {self.latest.mean:.1f}"
        says = {
            Verdict.IMPROVED: f"{_NAME[self.series]} pain has fallen from {means}.",
            Verdict.POSSIBLE: f"{_NAME[self.series]} pain went from {means}: perhaps better.",
            Verdict.WORSE: f"{_NAME[self.series]} pain has risen from {means}.",
        }.get(
            self.verdict,
            f"{_NAME[self.series]} pain went from {means}: within the usual day-to-day noise.",
        )
        return f"{says} {self.missing}".strip()


_NAME = {
    Series.AVERAGE: "Average",
    Series.WORST: "Worst",
    Series.LEAST: "Least",
    Series.NOW: "Present",
}


def judge(entries: Iterable[PainEntry], rule: TrendRule = RULE) -> Trend:
    """Judge one patient's ratings as of the latest one.

    The series asked daily decides: average if there is any, else worst, least, now. Voided
    entries do not count; several ratings of one day count as their mean.
    """
    valid: dict[Series, list[PainEntry]] = {}
    for entry in entries:
        if not entry.voided:
            valid.setdefault(entry.series, []).append(entry)
    return judge_days({series: daily_means(some) for series, some in valid.items()}, rule)


def judge_days(by_series: Mapping[Series, Mapping[date, float]], rule: TrendRule = RULE) -> Trend:
    """The same from daily means in the order of days, where nobody needs the ratings themselves."""
    series = next((s for s in Series if by_series.get(s)), None)
    if series is None:
        return _nothing(None, f"No ratings yet. {_needed(rule)}", rule)
    days = by_series[series]
    baseline = _first_full_window(days, rule)
    if baseline is None:
        count = f"{len(days)} rated {'day' if len(days) == 1 else 'days'} so far. "
        return _nothing(series, count + _needed(rule), rule)
    latest = _window(days, max(days), rule)
    if latest.first <= baseline.last or latest.rated_days < rule.rated_days_needed:
        return _nothing(series, _wanted(baseline, latest, rule), rule, baseline)
    return _compared(series, days, baseline, latest, rule)


def daily_means(entries: Iterable[PainEntry]) -> Mapping[date, float]:
    """Mean rating of each rated day; days without one are absent."""
    scores: dict[date, list[int]] = {}
    for entry in entries:
        scores.setdefault(entry.at.date(), []).append(entry.score)
    return {day: sum(s) / len(s) for day, s in sorted(scores.items())}


def _compared(
    series: Series, days: Mapping[date, float], baseline: Window, latest: Window, rule: TrendRule
) -> Trend:
    previous = _window(days, latest.first - timedelta(days=1), rule)
    usable = previous.first > baseline.last and previous.rated_days >= rule.rated_days_needed
    verdict = _compare(baseline.mean, latest.mean, rule)
    decided = verdict in (Verdict.IMPROVED, Verdict.WORSE)
    same_before = usable and _compare(baseline.mean, previous.mean, rule) is verdict
    return Trend(
        verdict,
        decided and same_before,
        series,
        baseline,
        latest,
        previous if usable else None,
        "Not confirmed yet: a second week running has to say the same."
        if decided and not same_before
        else "",
        rule,
    )


def _compare(start: float, now: float, rule: TrendRule) -> Verdict:
    fall = start - now
    if fall >= rule.fall_points - _SLACK and fall >= rule.fall_share * start - _SLACK:
        return Verdict.IMPROVED
    if -fall >= rule.rise_points - _SLACK:
        return Verdict.WORSE
    if start <= rule.low_baseline + _SLACK and fall >= rule.possible_fall_points - _SLACK:
        return Verdict.POSSIBLE
    return Verdict.UNCERTAIN


def _window(days: Mapping[date, float], last: date, rule: TrendRule) -> Window:
    first = last - timedelta(days=rule.window_days - 1)
    means = [mean for day, mean in days.items() if first <= day <= last]
    return Window(first, last, len(means), sum(means) / len(means) if means else 0.0)


def _first_full_window(days: Mapping[date, float], rule: TrendRule) -> Window | None:
    for first in days:
        window = _window(days, first + timedelta(days=rule.window_days - 1), rule)
        if window.rated_days >= rule.rated_days_needed:
            return window
    return None


def _nothing(
    series: Series | None, missing: str, rule: TrendRule, baseline: Window | None = None
) -> Trend:
    return Trend(Verdict.NOT_ENOUGH_DATA, False, series, baseline, None, None, missing, rule)


def _needed(rule: TrendRule) -> str:
    n = rule.rated_days_needed
    return f"A first answer needs {n} in {rule.window_days} days, then {n} more in a later week."


def _wanted(baseline: Window, latest: Window, rule: TrendRule) -> str:
    start = max(latest.first, baseline.last + timedelta(days=1))
    if latest.last <= baseline.last:
        have = 0
    elif start > latest.first:
        return (
            "The start is known. The next answer needs a later week with ratings on"
            f" {rule.rated_days_needed} days."
        )
    else:
        have = latest.rated_days
    return (
        f"The start is known. The latest {rule.window_days} days hold {have} rated days;"
        f" {rule.rated_days_needed} are needed."
    )
