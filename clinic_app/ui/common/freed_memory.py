"""Overwrites memory as it is given back, while a passphrase is typed and while a clinic is locked.

Qt gives back the buffer of a text as it stands. Only glibc (Linux) can be asked to overwrite what
is given back; it costs time, so it is asked only while it matters. Elsewhere this does nothing.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress

_M_PERTURB = -6  # mallopt's number for the byte that freed memory is filled with
_FILLED_WITH = 0x55
_wanted: list[object] = []


def begin() -> Callable[[], None]:
    """Overwrite from here on, until what is returned is called."""
    token = object()
    _wanted.append(token)
    _ask()

    def end() -> None:
        if token in _wanted:
            _wanted.remove(token)
            _ask()

    return end


def _ask() -> None:
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, _FILLED_WITH if _wanted else 0)
