"""Makes two records of one patient one, and takes it back.

Every row of the one moves to the other by its ``patient_id``, and is noted in the trail for its
new owner. The versions of a plan stay: a plan that is chosen becomes a new version of the kept
one. The other's row stays, too, and is hidden while a ``merge`` row with state ``merged`` names it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import Patient
from clinic_app.storage.audit import record_digests
from clinic_app.storage.batches import batches
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import drafts, patients, plans
from clinic_app.storage.records.record_rows import merged_into, same_person
from clinic_app.storage.tables import merge as table
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json
from clinic_app.words import _

MERGED, PARTED, TWO_PEOPLE = "merged", "parted", "two people"
MOVED = (
    "episode", "pain", "event", "exercise log", "measure", "body chart", "diary form", "advice",
    "handout", "imported record", "merge",
)  # fmt: skip
_TOGETHER = 500  # records in one row of the trail


@dataclass(frozen=True)
class StoredMerge:
    """A row as it is kept; ``kept`` holds the records now."""

    id: str
    kept: str
    other: str
    at: datetime
    clinician_id: str
    state: str
    document: Mapping[str, Any]

    @property
    def into(self) -> str:
        """Whose record it was that kept them; that may be hidden behind a third one now."""
        return self.document.get("into", self.kept)


@dataclass(frozen=True)
class Going:
    """What taking a merge back moves: ids by kind, values of the kept one, and the plan."""

    ids: Mapping[str, list[str]]
    changed_since: tuple[str, ...]
    values: Mapping[str, Any]
    plan: int | None


@dataclass(frozen=True)
class _Moved:
    """Records of one kind that change their patient together."""

    kind: str
    ids: Sequence[str]


def merge(
    tx: WriteTx, merge_id: str, kept: Patient, other_id: str, *, plan_of_other: bool, at: datetime
) -> None:
    """Make ``other_id`` one with ``kept``, which has the chosen values already.

    Raises Conflict where one of them is hidden behind another record, NotFound.
    """
    check_apart(tx, kept.id, other_id)
    before = patients.get(tx, kept.id)
    fields = [f for f in _FIELDS if getattr(before, f) != getattr(kept, f)]
    document: dict[str, Any] = {
        "into": kept.id,
        "moved": {kind: _move(tx, "merge", kind, other_id, kept.id) for kind in MOVED},
        "drafts": drafts.move(tx, other_id, kept.id),
        "before": {name: _plain(getattr(before, name)) for name in fields},
        "after": {name: _plain(getattr(kept, name)) for name in fields},
    }
    if fields:
        patients.update(tx, kept)
    if plan_of_other:
        version = plans.current(tx, kept.id).version
        chosen = plans.current(tx, other_id).document
        saved = plans.save(tx, kept.id, chosen, version, at)
        document["plan"] = {"before": version, "after": saved.version}
    _add(tx, merge_id, kept.id, other_id, MERGED, document, at)
    tx.audit("merge", "merge", merge_id, {"patient": kept.id, "other": other_id})


def tell_apart(tx: WriteTx, merge_id: str, first_id: str, second_id: str, at: datetime) -> None:
    """Note that two records are of two people. Raises Conflict, NotFound."""
    check_apart(tx, first_id, second_id)
    _add(tx, merge_id, first_id, second_id, TWO_PEOPLE, {}, at)
    tx.audit("tell apart", "merge", merge_id, {"patient": first_id, "other": second_id})


def going(tx: ReadTx, made: StoredMerge) -> Going:
    """What would go back now: records that moved and are still there, values still as chosen."""
    document = made.document
    there = {
        kind: [one for one in _ids(tx, kind, made.kept) if one in set(ids)]
        for kind, ids in document.get("moved", {}).items()
        if kind in MOVED
    }
    now, before, after = (
        patients.get(tx, made.into),
        document.get("before", {}),
        document.get("after", {}),
    )
    same = [name for name in before if _plain(getattr(now, name)) == after[name]]
    plan: Mapping[str, int] = document.get("plan") or {}
    is_same_plan = bool(plan) and plans.current(tx, made.into).version == plan["after"]
    since = [name for name in before if name not in same]
    return Going(
        there,
        (*since, *(["plan"] if plan and not is_same_plan else [])),
        {name: _value(name, before[name]) for name in same},
        plan["before"] if is_same_plan else None,
    )


def part(tx: WriteTx, made: StoredMerge, at: datetime) -> None:
    """Take a merge back; what is new or was changed since stays. Raises Conflict."""
    if made.state != MERGED:
        raise Conflict(_("These two records stand apart already."), _("Look at the page again."))
    back = going(tx, made)
    tx.connection.execute(update(table).where(table.c.id == made.id).values(state=PARTED))
    for kind, ids in back.ids.items():
        _move(tx, "part", kind, made.kept, made.other, ids)
    _forget_moved(tx, made, back.ids)
    for writer, was, became in made.document.get("drafts", ()):
        now_at = became.replace(made.into, made.kept)
        drafts.put_at(tx, (writer, now_at), was, made.kept, made.other)
    if back.values:
        restored = patients.get(tx, made.into).changed(**back.values)
        patients.refuse_taken_number(tx, restored)
        patients.update(tx, restored)
    else:
        patients.refuse_taken_number(tx, patients.get(tx, made.into))
    if back.plan is not None:
        version = plans.current(tx, made.into).version
        plans.save(tx, made.into, plans.of_version(tx, made.into, back.plan), version, at)
    tx.audit("part", "merge", made.id, {"patient": made.kept, "other": made.other})


def get(tx: ReadTx, merge_id: str) -> StoredMerge:
    """One merge. Raises NotFound."""
    row = tx.connection.execute(select(table).where(table.c.id == merge_id)).mappings().first()
    if row is None:
        raise NotFound(_("This note of two records is not in the clinic file."))
    return _stored(dict(row))


def listing(tx: ReadTx, patient_id: str | None = None) -> list[StoredMerge]:
    """All that was made one or said to be two, the newest first."""
    query = select(table).order_by(table.c.at.desc(), table.c.id)
    if patient_id is not None:
        ids = same_person(tx, patient_id)
        query = query.where(or_(table.c.patient_id.in_(ids), table.c.other_id.in_(ids)))
    return [_stored(dict(row)) for row in tx.connection.execute(query).mappings()]


def counts(tx: ReadTx, patient_id: str) -> dict[str, int]:
    """How many records of each kind that moves a patient has; none where there are 0."""
    found: dict[str, int] = {}
    for kind in MOVED:
        columns = record_digests.BOUND[kind].table.c
        query = select(func.count()).where(columns.patient_id == patient_id)
        if count := tx.connection.execute(query).scalar_one():
            found[kind] = count
    return found


def first_day(tx: ReadTx, patient_id: str) -> date | None:
    """The day of a patient's first rating, or of what lies beside the ratings."""
    pains = record_digests.BOUND["pain"].table.c
    query = select(func.min(pains.at)).where(pains.patient_id == patient_id)
    at = tx.connection.execute(query).scalar()
    found = [] if at is None else [moment(at, 0).date()]
    for kind in ("event", "exercise log", "measure"):
        columns = record_digests.BOUND[kind].table.c
        query = select(func.min(columns.day)).where(columns.patient_id == patient_id)
        day = tx.connection.execute(query).scalar()
        found += [day] if day else []
    return min(found, default=None)


