"""Dated records of patients: events, exercise logs, measures, body charts. None is ever deleted."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Table, insert, select

from clinic_app.domain.pain.pain import PainMap
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.storage import tables
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import change, named_about
from clinic_app.storage.timestamps import microseconds, moment, offset_minutes


class Record(Protocol):
    """What every record has."""

    @property
    def id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class RecordKind(Generic[R]):
    """One table of records: ``name`` stands in the audit trail, ``time`` orders the rows.

    ``words`` is what people call one, if not by its name. ``on_add`` notes new ones in the trail,
    where that takes more than a row with the patient for each.
    """

    name: str
    table: Table
    to_row: Callable[[R], dict[str, Any]]
    from_row: Callable[[Mapping[str, Any]], R]
    time: str = "day"
    words: str = ""
    on_add: Callable[[WriteTx, Sequence[R]], None] | None = None

    @property
    def called(self) -> str:
        """``pain rating``, in messages."""
        return self.words or self.name


def add(tx: WriteTx, kind: RecordKind[R], new: Sequence[R]) -> None:
    """Add records, all or none. Raises NotFound (unknown patient) or Conflict (known id)."""
    if not new:
        return
    tx.connection.execute(insert(kind.table), [kind.to_row(record) for record in new])
    if kind.on_add:
        kind.on_add(tx, new)
        return
    for record in new:
        tx.audit("add", kind.name, record.id, {"patient": record.patient_id})


def listing(tx: ReadTx, kind: RecordKind[R], patient_id: str) -> list[R]:
    """All of a patient's records, voided ones too, the oldest first."""
    return recent(tx, kind, [patient_id]).get(patient_id, [])


def recent(
    tx: ReadTx, kind: RecordKind[R], patient_ids: Iterable[str], since: date | None = None
) -> dict[str, list[R]]:
    """Records of many patients (only from the day ``since`` on), the oldest first.

    Those who have none are left out.
    """
    found: dict[str, list[R]] = {}
    columns, order = kind.table.c, kind.table.c[kind.time]
    query = select(kind.table).order_by(order, columns.id)
    if since is not None:
        query = query.where(order >= since)
    for row in named_about(tx, query, columns.patient_id, patient_ids):
        found.setdefault(row["patient_id"], []).append(kind.from_row(dict(row)))
    return found


def void(tx: WriteTx, kind: RecordKind[Any], patient_id: str, record_id: str, reason: str) -> None:
    """Mark a record as entered in error, saying why; it stays readable. Raises NotFound."""
    _mark(tx, kind, patient_id, record_id, {"voided": True, "void_reason": reason})
    tx.audit("void", kind.name, record_id, {"patient": patient_id, "reason": reason})


def unvoid(tx: WriteTx, kind: RecordKind[Any], patient_id: str, record_id: str) -> None:
    """Take that back. Raises NotFound."""
    _mark(tx, kind, patient_id, record_id, {"voided": False, "void_reason": ""})
    tx.audit("unvoid", kind.name, record_id, {"patient": patient_id})


def be_sure(tx: WriteTx, patient_id: str, log_ids: Sequence[str]) -> None:
    """Note of exercise logs that what they say was said on purpose. Raises NotFound."""
    for log_id in log_ids:
        _mark(tx, EXERCISE_LOGS, patient_id, log_id, {"unsure": False})
        tx.audit("confirm", EXERCISE_LOGS.name, log_id, {"patient": patient_id})


def _mark(
    tx: WriteTx, kind: RecordKind[Any], patient_id: str, record_id: str, values: dict[str, Any]
) -> None:
    columns = kind.table.c
    here = (columns.patient_id == patient_id) & (columns.id == record_id)
    change(tx, kind.table, here, values, kind.called)


# --- the kinds ----------------------------------------------------------------------------------


def _row(record: Any) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}


def _event(row: Mapping[str, Any]) -> Event:
    values: dict[str, Any] = {**row, "kind": EventKind(row["kind"])}
    return Event(**values)


def _result_row(result: MeasureResult) -> dict[str, Any]:
    return {**_row(result), "items": json.dumps(result.items, ensure_ascii=False)}


def _result(row: Mapping[str, Any]) -> MeasureResult:
    values = dict(row)
    values["items"] = tuple((text, score) for text, score in json.loads(row["items"]))
    return MeasureResult(**values)


def _map_row(marked: PainMap) -> dict[str, Any]:
    return {
        **_row(marked),
        "at": microseconds(marked.at),
        "at_offset": offset_minutes(marked.at),
        "regions": json.dumps(marked.regions),
    }


def _map(row: Mapping[str, Any]) -> PainMap:
    values = dict(row)
    values["at"] = moment(row["at"], values.pop("at_offset"))
    values["regions"] = tuple(json.loads(row["regions"]))
    return PainMap(**values)


EVENTS = RecordKind[Event]("event", tables.patient_event, _row, _event)
EXERCISE_LOGS = RecordKind[ExerciseLog](
    "exercise log", tables.exercise_log, _row, lambda row: ExerciseLog(**row)
)
MEASURES = RecordKind[MeasureResult]("measure", tables.measure_result, _result_row, _result)
PAIN_MAPS = RecordKind[PainMap]("body chart", tables.pain_map, _map_row, _map, time="at")
