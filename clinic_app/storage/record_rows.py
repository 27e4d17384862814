"""One patient's whole record, table by table, as plain documents and back.

What a part of a record holds follows from its table: a column that is added there stands in the
file, too. A time, which is two columns, is one text in the file; a document is JSON within JSON.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Date, Table, select

from clinic_app.storage import tables
from clinic_app.storage.database import ReadTx
from clinic_app.storage.moments import from_json, microseconds, moment, offset_minutes, to_json

_OFFSET = "_offset"


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
PEOPLE = Part("people", "clinician", tables.other_clinician)
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
    """The ids of people that stand in parts of a record."""
    all_rows = (row for some in documents.values() for row in some)
    return {row[name] for row in all_rows for name in _BY if name in row}


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
