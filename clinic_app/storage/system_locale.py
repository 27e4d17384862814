"""The locale of the system that Handrail runs on, as a first guess of a clinic's own habits."""

import locale
import os


def system_locale() -> str:
    """The system's locale for dates, as in ``en_US.UTF-8``; ``C`` or nothing where none is set."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if value := os.environ.get(name):
            return value
    return locale.getlocale()[0] or ""
