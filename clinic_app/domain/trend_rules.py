"""How large a change of pain must be to be called real, by body region, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError


@dataclass(frozen=True)
class Odds:
    """How often flat pain earns a verdict at some time of twelve weeks: courses of 100.

    Worked out by tests/benchmarks/verdict.py: whole numbers 0-10, one rating a day, day-to-day
    SD 1.47, 5 % of the days 3 points up, judged every day; the worst of the starts 3 to 8, for
    ``possible`` of the starts 2 to 4.
    """

    improved: int
    improved_confirmed: int
    worse: int
    worse_confirmed: int
    possible: int


@dataclass(frozen=True)
class TrendRule:
    """The rule's numbers: points are of the 0-10 scale, days are calendar days.

    ``swings`` is how many standard errors of the person's own days the fall of two weeks must
    reach to be confirmed. ``since`` leaves out older ratings: those of an earlier episode of care.
    ``odds`` are unknown (None) for limits that a clinic set itself. ``short_sources`` name the same
    origins as ``sources`` in a few words, for paper. Raises UserError for a limit outside
    `TREND_LIMITS`.
    """

    window_days: int = 7
    rated_days_needed: int = 5
    fall_points: float = 2.0
    fall_share: float = 0.30
    rise_points: float = 2.0
    low_baseline: float = 4.0
    possible_fall_points: float = 1.0
    swings: float = 3.25
    region: str = ""
    is_own: bool = False  # the clinic set limits of its own
    since: date | None = None
    odds: Odds | None = None
    sources: tuple[str, ...] = field(default=())
    short_sources: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for name, (low, high) in TREND_LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise UserError(f"{name.replace('_', ' ')} must be {low:g} to {high:g}.")
        if self.rated_days_needed != int(self.rated_days_needed):
            raise UserError("The rated days needed must be a whole number.")
        object.__setattr__(self, "rated_days_needed", int(self.rated_days_needed))

    @property
    def words(self) -> str:
        """The rule as sentences a clinician can check."""
        days = self.window_days
        words = (
            f"Improved: a fall of {self.fall_points:g} points or more and"
            f" {100 * self.fall_share:g} % or more from the mean of the first {days} days to that"
            f" of the latest {days}."
            f" Confirmed: two weeks in a row say so, by more than {self.swings:g} standard errors"
            f" of this person's days. Worse: a rise of {self.rise_points:g} or more. Possible:"
            f" a fall of {self.possible_fall_points:g} or more from a start of"
            f" {self.low_baseline:g} or less. A week needs ratings on {self.rated_days_needed} of"
            f" {days} days."
        )
        if self.since is None:
            return words
        return f"{words} Ratings count from {day_words(self.since)}, the newest episode's start."

    @property
    def short_words(self) -> str:
        """The same rule in two lines of a page."""
        days = self.window_days
        words = (
            f"Improved: the {days}-day mean falls by {self.fall_points:g} points and"
            f" {100 * self.fall_share:g} % or more. Confirmed: two weeks in a row, beyond"
            f" {self.swings:g} standard errors. Worse: it rises by {self.rise_points:g} or more."
            f" Possible: it falls by {self.possible_fall_points:g} or more from"
            f" {self.low_baseline:g} or less. A week needs {self.rated_days_needed} rated days."
        )
        since = f" Ratings count from {day_words(self.since)}." if self.since else ""
        return f"{words}{since}"

    @property
    def region_words(self) -> str:
        """``low back``; empty where no region is known."""
        known = {
            "ankle-foot": "ankle and foot",
            "wrist-hand": "wrist and hand",
            "thoracic": "upper back and ribs",
            "vestibular": "dizziness and inner ear",
            "general": "whole body",
        }
        return known.get(self.region, self.region.replace("-", " "))

    def with_limits(self, limits: Mapping[str, float]) -> "TrendRule":
        """The rule with a clinic's own limits, by the names of `TREND_FIELDS`; raises UserError."""
        return replace(self, is_own=True, odds=None, **limits)  # pyright: ignore[reportArgumentType]  # checked on init

    def counting_from(self, since: date | None) -> "TrendRule":
        """The rule without ratings before ``since``; itself for None."""
        return self if since is None else replace(self, since=since)


TREND_LIMITS: Mapping[str, tuple[float, float]] = {
    "rated_days_needed": (3, 7),
    "fall_points": (1, 6),
    "fall_share": (0.1, 0.9),
    "rise_points": (1, 6),
    "low_baseline": (0, 6),
    "possible_fall_points": (0.5, 4),
}
"""The limits that a clinic may set for itself, each with its least and greatest value."""
TREND_FIELDS = tuple(TREND_LIMITS)

