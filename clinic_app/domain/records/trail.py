"""A row of the audit trail, and what is asked of the trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

LockedBy = Literal["key", "idle", "system", "kiosk", "switch", "closing"]  # why a clinic is locked


@dataclass(frozen=True)
class TrailRow:
    """Who did what to which record, when. ``detail`` is what the writer noted beside it.

    ``patient_id`` is None for what concerns no patient. A detail that was erased is empty.
    """

    seq: int
    at: datetime
    actor_id: str
    action: str
    kind: str
    entity_id: str
    detail: Mapping[str, Any]
    patient_id: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """What was done to what kind of record; it decides the words."""
        return self.action, self.kind


@dataclass(frozen=True)
class TrailQuery:
    """Which rows are wanted; what is left out is not asked about.

    ``since`` is the first moment, ``until`` the first one after the period. ``pairs`` are the
    actions and kinds of the rows.
    """

    patient_id: str | None = None
    actor_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    pairs: frozenset[tuple[str, str]] = field(default_factory=frozenset[tuple[str, str]])


@dataclass(frozen=True)
class TrailPart:
    """Rows found in a stretch of the trail, newest first.

    ``next_seq`` is where the search goes on (rows before it); None at the beginning of the trail.
    ``reached`` is the time of the oldest row that was looked at.
    """

    rows: tuple[TrailRow, ...]
    next_seq: int | None
    reached: datetime | None