def check_apart(tx: ReadTx, first_id: str, second_id: str) -> None:
    """Raises Conflict where two ids are one patient already, or one is hidden; NotFound."""
    if first_id == second_id:
        raise Conflict(_("This is one record, not two."), _("Choose another one."))
    for one in (first_id, second_id):
        patients.get(tx, one)
        if merged_into(tx, one) is not None:
            raise Conflict(
                _("One of these records was made one with another already."),
                _("Look at the page again."),
            )


def refuse_hidden(tx: WriteTx) -> None:
    """Raises Conflict where something was written for a patient who was made one with another.

    Somebody else's window may still show the record of before.
    """
    pairs = {(change.action, change.kind) for change in tx.changes}
    if {("merge", "merge"), ("part", "merge")} & pairs:
        return
    bound = record_digests.BOUND
    found = {c.patient_id for c in tx.changes if c.kind in bound and c.action not in _HARMLESS}
    owners = found - {None}
    if not owners:
        return
    hidden = (table.c.state == MERGED) & table.c.other_id.in_(owners)
    if tx.connection.execute(select(table.c.id).where(hidden).limit(1)).first():
        raise Conflict(
            _("This record was made one with another one meanwhile; nothing was saved here."),
            _("Close it, find the patient anew, and write it there."),
        )