_FARRAR = "2 points or 30 %: Farrar 2001, n = 2,724 (PMID 11690728)"
_LOW_START = "A fall of 1 matters from a start of 4 or less: doi 10.1055/a-1304-3677"
_RISE = "Worse, a rise as large as the fall: clinical custom"
_COMMON = (
    "Points and share are both asked for, the stricter reading: clinical custom",
    "Weeks instead of single days: one rating a day has an ICC of .65, five together more than"
    " .90 (PMID 25283469)",
    "Two weeks in a row, 3.25 standard errors, 5 days of 7: clinical custom, chosen by simulation"
    " (day-to-day SD 1.47, 5 % flares, judged daily for 12 weeks): flat pain is confirmed as"
    " improved in fewer than 2 of 100 courses, a fall of 3 points within 21 days in more than 80;"
    " where a day's pain carries over to the next (correlation .3), flat pain in 6 of 100",
)
_SHORT_LOW_START = "1 from a low start (doi 10.1055/a-1304-3677)"
_SHORT_COMMON = (
    "the same rise as worse, points and share together: clinical custom",
    "weeks, not days (PMID 25283469)",
    "5 days of 7, two weeks in a row and 3.25 standard errors: clinical custom, by simulation",
)
RULE = TrendRule(
    odds=Odds(17, 2, 20, 1, 60),
    sources=(_FARRAR, _LOW_START, _RISE, *_COMMON),
    short_sources=(
        "2 points or 30 % (Farrar 2001, PMID 11690728)",
        _SHORT_LOW_START,
        *_SHORT_COMMON,
    ),
)
"""The rule where no region is known."""

_NO_OWN = "No source of its own for this region: the general limits"
_HIP = (
    "2 points or 33 %, much better; 1 point or 15 %, slightly better: osteoarthritis of hip and"
    " knee (PMID 15207508)"
)
_SHORT_HIP = "2 points or 33 %, 1 as possible: osteoarthritis of hip and knee (PMID 15207508)"
_SHORT_LOW_ONLY = "possible from a low start only: clinical custom"
_LOW_ONLY = "Possible only from a start of 4 or less: clinical custom"
_RULES = {
    "": RULE,
    "low-back": replace(
        RULE,
        sources=(
            "2 points or 30 %: Ostelo 2008, consensus for low back pain; 2 points are the"
            " smallest change beyond measuring error, 1.5 matter at 4 weeks (PMID 15928561)",
            _LOW_START,
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2 points or 30 % (Ostelo 2008)",
            "2 are beyond measuring error (PMID 15928561)",
            _SHORT_LOW_START,
            *_SHORT_COMMON,
        ),
    ),
    "neck": replace(
        RULE,
        fall_points=2.1,
        rise_points=2.1,
        possible_fall_points=1.3,
        odds=Odds(12, 1, 14, 1, 36),
        sources=(
            "2.1 points, the change beyond measuring error: clinical custom",
            f"30 %: {_FARRAR.partition(': ')[2]}",
            "A fall of 1.3 matters: Cleland 2008; it is less than the ups and downs of single"
            " weeks, so it counts from a low start only, as possible",
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2.1 points: clinical custom",
            "30 % (Farrar 2001, PMID 11690728)",
            "1.3 (Cleland 2008), from a low start only",
            *_SHORT_COMMON,
        ),
    ),
    "shoulder": replace(
        RULE,
        fall_points=2.17,
        rise_points=2.17,
        odds=Odds(9, 1, 10, 1, 62),
        sources=(
            "2.17 points: PMID 21411827",
            f"30 %: {_FARRAR.partition(': ')[2]}",
            "A fall of 1 from a start of 4 or less, possible: clinical custom, as for the spine"
            " (doi 10.1055/a-1304-3677)",
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2.17 points (PMID 21411827)",
            "30 % (Farrar 2001, PMID 11690728)",
            "1 from a low start: clinical custom, as for the spine (doi 10.1055/a-1304-3677)",
            *_SHORT_COMMON,
        ),
    ),
    "hip": replace(
        RULE,
        fall_share=0.33,
        sources=(_HIP, _LOW_ONLY, _RISE, *_COMMON),
        short_sources=(_SHORT_HIP, _SHORT_LOW_ONLY, *_SHORT_COMMON),
    ),
    "knee": replace(
        RULE,
        fall_share=0.33,
        possible_fall_points=1.33,
        odds=Odds(17, 2, 20, 1, 36),
        sources=(
            _HIP,
            "Possible from 1.33, the change beyond measuring error in the knee: PMC5927184",
            _LOW_ONLY,
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2 points or 33 %: osteoarthritis of hip and knee (PMID 15207508)",
            "1.33 beyond measuring error in the knee (PMC5927184)",
            _SHORT_LOW_ONLY,
            *_SHORT_COMMON,
        ),
    ),
}


def rule_for(region: str) -> TrendRule:
    """The rule of a region of the vocabulary; the general one where no source has its own."""
    own = _RULES.get(region) or replace(
        RULE,
        sources=(_NO_OWN, *RULE.sources),
        short_sources=("general limits, none of this region's own", *RULE.short_sources),
    )
    return replace(own, region=region)
