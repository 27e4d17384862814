"""How large a change of pain must be to be called real, by body region, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.words import N_, NP_, Message, _

WEEK_DAYS = 7
GENERAL_FALL, GENERAL_SHARE, GENERAL_DAYS = 2.0, 0.30, 4


@dataclass(frozen=True)
class TrendRule:
    """The rule's numbers: points are of the 0-10 scale.

    A fall (or rise) of ``large_extra`` more than the limit needs ``weeks_if_large`` weeks only.
    Weeks follow each other up to ``near_weeks`` apart. What is confirmed holds until a week is
    less than ``hold_points`` from the start. A verdict is old ``current_days`` after its latest
    week, ageing ``fresh_days`` after it; long more than ``long_days`` after the start. ``since``
    leaves out older ratings: those of an earlier episode of care. ``short_sources`` name the same
    origins as ``sources`` in a few words, for paper. Raises UserError for a limit outside
    `TREND_LIMITS`.
    """

    rated_days_needed: int = GENERAL_DAYS
    fall_points: float = GENERAL_FALL
    fall_share: float = GENERAL_SHARE
    rise_points: float = GENERAL_FALL
    possible_points: float = 1.0
    large_extra: float = 1.0
    hold_points: float = 1.0
    high_start_points: float = 1.0
    near_weeks: int = 3
    weeks_needed: int = 3
    weeks_if_large: int = 2
    fresh_days: int = 14
    current_days: int = 42
    long_days: int = 182
    region: str = ""
    is_own: bool = False  # the clinic set limits of its own
    since: date | None = None
    sources: tuple[Message, ...] = field(default=())
    short_sources: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for name, (low, high) in TREND_LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise UserError(
                    _(
                        "{limit} must be {low} to {high}.",
                        limit=_(_NAMES[name]),
                        low=f"{low:g}",
                        high=f"{high:g}",
                    )
                )
        if self.rated_days_needed != int(self.rated_days_needed):
            raise UserError(_("The rated days needed must be a whole number."))
        object.__setattr__(self, "rated_days_needed", int(self.rated_days_needed))

    @property
    def words(self) -> str:
        """The rule as sentences a clinician can check."""
        words = _(
            "The start is the mean of the first two weeks (of the first alone where they differ by"
            " {fall} points or more; then each number of weeks below is one more). Improved: a"
            " later week is {fall} points and {share} % or more below the start. Worse: {rise}"
            " or more above it. Confirmed: {weeks} weeks in a row say so, or"
            " {weeks_if_large} in a row by {large} points; it"
            " holds until a week comes back to within {hold} point of the start."
            " Possibly better or worse: {weeks} weeks in a row by"
            " {possible}. A week needs ratings on {rated_days} of"
            " {days} days, and it counts once it is over.",
            fall=f"{self.fall_points:g}",
            share=f"{100 * self.fall_share:g}",
            rise=f"{self.rise_points:g}",
            weeks=number_words(self.weeks_needed),
            weeks_if_large=number_words(self.weeks_if_large),
            large=f"{self.fall_points + self.large_extra:g}",
            hold=f"{self.hold_points:g}",
            possible=f"{self.possible_points:g}",
            rated_days=self.rated_days_needed,
            days=WEEK_DAYS,
        )
        if self.since is None:
            return words
        since = _(
            "Ratings count from {day}, the newest episode's start.", day=day_words(self.since)
        )
        return f"{words} {since}"

    @property
    def short_words(self) -> str:
        """The same rule in two lines of a page."""
        weeks, few = number_words(self.weeks_needed), number_words(self.weeks_if_large)
        words = (
            f"Improved: a week is {self.fall_points:g} points and {100 * self.fall_share:g} % below"
            f" the first two. Worse: {self.rise_points:g} above. Confirmed:"
            f" {weeks} weeks in a row, or {few} by"
            f" {self.fall_points + self.large_extra:g}. Possibly: {weeks} by"
            f" {self.possible_points:g}. A week needs {self.rated_days_needed} rated days."
        )
        since = f" Ratings count from {day_words(self.since)}." if self.since else ""
        return f"{words}{since}"

    @property
    def is_laxer(self) -> bool:
        """Whether a limit lies below the general ones: then no simulation tells the odds."""
        points = min(self.fall_points, self.rise_points)
        return (
            points < GENERAL_FALL
            or self.fall_share < GENERAL_SHARE
            or self.rated_days_needed < GENERAL_DAYS
        )

    @property
    def region_words(self) -> str:
        """``low back``; empty where no region is known."""
        known = {
            "ankle-foot": N_("ankle and foot"),
            "wrist-hand": N_("wrist and hand"),
            "thoracic": N_("upper back and ribs"),
            "vestibular": N_("dizziness and inner ear"),
            "general": N_("whole body"),
            "low-back": N_("low back"),
            "core": NP_("region", "core"),
            "balance": NP_("region", "balance"),
            "neck": NP_("region", "neck"),
            "shoulder": NP_("region", "shoulder"),
            "elbow": NP_("region", "elbow"),
            "hip": NP_("region", "hip"),
            "knee": NP_("region", "knee"),
            "pelvis": NP_("region", "pelvis"),
            "jaw": NP_("region", "jaw"),
        }
        words = known.get(self.region)
        return self.region.replace("-", " ") if words is None else _(words)

    def with_limits(self, limits: Mapping[str, float]) -> "TrendRule":
        """The rule with a clinic's own limits, by the names of `TREND_FIELDS`; raises UserError."""
        return replace(self, is_own=True, **limits)  # pyright: ignore[reportArgumentType]  # checked on init

    def counting_from(self, since: date | None) -> "TrendRule":
        """The rule without ratings before ``since``; itself for None."""
        return self if since is None else replace(self, since=since)


