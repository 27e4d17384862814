"""How large a change of pain must be, by body region, each with its source."""

from clinic_app.domain.trend import RULE, TrendRule

TREND_FIELDS = (
    "rated_days_needed",
    "fall_points",
    "fall_share",
    "rise_points",
    "low_baseline",
    "possible_fall_points",
)
"""The limits that a clinic may set for itself."""


def rule_for(region: str) -> TrendRule:
    """The rule of a region of the vocabulary; the general one where no source has its own."""
    return RULE
