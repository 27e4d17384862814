"""What a row of the audit trail says of a record: a digest of it as it stands in its table.

A digest is keyed by a secret of the patient (of the clinic, for what belongs to no patient): it
proves the record to whoever holds the secret, and tells nothing once that is destroyed.
The form that is digested must stay as it is. A column that a later version adds must be left out
of it where it holds its default, and a step of the schema that changes records must note each in
the trail: else every record of before counts as changed.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    func,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from clinic_app.storage import tables
from clinic_app.storage.batches import batches

BYTES = 16  # of a digest
CLINIC = "clinic"  # whose secret proves what belongs to no patient

# As they lie in the file, so that a value which is no date or no yes-or-no is read, too.
_RAW: Mapping[type, TypeEngine[Any]] = {Date: String(), Boolean: Integer()}
_LARGE = 20  # rows at a time of a table that holds whole documents
_SMALL = 1000
_FEW = 100  # records that are asked for by name; of more, all that lie in their span are read


@dataclass(frozen=True)
class Span:
    """Where ratings lie in their table, beside their patient: finds them without a search."""

    series: frozenset[str]
    first: int  # microseconds
    last: int

    def joined(self, other: "Span") -> "Span":
        """One that holds both."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return Span(self.series | other.series, first, last)


@dataclass(frozen=True)
class Bound:
    """A kind of record that the trail binds: its table, and the columns that name a record."""

    table: Table
    key: tuple[str, ...] = ("id",)
    beside: tuple[Table, ...] = field(default=())  # with one more row of the same record
    at_a_time: int = _SMALL

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All that is digested; the ones that tie the second table are in the first already."""
        more = (c for other in self.beside for c in other.c if not c.foreign_keys)
        return (*self.table.c, *more)

    def query(self) -> Select[Any]:
        """Every record of this kind, by its key."""
        origin: Any = self.table
        for other in self.beside:
            origin = origin.outerjoin(other)
        raw = (type_coerce(c, _RAW.get(type(c.type), c.type)) for c in self.columns)
        return select(*raw).select_from(origin).order_by(*self.table.primary_key)


BOUND: Mapping[str, Bound] = {
    "clinic": Bound(tables.clinic),
    "clinician": Bound(tables.clinician),
    "clinic rule": Bound(tables.clinic_rule, ("name",)),
    "template": Bound(tables.plan_template),
    "patient": Bound(tables.patient),
    "episode": Bound(tables.episode),
    "program": Bound(tables.program_revision, ("patient_id", "version"), at_a_time=_LARGE),
    "pain": Bound(tables.pain_entry),
    "event": Bound(tables.patient_event),
    "exercise log": Bound(tables.exercise_log),
    "measure": Bound(tables.measure_result),
    "body chart": Bound(tables.pain_map),
    "diary form": Bound(tables.diary_form),
    "advice": Bound(tables.advice_decision),
    "backup place": Bound(tables.backup_place),
    "handout": Bound(tables.handout, beside=(tables.handout_pdf,), at_a_time=_LARGE),
    "merge": Bound(tables.merge),
    "imported record": Bound(tables.imported_record, at_a_time=_LARGE),
    "other clinician": Bound(tables.other_clinician),
}
# What is noted in the trail and leaves no record in a table.
WITHOUT_RECORD = frozenset(
    {"backup", "erasure", "report", "kiosk", "trail", "clock", "draft", "login", "file", "paper"}
    | {"caseload"}
)
_OF_PATIENT = frozenset({"patient", "program", "kiosk"})  # their entity id is the patient's


def patient_of(kind: str, entity_id: str, detail: Mapping[str, object]) -> str | None:
    """Whose record a change is about; None for what belongs to no patient."""
    if kind in _OF_PATIENT:
        return entity_id
    found = detail.get("patient")
    return found if isinstance(found, str) else None


def named(kind: str, entity_id: str, detail: Mapping[str, object]) -> list[str]:
    """The records that a row of the trail is about, in order; none where it leaves no record."""
    bound = BOUND.get(kind)
    if bound is None:
        return []
    if len(bound.key) == 1:
        listed = detail.get("ratings") or detail.get("records")
        many = cast("Sequence[Sequence[str]] | None", listed)
        return [one[0] for one in many] if many else [entity_id]
    rest = (str(detail[name]) for name in bound.key[1:] if name in detail)
    return [" ".join((entity_id, *rest))]


def entity(kind: str, name: str) -> tuple[str, dict[str, object]]:
    """What a row of the trail must tell to be about the record with this name."""
    rest = BOUND[kind].key[1:]
    parts = name.rsplit(" ", len(rest)) if rest else [name]
    return parts[0], {key: int(part) for key, part in zip(rest, parts[1:], strict=True)}


def digest(secret: bytes, kind: str, record_id: str, row: Sequence[Any] | None) -> bytes:
    """The proof of a record; ``row`` has the columns of its kind, or is None where none is kept."""
    parts = [] if row is None else list(row)
    form = _HEADS[kind] + _ENCODER.encode([record_id, *parts]).encode()
    return hmac.digest(secret, form, "sha256")[:BYTES]


def detail_digest(secret: bytes, detail: str) -> bytes:
    """The proof of what a row of the trail tells beside its columns."""
    return hmac.digest(secret, b"detail " + detail.encode(), "sha256")[:BYTES]


def stored(
    connection: Connection,
    kind: str,
    patient_id: str | None,
    ids: Collection[str],
    span: Span | None = None,
) -> dict[str, Sequence[Any]]:
    """The rows of records as they stand, by id; those that are not kept are left out."""
    found: dict[str, Sequence[Any]] = {}
    for query, values in _queries(kind, patient_id, ids, span):
        for row in connection.execute(query, values).all():
            found[record_id(kind, row)] = row
    return found


def everything(connection: Connection, kind: str) -> Iterator[list[tuple[str, Sequence[Any]]]]:
    """Every record of a kind, some at a time, each with its id."""
    bound = BOUND[kind]
    query = bound.query().execution_options(yield_per=bound.at_a_time)
    rows = connection.execute(query)
    for some in rows.partitions():
        yield [(record_id(kind, row), row) for row in some]


def orphans(connection: Connection, kind: str) -> int:
    """Rows of a second table that belong to no record."""
    bound = BOUND[kind]
    count = 0
    for other in bound.beside:
        query = select(func.count()).select_from(other.outerjoin(bound.table))
        count += connection.execute(query.where(bound.table.c.id.is_(None))).scalar_one()
    return count


def record_id(kind: str, row: Sequence[Any]) -> str:
    """How the trail names the record of a row."""
    places = _KEY_PLACES[kind]
    if len(places) == 1:
        return row[places[0]]
    return " ".join(str(row[place]) for place in _KEY_PLACES[kind])


def owner(kind: str, row: Sequence[Any]) -> str:
    """Whose secret proves the record of a row."""
    place = _PATIENT_PLACES[kind]
    return CLINIC if place is None else cast("str", row[place])


def _queries(
    kind: str, patient_id: str | None, ids: Collection[str], span: Span | None
) -> Iterator[tuple[Select[Any], dict[str, object]]]:
    """What finds records; each query is one of a few, so that none is made anew for a rating."""
    made = _STORED[kind]
    whose: dict[str, object] = {"whose": patient_id} if made.has_patient else {}
    if span is not None and len(span.series) == 1:
        whose |= {"series": next(iter(span.series)), "first": span.first, "last": span.last}
    if len(BOUND[kind].key) > 1:
        for one in ids:
            entity_id, *rest = one.split(" ")
            if rest:
                yield made.one, {**whose, "id": entity_id, "second": int(rest[0])}
    elif len(ids) == 1:
        query = made.one_in_span if "first" in whose else made.one
        yield query, {**whose, "id": next(iter(ids))}
    elif "first" in whose and len(ids) > _FEW:
        yield made.in_span, whose
    else:
        query = made.some_in_span if "first" in whose else made.some
        for some in batches(ids):
            yield query, {**whose, "ids": some}


class _Stored:
    """The queries that find records of one kind."""

    def __init__(self, bound: Bound) -> None:
        columns = bound.table.c
        first, *rest = (columns[name] for name in bound.key)
        whole = bound.query().order_by(None)
        self.has_patient = "patient_id" in columns and first is not columns.get("patient_id")
        if self.has_patient:
            whole = whole.where(columns.patient_id == bindparam("whose"))
        self.some = whole.where(first.in_(bindparam("ids", expanding=True)))
        self.one = whole.where(first == bindparam("id"))
        if rest:
            self.one = self.one.where(rest[0] == bindparam("second"))
        self.in_span = self.one_in_span = self.some_in_span = whole
        if "series" in columns:
            series = columns.series == bindparam("series")
            when = columns.at.between(bindparam("first"), bindparam("last"))
            self.in_span = whole.where(series, when)
            self.one_in_span = self.one.where(series, when)
            self.some_in_span = self.some.where(series, when)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"{type(value).__name__} has no place in a record")


def _patient_place(kind: str, bound: Bound) -> int | None:
    name = "id" if kind == "patient" else "patient_id"
    names = [column.name for column in bound.columns]
    whole = kind == "patient" or "patient_id" in names
    return names.index(name) if whole else None


_STORED = {kind: _Stored(bound) for kind, bound in BOUND.items()}
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=_plain)
_NAMES = {kind: tuple(c.name for c in bound.columns) for kind, bound in BOUND.items()}
_HEADS = {kind: _ENCODER.encode([kind, *names]).encode() for kind, names in _NAMES.items()}
_KEY_PLACES = {
    kind: tuple(_NAMES[kind].index(name) for name in bound.key) for kind, bound in BOUND.items()
}
_PATIENT_PLACES = {kind: _patient_place(kind, bound) for kind, bound in BOUND.items()}
