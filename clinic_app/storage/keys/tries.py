"""Counts wrong passphrases and makes the next try wait, across restarts and clock changes."""

import json
import math
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from clinic_app.domain.errors import NotWritable, TooManyTries
from clinic_app.storage.atomic_file import read_ordinary, replace_file

FREE_TRIES = 3
_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 900.0
_LARGEST = 64 << 10  # bytes of the file
_MOST_KEPT = 100  # wrong tries that wait to be noted in the audit trail


@dataclass(frozen=True)
class FailedTry:
    """A wrong passphrase: when, and for whose login; ``who`` is empty where none was named."""

    at: datetime
    who: str


@dataclass(frozen=True)
class _Count:
    wrong: int = 0
    since: float = 0.0
    failed: tuple[FailedTry, ...] = ()


class Tries:
    """The count in a small file. A try counts before it is made: ending the program saves none.

    Time is the system's clock since boot, which nobody can set: after a reboot, the time since
    that boot is what surely has passed. Wrong tries stay in the file until the audit trail, which
    opens only with a right one, has noted them; their times are those of the clock on the wall.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count, self._is_spoiled = _Count(), False
        self._look()

    def begin(self, who: str = "") -> None:
        """Call before a try for a login. Raises TooManyTries while the wait lasts."""
        self._look()
        count = self._count
        remaining = self.wait_s
        if remaining > 0:
            raise TooManyTries(remaining)
        failed = (*count.failed, FailedTry(datetime.now().astimezone(), who))
        self._keep(_Count(count.wrong + 1, time.monotonic(), failed[-_MOST_KEPT:]))

    def succeeded(self) -> None:
        """The last try was right: wrong ones before it no longer make anybody wait."""
        self._keep(_Count(failed=self._count.failed[:-1]))

    @property
    def failed(self) -> tuple[FailedTry, ...]:
        """The wrong tries that the audit trail has not noted yet."""
        return self._count.failed

    def noted(self) -> None:
        """The audit trail has noted them."""
        self._keep(_Count(self._count.wrong, self._count.since))

    @property
    def wait_s(self) -> float:
        """Seconds until the next try is allowed; 0 when it is now."""
        if self._count.wrong < FREE_TRIES:
            return 0.0
        doubled = _FIRST_WAIT_S * 2.0 ** min(self._count.wrong - FREE_TRIES, 20)
        now = time.monotonic()
        passed = now - self._count.since if now >= self._count.since else now
        return max(0.0, min(doubled, _LONGEST_WAIT_S) - passed)

    def _look(self) -> None:
        """See what other windows have counted.

        A file that somebody spoiled is no way around the wait, and makes nobody wait for ever:
        it becomes a count anew, or, where it cannot be written, is known for what it is.
        """
        stored = _read(self._path)
        if stored is not None:
            self._count, self._is_spoiled = max(self._count, stored, key=_order), False
        elif not self._is_spoiled:
            self._is_spoiled = True
            wrong = max(FREE_TRIES, self._count.wrong)
            self._keep(_Count(wrong, time.monotonic(), self._count.failed))

    def _keep(self, count: _Count) -> None:
        self._count = count
        # A read-only folder still opens for reading; the count then lives in memory.
        with suppress(NotWritable, OSError):
            if count.wrong or count.failed:
                replace_file(self._path, _written(count))
            else:
                self._path.unlink(missing_ok=True)


def _order(count: _Count) -> tuple[int, float, int]:
    return count.wrong, count.since, len(count.failed)


def _written(count: _Count) -> bytes:
    failed = [[one.at.isoformat(), one.who] for one in count.failed]
    return json.dumps([count.wrong, count.since, failed]).encode()


def _read(path: Path) -> _Count | None:
    """None where the file holds no count."""
    try:
        wrong, since, *rest = cast("list[object]", json.loads(read_ordinary(path, _LARGEST)))
        failed = [
            FailedTry(datetime.fromisoformat(at).astimezone(), str(who))
            for at, who in cast("list[list[str]]", rest[0] if rest else [])[-_MOST_KEPT:]
        ]
        return _Count(*_numbers(wrong, since), tuple(failed))
    except FileNotFoundError:
        return _Count()
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        return None


def _numbers(wrong: object, since: object) -> tuple[int, float]:
    """Raises ValueError for what no count can be."""
    if (
        not isinstance(wrong, int)
        or isinstance(wrong, bool)
        or not isinstance(since, int | float)
        or wrong < 0
    ):
        raise ValueError("no count")
    if not math.isfinite(since):
        raise ValueError("no time")
    return wrong, float(since)
