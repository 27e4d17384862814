"""What the audit trail tells a reader: lines, pages of them, and what was before and after."""

from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_words import Told


@dataclass(frozen=True)
class TrailLine:
    """A row with its words. ``record_number`` is empty where no patient is concerned."""

    row: TrailRow
    told: Told
    patient: str = ""
    record_number: str = ""


@dataclass(frozen=True)
class TrailPage:
    """Lines, newest first. ``next_seq`` is where older ones begin; None when there are none.

    There may be no line and yet older ones: few answer the question. ``reached`` is how far back
    the search has come.
    """

    lines: tuple[TrailLine, ...]
    next_seq: int | None
    reached: datetime | None


@dataclass(frozen=True)
class BeforeAfter:
    """What a row changed, a line each; both are empty where nothing more is known of it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
