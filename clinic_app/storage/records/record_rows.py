"""One patient's whole record, table by table, as plain documents and back.

What a part of a record holds follows from its table: a column that is added there stands in the
file, too. A time, which is two columns, is one text in the file; a document is JSON within JSON.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Date, Table, insert, select

from clinic_app.storage import tables
from clinic_app.storage.audit import record_digests
from clinic_app.storage.batches import MOST, batches
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import advice, handouts, pain, patients, plans, records
from clinic_app.storage.records.records import EVENTS, EXERCISE_LOGS, MEASURES, PAIN_MAPS
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json

_OFFSET = "_offset"
_TOGETHER = 500  # ratings in one row of the trail


@dataclass(frozen=True)
class Part:
    """One kind of rows of a record: ``name`` heads them in the file.

    ``kind`` is theirs in the audit trail; ``documents`` are columns of JSON text, ``words`` of
    words with blanks between. ``left_out`` are columns that the file has not.
    """

    name: str
    kind: str
    table: Table
    documents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def owner(self) -> Column[Any]:
        """The column with the id of the patient whose row it is."""
        columns = self.table.c
        return columns.patient_id if "patient_id" in columns else columns.id

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns that the file has, those of an offset with the time they belong to."""
        return tuple(c for c in self.table.c if c.name not in self.left_out)

    @cached_property
    def moments(self) -> frozenset[str]:
        """The columns that hold a time, each with its offset beside it."""
        names = {c.name for c in self.columns}
        return frozenset(name for name in names if name + _OFFSET in names)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names that each row has in the file."""
        offsets = {name + _OFFSET for name in self.moments}
        return tuple(c.name for c in self.columns if c.name not in offsets)

    def document(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as it stands in the file."""
        return {name: self._told(name, row) for name in self.fields}

    def row(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the table from what stands in the file.

        Raises ValueError, TypeError or KeyError for what cannot stand there.
        """
        values: dict[str, Any] = {}
        for name in self.fields:
            values |= self._kept(name, document[name])
        return values

    def key(self, document: Mapping[str, Any]) -> tuple[Any, ...]:
        """What names a row of this part, in the whole clinic."""
        if "id" in self.table.c:
            return (document["id"],)
        return tuple(document[column.name] for column in self.table.primary_key)

    def _told(self, name: str, row: Mapping[str, Any]) -> Any:
        value = row[name]
        if name in self.moments:
            return None if value is None else moment(value, row[name + _OFFSET]).isoformat()
        if name in self.documents:
            return from_json(value) if value else None
        if name in self.words:
            return value.split()
        return value.isoformat() if isinstance(value, date) else value

    def _kept(self, name: str, value: Any) -> dict[str, Any]:
        if name in self.moments:
            at = None if value is None else datetime.fromisoformat(value)
            found = None if at is None else microseconds(at)
            return {name: found, name + _OFFSET: None if at is None else offset_minutes(at)}
        if name in self.documents:
            return {name: to_json(value)}
        if name in self.words:
            return {name: " ".join(value)}
        is_day = isinstance(self.table.c[name].type, Date)
        return {name: date.fromisoformat(value) if is_day and value is not None else value}


PARTS: tuple[Part, ...] = (
    Part("patients", "patient", tables.patient, words=("precautions",)),
    Part("episodes", "episode", tables.episode),
    Part("plans", "program", tables.program_revision, documents=("document",)),
    Part("ratings", "pain", tables.pain_entry),
    Part("exercise_logs", "exercise log", tables.exercise_log),
    Part("measures", "measure", tables.measure_result, documents=("items",)),
    Part("body_charts", "body chart", tables.pain_map, documents=("regions",)),
    Part("events", "event", tables.patient_event),
    Part("diary_forms", "diary form", tables.diary_form, documents=("document",)),
    Part("advice_decisions", "advice", tables.advice_decision, documents=("document",)),
    Part("handouts", "handout", tables.handout, documents=("snapshot",)),
    Part("merges", "merge", tables.merge, documents=("document",)),
    Part("imports", "imported record", tables.imported_record, documents=("document",)),
)
# What was done, in the clinic that gives the record out. Its proofs need the clinic's own keys.
TRAIL = Part(
    "trail",
    "trail",
    tables.audit_row,
    documents=("detail",),
    left_out=("mac", "detail_digest", "record_digest"),
)
PEOPLE = Part("people", "other clinician", tables.other_clinician)
_BY = ("clinician_id", "actor_id")


def same_person(tx: ReadTx, patient_id: str) -> list[str]:
    """The patient and all whose records were made one with theirs."""
    merge = tables.merge.c
    found = [patient_id]
    for one in found:
        query = select(merge.other_id).where(merge.patient_id == one, merge.state == "merged")
        more = tx.connection.execute(query.order_by(merge.at, merge.id)).scalars()
        found += [other for other in more if other not in found]
    return found


def rows(tx: ReadTx, part: Part, patient_ids: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows of one part of a record as documents, in a steady order."""
    query = select(*part.columns).where(part.owner.in_(patient_ids)).order_by(*_order(part))
    if part.name == "merges":  # one that was found to be somebody else is told of nowhere
        query = query.where(part.table.c.other_id.in_(patient_ids))
    for row in tx.connection.execute(query).mappings():
        yield part.document(dict(row))


def people(tx: ReadTx, ids: Collection[str], clinic_name: str) -> list[dict[str, Any]]:
    """Those of the people who are known, with the clinic that they work or worked in."""
    own, other = tables.clinician, tables.other_clinician
    found: list[dict[str, Any]] = []
    query = select(own.c.id, own.c.name, own.c.credentials).where(own.c.id.in_(ids))
    for row in tx.connection.execute(query).mappings():
        found.append({**row, "clinic_name": clinic_name})
    query = select(other).where(other.c.id.in_(ids))
    found += [dict(row) for row in tx.connection.execute(query).mappings()]
    return sorted(found, key=lambda one: one["id"])


def named_people(documents: Mapping[str, Collection[Mapping[str, Any]]]) -> set[str]:
    """The ids of people that stand in parts of a record, also in what came from elsewhere."""
    found = {
        row[name] for some in documents.values() for row in some for name in _BY if name in row
    }
    for came in documents.get("imports", ()):
        document = came["document"]
        found |= {document.get("file", {}).get("exported_by", "")}
        found |= {row["actor_id"] for row in document.get("trail", ())}
        found |= {row["clinician_id"] for row in document.get("plans_aside", ())}
    return found - {""}


def _order(part: Part) -> list[Column[Any]]:
    named = ("issued_at", "saved_at", "made_at", "at", "day", "started")
    times = [part.table.c[name] for name in named if name in part.table.c]
    return [*times, *part.table.primary_key]


def trail_rows(tx: ReadTx, patient_ids: Collection[str]) -> list[dict[str, Any]]:
    """Every row of the audit trail about the patients, the oldest first."""
    row = tables.audit_row.c
    mine = row.patient_id.in_(patient_ids)
    query = select(*TRAIL.columns).where(mine).order_by(row.seq)
    return [TRAIL.document(dict(one)) for one in tx.connection.execute(query).mappings()]


def stored(
    tx: ReadTx, part: Part, documents: Collection[Mapping[str, Any]]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The rows with the keys of some documents as they stand here, of whatever patient."""
    first = next(iter(part.table.primary_key)) if "id" not in part.table.c else part.table.c.id
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for some in batches({document[first.name] for document in documents}, MOST):
        query = select(*part.columns).where(first.in_(some))
        for row in tx.connection.execute(query).mappings():
            document = part.document(dict(row))
            found[part.key(document)] = document
    return found


def insert_rows(tx: WriteTx, part: Part, documents: Sequence[Mapping[str, Any]]) -> None:
    """Keep rows that came from elsewhere, each noted in the trail. Raises Conflict."""
    if not documents:
        return
    tx.connection.execute(insert(part.table), [part.row(document) for document in documents])
    if part.kind == "pain" and len(documents) > 1:
        _note_ratings(tx, documents)
        return
    for document in documents:
        name = " ".join(str(value) for value in part.key(document))
        entity_id, detail = record_digests.entity(part.kind, name)
        if "patient_id" in document:
            detail["patient"] = document["patient_id"]
        tx.audit("import", part.kind, entity_id, detail)


def _note_ratings(tx: WriteTx, documents: Sequence[Mapping[str, Any]]) -> None:
    """Some hundred ratings share a row of the trail, which lists them."""
    by_patient: dict[str, list[Mapping[str, Any]]] = {}
    for one in documents:
        by_patient.setdefault(one["patient_id"], []).append(one)
    for patient_id, some in by_patient.items():
        for start in range(0, len(some), _TOGETHER):
            listed = [(r["id"], r["series"], r["score"]) for r in some[start : start + _TOGETHER]]
            detail = {"patient": patient_id, "ratings": listed}
            tx.audit("import", "pain", listed[0][0], detail)


def merged_into(tx: ReadTx, patient_id: str) -> str | None:
    """The record that this one was made one with; None where it stands for itself."""
    merge = tables.merge.c
    query = select(merge.patient_id).where(merge.other_id == patient_id, merge.state == "merged")
    return tx.connection.execute(query).scalar()


def alike(tx: ReadTx, given: str, family: str, born: date | None) -> list[dict[str, Any]]:
    """Patients of this name in any case; those with another birth date are left out."""
    one = tables.patient.c
    query = select(one.id, one.given, one.family, one.born, one.record_number)
    found: list[dict[str, Any]] = []
    for row in tx.connection.execute(query).mappings():
        same = (row["given"] + " " + row["family"]).casefold() == f"{given} {family}".casefold()
        if same and (born is None or row["born"] in (None, born)):
            found.append(dict(row))
    return found


def read_back(tx: ReadTx, patient_id: str) -> None:
    """Read all of a patient the way screens do. Raises UserError where anything cannot be."""
    patients.get(tx, patient_id)
    patients.episodes(tx, patient_id)
    plans.daily_documents(tx, patient_id)
    plans.current(tx, patient_id)
    pain.listing(tx, patient_id)
    records.listing(tx, EVENTS, patient_id)
    records.listing(tx, EXERCISE_LOGS, patient_id)
    records.listing(tx, MEASURES, patient_id)
    records.listing(tx, PAIN_MAPS, patient_id)
    advice.decisions(tx, [patient_id])
    for issued in handouts.listing(tx, patient_id):
        handouts.pdf(tx, issued.id)
    handouts.plans(tx, patient_id)
