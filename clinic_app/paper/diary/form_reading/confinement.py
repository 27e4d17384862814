"""Bounds for the process that reads a stranger's file: what it may use, and what it may not do."""

import os
import sys
from contextlib import suppress

from clinic_app.paper.diary.form_reading.limits import MEMORY, SECONDS

_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.system",
    "ctypes.",
)
_ENDS_OTHERS = ("os.kill", "os.remove", "os.rename", "os.truncate", "shutil.", "urllib.")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit() -> None:
    """Bound memory, time and what is written, where the system can (not on Windows)."""
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit is in force already
                resource.setrlimit(kind, (most, most))


def close_off() -> None:
    """From here on refuse network, other processes and writing to files, for good."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith((*_REFUSED, *_ENDS_OTHERS)):
        raise PermissionError(event)
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError(event)
