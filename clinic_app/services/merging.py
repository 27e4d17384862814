"""Two records of one patient: find them, show both, make them one, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from clinic_app.domain.duplicates import Pair
from clinic_app.domain.patient import Episode, Patient
from clinic_app.services.acting import Acting

Side = Literal["kept", "other"]


@dataclass(frozen=True)
class MergeSide:
    """One of the two records: ``counts`` are rows by kind (``ratings``)."""

    patient: Patient
    counts: Mapping[str, int]
    first_day: date | None
    last_day: date | None
    plan_items: tuple[str, ...]
    plan_saved: datetime | None
    episodes: tuple[Episode, ...]


@dataclass(frozen=True)
class Difference:
    """A single value that differs; ``field`` is the attribute of Patient, ``words`` its name.

    ``kept`` and ``other`` are as the screen shows them; ``proposed`` is the side to choose first.
    """

    field: str
    words: str
    kept: str
    other: str
    proposed: Side


@dataclass(frozen=True)
class MergePreview:
    """What would become of two records; ``plan`` is the side whose plan is proposed."""

    kept: MergeSide
    other: MergeSide
    differences: tuple[Difference, ...]
    precautions: tuple[str, ...]
    plan: Side
    ratings: int


@dataclass(frozen=True)
class MergeChoices:
    """``values`` are sides by field of `Difference`; what is not named is as proposed."""

    values: Mapping[str, Side] = field(default_factory=dict[str, Side])
    plan: Side | None = None


@dataclass(frozen=True)
class MergeRow:
    """One that was made or said; ``state`` is ``merged``, ``parted`` or ``two people``."""

    id: str
    kept: Patient
    other: Patient
    at: datetime
    by: str
    state: str


@dataclass(frozen=True)
class PartPreview:
    """What taking a merge back does: ``back`` and ``stays`` are lines for the screen."""

    row: MergeRow
    back: tuple[str, ...]
    stays: tuple[str, ...]


class MergeService:
    """Patients who stand here twice."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def pairs(self) -> list[Pair]:
        """Likely the same person; without those made one, or said to be two people."""
        raise NotImplementedError

    def preview(self, kept_id: str, other_id: str) -> MergePreview:
        """What making them one would do. Raises UserError where it cannot be done."""
        raise NotImplementedError

    def merge(self, kept_id: str, other_id: str, choices: MergeChoices | None = None) -> str:
        """Make two records one; gives the id of the merge. Raises UserError, NotAllowed."""
        raise NotImplementedError

    def two_people(self, first_id: str, second_id: str) -> None:
        """Note that they are not the same person: `pairs` leaves them out from now on."""
        raise NotImplementedError

    def merges(self, patient_id: str | None = None) -> list[MergeRow]:
        """All that was made one or said to be two, the newest first; those about one patient."""
        raise NotImplementedError

    def preview_part(self, merge_id: str) -> PartPreview:
        """What would go back, and what stays because it is new or was changed since."""
        raise NotImplementedError

    def part(self, merge_id: str) -> None:
        """Take a merge back. Raises UserError where it was taken back already."""
        raise NotImplementedError