TREND_LIMITS: Mapping[str, tuple[float, float]] = {
    "rated_days_needed": (3, 7),
    "fall_points": (1, 6),
    "fall_share": (0.1, 0.9),
    "rise_points": (1, 6),
    "possible_points": (0.5, 4),
}
"""The limits that a clinic may set for itself, each with its least and greatest value."""
TREND_FIELDS = tuple(TREND_LIMITS)

_NUMBERS = (
    NP_("weeks", "no"),
    NP_("weeks", "one"),
    NP_("weeks", "two"),
    NP_("weeks", "three"),
    NP_("weeks", "four"),
    NP_("weeks", "five"),
)
_NAMES = {
    "rated_days_needed": N_("rated days needed"),
    "fall_points": N_("fall points"),
    "fall_share": N_("fall share"),
    "rise_points": N_("rise points"),
    "possible_points": N_("possible points"),
}


def number_words(weeks: int) -> str:
    """How many weeks, as a word."""
    return _(_NUMBERS[weeks])


_FARRAR = N_("2 points or 30 %: Farrar 2001, n = 2,724 (PMID 11690728)")
_SHARE = N_("30 %: Farrar 2001, n = 2,724 (PMID 11690728)")
_LARGER = N_(
    "Larger changes may be needed in cohorts and trials without drugs, 2.2 to 4.2 points"
    " (n = 1,661, PMC9299931): a source that says otherwise"
)
_POSSIBLE = N_("1 point is slightly better: osteoarthritis of hip and knee (PMID 15207508)")
_RISE = N_("Worse, a rise as large as the fall: clinical custom")
_COMMON = (
    N_("Points and share are both asked for, the stricter reading: clinical custom"),
    N_(
        "Weeks instead of single days: one rating a day has an ICC of .65, five together more than"
        " .90 (PMID 25283469); four days of seven suffice (PMID 8309709)"
    ),
    N_(
        "Three weeks in a row, two by 3 points, held until within 1 point: clinical custom, by"
        " simulation (day-to-day SD 1.47, 5 % flares, judged for 12 weeks). Of 100 flat courses 1"
        " or 2"
        " are confirmed as improved at some time where a day's pain carries over to the next little"
        " (correlation .3), 3 to 5 where it does much (.6), 13 at .85, 8 to 10 at .6 with an SD"
        " of 2."
        " A fall of 3 points is confirmed within four weeks in 70 to 77 of 100, one of 2 in about"
        " 30."
        " Days do carry over in most diaries (Affleck et al., 47 people with rheumatoid"
        " arthritis), and"
        " it is one of the usual indices of pain (doi 10.1097/j.pain.0000000000001626)"
    ),
    _LARGER,
    N_(
        "A diary that begins in a bad spell falls by itself, 0.1 to 0.8 points (doi"
        " 10.1097/j.pain.0000000000002468)"
    ),
)
_SHORT_COMMON = (
    "worse, points and share together: clinical custom",
    "weeks, not days (PMID 25283469)",
    "4 days of 7 (PMID 8309709), weeks in a row: clinical custom, by simulation",
    "larger in cohorts: PMC9299931",
)
RULE = TrendRule(
    sources=(_FARRAR, _POSSIBLE, _RISE, *_COMMON),
    short_sources=("2 points or 30 % (Farrar 2001, PMID 11690728)", *_SHORT_COMMON),
)
"""The rule where no region is known."""

