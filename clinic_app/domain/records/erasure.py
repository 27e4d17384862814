"""Erasing a patient on lawful demand: who demanded it, what goes, which backups still hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from clinic_app.domain.records.backup import Backup
from clinic_app.words import DAY_MONTH_YEAR, ENGLISH, N_, Message, _, wording_in


class DemandedBy(StrEnum):
    """Who may demand it, as the audit trail keeps it; words that name nobody."""

    PATIENT = "the patient"
    PARENT = "a parent or guardian"
    REPRESENTATIVE = "a legal representative"
    COURT = "a court or an authority"

    @property
    def words(self) -> str:
        """``a court or an authority``."""
        return demand_words(self)


class Ground(StrEnum):
    """On which ground, as the trail keeps it; chosen, so that no health data is typed."""

    WITHDRAWN = "consent withdrawn"
    RIGHT = "right to erasure"
    ORDER = "order of a court or an authority"
    PERIOD_OVER = "the time of keeping is over"

    @property
    def words(self) -> str:
        """``consent withdrawn``."""
        return demand_words(self)


_WORDS: Mapping[str, Message] = {
    DemandedBy.PATIENT: N_("the patient"),
    DemandedBy.PARENT: N_("a parent or guardian"),
    DemandedBy.REPRESENTATIVE: N_("a legal representative"),
    DemandedBy.COURT: N_("a court or an authority"),
    Ground.WITHDRAWN: N_("consent withdrawn"),
    Ground.RIGHT: N_("right to erasure"),
    Ground.ORDER: N_("order of a court or an authority"),
    Ground.PERIOD_OVER: N_("the time of keeping is over"),
}


def demand_words(kept: str) -> str:
    """What the trail keeps of a demand, as screens show it; other words as they are."""
    return _(_WORDS[kept]) if kept in _WORDS else kept


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
            "demanded_on": wording_in(ENGLISH).date(self.on, DAY_MONTH_YEAR),
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
