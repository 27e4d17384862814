"""Backups of a clinic: what one holds, where they go, and which ones are kept."""

import re
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

ENDING = ".handrail"
DEFAULT_PLACE = "default"
_NAME = re.compile(r"handrail-([0-9a-f]{8})-(\d{8}-\d{6})\.handrail")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Contents:
    """What a clinic held at a moment: counts, never a name. ``rows`` are those of its trail."""

    patients: int
    ratings: int
    last_rating: datetime | None
    rows: int


@dataclass(frozen=True)
class Backup:
    """A backup file. ``contents`` is None where it cannot be told: another clinic's, or damaged.

    ``is_verified``: all of it was opened and checked when it was made, and this clinic made it.
    """

    path: Path
    made_at: datetime
    size: int
    schema: str = ""
    version: str = ""
    contents: Contents | None = None
    is_verified: bool = False


@dataclass(frozen=True)
class Keep:
    """How many backups stay: the newest of so many days, weeks and months that have one."""

    days: int = 7
    weeks: int = 5
    months: int = 12


@dataclass(frozen=True)
class BackupPlace:
    """A folder that backups go to, and how the last one there went.

    ``verified_at``, ``file``, ``rows``, ``patients`` and ``size`` are of the newest backup that
    was made there; ``failed_at`` and ``failure`` of a later one that could not be made.
    """

    id: str
    path: Path
    name: str
    keep: Keep = Keep()
    verified_at: datetime | None = None
    file: str = ""
    rows: int = 0
    patients: int = 0
    size: int = 0
    failed_at: datetime | None = None
    failure: str = ""

    @property
    def is_default(self) -> bool:
        """Whether it is the place on this computer that every new clinic has."""
        return self.id == DEFAULT_PLACE


def file_name(mark: str, made_at: datetime) -> str:
    """``handrail-0a1b2c3d-20260314-183000.handrail``."""
    return f"handrail-{mark}-{made_at.strftime(_STAMP)}{ENDING}"


def parse_name(name: str) -> tuple[str, datetime] | None:
    """The mark of the clinic and the time that a backup's name tells; None for another name."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    try:
        return found[1], datetime.strptime(found[2], _STAMP).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def to_keep(backups: Collection[Backup], keep: Keep) -> set[Path]:
    """Which of one clinic's backups stay.

    Days, weeks and months count where there is a backup of them, from the newest one back: a
    holiday uses none up, and neither does a wrong clock. The newest stays whatever is asked, by
    its date and by the length of its trail; so does every one that is not verified, which may be
    all that is left of its day.
    """
    kept = {one.path for one in backups if not one.is_verified}
    newest_first = sorted(
        (one for one in backups if one.is_verified),
        key=lambda one: (one.made_at, one.path.name),
        reverse=True,
    )
    if newest_first:
        kept |= {newest_first[0].path, max(newest_first, key=_length).path}
    kept |= _newest_of_each(newest_first, keep.days, lambda at: at.date())
    kept |= _newest_of_each(newest_first, keep.weeks, lambda at: at.isocalendar()[:2])
    kept |= _newest_of_each(newest_first, keep.months, lambda at: (at.year, at.month))
    return kept


def is_past(at: datetime | None, now: datetime, time: timedelta) -> bool:
    """Whether so much time went by since; also where the clock went back by as much."""
    return at is None or abs(now - at) >= time


def _length(backup: Backup) -> tuple[int, datetime]:
    return backup.contents.rows if backup.contents else 0, backup.made_at


def _newest_of_each(
    newest_first: Collection[Backup], count: int, span: Callable[[datetime], Hashable]
) -> set[Path]:
    found: dict[Hashable, Path] = {}
    for one in newest_first:
        if len(found) < count:
            found.setdefault(span(one.made_at), one.path)
    return set(found.values())