_NO_OWN = N_("No source of its own for this region: the general limits")
_HIP = N_(
    "2 points or 33 %, much better; 1 point or 15 %, slightly better: osteoarthritis of hip and"
    " knee (PMID 15207508)"
)
_SHORT_HIP = "2 points or 33 %, 1 as possible: osteoarthritis of hip and knee (PMID 15207508)"
_RULES = {
    "": RULE,
    "low-back": replace(
        RULE,
        sources=(
            N_(
                "2 points or 30 %: Ostelo 2008, consensus for low back pain; 2 points are the"
                " smallest change beyond measuring error, 1.5 matter at 4 weeks (PMID 15928561)"
            ),
            N_("Possible from 1 point: clinical custom"),
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2 points or 30 % (Ostelo 2008)",
            "2 are beyond measuring error (PMID 15928561)",
            *_SHORT_COMMON,
        ),
    ),
    "neck": replace(
        RULE,
        fall_points=2.1,
        rise_points=2.1,
        possible_points=1.3,
        sources=(
            N_("2.1 points, the change beyond measuring error: clinical custom"),
            _SHARE,
            N_(
                "A fall of 1.3 matters: Cleland 2008; it is less than the ups and downs of single"
                " weeks, so it counts as possible only"
            ),
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2.1 points: clinical custom",
            "30 % (Farrar 2001, PMID 11690728)",
            "1.3 (Cleland 2008), as possible",
            *_SHORT_COMMON,
        ),
    ),
    "shoulder": replace(
        RULE,
        fall_points=2.17,
        rise_points=2.17,
        sources=(
            N_(
                "2.17 points: PMID 21411827; its score is the mean of three situations (at rest, in"
                " usual and in strenuous use), not one average of 24 hours"
            ),
            _SHARE,
            N_("Possible from 1 point: clinical custom"),
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2.17 points, of a mean of three situations (PMID 21411827)",
            "30 % (Farrar 2001, PMID 11690728)",
            *_SHORT_COMMON,
        ),
    ),
    "hip": replace(
        RULE,
        fall_share=0.33,
        sources=(_HIP, _RISE, *_COMMON),
        short_sources=(_SHORT_HIP, *_SHORT_COMMON),
    ),
    "knee": replace(
        RULE,
        fall_share=0.33,
        possible_points=1.33,
        sources=(
            _HIP,
            N_("Possible from 1.33, the change beyond measuring error in the knee: PMC5927184"),
            _RISE,
            *_COMMON,
        ),
        short_sources=(
            "2 points or 33 %: osteoarthritis of hip and knee (PMID 15207508)",
            "1.33 beyond measuring error in the knee (PMC5927184)",
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
