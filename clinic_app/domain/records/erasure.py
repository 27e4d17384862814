"""Erasing a patient on lawful demand: who demanded it, what goes, which backups still hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.backup import Backup


class DemandedBy(StrEnum):
    """Who may demand it; words that name nobody."""

    PATIENT = "the patient"
    PARENT = "a parent or guardian"
    REPRESENTATIVE = "a legal representative"
    COURT = "a court or an authority"


class Ground(StrEnum):
    """On which ground; chosen, so that no health data is typed."""

    WITHDRAWN = "consent withdrawn"
    RIGHT = "right to erasure"
    ORDER = "order of a court or an authority"
    PERIOD_OVER = "the time of keeping is over"


@dataclass(frozen=True)
class Demand:
    """What the audit trail keeps of the demand."""

    by: DemandedBy
    ground: Ground
    on: date

    def told(self) -> Mapping[str, object]:
        """As the row of the trail holds it."""
        return {
            "demanded_by": self.by.value,
            "ground": self.ground.value,
            "demanded_on": day_words(self.on),
        }


@dataclass(frozen=True)
class ErasurePreview:
    """What there is of a patient: ``counts`` by kind in words; ``others`` are made one with them.

    ``copies`` are older copies of the database in the clinic's folder, which hold them, too.
    """

    name: str
    record_number: str
    counts: tuple[tuple[str, int], ...]
    others: int
    copies: tuple[Path, ...]


@dataclass(frozen=True)
class StillHeld:
    """A backup that still holds somebody who was erased. ``until`` is when it is gone by itself."""

    backup: Backup
    place: str
    until: date


@dataclass(frozen=True)
class Rewritten:
    """How it went with one backup: ``why`` is empty where the patient is in it no more."""

    held: StillHeld
    why: str = ""
