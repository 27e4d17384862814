"""Whether this computer's clock can be believed: what is dated wrong stays wrong for ever."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.words import _

_BACK = timedelta(days=1)  # a computer carried through time zones, or set by hand
_PAUSE = timedelta(days=183)  # longer than a clinic is usually closed


@dataclass(frozen=True)
class ClockDoubt:
    """What the computer says, and why that is hard to believe."""

    now: datetime
    reason: str

    @property
    def question(self) -> str:
        day = day_words(self.now.date())
        return _("This computer says it is {day}. Is that right?", day=day)


class ClockDoubted(UserError):
    """Nothing is written while nobody said that the date is right."""

    def __init__(self, doubt: ClockDoubt) -> None:
        super().__init__(
            _(
                "This computer says it is {day}. {reason}",
                day=day_words(doubt.now.date()),
                reason=doubt.reason,
            ),
            _(
                "Set the date of the computer. If it is right, say so: in the window when it opens,"
                " on the command line with --clock-is-right."
            ),
        )


def clock_doubt(now: datetime, last_use: datetime | None, released: date) -> ClockDoubt | None:
    """Why ``now`` (with its time zone) should be confirmed by a person, or None.

    ``last_use`` is when something was last written in the clinic with a clock that was believed;
    ``released`` is when this version of the program was made. Half a year without use is a
    pause that somebody can confirm; a shorter one asks nothing.
    """
    if last_use is not None and now < last_use - _BACK:
        reason = _("The last change in this clinic is from {day}.", day=_day(last_use))
        return ClockDoubt(now, reason)
    if now.date() < released - _BACK:
        return ClockDoubt(now, _("This version of Handrail did not exist yet."))
    if last_use is not None and now > last_use + _PAUSE:
        reason = _("Nothing was written in this clinic since {day}.", day=_day(last_use))
        return ClockDoubt(now, reason)
    return None


def _day(at: datetime) -> str:
    return day_words(at.date())
