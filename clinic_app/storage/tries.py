"""Counts wrong passphrases and makes the next try wait, across restarts and clock changes."""

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import cast

from clinic_app.domain.errors import NotWritable, TooManyTries
from clinic_app.storage.atomic_file import replace_file

FREE_TRIES = 3
_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 900.0


class Tries:
    """The count in a small file. A try counts before it is made: ending the program saves none.

    Time is the system's clock since boot, which nobody can set: after a reboot, the time since
    that boot is what surely has passed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wrong, self._since = _read(path)

    def begin(self) -> None:
        """Call before a try. Raises TooManyTries while the wait lasts."""
        self._wrong, self._since = max((self._wrong, self._since), _read(self._path))
        remaining = self.wait_s
        if remaining > 0:
            raise TooManyTries(remaining)
        self._wrong, self._since = self._wrong + 1, time.monotonic()
        # A read-only folder still opens for reading; the count then lives in memory.
        with suppress(NotWritable):
            replace_file(self._path, json.dumps([self._wrong, self._since]).encode())

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        self._wrong, self._since = 0, 0.0
        with suppress(OSError):  # As above: a folder that cannot be written keeps the file.
            self._path.unlink(missing_ok=True)

    @property
    def wait_s(self) -> float:
        """Seconds until the next try is allowed; 0 when it is now."""
        if self._wrong < FREE_TRIES:
            return 0.0
        doubled = _FIRST_WAIT_S * 2.0 ** min(self._wrong - FREE_TRIES, 20)
        now = time.monotonic()
        passed = now - self._since if now >= self._since else now
        return max(0.0, min(doubled, _LONGEST_WAIT_S) - passed)


def _read(path: Path) -> tuple[int, float]:
    try:
        wrong, since = cast("list[float]", json.loads(path.read_bytes()))
        return int(wrong), float(since)
    except FileNotFoundError:
        return 0, 0.0
    except (OSError, ValueError, TypeError):
        # A file somebody spoiled is no way around the wait.
        return (FREE_TRIES, time.monotonic()) if os.path.exists(path) else (0, 0.0)
