"""A pain rating as the patient gave it: 0 to 10, of one series, at one time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.plan.dose import is_number
from clinic_app.domain.text import plain_line
from clinic_app.words import N_, NP_, _


class Series(StrEnum):
    """What was asked. Each is a series of its own: they are never mixed."""

    AVERAGE = "average"
    WORST = "worst"
    LEAST = "least"
    NOW = "now"

    @property
    def short_label(self) -> str:
        """As people read it, in a word: ``Average``."""
        return _(_SHORT_LABELS[self])

    @property
    def pain_label(self) -> str:
        """As a sentence names it: ``Average pain``."""
        return _(_PAIN_LABELS[self])

    @property
    def label(self) -> str:
        """In a word, with the time it is about: ``Average, 24 h``."""
        return _(_LABELS[self])


_SHORT_LABELS = {
    Series.AVERAGE: NP_("pain", "Average"),
    Series.WORST: NP_("pain", "Worst"),
    Series.LEAST: NP_("pain", "Least"),
    Series.NOW: NP_("pain", "Now"),
}
_PAIN_LABELS = {
    Series.AVERAGE: N_("Average pain"),
    Series.WORST: N_("Worst pain"),
    Series.LEAST: N_("Least pain"),
    Series.NOW: N_("Present pain"),
}
_LABELS = {
    Series.AVERAGE: N_("Average, 24 h"),
    Series.WORST: N_("Worst, 24 h"),
    Series.LEAST: N_("Least, 24 h"),
    Series.NOW: NP_("pain", "Now"),
}


@dataclass(frozen=True)
class PainRating:
    """One rating on the 0-10 numeric scale (whole numbers).

    ``at`` is a time with its offset from UTC: the day it belongs to is the day where it was
    given. ``context`` says when or doing what, in a few words. ``site`` is a region of the
    `body_chart`, empty for what the patient is treated for; ratings of two sites are never mixed.
    A voided entry stays, with why.
    """

    id: str
    patient_id: str
    series: Series
    score: int
    at: datetime
    context: str = ""
    voided: bool = False
    void_reason: str = ""
    source: str = "clinic"
    site: str = ""

    def __post_init__(self) -> None:
        if self.context:
            object.__setattr__(self, "context", plain_line(self.context))
        if self.void_reason:
            object.__setattr__(self, "void_reason", plain_line(self.void_reason))
        if self.site:
            region_named(self.site)
        if not is_number(self.score, whole=True):
            raise UserError(
                _("A pain score must be a whole number, not {score}.", score=repr(self.score))
            )
        if not 0 <= self.score <= 10:
            raise UserError(_("A pain score must be 0 to 10, not {score}.", score=self.score))
        if self.at.tzinfo is None:
            raise UserError(_("A pain rating needs a time with its time zone."))


EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


def check_time(at: datetime, now: datetime) -> None:
    """Raises UserError for a rating from the future, or from before any that can be meant."""
    if at > now + timedelta(minutes=1):
        raise UserError(_("A pain rating cannot lie in the future."), _("Check the date."))
    if at < EARLIEST:
        raise UserError(_("A pain rating cannot lie before 1970."), _("Check the date."))


def parse_score(text: str) -> int:
    """A score from a person's text; raises UserError saying what is allowed.

    The text is not repeated: in a file with shifted columns it may be anything.
    """
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdigit() and len(stripped) <= 2):
        raise UserError(_("This is not a pain score."), _("Use a whole number from 0 to 10."))
    if int(stripped) > 10:
        raise UserError(
            _("{score} is too high for a pain score.", score=stripped), _("The scale ends at 10.")
        )
    return int(stripped)


def parse_series(text: str) -> Series:
    """A series by name, in any case; raises UserError listing the names."""
    try:
        return Series(text.strip().lower())
    except ValueError:
        allowed = ", ".join(Series)
        raise UserError(
            _("This is not a pain series."), _("Use one of: {names}.", names=allowed)
        ) from None


@dataclass(frozen=True)
class PainMap:
    """Marked regions, as ids of `body_chart.REGIONS`; raises UserError for an unknown one."""

    id: str
    patient_id: str
    at: datetime
    regions: tuple[str, ...]
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""

    def __post_init__(self) -> None:
        kept = {region_named(name).id: None for name in self.regions}
        object.__setattr__(self, "regions", tuple(kept))
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))
