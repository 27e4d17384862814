"""Times of day as people type them."""

import re
from datetime import time

from clinic_app.domain.errors import UserError

_CLOCK = re.compile(r"^(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*(am|pm)?$")


def parse_time(text: str) -> time:
    """A time from ``8:30``, ``08:30:00`` or ``8:30 pm``; raises UserError saying how."""
    match = _CLOCK.match(" ".join(text.lower().split()))
    if match:
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        if match[4]:
            hour = hour % 12 + (12 if match[4] == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour < 24 and minute < 60 and second < 60:
            return time(hour, minute, second)
    raise UserError("This is not a time.", "Write it like 18:30.")
