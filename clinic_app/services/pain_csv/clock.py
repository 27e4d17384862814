"""Times of day in a file: ``20:05``, ``8:05 p.m.``, ``20h05``, with their distance from UTC."""

import re
from dataclasses import dataclass
from datetime import time, timedelta, timezone
from functools import lru_cache

from clinic_app.domain.errors import UserError
from clinic_app.words import _

# Hours and minutes need a sign between them, or a.m. and p.m. after the hour.
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?h?"
    r"\s*(?P<half>[ap]\.?\s?m?\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?\s*[+\-\u2212]\s?\d{1,2}(?::?\d{2})?|[A-Z]{3,4})?"
    r"(?:\s*[\[(][^\])]*[\])])?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\s*(?:uhr|uur|hrs?|horas?|hs)\.?$", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})(?:\.(\d{2}))?")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])\s?(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_ZONES = {
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WEST": 1,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "JST": 9, "KST": 9,
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """A time of day; ``offset`` where it was written with one, ``is_utc`` where that is UTC."""

    time: time
    offset: timezone | None = None

    @property
    def is_utc(self) -> bool:
        """An offset of nothing is how programs send a time, not where the patient was."""
        return self.offset is not None and self.offset.utcoffset(None) == timedelta()


@lru_cache(maxsize=4096)
def parse_clock(text: str) -> Clock:
    """A time; raises UserError for what is none, for 24:00 and for an unknown time zone."""
    text = _HOURS.sub("", text)
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        dotted = _DOTTED.fullmatch(text)
        if dotted is None:
            raise _not_a_time()
        return Clock(_time(int(dotted[1]), int(dotted[2]), int(dotted[3] or 0)))
    hour = int(match["hour"])
    if match["half"]:
        if hour > 12:
            raise UserError(_("An hour above 12 does not go with a.m. or p.m."))
        hour = hour % 12 + (12 if match["half"][0].lower() == "p" else 0)
    found = _time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    return Clock(found, _zone(match["zone"]) if match["zone"] else None)


def of_fraction(share: float) -> Clock:
    """A part of a day, as a spreadsheet keeps a time: .5 is noon."""
    minutes, second = divmod(round(share * 86400) % 86400, 60)
    return Clock(time(minutes // 60, minutes % 60, second))


def _time(hour: int, minute: int, second: int) -> time:
    if hour == 24:
        raise UserError(_("24:00 may mean two days."), _("Write 23:59, or 00:00 of the next day."))
    if hour > 24 or minute > 59 or second > 60:
        raise _not_a_time()
    return time(hour, minute, min(second, 59))


def _zone(text: str) -> timezone:
    name = text.upper().strip()
    if name in ("Z", "UTC", "GMT"):
        return timezone(timedelta())
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    match = _OFFSET.fullmatch(name)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        raise UserError(
            _("This time zone is not known."), _("Write it like {example}.", example="20:30-05:00")
        )
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(offset if match[1] == "+" else -offset)


def _not_a_time() -> UserError:
    return UserError(_("This is not a time."), _("Write it like {example}.", example="18:30"))
