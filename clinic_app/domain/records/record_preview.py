"""What reading a record in would do, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from clinic_app.domain.records.counted import counted, kind_name


class Fate(StrEnum):
    """What becomes of one row of a file."""

    NEW = "new"
    KNOWN = "known"  # here already, the same
    DIFFERS = "differs"  # here already, otherwise: what is here stays
    REFUSED = "refused"  # cannot be kept here
    ASIDE = "aside"  # kept beside the record: this library does not know its exercises


@dataclass(frozen=True)
class PartCount:
    """How many rows of one kind have which fate; ``kind`` is one of `counted`."""

    name: str
    kind: str
    counts: Mapping[Fate, int]

    @property
    def words(self) -> str:
        """``pain ratings``."""
        return kind_name(self.kind)

    def told(self, fate: Fate) -> str:
        """``1 pain rating``, ``1,200 pain ratings``; empty where there is none."""
        count = self.counts.get(fate, 0)
        return counted(self.kind, count) if count else ""


@dataclass(frozen=True)
class RowTold:
    """One row that needs a word: what it is, what becomes of it, and why."""

    words: str
    fate: Fate
    why: str


@dataclass(frozen=True)
class SamePerson:
    """Somebody here with the same name and birth date, under another id."""

    name: str
    record_number: str


@dataclass(frozen=True)
class RecordPreview:
    """Who comes from where, and what of the record is new.

    ``is_here`` tells that the patient is in this clinic already; ``record_number`` is the one they
    have or would get here. ``alike`` may be the same person with a record of their own.
    ``unknown_exercises`` are ids that this library does not have.
    """

    patient_id: str
    name: str
    born: date | None
    record_number: str
    theirs: str  # the record number in the clinic that the file is from
    clinic_name: str
    exported_at: datetime
    is_here: bool
    parts: tuple[PartCount, ...]
    told: tuple[RowTold, ...]
    alike: tuple[SamePerson, ...] = ()
    unknown_exercises: tuple[str, ...] = ()
    new_trail_rows: int = 0

    def count(self, fate: Fate) -> int:
        """All rows of that fate."""
        return sum(part.counts.get(fate, 0) for part in self.parts)

    @property
    def adds_something(self) -> bool:
        """Whether reading it in would change anything."""
        return bool(self.count(Fate.NEW) or self.new_trail_rows)
