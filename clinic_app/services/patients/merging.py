"""Two records of one patient: find them, show both, make them one, take it back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from clinic_app.domain.patient.duplicates import Pair, likely_pairs
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.counted import counted
from clinic_app.services.changes import PainChanged, PatientChanged, PlanSaved, ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import merging, patients, plans, staff
from clinic_app.words import N_, _, interface

Side = Literal["kept", "other"]


@dataclass(frozen=True)
class MergeSide:
    """One of the two records: ``counts`` are rows by kind (``ratings``)."""

    patient: Patient
    counts: Mapping[str, int]
    first_day: date | None
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


_KINDS = {  # of `counted`
    "episode": "episodes",
    "pain": "ratings",
    "event": "events",
    "exercise log": "diary entries",
    "measure": "measures",
    "body chart": "body charts",
    "diary form": "diary forms",
    "advice": "decisions on advice",
    "handout": "handouts",
    "imported record": "records from other clinics",
    "merge": "records made one earlier",
}
_FIELDS = {
    "given": N_("Given name"),
    "family": N_("Family name"),
    "born": N_("Birth date"),
    "record_number": N_("Record number"),
    "language": N_("Language"),
    "look": N_("Person in pictures"),
}
_SINCE = {
    "precautions": N_("Precautions"),
    "archived": N_("In the caseload or archived"),
    "plan": N_("Plan"),
    **_FIELDS,
}


class MergeService(Service):
    """Patients who stand here twice."""

    def pairs(self) -> list[Pair]:
        """Likely the same person; without those made one, or said to be two people."""
        with self._session.read() as tx:
            known = [row.patient for row in patients.listing(tx, include_archived=True)]
            into = {gone.id: kept_id for gone, kept_id in patients.made_one(tx)}
            parts = [m for m in merging.listing(tx) if m.state == merging.TWO_PEOPLE]
        apart = {frozenset(into.get(i, i) for i in (one.kept, one.other)) for one in parts}
        found = likely_pairs(known)
        return [p for p in found if frozenset((p.first.id, p.second.id)) not in apart]

    def preview(self, kept_id: str, other_id: str) -> MergePreview:
        """What making them one would do. Raises Conflict, NotFound, NotAllowed."""
        self._session.require(Permission.MERGE)
        with self._session.read() as tx:
            merging.check_apart(tx, kept_id, other_id)
            kept, other = self._side(tx, kept_id), self._side(tx, other_id)
        both = dict.fromkeys((*kept.patient.precautions, *other.patient.precautions))
        return MergePreview(
            kept,
            other,
            tuple(_differences(kept.patient, other.patient)),
            tuple(both),
            "other" if _later(kept, other) else "kept",
            kept.counts.get("ratings", 0) + other.counts.get("ratings", 0),
        )

    def merge(self, kept_id: str, other_id: str, choices: MergeChoices | None = None) -> str:
        """Make two records one; gives the id of the merge. Raises as `preview` does."""
        chosen = choices or MergeChoices()
        shown = self.preview(kept_id, other_id)
        kept, other, merge_id = shown.kept.patient, shown.other.patient, new_id()
        values: dict[str, object] = {"precautions": shown.precautions}
        for one in shown.differences:
            if chosen.values.get(one.field, one.proposed) == "other":
                values[one.field] = getattr(other, one.field)
        is_archived = kept.archived and other.archived
        with self._session.write(Permission.MERGE) as tx:
            merging.merge(
                tx,
                merge_id,
                kept.changed(**values, archived=is_archived),
                other.id,
                plan_of_other=(chosen.plan or shown.plan) == "other",
                at=self._session.now(),
            )
        self._tell(kept_id, other_id)
        return merge_id

    def two_people(self, first_id: str, second_id: str) -> None:
        """Note that they are not the same person: `pairs` leaves them out from now on."""
        with self._session.write(Permission.MERGE, changed=PatientChanged(first_id)) as tx:
            merging.tell_apart(tx, new_id(), first_id, second_id, self._session.now())

    def merges(self, patient_id: str | None = None) -> list[MergeRow]:
        """All that was made one or said to be two, the newest first; those about one patient."""
        with self._session.read() as tx:
            people = staff.names(tx)
            return [_row(tx, one, people) for one in merging.listing(tx, patient_id)]

    def preview_part(self, merge_id: str) -> PartPreview:
        """What would go back, and what stays because it is new or was changed since."""
        self._session.require(Permission.MERGE)
        with self._session.read() as tx:
            made = merging.get(tx, merge_id)
            back = merging.going(tx, made)
            row, now = _row(tx, made, staff.names(tx)), merging.counts(tx, made.kept)
        gone = {kind: len(ids) for kind, ids in back.ids.items() if ids}
        new = {
            kind: n - gone.get(kind, 0)
            for kind, n in now.items()
            if n > gone.get(kind, 0) and kind != "merge"
        }
        values = [_("{field} as before", field=_(_SINCE[name])) for name in back.values]
        plan = [_("The plan as before")] if back.plan is not None else []
        changed = [
            _("{field}, changed since", field=_(_SINCE[name])) for name in back.changed_since
        ]
        return PartPreview(
            row,
            (*_counted(gone), *values, *plan),
            (*_counted(new), *changed),
        )

    def part(self, merge_id: str) -> None:
        """Take a merge back. Raises Conflict where it was taken back already, NotAllowed."""
        with self._session.write(Permission.MERGE) as tx:
            made = merging.get(tx, merge_id)
            merging.part(tx, made, self._session.now())
        self._tell(made.kept, made.other)

    def _side(self, tx: ReadTx, patient_id: str) -> MergeSide:
        stored = plans.current(tx, patient_id)
        plan = plan_document.from_document(stored.document, self._session.library.exercise)
        counted = merging.counts(tx, patient_id)
        return MergeSide(
            patients.get(tx, patient_id),
            {_KINDS[kind]: count for kind, count in counted.items()},
            merging.first_day(tx, patient_id),
            tuple(self._session.library.exercise(item.exercise_id).name for item in plan.items),
            stored.saved_at,
            tuple(one for one in patients.episodes(tx, patient_id) if one.ended is None),
        )

    def _tell(self, *ids: str) -> None:
        for one in ids:
            for change in (PatientChanged, PlanSaved, PainChanged, ProgressChanged):
                self._session.notify(change(one))


def _later(kept: MergeSide, other: MergeSide) -> bool:
    """Whether the other's plan is the one to take: it has exercises, and was saved later."""
    if not other.plan_items or other.plan_saved is None:
        return False
    if not kept.plan_items or kept.plan_saved is None:
        return True
    return other.plan_saved > kept.plan_saved


def _differences(kept: Patient, other: Patient) -> Iterator[Difference]:
    """What is kept is proposed, but where it is empty."""
    for name, words in _FIELDS.items():
        mine, theirs = getattr(kept, name), getattr(other, name)
        if mine != theirs:
            proposed: Side = "kept" if mine else "other"
            yield Difference(name, _(words), _shown(name, mine), _shown(name, theirs), proposed)


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if name == "language":
        return interface().name_of(str(value))
    return str(value) if value else ""


def _counted(counts: Mapping[str, int]) -> list[str]:
    return [counted(_KINDS[kind], n) for kind, n in counts.items()]


def _row(tx: ReadTx, made: merging.StoredMerge, people: Mapping[str, str]) -> MergeRow:
    by = people.get(made.clinician_id) or _("somebody of another clinic")
    kept, other = patients.get(tx, made.into), patients.get(tx, made.other)
    return MergeRow(made.id, kept, other, made.at, by, made.state)
