"""What a check of the clinic's files found: what it is, since when, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FindingKind(StrEnum):
    """Of what kind a finding is; `Finding.is_loss` tells the harmless ones apart."""

    ROWS_MISSING = "changes missing"  # they were kept once, and the file does not hold them
    OTHER_RECORD = "another record"  # the file went its own way from some change on
    ROW_CHANGED = "row of the trail changed"
    JOURNAL = "journal damaged"
    RECORD_CHANGED = "record changed"
    RECORD_MISSING = "record missing"
    RECORD_ADDED = "record added"
    SECRET = "secret missing"  # so that what it proved can no longer be proven
    PAGES = "pages damaged"
    CHECKPOINT = "checkpoint missing"  # nothing is lost; it is written anew
    SET_ASIDE = "set aside"  # where the untouched copies of damaged files lie
    KEYS = "key file"  # damaged, missing or older than its copy; no record is concerned
    NO_ROOM = "not set aside"  # they could not be copied; nothing may be written


_HARMLESS = frozenset({FindingKind.CHECKPOINT, FindingKind.SET_ASIDE, FindingKind.KEYS})


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, in words for somebody who may see the clinic's records.

    ``what`` may hold a record number, never a patient's name. ``since`` is when the oldest thing
    that may be missing or changed was made, where that can be known.
    """

    kind: FindingKind
    what: str
    since: datetime | None = None
    next_step: str = ""

    @property
    def is_loss(self) -> bool:
        """Whether something of the clinic is missing or is not as it was written."""
        return self.kind not in _HARMLESS

    def __str__(self) -> str:
        return f"{self.what} {self.next_step}".strip()