_HARMLESS = frozenset({"open", "import", "accept"})
_FIELDS = (
    "given", "family", "born", "record_number", "language", "look", "precautions", "archived",
)  # fmt: skip


def _add(
    tx: WriteTx,
    merge_id: str,
    kept_id: str,
    other_id: str,
    state: str,
    document: Mapping[str, Any],
    at: datetime,
) -> None:
    values = {
        "id": merge_id,
        "patient_id": kept_id,
        "other_id": other_id,
        "at": microseconds(at),
        "at_offset": offset_minutes(at),
        "clinician_id": tx.actor_id,
        "state": state,
        "document": to_json(document),
    }
    tx.connection.execute(insert(table).values(values))


def _ids(tx: ReadTx, kind: str, patient_id: str) -> list[str]:
    """The records of a kind that a patient has, in a steady order."""
    of = record_digests.BOUND[kind].table
    query = select(of.c.id).where(of.c.patient_id == patient_id).order_by(of.c.id)
    return list(tx.connection.execute(query).scalars())


def _move(
    tx: WriteTx,
    action: str,
    kind: str,
    from_id: str,
    to_id: str,
    ids: Collection[str] | None = None,
) -> list[str]:
    """Give records to another patient, each noted; all but notes of two people where no ids."""
    columns = record_digests.BOUND[kind].table.c
    mine = columns.patient_id == from_id
    if kind == "merge" and ids is None:
        mine &= columns.state == MERGED
        ids = tx.connection.execute(select(columns.id).where(mine)).scalars().all()
    moved = _ids(tx, kind, from_id) if ids is None else sorted(ids)
    for some in batches(moved):
        these = update(columns.id.table).where(mine, columns.id.in_(some))
        tx.connection.execute(these.values(patient_id=to_id))
    if action == "part":  # else whoever keeps them would miss them once the other is erased
        _note(tx, "give back", _Moved(kind, moved), from_id)
    _note(tx, action, _Moved(kind, moved), to_id)
    return moved


def _note(tx: WriteTx, doing: str, moved: _Moved, patient_id: str) -> None:
    """Some hundred records share a row of the trail, which lists them."""
    action = "merge" if doing == "merge" else "part" if doing == "part" else "give back"
    for start in range(0, len(moved.ids), _TOGETHER):
        listed = [[one] for one in moved.ids[start : start + _TOGETHER]]
        tx.audit(action, moved.kind, listed[0][0], {"patient": patient_id, "records": listed})


def _forget_moved(tx: WriteTx, made: StoredMerge, ids: Mapping[str, Collection[str]]) -> None:
    """What went back is no longer part of what later merges moved."""
    gone = {one for some in ids.values() for one in some}
    for later in listing(tx, made.kept):
        moved: Mapping[str, list[str]] = later.document.get("moved", {})
        if later.id == made.id or later.state != MERGED or later.kept != made.kept:
            continue
        left = {kind: [one for one in some if one not in gone] for kind, some in moved.items()}
        if left != moved:
            text = to_json({**later.document, "moved": left})
            tx.connection.execute(update(table).where(table.c.id == later.id).values(document=text))
            _note(tx, "part", _Moved("merge", [later.id]), later.kept)


def _plain(value: object) -> Any:
    """A value of a patient as a document holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # precautions


def _value(name: str, plain: Any) -> Any:
    if name == "born":
        return date.fromisoformat(plain) if plain else None
    return tuple(plain) if name == "precautions" else plain


def _stored(row: Mapping[str, Any]) -> StoredMerge:
    return StoredMerge(
        row["id"],
        row["patient_id"],
        row["other_id"],
        moment(row["at"], row["at_offset"]),
        row["clinician_id"],
        row["state"],
        from_json(row["document"]),
    )
